# Every command of this project. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help run test check format bench soak clean venv venv-dev fonts
PY := .venv/bin/python

help: ## This list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | while IFS="$$(printf '\t')" read -r name what; do \
		printf '  make %-8s %s\n' "$$name" "$$what"; done

run: venv fonts ## Start the site with everything it needs; Ctrl-C stops it (PORT=8001 for another port)
	@exec $(PY) -m camk.launch

test: venv-dev ## All tests: SQLite, PostgreSQL with Redis, real browser (sets itself up; under 15 minutes)
	@exec $(PY) -m tests.suite

check: venv-dev ## Lint, formatting, template lint and the guards of the architecture, in seconds
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	$(PY) -m pytest -q -m guard -n 2 tests

format: venv-dev ## Put the Python files into the one format
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .

bench: venv-dev ## Measure the main pages beside a bare Django page (PART=million: at 1,000,000 issues, kept in .bench)
	@exec $(PY) -m tests.bench $(PART)

soak: venv-dev ## The heavy experiments in full, with a table of their figures (hours; PART=kills runs one)
	@exec $(PY) -m tests.soak $(PART)

clean: ## Forget the data, the environment and everything made (asks first)
	@printf 'This deletes the demonstration data, uploads and environment (var, .bench, .venv, node_modules). Type yes: '; \
	read -r answer; [ "$$answer" = yes ] || { echo 'Nothing was deleted.'; exit 0; }; \
	rm -rf var .bench .venv node_modules static/fonts .pytest_cache .ruff_cache .hypothesis test-results; \
	find . -name __pycache__ -type d -prune -exec rm -rf {} +; echo Done.

venv:
	@camk/launch/venv.sh requirements.txt

venv-dev:
	@camk/launch/venv.sh requirements-dev.txt

fonts:
	@camk/launch/fonts.sh
