# `make` alone prints the targets. Longer commands are in scripts/.

SWIFT ?= swift
PREFIX ?= /usr/local
# Passed on: make run ARGS='--jobs 2', make test TESTARGS='--filter Golden', SWIFTFLAGS='-j 2',
# make torture ARGS='--row 1 --minutes 5'.
ARGS ?=
TESTARGS ?=
SWIFTFLAGS ?=
# For `make peer`: one that has torch and numpy.
PYTHON ?= python3

export SWIFT PREFIX DESTDIR

# One set of flags, so that tests and program share what is compiled. Tests look inside the targets,
# which costs no measurable time; and C is a hundred times slower in a debug build.
BUILD = -c release -Xswiftc -enable-testing
# Without this `swift test` says -enable-testing a second time, and all is compiled again.
ONCE = --disable-testable-imports
SWEEP = .build/release/sweep
FUZZBUILD = --scratch-path .build/fuzz
# Budgets of time and memory, which a sanitizer takes for itself.
BUDGETS = Benchmarks|SpeedTests|HostileInputTests|WorkerMemoryTests|tenThousandRuns

.DEFAULT_GOAL := help
.PHONY: help run demo build test install dist uninstall lint format readme-table setup clean \
  fuzz   sanitize torture peer

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile
	@echo 'Options: ARGS, TESTARGS, SWIFTFLAGS, SWIFT, PREFIX (see the head of the Makefile).'

demo: build ## ten small runs on synthetic letters, and their report
	$(SWEEP) run experiments/demo.json $(ARGS)
	@echo 'The report: reports/demo/report.md (or report.html beside it)'

run: build ## the paper sweep: ten runs of 300 epochs (most of an hour)
	$(SWEEP) run experiments/paper.json $(ARGS)

build: setup ## the program, at .build/release/sweep
	$(SWIFT) build $(BUILD) --product sweep $(SWIFTFLAGS)
	@echo 'The program: $(SWEEP) (make install PREFIX=... puts it on your path)'

test: setup ## every test; TESTARGS='--filter Golden' for some
	$(SWIFT) test $(BUILD) $(ONCE) $(SWIFTFLAGS) $(TESTARGS)

install: build ## the program, its manual, completions and specs under PREFIX (/usr/local)
	@scripts/install $(BUILD) $(SWIFTFLAGS)

dist: build ## the same as an archive for machines without Swift: .build/dist/*.tar.gz
	@scripts/dist $(BUILD) $(SWIFTFLAGS)

uninstall: ## removes what install put there
	@scripts/uninstall

lint: ## what the formatter and shellcheck say
	@scripts/setup --lint
	scripts/lint

format: ## formats the sources
	$(SWIFT) format --in-place --recursive --parallel --configuration .ci/swift-format.json \
	  Sources Tests Package.swift

readme-table: ## README's table of results, from the reports
	scripts/readme-table

setup: ## installs what the build needs (apt-get)
	@scripts/setup

clean: ## removes all that was built
	rm -rf .build

# What it finds: .build/fuzz/crash-*.
fuzz: setup ## gives a parser mutated bytes: ARGS='mat -runs=1000000'
	SWEEP_FUZZ=1 $(SWIFT) build $(BUILD) -Xswiftc -sanitize=fuzzer,address $(FUZZBUILD) \
	  --product Fuzz $(SWIFTFLAGS)
	ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no .build/fuzz/release/Fuzz $(ARGS) -artifact_prefix=.build/fuzz/

# Each is a build of its own. Leaks are not looked for: XCTest has some.
sanitize: setup ## the tests under AddressSanitizer and under ThreadSanitizer
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test $(BUILD) $(ONCE) --sanitize=address \
	  --scratch-path .build/address $(SWIFTFLAGS) --skip '$(BUDGETS)'
	TSAN_OPTIONS=suppressions=$(CURDIR)/.ci/thread-sanitizer.txt \
	  $(SWIFT) test $(BUILD) $(ONCE) --sanitize=thread \
	  --scratch-path .build/thread $(SWIFTFLAGS) --skip '$(BUDGETS)'

torture: build ## injects every fault, for hours; goes on where it was stopped
	$(SWIFT) build $(BUILD) --product Torture $(SWIFTFLAGS)
	scripts/torture $(ARGS)

peer: build ## a training step beside the same one in PyTorch
	$(PYTHON) -B Tests/Benchmarks/Peer/side_by_side.py $(ARGS)
