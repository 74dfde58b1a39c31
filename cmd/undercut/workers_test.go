package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// How many simulate at the same time decides nothing, in any command that
// simulates: three print what one prints, which the race detector watches here
// on the smallest world. The documents' own commands run without it.
func TestWorkersDecideNothing(t *testing.T) {
	own := absolute(t, "../../docs/examples/own-episode")
	t.Chdir(lampsAlone(t))
	for _, line := range []string{
		"run ./lamps.yaml --futures 6 --quiet --out run-W --format csv",
		"run ./lamps.yaml --futures 6 --quiet --out text-W",
		"policy ./free-trade.yaml --scenario ./lamps.yaml --futures 4",
		"survive old-lamps --scenario ./lamps.yaml --from 2017-01 --options price-0.7,niche --futures 4",
		"play --moves towns.yaml --save played-W.yaml --futures 4 --format json",
		"play --replay played-W.yaml --futures 4",
		"backtest --new " + own + " --futures 20 --csv",
		"backtest ai --rerun --futures 8 --csv",
		"calibrate --episode ai --futures 8",
	} {
		as := func(workers string) string {
			args := strings.Fields(strings.ReplaceAll(line, "-W", "-w"+workers))
			code, out, errs := undercutRun(t, append(args, "--workers", workers)...)
			if code != exitDone || out == "" {
				t.Fatalf("undercut %s exits with %d and says %s", strings.Join(args, " "), code, errs)
			}
			return strings.ReplaceAll(out, "-w"+workers, "-W")
		}
		if one, three := as("1"), as("3"); one != three {
			t.Errorf("undercut %s: one worker prints\n%s\nthree print\n%s", line, one, three)
		}
	}
	replays(t, "run-w3", "4")
}

// replays compares the rows of a future with those that the run has.
func replays(t *testing.T, dir, future string) {
	t.Helper()
	code, out, errs := undercutRun(t, "replay", dir, "--future", future)
	kept := files(t, dir)["outcomes.csv"]
	if code != exitDone || !strings.Contains(out, ",lamps,"+future+",") || !strings.Contains(kept, out) {
		t.Errorf("future %s of %s replays with %d (%s) to\n%s\nthe run has\n%s", future, dir, code, errs, out, kept)
	}
}

// lampsAlone is a folder with the world of bulbs, a policy for it, and a game in
// which one of two towns chooses for itself.
func lampsAlone(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"lamps.yaml":      "name: lamps\nextends: " + absolute(t, lamps) + "\ncounterfactuals: [free-trade.yaml]\n",
		"free-trade.yaml": "levers:\n  - tariff: { name: bulb-duty, rate: 0 }\n",
		"towns.yaml": `scenario: ./lamps.yaml
seed: 2
future: 1
from: 2018-02
turn: 1
months: 3
roles: [{ name: washington, is: home }, { name: beijing, is: away, plays: best-response }]
moves:
  - { turn: 1, role: washington, name: wall, move: { tariff: { on: away, segments: [bulb], rate: 0.5 } } }
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
