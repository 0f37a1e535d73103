# Every target sets up what it needs first. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "Tallywire needs Python 3.11: install it, or name it with 'make PYTHON=/path/to/python3.11 …'" >&2; exit 2; }
	@echo "Setting up .venv (a few minutes, once) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -c "from orchestration.extract.places.gazetteer import Gazetteer; Gazetteer.load()"  # builds its index, once
	@$(BIN)/python -c "from orchestration.cli.dagster_home import set_up_home; from orchestration.settings import get_settings; set_up_home(get_settings())"
	@touch $@

.PHONY: help
help:  ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1 \t/' | expand -t 18

.PHONY: setup
setup: $(READY)  ## Make .venv with all that is needed, pinned by hash

.PHONY: run
run: $(READY)  ## Take the articles of seeds/articles (or TALLYWIRE_INBOX) to the published file
	@$(BIN)/tallywire run

.PHONY: test
test: $(READY)  ## Check format, lint, types, SQL and prose, then run every test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint dbt_project/models dbt_project/tests warehouse/queries
	$(BIN)/codespell
	$(BIN)/pytest -n 2 --dist loadgroup

.PHONY: format
format: $(READY)  ## Format the code and fix what the linters can fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/sqlfluff fix dbt_project/models dbt_project/tests warehouse/queries

.PHONY: dev
dev: $(READY)  ## The Dagster UI on 127.0.0.1 (PORT=3000), with this project's runs and lineage
	@$(BIN)/tallywire dev --port $(or $(PORT),3000)

.PHONY: evaluate
evaluate: $(READY)  ## Score the whole pipeline on gold files (GOLD=dir; OPTIONS="--errors 10"), else on the open ones
	@$(BIN)/tallywire evaluate $(if $(GOLD),"$(GOLD)",tests/gold --together) $(OPTIONS)

.PHONY: bench
bench: $(READY)  ## Measure speed and memory (CORPUS=dir: on your .jsonl; OPTIONS="--articles 10000 --history 10000 --files 0")
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r tests/bench/requirements.lock
	@$(BIN)/python -m tests.bench $(if $(CORPUS),--corpus "$(CORPUS)") $(OPTIONS)

.PHONY: faults
faults: $(READY)  ## Kill runs, damage data and feed bad input, and count what is lost (OPTIONS="--kills 10 --runs 6")
	@$(BIN)/python -m tests.faults $(OPTIONS)

.PHONY: lock
lock: $(READY)  ## Pin the newest versions that pyproject.toml allows (needs uv on the PATH)
	uv pip compile --quiet --universal --no-strip-extras --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-emit-find-links --no-annotate --no-header --group dev pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-annotate --no-header --group bench --constraint requirements.lock -o tests/bench/requirements.lock
	# The pip of Python 3.11 stumbles over an extra that is asked for twice; lxml_html_clean is pinned by name.
	sed -i 's/^lxml\[html-clean[^=]*==/lxml==/' requirements.lock
