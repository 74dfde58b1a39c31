package calibrate

import (
	"errors"
	"math"
	"slices"
	"sort"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/forecast"
)

// horizons are the years ahead at which cases are compared.
var horizons = [3]int{1, 3, 5}

const (
	spacing = 4.0 // years between inner origins of one world: overlapping futures say little new
	span    = 5   // years that a case is simulated
)

// A Case is one world at one inner origin, with what came within the past.
type Case struct {
	Episode string
	market  *forecast.Market
	seen    outcome
}

// Cases finds the inner origins of pasts. A past of which too little is known
// gives none.
func Cases(pasts []episode.Past, prior forecast.Prior) ([]Case, error) {
	var all []Case
	for _, p := range pasts {
		for i := range p.Plan.Worlds {
			more, err := casesOf(p, &p.Plan.Worlds[i], prior)
			if err != nil {
				return nil, err
			}
			all = append(all, more...)
		}
	}
	return all, nil
}

// casesOf walks back from the last date that has a year after it.
func casesOf(p episode.Past, w *episode.World, prior forecast.Prior) ([]Case, error) {
	var all []Case
	next := math.Inf(1)
	dates := dates(p, w)
	for k := len(dates) - 1; k >= 0; k-- {
		d := dates[k]
		if d.End+1 > p.Until().End+1e-6 || d.Mid > next+1e-6 {
			continue
		}
		c, err := caseAt(p, w, d, prior)
		if errors.Is(err, forecast.ErrNothing) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if c.seen.known() {
			all = append(all, c)
			next = d.Mid - spacing
		}
	}
	return all, nil
}

// dates are those at which the world's scored series have figures.
func dates(p episode.Past, w *episode.World) []episode.Date {
	var all []episode.Date
	add := func(s episode.Series) {
		for _, d := range s.Dates {
			if !slices.ContainsFunc(all, d.Same) {
				all = append(all, d)
			}
		}
	}
	if w.Price != nil {
		add(p.Series(*w.Price))
	}
	if w.Shares != nil {
		for _, f := range w.Shares.FirmNames() {
			add(p.Shares(w.Shares, f))
		}
	}
	if w.Units != nil && w.Price == nil && w.Shares == nil {
		add(p.Series(*w.Units))
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Mid < all[j].Mid })
	return all
}

func caseAt(p episode.Past, w *episode.World, d episode.Date, prior forecast.Prior) (Case, error) {
	inner, err := p.Cut(d)
	if err != nil {
		return Case{}, err
	}
	m, err := forecast.New(inner, w, prior, span)
	if err != nil {
		return Case{}, err
	}
	return Case{Episode: p.Plan.Name, market: m, seen: see(p, w, m)}, nil
}
