package main

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"testing"

	"github.com/undercut-sim/undercut/backtest"
	"github.com/undercut-sim/undercut/forecast"
	"github.com/undercut-sim/undercut/internal/golden"
)

// What history says of the numbers that industries have in common is a belief
// set of the flagship: its file is written from the committed draws.
func TestBeliefOfHistoryIsWhatWasLearned(t *testing.T) {
	study, err := backtest.Shipped()
	if err != nil {
		t.Fatal(err)
	}
	draws := study.Learned[""].Draws
	number := func(key string) string {
		var x []float64
		for _, d := range draws {
			x = append(x, d[slices.Index(forecast.Keys, key)])
		}
		slices.Sort(x)
		at := func(p float64) string { return strconv.FormatFloat(x[int(p*float64(len(x)-1))], 'g', 3, 64) }
		return fmt.Sprintf("{ value: %s, dist: pert, low: %s, high: %s, source: assumption, note: \"%s, middle 90 per cent of the draws learned from the episodes\" }", at(0.5), at(0.05), at(0.95), key)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, `# Beliefs: what sixteen past industries say of the numbers that industries have
# in common (undercut calibrate): habit, the luck of brands and how long it lasts,
# what is fixed in cost and for how long, and conduct of those who want scale.
# Written from backtest/data/posterior.csv by a test. History hardly tells conduct
# and cash: there the ranges are those of the set history.
name: belief-history
title: "Beliefs: habit, luck, fixed cost and conduct as past industries had them"
extends: ai-overproduction

segments:
`)
	for _, s := range []string{"language", "vision", "image", "robotics"} {
		fmt.Fprintf(&b, "  - { name: %s, habit: %s }\n", s, number("habit"))
	}
	for _, s := range []string{"vacuum", "vehicle", "drone", "quadruped", "humanoid"} {
		fmt.Fprintf(&b, "  - name: %s\n    habit: %s\n    budget_years: %s\n    cash_months: %s\n    fashion:\n      sd: %s\n      fade: %s\n",
			s, number("habit"), number("budget_years"), number("cash_months"), number("fashion"), number("fade"))
	}
	fmt.Fprintf(&b, "\nlevers:\n  - price_war: { name: cn-conduct, factor: %s }\n", number("seek"))
	golden.Check(t, "../../../scenario/library/belief-history.yaml", b.Bytes())
}
