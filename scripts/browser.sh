#!/bin/sh
# Print the path of Chromium, which the browser tests drive; on Debian, as root, install it first.
set -eu

command -v chromium || command -v chromium-browser || command -v google-chrome || {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || {
        echo "casecount: the browser tests need Chromium (Debian: apt-get install chromium)" >&2
        exit 1
    }
    {
        apt-get update -q
        apt-get install -q -y --no-install-recommends chromium
    } >&2
    command -v chromium
}
