package backtest

import (
	"fmt"

	"github.com/undercut-sim/undercut/score"
)

// A Goal is what is asked of the simulator, and whether it reaches that.
type Goal struct {
	What, Asked, Measured string
	Reached               bool
}

const (
	mostShareCRPS = 4.0 // percentage points
	leastCover    = 0.7
	mostCover     = 0.9
	leastHard     = 5 // of the named ones
	mostHalving   = 0.3
)

// goals holds the totals against what was asked.
func (b *Board) goals() {
	for _, years := range []string{"1", "3", "5"} {
		b.Goals = append(b.Goals, b.priceGoal(years))
	}
	for _, c := range b.Covered {
		switch c.Measure {
		case "price":
			b.Goals = append(b.Goals, Goal{
				"80% intervals of prices hold", "in 70 to 90%", fmt.Sprintf("%.0f%% (%d series weighing one each; pooled %.0f%%)", 100*c.Even80.Value, c.Series, 100*c.In80.Value()),
				leastCover <= c.Even80.Value && c.Even80.Value <= mostCover,
			})
		case "shares":
			rows, series, n := b.shareMeans()
			b.Goals = append(b.Goals, Goal{
				"CRPS of shares, mean of 1–5 years", fmt.Sprintf("%.1f pp or less", mostShareCRPS),
				fmt.Sprintf("%.2f pp (forecasts weighing one; %d series weighing one each %.2f)", rows, n, series), rows <= mostShareCRPS,
			})
		}
	}
	b.Goals = append(b.Goals, b.hardGoal(), b.halvingGoal())
	for i := range b.Exits {
		if b.Exits[i].Years == 5 {
			b.Goals = append(b.Goals, exitGoal(&b.Exits[i]))
		}
	}
}

func (b *Board) priceGoal(years string) Goal {
	g := Goal{What: "CRPS of prices, " + years + " years", Asked: "not worse than farmer-lafond", Measured: "none"}
	if years == "1" {
		g.What = "CRPS of prices, 1 year"
	}
	for _, t := range b.Totals {
		if t.Measure == "price" && t.Years == years && t.Even.Method == "farmer-lafond" {
			g.Measured = fmt.Sprintf("%.3f against %.3f: %+.3f ± %.3f, %s", t.Even.Simulated, t.Even.Method0, t.Even.Diff, t.Even.SE, t.Even.Mark())
			g.Reached = t.Even.Verdict != score.Worse
		}
	}
	return g
}

// shareMeans are the mean scores of shares over horizons of one to five years:
// of the horizons' means over all forecasts, and with each series weighing one.
func (b *Board) shareMeans() (rows, even float64, series int) {
	sum, n := map[string]float64{}, map[string]float64{}
	byYear, count := [6]float64{}, [6]float64{}
	var order []string
	for i := range b.Lines {
		l := &b.Lines[i]
		if l.Measure != "shares" || l.Horizon > 5 {
			continue
		}
		s := l.Episode + "/" + l.World
		if n[s] == 0 {
			order = append(order, s)
		}
		sum[s] += l.CRPS * float64(l.N)
		n[s] += float64(l.N)
		byYear[l.Horizon] += l.CRPS * float64(l.N)
		count[l.Horizon] += float64(l.N)
	}
	for _, s := range order {
		even += sum[s] / n[s] / float64(len(order))
	}
	years := 0.0
	for h, c := range count {
		if c > 0 {
			rows, years = rows+byYear[h]/c, years+1
		}
	}
	return rows / years, even, len(order)
}

// exitGoal asks for skill over climatology; its interval says how sure it is.
func exitGoal(t *ExitTotal) Goal {
	return Goal{
		"Brier skill of exits within 5 years over climatology", "above 0",
		fmt.Sprintf("%.2f (90%% interval %.2f to %.2f)", t.Skill.Value, t.Range.Lo, t.Range.Hi), t.Skill.Value > 0,
	}
}

func (b *Board) hardGoal() Goal {
	passed := 0
	for i := range b.Hard {
		if b.Hard[i].Passed() {
			passed++
		}
	}
	return Goal{
		"Hard cases inside 90%, with a better interval score", fmt.Sprintf("%d of %d", leastHard, len(namedCases)),
		fmt.Sprintf("%d of %d", passed, len(b.Hard)), passed >= leastHard,
	}
}

func (b *Board) halvingGoal() Goal {
	n, most := 0, 0.0
	for _, c := range b.Halved {
		if c.Bound {
			n++
			most = max(most, c.Odds)
		}
	}
	return Goal{"Odds that a survivor's share halves", fmt.Sprintf("below %.0f%%, each", 100*mostHalving), fmt.Sprintf("the largest of %d is %.0f%%", n, 100*most), n > 0 && most < mostHalving}
}
