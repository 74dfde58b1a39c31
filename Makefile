# Everything here is go with the flags written out; no step needs the make.
#
#   make check    form: gofumpt (gofmt and more), vet, staticcheck
#   make test     every test
#   make race     every test in random order, under the race detector but for
#                 those that would take minutes there and find nothing
#   make bench    kernels and the market, math.Exp beside them as the yardstick
#   make update   rewrite golden files and documented output, and before that the
#                 committed backtest if its inputs moved (a quarter of an hour);
#                 read the diff
#   make backtest the committed backtest alone
#   make soak     hours of fuzzing and repetition, for before a release
#   make axe      the pages against the rules of axe; wants node, npm and Chromium
#   make fresh    the tests in a new clone, as somebody else would get it

GO ?= go
# Repetitions in soak, and time for each of its fuzz targets.
COUNT ?= 5
FUZZTIME ?= 2m

KERNELS = ./rng ./dist ./demand ./bertrand ./learning

.PHONY: axe all backtest check test race bench update soak fuzz fresh
all: check test

check:
	@files=$$($(GO) tool gofumpt -l .); if [ -n "$$files" ]; then \
		echo "not formatted (go tool gofumpt -w FILE mends it):"; echo "$$files"; exit 1; fi
	$(GO) vet ./...
	$(GO) tool staticcheck ./...

test:
	$(GO) test ./...

# Packages with tests that the race detector skips or shortens (raceEnabled)
# run again without it, with all futures.
SHORTENED = $$(find . -name race_on_test.go | xargs -n1 dirname | sort)

race:
	$(GO) test -race -shuffle=on -timeout 20m ./...
	$(GO) test -shuffle=on -timeout 20m $(SHORTENED)

# math.Exp dominates the kernels, so its time on this machine is what theirs
# are to be read against.
bench:
	$(GO) test -run '^$$' -bench '^BenchmarkExp$$' -count 3 ./bertrand
	$(GO) test -run '^$$' -bench . -benchmem $(KERNELS) ./market ./ensemble

# Only tests that compare with golden files know the flag.
GOLDEN = $$(grep -rl 'internal/golden"' --include='*_test.go' . | xargs -n1 dirname | sort -u)

# Nothing is simulated where backtest/data is of the inputs that are here. A run
# that is stopped goes on where it was.
backtest:
	$(GO) run ./cmd/undercut backtest --rerun --out backtest/data >/dev/null

update: backtest
	$(GO) test $(GOLDEN) -update
	git diff --stat

soak: fuzz
	$(GO) test -race -shuffle=on -count $(COUNT) -timeout 120m ./...

fuzz:
	@grep -rHo '^func Fuzz[A-Za-z0-9_]*' --include='*_test.go' . | sed 's/:func / /' | while read -r file name; do \
		echo "$$(dirname $$file) $$name"; \
		$(GO) test -run '^$$' -fuzz "^$$name\$$" -fuzztime $(FUZZTIME) $$(dirname $$file) || exit 1; done

fresh:
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
		git clone --quiet . "$$dir" && cd "$$dir" && $(GO) build ./... && $(GO) test ./...

# The rules and what drives the browser are pinned in web/axe/package-lock.json;
# the browser is the system's (apt-get install chromium), or that of CHROMIUM.
axe:
	@dir=$$(mktemp -d) && trap 'rm -rf "$$dir"' EXIT && \
		$(GO) run ./cmd/undercut observe report --out "$$dir/observatory.html" && \
		$(GO) run ./cmd/undercut observe report --as-of 2024-12-31 --out "$$dir/then.html" && \
		$(GO) run ./cmd/undercut run --futures 4 --beliefs default --quiet --out "$$dir/run" >/dev/null && \
		$(GO) run ./cmd/undercut backtest --html "$$dir/backtest.html" >/dev/null && \
		cd web/axe && { npm ci --no-audit --no-fund --loglevel=error || { echo "axe: npm cannot fetch what web/axe/package-lock.json pins: go online, or fill its cache and set npm_config_offline=true" >&2; exit 1; }; } && \
		node check.mjs "$$dir/observatory.html" "$$dir/then.html" "$$dir/run/report.html" "$$dir/backtest.html"
