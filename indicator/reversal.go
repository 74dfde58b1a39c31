package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/undercut-sim/undercut"
)

var reversalWords = []string{"closed", "terms", "opened"}

// A lineup is a developer and its scored models, in order of dates.
type lineup struct {
	developer string
	models    []member
}

// lineups groups members by developer, by name.
func lineups(r *Ruler, list []member) (all []lineup) {
	at := map[string]int{}
	for _, m := range list {
		d := r.releases[m.release].Developer
		if d == "" {
			continue
		}
		if _, ok := at[d]; !ok {
			at[d] = len(all)
			all = append(all, lineup{developer: d})
		}
		all[at[d]].models = append(all[at[d]].models, m)
	}
	slices.SortFunc(all, func(a, b lineup) int { return cmp.Compare(a.developer, b.developer) })
	return all
}

// A peak is a flagship of a developer: a model better than all it had released
// before. What was opened only after a better one had come counts as it was
// while it was the best.
type peak struct {
	member
	state undercut.Openness // when the next one came, or on the day measured
}

// peaks lists the flagships of a developer whose openness is known, in order
// of dates, in the memory of dst. steps is room for records.
func (l *lineup) peaks(r *Ruler, score []float64, at undercut.Day, steps []member, dst []peak) ([]member, []peak) {
	steps = records(l.models, score, steps[:0])
	dst = dst[:0]
	for i, m := range steps {
		until := at
		if i+1 < len(steps) {
			until = steps[i+1].day
		}
		if state := r.releases[m.release].At(until); state != undercut.Unknown {
			dst = append(dst, peak{m, state})
		}
	}
	return steps, dst
}

// A turn is a developer whose newest flagship is less open than an earlier one.
type turn struct {
	developer      string
	earlier, newer peak
}

// turns lists the developers whose newest flagship is less open than an
// earlier one, of several the last, and counts those with two flagships.
func turns(r *Ruler, all []lineup, score []float64, at undercut.Day, less lessOpen) (turned []turn, judged int) {
	var steps []member
	var f []peak
	for i := range all {
		steps, f = all[i].peaks(r, score, at, steps, f)
		if len(f) < 2 {
			continue
		}
		judged++
		newest := f[len(f)-1]
		for k := len(f) - 2; k >= 0; k-- {
			if less(newest.state, f[k].state) {
				turned = append(turned, turn{all[i].developer, f[k], newest})
				break
			}
		}
	}
	return turned, judged
}

// lessOpen is a way of being less open.
type lessOpen func(newer, earlier undercut.Openness) bool

func shut(newer, earlier undercut.Openness) bool { return !newer.CanHost() && earlier.CanHost() }

func underTerms(newer, earlier undercut.Openness) bool {
	return newer == undercut.Restricted && earlier == undercut.OpenWeights
}

func reversals(v undercut.View, a Args) Estimate {
	switch a.Definition {
	case "closed":
		return turned(v, a, shut, "sold by use only, an earlier one had weights")
	case "terms":
		return turned(v, a, underTerms, "open under terms, an earlier one was open without")
	case "opened":
		return opened(v, a)
	}
	return missing("reversals of openness", unknownWord(a.Definition, reversalWords))
}

func turned(v undercut.View, a Args, less lessOpen, how string) Estimate {
	r, err := rulerAt(v, a)
	if err != nil {
		return missing("developers whose newest flagship is "+how, err.Error())
	}
	members, _ := anySide().members(r, a.Domain, a.At)
	all := lineups(r, members)
	list, judged := turns(r, all, r.Score, a.At, less)
	e := blank(fmt.Sprintf("developers whose newest flagship is %s, on %v; a flagship is better than all that its developer had released before; scale %s of %v", how, a.At, a.Scale, r.Vintage))
	if judged == 0 {
		e.Undefined = "no developer has two flagships of known openness"
		return e
	}
	e.Mid, e.N = float64(len(list)), judged
	e.Basis = fmt.Sprintf("%d of %d developers with two flagships or more", len(list), judged)
	e.Lo, e.Hi, _ = r.spread(func(score []float64) float64 {
		drawn, _ := turns(r, all, score, a.At, less)
		return float64(len(drawn))
	})
	e.Table.Columns = []string{"developer", "country", "earlier flagship", "released", "state", "newest flagship", "released", "state"}
	for _, t := range list {
		old, now := &r.releases[t.earlier.release], &r.releases[t.newer.release]
		e.Table.Rows = append(e.Table.Rows, []string{t.developer, now.Country, old.ID, old.Day.String(), t.earlier.state.String(), now.ID, now.Day.String(), t.newer.state.String()})
	}
	r.cite(&e, members)
	e.outside()
	return e
}

// opened counts the changes of state that the evidence dates.
func opened(v undercut.View, a Args) Estimate {
	e := blank(fmt.Sprintf("releases sold by use only whose weights came out later, %s", a.within()))
	if a.At > v.Day {
		e.Undefined = fmt.Sprintf("the day measured is %v, the view ends at %v: measure a day up to that", a.At, v.Day)
		return e
	}
	e.Table.Columns = []string{"release", "was", "is", "from", "days after release"}
	var changed []arrival
	e.Mid = 0
	for i := range v.Releases {
		r := &v.Releases[i]
		for k := 1; k < len(r.Access) && r.Domain == a.Domain; k++ {
			was, is := r.Access[k-1], r.Access[k]
			if is.From < a.From || is.From > a.At || was.State == undercut.Unknown || is.State == undercut.Unknown {
				continue
			}
			e.N++
			if !was.State.CanHost() && is.State.CanHost() {
				e.Mid++
			}
			changed = append(changed, arrival{release: i, day: is.From})
			e.Table.Rows = append(e.Table.Rows, []string{r.ID, was.State.String(), is.State.String(), is.From.String(), strconv.Itoa(int(is.From - r.Day))})
		}
	}
	if e.N == 0 {
		e.Mid, e.Undefined = math.NaN(), fmt.Sprintf("no change of openness of domain %s is dated %s", a.Domain, a.within())
		return e
	}
	slices.SortStableFunc(e.Table.Rows, func(x, y []string) int { return cmp.Compare(x[3], y[3]) })
	citeArrivals(&e, v, changed, a.At)
	e.Lo, e.Hi = math.NaN(), math.NaN()
	e.Basis = fmt.Sprintf("%d dated changes of state, %g of them to weights", e.N, e.Mid)
	e.Warnings = append(e.Warnings, "only changes that somebody dated are counted: at least so many")
	return e
}

// Reversals is who became less open, and what was opened later.
var Reversals = Indicator{
	Name: "reversals", Title: "Developers that closed", Unit: "developers",
	Doc: "closed: developers whose newest flagship is sold by use only while an earlier flagship can be had. " +
		"terms: those whose newest is open under terms and an earlier one without. " +
		"opened: releases that were sold by use first and whose weights came out later. " +
		"A flagship is a model with a higher score than all that its developer had released before, as open as it was when the next one came.",
	Source: "this project: flagships by score",
	Params: append([]Param{{Definition, reversalWords, "what is counted"}}, scored...),
	Of:     reversals,
}
