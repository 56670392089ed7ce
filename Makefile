# Every command sets up what it needs in .venv/, the first time and whenever a pin has changed.
# Options are passed on: make grade ARGS="course1_nn --week week2_logistic_regression"

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/.uv
COURSE_SET := $(VENV)/.course-set
TEST_SET := $(VENV)/.test-set
DEEPCOURSE := $(BIN)/deepcourse

.DEFAULT_GOAL := help
.PHONY: help lab demo grade release execute syllabus tidy doctor setup test bench lock clean

help:                   ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

lab: $(COURSE_SET)      ## work on a course in JupyterLab; as an instructor with ARGS=--instructor
	@$(DEEPCOURSE) lab $(ARGS)

demo: $(COURSE_SET)     ## grade a small invented class, and compare the scores with what is expected
	@$(DEEPCOURSE) demo $(ARGS)

grade: $(COURSE_SET)    ## grade what students handed in
	@$(DEEPCOURSE) grade $(ARGS)

release: $(COURSE_SET)  ## make the student edition
	@$(DEEPCOURSE) release $(ARGS)

execute: $(TEST_SET)    ## run source notebooks from the first cell to the last; long experiments too with ARGS=--full
	@$(DEEPCOURSE) execute $(ARGS)

syllabus: $(COURSE_SET) ## show what is taught where
	@$(DEEPCOURSE) syllabus $(ARGS)

tidy: $(TEST_SET)       ## bring notebooks into the form that git keeps
	@$(DEEPCOURSE) tidy $(ARGS)

doctor: $(COURSE_SET)   ## say what is missing on this machine, and how to get it
	@$(DEEPCOURSE) doctor $(ARGS)

setup: $(TEST_SET)      ## prepare .venv/ with the tools for tests

test: $(TEST_SET)       ## test everything: style, units, notebooks, graders, a real browser
	@$(BIN)/python -m pytest -n auto --dist loadscope $(ARGS)

bench: $(TEST_SET)      ## measure the speed of what a reader waits for
	@set -e; for file in benchmarks/bench_*.py; do $(BIN)/python $$file $(ARGS); done

# --fork-strategy fewest keeps one version of a package for all Pythons where one will do.
COMPILE := $(BIN)/uv pip compile pyproject.toml --universal --generate-hashes --python-version 3.11 \
	--fork-strategy fewest --no-header --no-annotate -q --extra build

lock: $(TEST_SET)       ## write the pins anew, and environment.yml from them; newer versions with ARGS=--upgrade
	$(COMPILE) $(ARGS) -o requirements/course.txt
	$(COMPILE) $(ARGS) --extra test -o requirements/test.txt -c requirements/course.txt
	echo 'uv>=0.9' | $(BIN)/uv pip compile - $(ARGS) --universal --generate-hashes --no-header --no-annotate -q \
		-o requirements/bootstrap.txt
	$(BIN)/python -m deepcourse.grading.machine.environment

clean:                  ## remove what is made anew when needed; never a workspace, a submission or a grade
	rm -rf build course*/release .pytest_cache .ruff_cache .mypy_cache .hypothesis
	find shared tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# --- setting up -----------------------------------------------------------------------------------------------------

# uv installs the set in seconds; where there is no uv, pip does it in half a minute.
define install
	@echo "installing $(1) into $(VENV)/"
	@test -x $(BIN)/uv && $(BIN)/uv pip install -q --compile-bytecode --python $(BIN)/python --require-hashes -r $(1) \
		|| $(BIN)/python -m pip install -q --require-hashes -r $(1)
	@test -x $(BIN)/uv && $(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e . \
		|| $(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@
endef

$(COURSE_SET): $(UV) requirements/course.txt pyproject.toml
	$(call install,requirements/course.txt)

$(TEST_SET): $(COURSE_SET) requirements/test.txt
	$(call install,requirements/test.txt)

$(UV): requirements/bootstrap.txt
	@command -v $(PYTHON) >/dev/null || { echo "there is no $(PYTHON) here; install Python 3.11 or newer, \
	or say which one to use: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "$(PYTHON) is older than \
	Python 3.11; say which newer one to use: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt \
		|| echo "uv could not be installed; pip will do, and take longer" >&2
	@touch $@
