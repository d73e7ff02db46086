# Every target installs what it needs first; nothing happens when it is there.

SHELL := /bin/bash
PACKAGES := libxml2-dev libpcre2-dev libre2-dev libxxhash-dev zlib1g-dev libsqlite3-dev \
  libssl-dev pkg-config curl
# A browser and Node for the tests, which are left out without them; 'make test' installs both.
TEST_PACKAGES := chromium chromium-driver nodejs openssl
IMPORT_CHECK := --explicit-target-dependency-import-check error
BUILD := swift build --configuration release $(IMPORT_CHECK)
WINNOW := .build/release/winnow
DEMO := .build/demo
BENCHMARKS := .build/release/winnow-benchmarks
PEERS := .build/peers
SPARK := .build/spark
EXCHANGE := .build/exchange
# What handles memory and threads by hand also runs unoptimized and under the sanitizers.
SANITIZED_TESTS := CorpusIOTests LabelModelsTests RunsTests PluginHostTests
PYSPARK ?= 3.5
WINNOW_SHARED ?= ../shared

.PHONY: help setup setup-tests setup-exchange setup-spark build build-server demo test \
  test-exchange test-sanitizers test-spark fuzz format bench bench-build bench-models \
  bench-end-models bench-joint bench-load bench-peers bench-spark bench-report clean

help:
	@echo "make setup   install the system libraries and curl (Debian, Ubuntu)"
	@echo "make build   build the winnow command into .build/release"
	@echo "make build-server  build what 'winnow serve' starts too; some minutes the first time"
	@echo "make demo    build, label a shipped dataset, show the result"
	@echo "make test    check the format, build with warnings as errors, run every test"
	@echo "make test-sanitizers  memory and threads: unoptimized, under the address sanitizer and under"
	@echo "             the thread sanitizer"
	@echo "make test-spark   the Spark package on a cluster of two executors (part of make test);"
	@echo "             PYSPARK=4 for another version"
	@echo "make test-exchange   sessions through Label Studio and doccano, which it installs, and back;"
	@echo "             winnow as what they label with; not part of make test"
	@echo "make fuzz    damaged corpora, read by winnow and by Python's readers"
	@echo "make format  format the sources in place"
	@echo "make bench   measure every stage (bench-models: label models on real and drawn votes;"
	@echo "             bench-end-models: winnow train beside scikit-learn;"
	@echo "             bench-joint: functions, answers and both; bench-load: the server;"
	@echo "             bench-peers: Snorkel, polars and others beside Winnow;"
	@echo "             bench-spark: a cluster of one and of two executors;"
	@echo "             bench-report: all of it, into Benchmarks/README.md and the"
	@echo "             article on label models)"

# Installs the Debian packages of $(1) that are missing; $(2) are their pkg-config names elsewhere.
define install
	@missing=""; for name in $(1); do \
	  if command -v dpkg-query > /dev/null; then \
	    dpkg-query -W -f='$${Status}' $$name 2> /dev/null | grep -q 'ok installed' \
	      || missing="$$missing $$name"; \
	  fi; done; \
	if ! command -v dpkg-query > /dev/null; then \
	  for library in $(2); do \
	    pkg-config --exists $$library || missing="$$missing $$library"; done; \
	  if [ -n "$$missing" ]; then \
	    echo "error: these libraries are missing:$$missing"; \
	    echo "help: install their development packages with your package manager"; exit 1; fi; \
	elif [ -n "$$missing" ]; then \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	  echo "installing$$missing"; \
	  $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq $$missing > /dev/null; \
	fi
endef

setup:
	@command -v swift > /dev/null || { \
	  echo "error: the Swift toolchain was not found"; \
	  echo "help: install Swift 6.3 or newer from https://swift.org/install"; exit 1; }
	$(call install,$(PACKAGES),libxml-2.0 libpcre2-8 re2 libxxhash zlib sqlite3 libcrypto)

setup-tests: setup
	$(call install,$(TEST_PACKAGES),)

build: setup
	$(BUILD) --product winnow
	$(BUILD) --product winnow-worker

build-server: build
	$(BUILD) --product winnow-server

demo: build
	@mkdir -p $(DEMO)
	$(WINNOW) functions MessageSpam
	$(WINNOW) label MessageSpam Datasets/messages/messages.csv \
	  --gold-field gold --output $(DEMO)/labels.csv
	@echo; echo "the first labels of $(DEMO)/labels.csv:"; head -n 4 $(DEMO)/labels.csv

test: export WINNOW_STRICT := 1
test: setup-tests
	swift format lint --strict --recursive --parallel \
	  Package.swift Sources Tests LabelingFunctions
	$(BUILD) --build-tests
	swift test --configuration release --skip-build
	$(MAKE) test-spark

# Workers have to end by the signals of their plugins, so the sanitizers leave signals alone.
SIGNALS := handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigill=0:handle_sigfpe=0
SANITIZERS := $(CURDIR)/Tests/Sanitizers

# Each builds into a scratch folder of its own; the first is unoptimized only, and what is freed or
# not yet written reads as garbage.
test-sanitizers: export WINNOW_ONLY := $(SANITIZED_TESTS)
test-sanitizers: setup-tests
	GLIBC_TUNABLES=glibc.malloc.perturb=253 swift test --scratch-path .build/sanitizers/none
	ASAN_OPTIONS=$(SIGNALS) \
	  LSAN_OPTIONS=suppressions=$(SANITIZERS)/leaks.txt:print_suppressions=0 \
	  swift test --scratch-path .build/sanitizers/address --sanitize address
	swift build --scratch-path .build/sanitizers/thread --sanitize thread --build-tests
	clang -shared -fPIC -O1 $(SANITIZERS)/mutex.c -o .build/sanitizers/mutex.so
	TSAN_OPTIONS=$(SIGNALS) LD_PRELOAD=$(CURDIR)/.build/sanitizers/mutex.so \
	  swift test --scratch-path .build/sanitizers/thread --sanitize thread --skip-build

test-spark: setup-spark
	cd Integrations/spark && $(abspath $(SPARK))-$(PYSPARK)/bin/mypy winnow_spark tests benchmarks
	$(SPARK)-$(PYSPARK)/bin/python -m pytest -q -W ignore -p no:cacheprovider \
	  -o tmp_path_retention_policy=failed --durations 5 Integrations/spark/tests

setup-spark: build
	@command -v java > /dev/null && command -v debootstrap > /dev/null || { \
	  sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); $$sudo apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq \
	    $$(command -v java > /dev/null || echo default-jre-headless) \
	    debootstrap procps python3-venv > /dev/null; }
	@test -x $(SPARK)-$(PYSPARK)/bin/python || python3 -m venv $(SPARK)-$(PYSPARK)
	@$(SPARK)-$(PYSPARK)/bin/python -c 'import pyspark, pyarrow, pandas, pytest, mypy' 2> /dev/null \
	  || $(SPARK)-$(PYSPARK)/bin/pip install --quiet 'pyspark==$(PYSPARK).*' pyarrow pandas pytest mypy

# doccano is of 2023: these are the last versions of what it needs that it works with.
setup-exchange: build-server
	@test -x $(EXCHANGE)/label-studio/bin/python || python3 -m venv $(EXCHANGE)/label-studio
	@test -x $(EXCHANGE)/doccano/bin/python || python3 -m venv $(EXCHANGE)/doccano
	@test -x $(EXCHANGE)/label-studio/bin/label-studio \
	  || $(EXCHANGE)/label-studio/bin/pip install --quiet label-studio==1.23.2
	@test -x $(EXCHANGE)/doccano/bin/doccano \
	  || $(EXCHANGE)/doccano/bin/pip install --quiet doccano==1.8.4 'marshmallow<4' 'numpy<2' \
	    'setuptools<80'

# Label Studio's Python has its SDK, which checks predictions.
test-exchange: setup-exchange
	$(EXCHANGE)/label-studio/bin/python Tests/Exchange/exchange.py --winnow $(WINNOW) \
	  --label-studio $(EXCHANGE)/label-studio --doccano $(EXCHANGE)/doccano $(EXCHANGE_OPTIONS)

fuzz: build
	python3 Tests/Fuzzing/fuzz.py --winnow $(WINNOW) $(FUZZ_OPTIONS)

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests LabelingFunctions

bench-build: export WINNOW_BENCHMARKS := 1
bench-build: build
	$(BUILD) --product winnow-benchmarks

bench: bench-build
	$(BENCHMARKS) measure $(BENCH_OPTIONS)

bench-models: bench-build
	$(BENCHMARKS) models $(WINNOW_SHARED)/data

bench-end-models: build
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	@$(PEERS)/bin/python -c 'import sklearn' 2> /dev/null \
	  || $(PEERS)/bin/pip install --quiet scikit-learn numpy
	WINNOW_SHARED=$(abspath $(WINNOW_SHARED)) $(PEERS)/bin/python Benchmarks/end_models.py

bench-joint: build
	WINNOW_SHARED=$(abspath $(WINNOW_SHARED)) python3 Benchmarks/joint.py

bench-load: build-server
	$(call install,wrk,)
	python3 Benchmarks/load.py

bench-peers: bench-build
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS)
	@$(PEERS)/bin/python -c 'import snorkel, crowdkit, pandas, polars, pyarrow, orjson, lxml' \
	  2> /dev/null || $(PEERS)/bin/pip install --quiet \
	  snorkel crowd-kit pandas polars pyarrow orjson lxml numpy
	WINNOW_SHARED=$(abspath $(WINNOW_SHARED)) python3 Benchmarks/peers.py $(BENCH_OPTIONS)

bench-spark: setup-spark
	$(SPARK)-$(PYSPARK)/bin/python Integrations/spark/benchmarks/scale.py $(BENCH_OPTIONS)

bench-report: bench-build
	WINNOW_SHARED=$(abspath $(WINNOW_SHARED)) python3 Benchmarks/report.py

clean:
	rm -rf .build .winnow
