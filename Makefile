# The kit's commands. `make` alone lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
PYTHON_FILES := helpers homework examiner tests tools nbgrader_config.py jupyter_server_config.py
# nbgrader calls a bare `alembic`: the environment's programs come first.
export PATH := $(CURDIR)/$(BIN):$(PATH)
# With several in source/, say which: make release ASSIGNMENT=hw4
ASSIGNMENT ?=
# Draws again the samples of a run that printed it.
ifdef SEED
export SEED
endif
# Notebooks run in folders of their own: a relative path to the recordings is made absolute.
ifneq ($(wildcard $(FSDD)),)
export FSDD := $(abspath $(FSDD))
endif

# jsonschema compiles their grammar at each start, 1.2 seconds, for addresses that nothing here checks.
UNUSED := rfc3987-syntax lark

help:  ## list the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

demo: $(READY)  ## release, prove, grade a sample class, write feedback, print the marks
	$(BIN)/python -m examiner demo

check: $(READY)  ## before each commit, two minutes: format, lint, types, quick tests, touched answers
	$(BIN)/ruff format --check --quiet $(PYTHON_FILES)
	$(BIN)/ruff check --quiet $(PYTHON_FILES)
	$(BIN)/mypy
	$(BIN)/python -m pytest --quiet -n 2 -m "not slow"
	FSDD=embedded $(BIN)/python -m tools.touched

test: $(READY)  ## run every test, eight minutes
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

release: $(READY)  ## prove the source notebooks, then build release/ from them
	$(BIN)/python -m examiner release $(ASSIGNMENT)

collect: $(READY)  ## take in a platform's download: make collect FROM=download.zip [LIST=list.csv]
	@test -n "$(FROM)" || { echo "Say which: make collect FROM=download.zip [LIST=list.csv]"; exit 1; }
	$(BIN)/python -m examiner collect $(ASSIGNMENT) "$(FROM)" $(if $(LIST),--worksheet "$(LIST)")

grade: $(READY)  ## grade the submissions that are new or changed, on all cores
	$(BIN)/python -m examiner grade $(ASSIGNMENT)

return: $(READY)  ## write feedback and marks as the platform takes them back, into dist/
	$(BIN)/python -m examiner return $(ASSIGNMENT) $(if $(LIST),--worksheet "$(LIST)")

mark: $(READY)  ## mark plots and written answers, a question at a time, in the browser
	$(BIN)/python -m examiner mark $(ASSIGNMENT)

handout: $(READY)  ## pack what students get into one zip in dist/
	$(BIN)/python -m examiner handout $(ASSIGNMENT)

wheel: $(READY)  ## build the engine as a wheel in dist/, for other courses
	cd examiner && ../$(BIN)/python -m hatchling build -t wheel -d ../dist

lab: $(READY)  ## open the released notebooks in JupyterLab
	$(BIN)/jupyter lab release/$(ASSIGNMENT)

reproduce: $(READY)  ## print the handout's tables beside this kit's, write docs/numbers.md (FSDD)
	$(BIN)/python -m tools.reproduce

matrix: $(READY)  ## try the catalogue of answers: which loses which test; and each by its slice and whole (over an hour)
	FSDD=embedded $(BIN)/python -m examiner matrix $(ASSIGNMENT)
	FSDD=embedded $(BIN)/python -m examiner both_ways $(ASSIGNMENT)

matrix-of-versions: $(READY)  ## the solved notebooks with the oldest, newest and Colab's libraries (long)
	$(BIN)/python -m tools.versions

attacks: $(READY)  ## grade the hostile submissions, as root and as another user (long)
	FSDD=embedded $(BIN)/python tests/attacks.py

bench: $(READY)  ## time classes beside stock nbgrader, with FSDD also on it (ten minutes)
	BENCH_FSDD=$(FSDD) FSDD=embedded $(BIN)/python -m tools.bench
	$(BIN)/python tests/marking_time.py
	$(BIN)/python -m tools.bench_day

format: $(READY)  ## format and lint the Python files
	$(BIN)/ruff format $(PYTHON_FILES)
	$(BIN)/ruff check --fix $(PYTHON_FILES)

# Three groups, each with all of the one before it: who takes the homework, who grades, who develops.
COMPILE = $(BIN)/uv pip compile --upgrade --universal --fork-strategy fewest --python-version 3.11 \
	$(UNUSED:%=--no-emit-package %) --no-header --no-annotate --quiet

lock: $(READY)  ## choose the newest versions that the two pyproject.toml allow, and pin them
	$(COMPILE) --extra lab --extra dev pyproject.toml examiner/pyproject.toml -o locks/dev.txt
	$(COMPILE) --extra lab -c locks/dev.txt pyproject.toml examiner/pyproject.toml -o locks/grader.txt
	$(COMPILE) --extra lab -c locks/dev.txt pyproject.toml -o locks/student.txt

clean:  ## remove the environment, the demonstration and caches; submissions and grades stay
	rm -rf .venv demo build *.egg-info .pytest_cache .ruff_cache
	find dist -type f ! -name '*-collected.csv' -delete 2>/dev/null || true
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Made beside and finished by the file `ready`, so an interrupted installation starts anew.
$(READY): locks/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and \
		"The kit needs Python 3.11 or later; name one with: make PYTHON=python3.12 ...")'
	@echo "Preparing .venv with the locked versions; this takes about a minute, once."
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -r locks/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps \
		--no-build-isolation -e .
	@touch $(READY)

.PHONY: help demo check test release collect grade mark return handout wheel lab reproduce matrix \
	matrix-of-versions attacks bench format lock clean
