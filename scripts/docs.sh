#!/bin/sh
# Write dbt's documentation (tables, columns, lineage) as one page that opens without a network.
set -eu
work=${CASECOUNT_WORK_DATABASE:-build/casecount.work.duckdb}
[ -f "$work" ] || {
    echo "casecount: no warehouse to document yet ($work is missing): run make warehouse first" >&2
    exit 1
}
export CASECOUNT_WORK_DATABASE="$work"
dbt --quiet docs generate --static --profiles-dir . --target-path build/docs-target
mkdir -p build/docs
cp build/docs-target/static_index.html build/docs/index.html
echo "The documentation is in build/docs/index.html"
