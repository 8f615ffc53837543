#!/bin/sh
# Install Apache Superset, as dashboards/server/requirements.lock pins it, into the environment $1.
set -eu

venv=$1
python=${PYTHON:-python3}
server=$(dirname "$0")/../dashboards/server
lock=$server/requirements.lock

! cmp -s "$lock" "$venv/installed.lock" || exit 0

"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 13))' 2>/dev/null || {
    echo "casecount: Superset needs Python 3.11 or 3.12, and $python is another: name one with PYTHON=python3.11 make bi" >&2
    exit 1
}
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
echo "Installing Apache Superset into $venv (900 MB; a few minutes, only now) …"
pip() {
    "$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-compile --no-deps --require-hashes "$@"
}
# uv takes a quarter of pip's time; where it can't reach its index (it knows none of pip's settings), pip can.
{ pip -r "$server/installer.lock" &&
    "$venv/bin/uv" pip install -q --no-cache --python "$venv/bin/python" --no-deps --require-hashes -r "$lock"
} || pip -r "$lock"
cp "$lock" "$venv/installed.lock"
