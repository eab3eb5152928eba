# Everything runs in .venv, made by the first target that needs it with the newest Python found that works.
PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then command -v $$p; break; fi; done)
BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: demo test check lint types imports docs wheel bench eval precision serve lock clean

demo: $(INSTALLED)  ## an invented case, end to end
	@rm -rf demo
	@$(BIN)/cenotaph demo --in demo

test: lint types imports  ## everything that must hold
	@$(BIN)/python -m pytest -n 2

check: test docs  ## the tests, and the build of what is documented
	@$(BIN)/python -m pip check

lint: $(INSTALLED)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .

types: $(INSTALLED)
	@$(BIN)/mypy

imports: $(INSTALLED)
	@$(BIN)/lint-imports --no-cache | tail -n 4

docs: $(INSTALLED)  ## every command, setting, rule and term is documented
	@$(BIN)/python -m pytest tests/test_docs.py

wheel: $(INSTALLED)  ## build the wheel, and try it in a fresh environment in another folder
	@$(BIN)/python benchmarks/try_wheel.py

bench: $(INSTALLED)  ## heavy measurements, minutes long
	@$(BIN)/python benchmarks/reading_speed.py
	@$(BIN)/python benchmarks/reading_growth.py
	@$(BIN)/python benchmarks/adding.py
	@$(BIN)/python benchmarks/linkage.py
	@$(BIN)/python benchmarks/estimation.py
	@$(BIN)/python benchmarks/desk.py
	@$(BIN)/python benchmarks/release.py

eval: $(INSTALLED)  ## how well claims are read, against gold data
	@if test -f ../shared/eval/dev.jsonl; then $(BIN)/cenotaph evaluate claims ../shared/eval/dev.jsonl; fi
	@for language in en es ru; do $(BIN)/cenotaph evaluate claims tests/gold/$$language.jsonl; done
	@$(BIN)/python benchmarks/muc_cross_check.py
	@$(BIN)/python benchmarks/attribution_cross_check.py

precision: $(INSTALLED)  ## measure every rule anew; `confidence` is read from the result
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

clean:
	@rm -rf .venv demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
