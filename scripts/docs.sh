#!/bin/sh
# Build the documentation's site in build/docs: the pages of docs/, and dbt's own with the lineage.
set -eu
site=build/docs
rm -rf "$site"
sphinx-build --quiet --fail-on-warning --keep-going -d build/docs-doctrees docs "$site"
# dbt describes what the project says, so no warehouse need be there: types come from the contracts.
export CASECOUNT_WORK_DATABASE=build/docs.duckdb
dbt --quiet docs generate --static --empty-catalog --profiles-dir . --target-path build/docs-target
cp build/docs-target/static_index.html "$site/dbt.html"
echo "The documentation is in $site/index.html"
