# Two commands do all the set-up by themselves: `make run` and `make test`.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
# Compiled once and kept, whatever the environment says: each later start takes a quarter less.
export PYTHONDONTWRITEBYTECODE :=

DEMO := env -u KIOSK_DATABASE_URL KIOSK_INSTANCE="$${KIOSK_INSTANCE:-instance-demo}"

.PHONY: run demo test check faults bench lock
.DEFAULT_GOAL := run

run: $(VENV)/installed
	@exec $(BIN)/gunicorn 'wsgi:create_app()'

# On its own folder, and never on the database that the environment names.
demo: $(VENV)/installed
	@$(DEMO) $(BIN)/flask --app wsgi demo --if-empty
	@exec $(DEMO) $(BIN)/gunicorn 'wsgi:create_app()'

# In memory where there is room, as each test has databases of its own.
test: $(VENV)/installed-for-tests browser
	@room="$$(mktemp -d $$([ -w /dev/shm ] && [ "$$(df -Pk /dev/shm | awk 'END { print $$4 }')" -gt 4000000 ] && \
		echo -p /dev/shm))" && trap 'rm -rf "$$room"' EXIT && trap 'exit 1' INT TERM && \
		$(BIN)/python -m pytest --engine both -n 3 --dist worksteal --basetemp "$$room/pytest" $(ONLY)

check: $(VENV)/installed-for-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

# On SQLite and PostgreSQL, a quarter of an hour; `make faults SEED=…` repeats what one run drew.
faults: $(VENV)/installed-for-tests browser
	@$(BIN)/python -m tests.faults $(if $(SEED),--seed $(SEED))

# In about eleven minutes; `make bench PARTS="pages imports"` measures some of it.
bench: $(VENV)/installed-for-tests
	@$(BIN)/python -m tests.benchmarks $(PARTS)

# Versions and hashes only: no address of where they are fetched from.
lock: $(VENV)/installed-for-tests
	$(BIN)/uv pip compile -q pyproject.toml --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header -o requirements.lock
	$(BIN)/uv pip compile -q pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header -c requirements.lock -o requirements-test.lock

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 or newer is needed. Set PYTHON=… to the one to use."; exit 1; }
	@echo "Making the virtual environment in $(VENV)/ …"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.lock | $(VENV)/bin/python
	@echo "Installing what it needs (a minute or two, once) …"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/installed-for-tests: requirements-test.lock | $(VENV)/installed
	@echo "Installing what the tests need (a few minutes, once) …"
	@$(BIN)/python -m pip install --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

# The two things that pip cannot bring. Without them the tests that need them are skipped by name.
.PHONY: browser
browser:
	@if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		wanted=""; \
		command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || \
			command -v google-chrome >/dev/null || [ -n "$$KIOSK_CHROMIUM" ] || wanted="chromium-headless-shell"; \
		command -v strace >/dev/null || wanted="$$wanted strace"; \
		[ -z "$$wanted" ] || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $$wanted >/dev/null; }; \
	fi
