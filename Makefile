# `make help` lists the targets. Everything runs in .venv, which any target creates on first use.
VENV := .venv
BIN := $(VENV)/bin
ARTICLES ?= articles
DATABASE ?= casecount.duckdb
PORT ?= 8088
SIZES ?= 10000 100000
KILLS ?= 100
RECORDS ?= 1000000
export PATH := $(abspath $(BIN)):$(PATH)
export DO_NOT_TRACK := 1

.DEFAULT_GOAL := help
.PHONY: help venv warehouse test test-all lint lint-python lint-sql format quality bench soak docs reference lock clean bi

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | while IFS="$$(printf '\t')" read -r name what; do printf '%-12s %s\n' "$$name" "$$what"; done

venv: $(VENV)/.installed ## create .venv with the pinned packages

$(VENV)/.installed: requirements.lock pyproject.toml scripts/venv.sh
	@scripts/venv.sh $(VENV)
	@touch $@

warehouse: venv ## read ARTICLES="path …" (default: the samples), build, test, publish DATABASE; FRESH=1 replaces others
	@casecount warehouse --database "$(DATABASE)" $(if $(filter 1,$(FRESH)),--fresh) -- $(ARTICLES)

bi: ## dashboards: Apache Superset shows DATABASE on PORT (8088) of this machine; installs it the first time
	@[ -e "$(DATABASE)" ] || $(MAKE) --no-print-directory warehouse
	@scripts/bi.sh "$(DATABASE)" "$(PORT)"

test: venv lint ## lint, types and the fast tests, with a whole dbt build in them
	@pytest -q -n 2 --dist loadgroup -m "not slow"

test-all: venv ## the slow tests that make test leaves out
	@pytest -q -n 2 --dist loadgroup -m slow

lint: venv ## ruff, mypy (strict), sqlfluff, dbt-bouncer
	@$(MAKE) --no-print-directory --jobs 2 --output-sync lint-python lint-sql

lint-python: venv
	@ruff check .
	@ruff format --check .
	@mypy

lint-sql: venv
	@scripts/lint_dbt.sh

format: venv ## put Python and SQL into shape
	@ruff check --fix .
	@ruff format .
	@sqlfluff fix --processes 2 models analyses tests/data

quality: venv ## score extractor and joining on our material, or the extractor on GOLD=articles.jsonl,figures.jsonl
	@python -m benchmarks.quality $(GOLD)
	@$(if $(GOLD),,python -m benchmarks.joining)

bench: venv ## speed of reading, cost of resolving, then SIZES="10000 100000" articles to the published file
	@python -m benchmarks.speed
	@python -m benchmarks.resolution
	@python -m benchmarks.copies
	@python -m benchmarks.report
	@python -m benchmarks.dashboards --database "$(DATABASE)"
	@python -m benchmarks.scale --sizes $(SIZES)

soak: venv ## kill commands 100 times, load a million malformed records (an hour or two; KILLS=, RECORDS=)
	@CASECOUNT_SOAK_KILLS=$(KILLS) CASECOUNT_SOAK_RECORDS=$(RECORDS) \
	    pytest -q -s -m slow tests/warehouse/test_kill.py tests/warehouse/test_malformed.py

docs: venv ## the documentation's site, with dbt's own pages and the lineage: build/docs/index.html
	@scripts/docs.sh

reference: venv ## write the documentation's generated pages anew, from a warehouse of the samples
	@casecount warehouse --database build/reference.duckdb --fresh -- articles
	@python scripts/reference_docs.py build/reference.duckdb docs

lock: venv ## pin the newest versions that pyproject.toml allows (needs uv)
	@uv pip compile pyproject.toml --group dev --universal --generate-hashes --no-emit-index-url \
	    --no-header --no-annotate --no-strip-extras --upgrade --quiet --output-file requirements.lock
	@# The pip that comes with Python 3.11 stumbles over an extra that is spelled in two ways.
	@sed -i 's/^lxml\[html-clean\]==/lxml==/' requirements.lock

clean: ## remove what was built here (not the published warehouse)
	@rm -rf build target logs .pytest_cache .mypy_cache .ruff_cache .hypothesis
