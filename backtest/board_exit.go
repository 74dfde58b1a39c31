package backtest

import (
	"cmp"
	"math"
	"slices"

	"github.com/undercut-sim/undercut/score"
	"github.com/undercut-sim/undercut/survival"
)

// An ExitTotal is the odds of firms' exits within some years, over all
// episodes, held against two forecasts that know the other episodes only: the
// share of firms that left there (climatology), and a constant hazard that
// comes in waves (survival.Exits).
type ExitTotal struct {
	Years, N, Came, Episodes int
	Brier                    float64
	Climatology, Hazard      float64        // Brier scores
	Skill                    score.Estimate // over climatology, clustered by episode; NaN of one
	SkillHazard              score.Estimate
	Range, RangeHazard       score.Interval // 90%
	Murphy                   score.Decomposition
}

// exitEdges group odds for the decomposition.
var exitEdges = []float64{0, 0.1, 0.25, 0.5, 0.75}

// scoredExits are the exits of which it is known whether they came, in one
// order.
func scoredExits(all []Chance, years int) []Chance {
	var some []Chance
	for _, c := range all {
		if c.What == "exit" && c.Known && c.Years == years {
			some = append(some, c)
		}
	}
	slices.SortStableFunc(some, func(a, b Chance) int {
		return cmp.Or(cmp.Compare(placeOf(a.Episode), placeOf(b.Episode)), cmp.Compare(a.Episode, b.Episode),
			cmp.Compare(a.World, b.World), cmp.Compare(a.Origin, b.Origin), cmp.Compare(a.Firm, b.Firm))
	})
	return some
}

func exitTotals(all []Chance) ([]ExitTotal, error) {
	var list []ExitTotal
	for _, years := range []int{5, 10} {
		if some := scoredExits(all, years); len(some) > 0 {
			t, err := exitTotal(years, some)
			if err != nil {
				return nil, err
			}
			list = append(list, t)
		}
	}
	return list, nil
}

func exitTotal(years int, some []Chance) (ExitTotal, error) {
	t := ExitTotal{Years: years, N: len(some), Climatology: nan, Hazard: nan}
	var p, sim, base, waves []float64
	var came []bool
	var cluster []int
	unit := numbered{}
	for _, c := range some {
		p, came, cluster = append(p, c.Odds), append(came, c.Came), append(cluster, unit.of(c.Episode))
		rate, hazard := elsewhere(some, c.Episode)
		sim, base, waves = append(sim, brier(c.Odds, c.Came)), append(base, brier(rate, c.Came)), append(waves, brier(hazard, c.Came))
		if c.Came {
			t.Came++
		}
	}
	t.Episodes = len(unit)
	var err error
	if t.Brier, err = score.Brier(p, came); err != nil {
		return t, err
	}
	if t.Murphy, err = score.Murphy(p, came, exitEdges); err != nil {
		return t, err
	}
	t.Climatology, t.Skill, t.Range = skill(sim, base, cluster)
	t.Hazard, t.SkillHazard, t.RangeHazard = skill(sim, waves, cluster)
	return t, nil
}

func brier(p float64, came bool) float64 {
	if came {
		return (1 - p) * (1 - p)
	}
	return p * p
}

// elsewhere is what the other episodes say of a firm's odds: their share of
// exits, and a constant hazard in waves, whose periods are the origins.
func elsewhere(some []Chance, own string) (rate, hazard float64) {
	type period struct{ firms, exits int }
	var periods []period
	n := numbered{}
	all := period{}
	for _, c := range some {
		if c.Episode == own {
			continue
		}
		k := n.of(c.Episode + "/" + c.World + "/" + c.Origin)
		if k == len(periods) {
			periods = append(periods, period{})
		}
		periods[k].firms++
		all.firms++
		if c.Came {
			periods[k].exits++
			all.exits++
		}
	}
	if all.firms == 0 {
		return nan, nan
	}
	var atRisk []float64
	var exits []int
	for _, x := range periods {
		atRisk, exits = append(atRisk, float64(x.firms)-float64(x.exits)/2), append(exits, x.exits)
	}
	rate, hazard = float64(all.exits)/float64(all.firms), nan
	if e, err := survival.FitExits(atRisk, exits); err == nil {
		if f, err := e.Forecast(1, 1); err == nil {
			hazard = 1 - f.CDF(0)
		}
	}
	return rate, hazard
}

// skill is that over a reference, on the rows that it has.
func skill(sim, reference []float64, cluster []int) (mean float64, e score.Estimate, i score.Interval) {
	var a, b []float64
	var c []int
	for k := range sim {
		if !math.IsNaN(reference[k]) {
			a, b, c = append(a, sim[k]), append(b, reference[k]), append(c, cluster[k])
		}
	}
	mean = nan
	if len(b) > 0 {
		mean = 0
	}
	for _, x := range b {
		mean += x / float64(len(b))
	}
	none := score.Estimate{Value: nan, SE: nan}
	e, err := score.Skill(a, b, c)
	if err != nil {
		return mean, none, score.Interval{Lo: nan, Hi: nan}
	}
	if i, err = e.Interval(0.9); err != nil {
		i = score.Interval{Lo: nan, Hi: nan}
	}
	return mean, e, i
}

// halvings are the odds that a share halves, those that must stay low first.
func halvings(all []Chance) []Chance {
	var some []Chance
	for _, c := range all {
		if c.What == "halving" {
			some = append(some, c)
		}
	}
	slices.SortStableFunc(some, func(a, b Chance) int {
		first := func(c Chance) int {
			if c.Bound {
				return 0
			}
			return 1
		}
		return cmp.Or(first(a)-first(b), cmp.Compare(placeOf(a.Episode), placeOf(b.Episode)), cmp.Compare(a.Episode, b.Episode), cmp.Compare(a.Firm, b.Firm), cmp.Compare(a.Origin, b.Origin))
	})
	return some
}
