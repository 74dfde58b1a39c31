package backtest

import (
	"slices"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/forecast"
)

// A Chance is the probability of something that happens or does not.
type Chance struct {
	Episode, World, Firm string
	Origin               string
	Years                int
	What                 string  // exit: it has left; halving: its share is below half of what it was
	Odds                 float64 // of the simulator
	Came                 bool
	Known                bool   // whether it came is known, and not from memory
	Source               string // of that
	Bound                bool   // halvings that must stay unlikely
}

// chances are the exits and halvings that the plan asks for at a job's origin.
func (j Job) chances(m *forecast.Market, futures []forecast.Future) []Chance {
	var all []Chance
	for k, f := range m.Estimate.Firms {
		for _, h := range j.Episode.Plan.Halve {
			if h.World == j.World.Name && h.Firm == f.Name && h.Origin.Same(j.Origin) {
				all = append(all, j.halving(h, k, f, futures))
			}
		}
		x := j.Episode.Plan.Exits
		if x == nil || x.World != j.World.Name || !slices.ContainsFunc(x.Origins, j.Origin.Same) {
			continue
		}
		for _, years := range x.Years {
			if c, ok := j.exit(k, f.Name, years, futures); ok {
				all = append(all, c)
			}
		}
	}
	return all
}

func (j Job) chance(what, firm string, years int) Chance {
	return Chance{Episode: j.Episode.Plan.Name, World: j.World.Name, Firm: firm, Origin: j.Origin.Text, Years: years, What: what}
}

// halving is the odds that a firm's share falls below half.
func (j Job) halving(h episode.Halve, k int, f forecast.FirmEstimate, futures []forecast.Future) Chance {
	c := j.chance("halving", f.Name, h.Years)
	c.Bound = h.Scored
	c.Odds = odds(futures, func(x *forecast.Future) bool { return x.Share[h.Years-1][k] < f.Share/2 })
	if seen, ok := valueAt(j.Episode.Truth().Shares(j.World.Shares, f.Name), j.Origin.Later(float64(h.Years))); ok {
		c.Known, c.Came, c.Source = true, seen < f.Share/2, "the table"
	}
	return c
}

// exit is the odds that a firm is gone. ok is false if nothing says whether it
// was: no exit by then and no sign of life after.
func (j Job) exit(k int, firm string, years int, futures []forecast.Future) (c Chance, ok bool) {
	c = j.chance("exit", firm, years)
	c.Odds = odds(futures, func(x *forecast.Future) bool { return x.Gone[years-1][k] })
	by := j.Origin.Later(float64(years))
	for _, e := range j.Episode.Truth().Events() {
		if e.Firm != firm || e.Kind != "exit" && e.Kind != "survived" || e.Date.End <= j.Origin.End {
			continue
		}
		came := e.Kind == "exit" && e.Date.End <= by.End+1e-6
		lived := e.Date.End >= by.End-1e-6 // it was alive until then, whichever it was
		if came || lived {
			c.Came, c.Known, c.Source = came, e.Grade != "D", e.Source
			if c.Known {
				return c, true
			}
			ok = true
		}
	}
	return c, ok
}

func odds(futures []forecast.Future, is func(*forecast.Future) bool) float64 {
	n := 0
	for i := range futures {
		if is(&futures[i]) {
			n++
		}
	}
	return float64(n) / float64(len(futures))
}
