package indicator_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

func TestExplore(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2026, 10, 9))
	for _, in := range []indicator.Indicator{indicator.LagOpen, indicator.LagChina} {
		for _, w := range [][2]string{{"", ""}, {"2023-01-01", "2025-10-30"}, {"2026-01-01", "2026-05-31"}} {
			for _, d := range in.Params[0].Values {
				a, err := in.Choose(v, indicator.Choice{Definition: d, From: w[0], At: w[1]})
				if err != nil {
					t.Fatal(err)
				}
				t0 := time.Now()
				e := in.Of(v, a)
				fmt.Printf("%s %s %v: %.2f [%.2f %.2f] n=%d %v\n   %s | %s | %s\n   %v\n", in.Name, d, w, e.Mid, e.Lo, e.Hi, e.N, time.Since(t0), e.What, e.Basis, e.Undefined, e.Warnings)
			}
		}
	}
}

func show(in indicator.Indicator, v undercut.View, c indicator.Choice) {
	a, err := in.Choose(v, c)
	if err != nil {
		panic(err)
	}
	t0 := time.Now()
	e := in.Of(v, a)
	fmt.Printf("%s %+v: %.4g [%.4g %.4g] n=%d %v data %v\n   %s | %s | %s\n   %v %v\n", in.Name, c, e.Mid, e.Lo, e.Hi, e.N, time.Since(t0), e.Data, e.What, e.Basis, e.Undefined, e.Warnings, e.Sources)
	if c.Weights != "" {
		return
	}
	for i, r := range e.Table.Rows {
		if i < 60 && testing.Verbose() && len(e.Table.Rows) < 200 {
			fmt.Println("     ", r)
		}
	}
}

func TestFrontierX(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2026, 10, 9))
	for _, g := range []string{"all", "open", "closed", "us", "cn"} {
		show(indicator.Frontier, v, indicator.Choice{Definition: g})
		show(indicator.FrontierSlope, v, indicator.Choice{Definition: g})
		show(indicator.FrontierSlope, v, indicator.Choice{Definition: g, From: "2024-09-01"})
	}
	show(indicator.GapOpen, v, indicator.Choice{})
	show(indicator.GapOpen, v, indicator.Choice{Definition: "mean", From: "2023-01-01", At: "2025-10-30"})
	show(indicator.GapOpen, v, indicator.Choice{Definition: "mean", From: "2026-01-01", At: "2026-05-31"})
	show(indicator.GapChina, v, indicator.Choice{})
}

func TestShareX(t *testing.T) {
	v := evidence.Shipped().View(undercut.DayOf(2026, 10, 9))
	for _, g := range []string{"new", "scored", "top20"} {
		show(indicator.OpenShare, v, indicator.Choice{Definition: g})
		show(indicator.OpenShare, v, indicator.Choice{Definition: g, At: "2024-12-31"})
	}
	show(indicator.OpennessTime, v, indicator.Choice{})
	for _, g := range []string{"closed", "terms", "opened"} {
		show(indicator.Reversals, v, indicator.Choice{Definition: g})
	}
	for _, g := range []string{"all", "open", "closed", "us", "cn"} {
		show(indicator.Cadence, v, indicator.Choice{Definition: g})
		show(indicator.RecordDays, v, indicator.Choice{Definition: g})
	}
}
