#!/bin/sh
# Create the virtual environment $1 and install what requirements.lock pins into it.
# Usage: scripts/venv.sh .venv      PYTHON=python3.12 chooses the interpreter.
set -eu

venv=$1
python=${PYTHON:-python3}

"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null || {
    echo "casecount: $python is not Python 3.11 to 3.13: name one with PYTHON=python3.11 make …" >&2
    exit 1
}

# Debian ships Python without the module that puts pip into a new environment.
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        apt-get update -q
        apt-get install -q -y --no-install-recommends python3-venv
    else
        echo "casecount: $python lacks venv: install it (Debian: apt-get install python3-venv)" >&2
        exit 1
    fi
fi

[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
echo "Installing the pinned packages into $venv (a few minutes the first time) …"
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
"$venv/bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-index --no-build-isolation -e .
