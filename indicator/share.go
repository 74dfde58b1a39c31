package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

var shares = []string{"new", "scored", "top20"}

// year is the trailing window of what counts as new.
const year undercut.Day = 365

// An arrival is a release on the day on which it could first be got.
type arrival struct {
	release int
	day     undercut.Day
	state   undercut.Openness // on Args.At
}

// arrivals lists the releases of a domain that could be got by Args.At, in
// order of dates. Those that were never released are not among them.
func arrivals(v undercut.View, a Args) (list []arrival) {
	for i := range v.Releases {
		r := &v.Releases[i]
		if day := since(r, released); r.Domain == a.Domain && day <= a.At {
			list = append(list, arrival{i, day, r.At(a.At)})
		}
	}
	slices.SortFunc(list, func(x, y arrival) int {
		return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(v.Releases[x.release].ID, v.Releases[y.release].ID))
	})
	return list
}

// later keeps the arrivals after a day.
func later(list []arrival, day undercut.Day) []arrival {
	n, _ := slices.BinarySearchFunc(list, day+1, func(x arrival, d undercut.Day) int { return cmp.Compare(x.day, d) })
	return list[n:]
}

// isOpen reports whether a state counts as open.
func isOpen(s undercut.Openness, strict bool) bool {
	return s.CanHost() && (!strict || s == undercut.OpenWeights)
}

// openOf counts what is open among those of which it is known.
func openOf(list []arrival, strict bool) (open, known int) {
	for _, x := range list {
		if x.state == undercut.Unknown {
			continue
		}
		known++
		if isOpen(x.state, strict) {
			open++
		}
	}
	return open, known
}

func openShare(v undercut.View, a Args) Estimate {
	if a.At > v.Day {
		return missing("share of open models", fmt.Sprintf("the day measured is %v, the view ends at %v: measure a day up to that", a.At, v.Day))
	}
	all := arrivals(v, a)
	switch a.Definition {
	case "new":
		return openAmong(v, a, later(all, a.At-year), nil, fmt.Sprintf("releases of the year to %v", a.At))
	case "scored", "top20":
		r, err := rulerAt(v, a)
		if err != nil {
			return missing("share of open models", err.Error())
		}
		if a.Definition == "top20" {
			return openTop(v, a, r, all)
		}
		list := slices.DeleteFunc(slices.Clone(later(all, a.At-year)), func(x arrival) bool { return r.Score[x.release] != r.Score[x.release] })
		return openAmong(v, a, list, r, fmt.Sprintf("releases of the year to %v with a score on scale %s of %v", a.At, a.Scale, r.Vintage))
	}
	return missing("share of open models", unknownWord(a.Definition, shares))
}

// openAmong is the share of open models among some releases.
func openAmong(v undercut.View, a Args, list []arrival, r *Ruler, of string) Estimate {
	e := blank("share of models whose weights could be had on " + a.At.String() + " among " + of)
	k, n := openOf(list, a.Strict)
	if n == 0 {
		e.Undefined = "there are none of which the openness is known"
		return e
	}
	e.Mid, e.N = float64(k)/float64(n), n
	e.Lo, e.Hi = wilson(k, n)
	e.Basis = fmt.Sprintf("%d of %d", k, n)
	e.Table = byCountry(v, list, a.Strict)
	citeArrivals(&e, v, list, a.At)
	if r != nil {
		r.cite(&e)
	}
	days := make([]undercut.Day, 0, len(list))
	for _, x := range list {
		days = append(days, x.day)
	}
	e.thinning(days, a.At)
	if n < len(list) {
		e.Warnings = append(e.Warnings, plural(len(list)-n, "release of unknown openness is left out", "releases of unknown openness are left out"))
	}
	return e
}

// openTop is the share of open models among the twenty with the highest
// scores. They are all that there are: the interval is that of the scores.
func openTop(v undercut.View, a Args, r *Ruler, all []arrival) Estimate {
	const places = 20
	list := slices.DeleteFunc(slices.Clone(all), func(x arrival) bool {
		return r.Score[x.release] != r.Score[x.release] || x.state == undercut.Unknown
	})
	e := blank(fmt.Sprintf("share of models whose weights could be had on %v among the twenty with the highest scores; scale %s of %v", a.At, a.Scale, r.Vintage))
	if len(list) < places {
		e.Undefined = fmt.Sprintf("only %d models have a score", len(list))
		return e
	}
	order := slices.Clone(list)
	share := func(score []float64) float64 {
		slices.SortFunc(order, func(x, y arrival) int {
			return cmp.Or(cmp.Compare(score[y.release], score[x.release]), cmp.Compare(x.release, y.release))
		})
		k, _ := openOf(order[:places], a.Strict)
		return float64(k) / places
	}
	e.Mid, e.N = share(r.Score), places
	e.Table = byCountry(v, order[:places], a.Strict)
	e.Basis = fmt.Sprintf("the twentieth is %s", v.Releases[order[places-1].release].ID)
	e.Lo, e.Hi, _ = r.spread(share)
	citeArrivals(&e, v, list, a.At)
	r.cite(&e)
	return e
}

// byCountry tabulates open models by country of the developer.
func byCountry(v undercut.View, list []arrival, strict bool) Table {
	at := map[string][]arrival{}
	var names []string
	for _, x := range list {
		c := cmp.Or(v.Releases[x.release].Country, "unknown")
		if at[c] == nil {
			names = append(names, c)
		}
		at[c] = append(at[c], x)
	}
	slices.SortFunc(names, func(x, y string) int { return cmp.Or(cmp.Compare(len(at[y]), len(at[x])), cmp.Compare(x, y)) })
	t := Table{Columns: []string{"country", "releases", "openness known", "open", "share", "low", "high"}}
	for _, c := range names {
		k, n := openOf(at[c], strict)
		lo, hi := wilson(k, n)
		share := math.NaN()
		if n > 0 {
			share = float64(k) / float64(n)
		}
		t.Rows = append(t.Rows, []string{c, fmt.Sprint(len(at[c])), fmt.Sprint(n), fmt.Sprint(k), cell(share), cell(lo), cell(hi)})
	}
	return t
}

// citeArrivals names the sources of releases, and the last day on which one of
// their rows up to a day was seen.
func citeArrivals(e *Estimate, v undercut.View, list []arrival, at undercut.Day) {
	t := trail{sources: e.Sources, data: e.Data}
	for _, x := range list {
		t.release(&v.Releases[x.release], at)
	}
	t.mark(e)
}

// OpenShare is the share of open models among new or good ones.
var OpenShare = Indicator{
	Name: "open_share", Title: "Open among models", Unit: "share",
	Doc: "Share of models whose weights can be had on the day measured, among those of which it is known, by country in the table. " +
		"The interval of counts is Wilson's, as if releases were drawn independently.",
	Source: "interval: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927)",
	Params: append([]Param{
		{Definition, shares, "among the releases of the trailing year; among those of them that have a score; among the twenty with the highest scores"}, strictly,
	}, scored[:2]...),
	Of: openShare,
}
