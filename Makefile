# Everything is installed into .venv; nothing else on the machine changes, except that
# `make test` installs a browser where there is none and the system's packages offer one.

PYTHON ?= python3
PORT ?= 8000
# What `make review` compares: a proposal with what it is for.
BASE ?= origin/main
HEAD ?= HEAD
export BASE HEAD FOLDER

BIN := .venv/bin
INSTALLED := .venv/.installed
SITE := build/site

# Silences the theme's notice about its own end of life, which the version pins already answer.
export NO_MKDOCS_2_WARNING := 1

# One process of tests more than there are processors: those in the browser wait for pages most of
# the time. They get few tests at a time: then all end together, and quick tests come first.
WORKERS := $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)' 2>/dev/null || echo 2)
PARALLEL := --numprocesses $(WORKERS) --maxschedchunk 4

.PHONY: site free build publish branch verify serve test builders check doctor review wheel new audit clean lock pictures screenshots bench

site: free build
	@echo "Serving on http://127.0.0.1:$(PORT)/ (Ctrl+C stops)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory $(SITE) $(PORT)

# Whether nothing else is served there already, before a build is made for nothing.
free:
	@$(PYTHON) -c 'import socket, sys; socket.create_server(("127.0.0.1", int(sys.argv[1]))).close()' $(PORT) 2>/dev/null || { \
		echo "port $(PORT) is in use: stop what runs there, or name another one, as in: make site PORT=8001" >&2; exit 1; }

build: $(INSTALLED)
	$(BIN)/python scripts/publish.py --site $(SITE)

# Publishes onto the branch gh-pages of the remote what is not published there yet; SITE_URL says
# where readers find it.
publish: $(INSTALLED)
	$(BIN)/python scripts/publish.py --push

# The same onto the branch of this repository, to be pushed by somebody else.
branch: $(INSTALLED)
	$(BIN)/python scripts/publish.py

verify: build
	$(BIN)/python scripts/verify.py $(SITE)

serve: free $(INSTALLED)
	$(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:$(PORT)

# Types are looked at beside the tests, which leave a processor idle while they are collected.
# Whether a missing browser skips tests or fails them is for the tests to say.
test: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	@$(BIN)/python scripts/find_browser.py --install || true
	@mkdir -p build
	@$(BIN)/mypy > build/mypy.txt 2>&1 & typed=$$!; \
	$(BIN)/pytest $(PARALLEL); tested=$$?; \
	wait $$typed; typed=$$?; echo "mypy:"; cat build/mypy.txt; \
	exit $$((tested ? tested : typed))

# Builds a site with the other theme as well, which cannot be installed beside ours.
OTHER := build/builders

builders: $(INSTALLED)
	$(PYTHON) -m venv $(OTHER)
	$(OTHER)/bin/pip install --quiet --require-hashes \
		--requirement hooks/quyche/scaffolding/requirements.lock
	$(OTHER)/bin/pip uninstall --quiet --yes mkdocs-material
	$(OTHER)/bin/pip install --quiet mkdocs-materialx==10.2.2 properdocs==1.6.7
	OTHER_THEME=$(OTHER)/bin/python $(BIN)/pytest tests/site/test_builders.py

# Ten kinds of page at two widths, light and dark, to be looked at; README=1 takes those of the README as well.
SHOTS := build/screenshots

screenshots: build
	PYTHONPATH=tests $(BIN)/python tests/page_pictures.py $(SITE) $(SHOTS) $(if $(README),--readme)

# What must pass before anything is published; CHECK=--strict makes warnings fail as well.
check: $(INSTALLED)
	$(BIN)/python scripts/check.py docs $(CHECK)

# Says what is missing for publishing from this repository.
# The pictures of the guides, taken from the site anew; CHECK=1 only says which show another state of it.
pictures: build
	PYTHONPATH=tests $(BIN)/python tests/guide_pictures.py $(SITE) $(if $(CHECK),--check)

# Costs on made-up collections, ours and the plain tool's in turn; SIZES names how many documents.
bench: $(INSTALLED)
	$(BIN)/python scripts/bench.py $(if $(SIZES),--sizes $(SIZES)) $(if $(EDITIONS),--editions $(EDITIONS))

doctor: $(INSTALLED)
	@$(BIN)/python scripts/doctor.py

# The names come from the environment, where nothing in them is taken for a command.
review: $(INSTALLED)
	$(BIN)/python scripts/review.py "$$BASE" "$$HEAD" --others refs/others/ \
		--output build/review/review.md --html build/review/redline.html

# Known faults of the locked packages, as a public database has them. Where that, or the index,
# cannot be reached nothing is known, which is said and is no failure.
AUDIT := build/audit

audit:
	$(PYTHON) -m venv $(AUDIT)
	@rm -f $(AUDIT)/found.json; \
	if ! $(AUDIT)/bin/pip install --quiet pip-audit; then \
		echo "audit: no package index in reach; nothing was audited" >&2; exit 0; fi; \
	$(AUDIT)/bin/pip-audit --requirement requirements.lock --require-hashes --disable-pip \
		--progress-spinner off --format json --output $(AUDIT)/found.json; \
	code=$$?; \
	if ! $(PYTHON) -c 'import json, sys; \
		sys.exit(all("skip_reason" in one for one in json.load(open(sys.argv[1]))["dependencies"]))' \
		$(AUDIT)/found.json 2>/dev/null; then \
		echo "audit: no database of faults in reach; nothing was audited" >&2; exit 0; fi; \
	exit $$code

# The product as one file, of what lies here now; the same sources give the same bytes, whenever.
wheel: $(INSTALLED)
	rm -rf build/package build/lib build/bdist.*
	SOURCE_DATE_EPOCH=315532800 $(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/package .
	rm -rf build/lib build/bdist.*

# Another organisation's own repository: make new FOLDER=../kho [OPTIONS='--kind school --yes']
new: wheel
	@$(BIN)/quyche new "$$FOLDER" --product build/package/quyche-*.whl $(OPTIONS)

clean:
	rm -rf .venv build .hypothesis .mypy_cache .pytest_cache .ruff_cache hooks/*.egg-info

# Keeps the versions that are locked already; delete requirements.lock first to move to new ones.
# The second lock is that of the product alone, as organisations install it.
lock:
	$(PYTHON) -m venv build/lock
	build/lock/bin/pip install --quiet uv
	build/lock/bin/uv pip compile pyproject.toml --group dev --output-file requirements.lock \
		--universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-config --quiet
	build/lock/bin/uv pip compile pyproject.toml --constraint requirements.lock \
		--output-file hooks/quyche/scaffolding/requirements.lock \
		--universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-config --quiet

$(INSTALLED): requirements.lock pyproject.toml setup.py
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "$(PYTHON) is not Python 3.11 or newer; name one that is: make PYTHON=python3.12" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) has no venv module; on Debian: apt-get install python3-venv" >&2; \
		exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
