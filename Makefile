# What a developer types. Needs make and Python 3.11 or newer, nothing else; PYTHON=... chooses one.
.DEFAULT_GOAL := help
.PHONY: help demo test check lint types layers content walks verify bench pictures figures lock format clean runtime dev

BIN := .venv/bin
export PYTHON

help: ## this list
	@echo "make demo and make test are the two to begin with. All of them:"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-16s %s\n", $$1, $$2}'

demo: runtime ## a whole company in the terminal: a local Slack, the bot, colleagues, a clock that jumps
	@$(BIN)/pauzebot demo $(ARGS)

test: dev ## the tests, with coverage: the core all of it, the whole at least 90 %
	@$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest --numprocesses=auto --dist=worksteal $(ARGS)
	@$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --include='bot/core/*' --fail-under=100
	$(BIN)/coverage report --fail-under=90

check: lint types layers content test ## what CI runs: test, and the four below

lint: dev ## formatting and lint
	$(BIN)/ruff format --check
	$(BIN)/ruff check

types: dev ## strict types, of the tests too
	$(BIN)/mypy

layers: dev ## imports point down
	$(BIN)/lint-imports

content: dev ## the programmes: formats and editorial rules
	$(BIN)/pauzebot check programmes/

walks: dev ## every session as it is said, in tests/walks/; after a change of words, to read
	$(BIN)/python -m tests.walks

verify: dev ## the long suites at full count; writes docs/verify.md
	$(BIN)/pytest --full -m verify --numprocesses=auto --dist=worksteal $(ARGS)

pictures: dev ## pictures of the demo's page for the documents
	$(BIN)/python -m tests.browser.screenshots

bench: dev ## speed, beside its budgets; writes docs/bench.md
	$(BIN)/python -m tests.bench

# Names, versions and hashes, for every supported Python and system; UPGRADE=1 takes newer versions.
COMPILE = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate $(if $(UPGRADE),--upgrade)
UV = $(shell command -v uv || echo $(BIN)/uv)

figures: dev ## contact sheets of all moving figures, to look at; in docs/images/figures
	$(BIN)/python -m tests.figures.contact $(ARGS)

lock: ## make both locks again from pyproject.toml (needs uv); UPGRADE=1 for newer versions
	$(COMPILE) --extra build --extra figures --extra reports -o requirements.lock
	$(COMPILE) --extra dev -c requirements.lock -o requirements-dev.lock

format: dev ## write the code the way lint wants it
	$(BIN)/ruff format
	$(BIN)/ruff check --fix

clean: ## remove caches and coverage data (.venv stays; delete it to begin afresh)
	rm -rf .coverage .coverage.* htmlcov .hypothesis .mypy_cache .ruff_cache .pytest_cache \
		.import_linter_cache build dist
	find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

runtime:
	@tools/setup runtime

dev:
	@tools/setup dev
