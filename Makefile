# Everything runs in .venv, made by the first target that needs it with the newest Python found that works.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then command -v $$p; break; fi; done)
BIN := .venv/bin
INSTALLED := .venv/.installed

.DEFAULT_GOAL := help
.PHONY: help demo test fast check coverage lint types imports site docs picture notebooks wheel bench eval weights joins precision serve lock clean

help:  ## print the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: $(INSTALLED)  ## an invented case, end to end
	@rm -rf demo
	@$(BIN)/cenotaph demo --in demo

test: lint types imports  ## everything that must hold
	@$(BIN)/python -m pytest -n 2 --dist worksteal

fast: $(INSTALLED)  ## the tests that need no browser, Spark or PostgreSQL: under a minute
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow"

check: test site  ## all that must hold: the tests, the documentation, what is installed
	@$(BIN)/python -m pip check

coverage: $(INSTALLED)  ## the fast tests, and how much of each room they run
	@$(BIN)/python -m coverage run -m pytest -q -m "not slow"
	@$(BIN)/python benchmarks/coverage_by_room.py

lint: $(INSTALLED)  ## the style of the code
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .

types: $(INSTALLED)  ## mypy, strict
	@$(BIN)/mypy

imports: $(INSTALLED)  ## imports point down the contract
	@$(BIN)/lint-imports --no-cache | tail -n 4

site: $(INSTALLED)  ## build the documentation, offline; a link that leads nowhere fails
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -q -d build/site

docs: $(INSTALLED)  ## serve the documentation on this machine
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs serve -a 127.0.0.1:8766

picture: $(INSTALLED)  ## draw the rooms anew from the imports
	@$(BIN)/python docs/contribute/draw_rooms.py

notebooks: $(INSTALLED)  ## run the notebooks anew and keep what they show
	@$(BIN)/python docs/notebooks/run.py

wheel: $(INSTALLED)  ## build the wheel, and try it in a fresh environment in another folder
	@$(BIN)/python benchmarks/try_wheel.py

bench: $(INSTALLED)  ## heavy measurements, minutes long
	@$(BIN)/python benchmarks/reading_speed.py
	@$(BIN)/python benchmarks/reading_growth.py
	@$(BIN)/python benchmarks/pages.py
	@$(BIN)/python benchmarks/linkage.py
	@$(BIN)/python benchmarks/estimation.py
	@$(BIN)/python benchmarks/desk.py
	@$(BIN)/python benchmarks/backups.py
	@$(BIN)/python benchmarks/release.py
	@$(BIN)/python benchmarks/scale.py --cores
	@$(BIN)/python benchmarks/scale.py

eval: $(INSTALLED)  ## how well claims are read, against gold data
	@if test -f ../shared/eval/dev.jsonl; then $(BIN)/cenotaph evaluate claims ../shared/eval/dev.jsonl; fi
	@if test -f ../shared/eval/gold/en/gold.jsonl; then $(BIN)/cenotaph evaluate claims ../shared/eval/gold/en/gold.jsonl --by genre --by source --by harm --by victims --reliability; fi
	@$(BIN)/python scripts/fit_reader.py --measure
	@$(BIN)/python scripts/fit_reader.py --every-language --measure
	@$(BIN)/python benchmarks/sealed_halves.py
	@for language in en es fr ar ru uk pt; do $(BIN)/cenotaph evaluate claims tests/gold/$$language.jsonl; done
	@$(BIN)/python benchmarks/muc_cross_check.py
	@$(BIN)/python benchmarks/attribution_cross_check.py

weights: $(INSTALLED)  ## fit the reader's weights anew on all gold that is here
	@$(BIN)/python scripts/fit_reader.py
	@$(BIN)/python scripts/fit_reader.py --every-language
	@$(BIN)/python scripts/fit_people.py

joins: $(INSTALLED)  ## fit anew the weights by which reports are joined, on the reports that are here
	@$(BIN)/python scripts/fit_incidents.py

precision: $(INSTALLED)  ## the list entries that cost precision
	@$(BIN)/python benchmarks/measure_precision.py

serve: demo  ## the desk over the invented case, on this machine only
	@$(BIN)/cenotaph serve --case demo/case

lock: $(INSTALLED)  ## resolve requirements.lock anew
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/uv pip compile --universal --python-version 3.11 pyproject.toml --extra all --extra dev --extra docs --extra spark --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later with venv is needed (on Debian: apt-get install python3 python3-venv)"; exit 2; }
	@echo "setting up .venv with $$($(PYTHON) --version); this takes a minute the first time"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(INSTALLED)

clean:  ## take away all that was made
	@rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
