# The portal's commands. `make run` and `make test` are all that a newcomer needs.
PYTHON ?= python3
PY := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help python run dev test test-browser check bench lock messages

help:  ## List the commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed 's/:.*## /\t/'

python:
	@command -v $(PYTHON) >/dev/null || { echo "找不到 $(PYTHON)。请安装 Python 3.11 或更新版本，或指定：make run PYTHON=/路径/python3" >&2; exit 1; }

run: python  ## Serve the site with demo content, as production does (PORT=8000 HOST=127.0.0.1)
	@$(PYTHON) deploy/bootstrap.py
	@exec $(PY) manage.py serve

dev: python  ## Serve the site with reload and DEBUG
	@$(PYTHON) deploy/bootstrap.py --dev
	@DJANGO_SETTINGS_MODULE=portal.settings.dev $(PY) manage.py serve --dev

test: python  ## Run the tests on all cores, on SQLite or on DATABASE_URL
	@$(PYTHON) deploy/bootstrap.py --dev
	@$(PY) -m pytest -m "not browser" -n auto --dist worksteal

test-browser: python  ## Run the browser tests in Chromium
	@$(PYTHON) deploy/bootstrap.py --dev
	@$(PY) -m pytest -m browser -n auto --dist worksteal

check: python  ## Lint, layers, templates, production settings, missing migrations
	@$(PYTHON) deploy/bootstrap.py --dev
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@git ls-files -z -- '*.html' ':!:templates/500.html' ':!:templates/503*.html' ':!:templates/400.html' | xargs -0 .venv/bin/djade --target-version 5.2 --check
	@$(PY) manage.py makemigrations --check --dry-run
	@SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))") ALLOWED_HOSTS=www.example.cn \
		BASE_URL=https://www.example.cn PROXY_COUNT=1 DJANGO_SETTINGS_MODULE=portal.settings.production \
		$(PY) manage.py check --deploy --fail-level WARNING

bench: python  ## Measure speed and size side by side, as ratios
	@$(PYTHON) deploy/bootstrap.py --dev
	@$(PY) -m tests.bench

lock:  ## Compile requirements*.in into exact versions with hashes
	@rm -f requirements.txt requirements-dev.txt requirements-search-server.txt
	@.venv/bin/uv pip compile requirements.in --generate-hashes --no-header -q -o requirements.txt
	@.venv/bin/uv pip compile requirements-search-server.in --generate-hashes --no-header -q -o requirements-search-server.txt
	@.venv/bin/uv pip compile requirements-dev.in --generate-hashes --no-header -q -o requirements-dev.txt

messages:  ## Compile locale/*.po, which git keeps beside the .mo: a new machine has no gettext
	@$(PY) -c "import pathlib, polib; [polib.pofile(f).save_as_mofile(f.with_suffix('.mo')) for f in pathlib.Path('locale').rglob('*.po')]"
