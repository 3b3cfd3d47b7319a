# make run   set up, build, run the paper sweep       make test   set up, then every test
# make demo  ten small runs and their report          make help   the rest

SWIFT ?= swift
PREFIX ?= /usr/local
# Passed on: make run ARGS='--jobs 2', make test TESTARGS='--filter Golden', SWIFTFLAGS='-j 2',
# make torture ARGS='--row 1 --minutes 5'.
ARGS ?=
TESTARGS ?=
SWIFTFLAGS ?=
# For `make peer`: one that has torch and numpy.
PYTHON ?= python3

FORMAT = $(SWIFT) format
FORMATTED = --recursive --parallel --configuration .ci/swift-format.json Sources Tests Package.swift
# One set of flags, so that tests and program share what is compiled. Tests look inside the targets,
# which costs no measurable time; and C is a hundred times slower in a debug build.
BUILD = -c release -Xswiftc -enable-testing
# Without this `swift test` says -enable-testing a second time, and all is compiled again.
ONCE = --disable-testable-imports
SWEEP = .build/release/sweep
FUZZBUILD = --scratch-path .build/fuzz
# Budgets of time and memory, which a sanitizer takes for itself.
BUDGETS = Benchmarks|SpeedTests|HostileInputTests|WorkerMemoryTests|tenThousandRuns

.DEFAULT_GOAL := run
.PHONY: run test demo build install clean lint format setup readme-table help fuzz sanitize \
  torture peer

run: build
	$(SWEEP) run experiments/paper.json $(ARGS)

demo: build
	$(SWEEP) run experiments/demo.json $(ARGS)
	@echo 'The report: reports/demo/report.md (or report.html beside it)'

build: setup
	$(SWIFT) build $(BUILD) --product sweep $(SWIFTFLAGS)
	@echo 'The command: $(SWEEP) (make install PREFIX=... puts it on your path)'

test: setup
	$(SWIFT) test $(BUILD) $(ONCE) $(SWIFTFLAGS) $(TESTARGS)

# Gives a parser mutated bytes: make fuzz ARGS='mat -runs=1000000'. What it finds: .build/fuzz/crash-*.
fuzz: setup
	SWEEP_FUZZ=1 $(SWIFT) build $(BUILD) -Xswiftc -sanitize=fuzzer,address $(FUZZBUILD) \
	  --product Fuzz $(SWIFTFLAGS)
	ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no .build/fuzz/release/Fuzz $(ARGS) -artifact_prefix=.build/fuzz/

# The tests under AddressSanitizer and under ThreadSanitizer. Each is a build of its own. Leaks are not
# looked for: XCTest has some.
sanitize: setup
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test $(BUILD) $(ONCE) --sanitize=address \
	  --scratch-path .build/address $(SWIFTFLAGS) --skip '$(BUDGETS)'
	TSAN_OPTIONS=suppressions=$(CURDIR)/.ci/thread-sanitizer.txt \
	  $(SWIFT) test $(BUILD) $(ONCE) --sanitize=thread \
	  --scratch-path .build/thread $(SWIFTFLAGS) --skip '$(BUDGETS)'

# Faults, all of them, for hours; goes on where it was stopped. Root's mounts are its own.
torture: build
	$(SWIFT) build $(BUILD) --product Torture $(SWIFTFLAGS)
	@if [ "$$(id -u)" = 0 ] && command -v unshare > /dev/null; then \
	  exec unshare --mount --propagation private .build/release/Torture $(ARGS); \
	else exec .build/release/Torture $(ARGS); fi

# A training step beside the same one in PyTorch: make peer ARGS='--data data/mixoutALL_shifted.mat'.
peer: build
	$(PYTHON) -B Tests/Benchmarks/Peer/side_by_side.py $(ARGS)

install: build
	install -d '$(DESTDIR)$(PREFIX)/bin' '$(DESTDIR)$(PREFIX)/share/sweep'
	install -m 755 $(SWEEP) '$(DESTDIR)$(PREFIX)/bin/sweep'
	git describe --always --dirty --abbrev=40 --exclude='*' \
	  > '$(DESTDIR)$(PREFIX)/share/sweep/commit' || rm -f '$(DESTDIR)$(PREFIX)/share/sweep/commit'

clean:
	rm -rf .build

lint:
	$(FORMAT) lint --strict $(FORMATTED)

format:
	$(FORMAT) --in-place $(FORMATTED)

# README's table of results, from the paper sweep's report.
readme-table: export SCRIPT = $(README_TABLE)
readme-table:
	@test -f reports/paper/report.md || { echo 'no reports/paper/report.md: make run first'; exit 1; }
	awk -v report=reports/paper/report.md "$$SCRIPT" README.md > README.md.new
	mv README.md.new README.md

help:
	@sed -n '1,2s/^# //p' Makefile
	@echo 'make build, install PREFIX=/usr/local, clean, lint, format, setup, readme-table'
	@echo 'make fuzz ARGS="mat -runs=1000000", sanitize, torture, peer'

setup: export SCRIPT = $(SETUP)
setup:
	@bash -c "$$SCRIPT"

# The report's table, with the pictures of the runs' own folders, between two marks.
define README_TABLE
/<!-- results: end -->/ { skip = 0 }
!skip { print }
/<!-- results: begin -->/ {
  skip = 1
  while ((getline line < report) > 0) {
    if (line ~ /^## /) inside = (line == "## Results")
    if (!inside || line !~ /^\|/) continue
    sub("figures/ground_truth", "save/rnn_ae/rnn/figs/ground_truth", line)
    sub("figures/cnn_ae/", "save/cnn_ae/cnn/figs/", line)
    if (match(line, "figures/(c|res)?(rnn|lstm|gru)_ae/")) {
      label = substr(line, RSTART + 8, RLENGTH - 12)
      cell = label; sub(/^(c|res)/, "", cell)
      family = substr(label, 1, length(label) - length(cell)) "rnn"
      line = substr(line, 1, RSTART - 1) "save/" family "_ae/" cell "/figs/" \
        substr(line, RSTART + RLENGTH)
    }
    print line
  }
}
endef

# What the build needs and the machine lacks.
define SETUP
set -euo pipefail
found=$$($(SWIFT) --version 2> /dev/null || true)
version=$$(sed -nE 's/.*Swift version ([0-9]+)\.([0-9]+).*/\1.\2/p' <<< "$$found" | head -n 1)
IFS=. read -r major minor <<< "$${version:-0.0}"
if (( major < 6 || (major == 6 && minor < 1) )); then
  echo "sweep needs a Swift toolchain of version 6.1 or later; found: $${version:-none}." >&2
  echo "Get one from https://www.swift.org/install and put its bin folder on PATH (or: make SWIFT=/path/to/swift)." >&2
  exit 1
fi
missing=()
command -v pkg-config > /dev/null || missing+=(pkg-config)
needs() { pkg-config --exists "$$1" 2> /dev/null || dpkg -s "$$2" > /dev/null 2>&1 || missing+=("$$2"); }
needs sqlite3 libsqlite3-dev
needs libpng libpng-dev
needs zlib zlib1g-dev
if (( $${#missing[@]} > 0 )); then
  if ! command -v apt-get > /dev/null; then
    echo "Missing: $${missing[*]} (Debian's names)." >&2
    echo "There is no apt-get here: install SQLite 3.37 or later, libpng 1.6 and zlib, with headers, and pkg-config by hand." >&2
    exit 1
  fi
  root=()
  if (( $$(id -u) != 0 )); then
    command -v sudo > /dev/null || { echo "Install as root: apt-get install $${missing[*]}" >&2; exit 1; }
    root=(sudo)
  fi
  echo "Installing $${missing[*]}"
  "$${root[@]}" apt-get update -q
  "$${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$${missing[@]}"
fi
if ! pkg-config --atleast-version=3.37 sqlite3; then
  echo "sweep needs SQLite 3.37 or later (STRICT tables); found: $$(pkg-config --modversion sqlite3)." >&2
  exit 1
fi
endef
