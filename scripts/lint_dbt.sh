#!/bin/sh
# Lint the SQL and the conventions of the dbt project. Works on parsed and compiled SQL alone, so it
# gets a database of its own and never meets a build that is under way.
set -eu
mkdir -p build
export CASECOUNT_WORK_DATABASE=build/lint.duckdb
dbt --quiet parse --no-partial-parse --profiles-dir . --target-path build/lint-target
dbt-bouncer run --config-file dbt-bouncer.yml
sqlfluff lint --processes 2 models analyses tests/data
