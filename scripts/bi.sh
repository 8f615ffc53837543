#!/bin/sh
# Serve the published file $1 in Apache Superset on port $2 of this machine; the first time, install it.
# CASECOUNT_BI_HOME is where Superset keeps its own store, CASECOUNT_BI_PASSWORD its password (else asked).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
server=$root/dashboards/server
venv=${CASECOUNT_BI_VENV:-$root/.venv-bi}

[ -f "$1" ] || {
    echo "casecount: there is no $1 to show: publish it first (make warehouse, or casecount update)" >&2
    exit 1
}

"$root/scripts/bi_venv.sh" "$venv"

export CASECOUNT_DATABASE="$(realpath "$1")"
export CASECOUNT_BI_PORT="${2:-8088}"
export CASECOUNT_BI_HOME="$(realpath -m "${CASECOUNT_BI_HOME:-$root/build/bi}")"
export SUPERSET_CONFIG_PATH="$server/superset_config.py"
export SUPERSET_HOME="$CASECOUNT_BI_HOME"
export PYTHONPATH="$server"
export FLASK_APP="superset.app:create_app()"
export SCARF_ANALYTICS=false  # Superset counts its users otherwise
export PYTHONWARNINGS=ignore SQLALCHEMY_SILENCE_UBER_WARNING=1

"$venv/bin/python" "$server/prepare.py"
echo "Starting Superset …"
exec "$venv/bin/gunicorn" --config "$server/gunicorn_settings.py"
