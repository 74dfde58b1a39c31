package indicator

import (
	"fmt"
	"math"
	"slices"

	"github.com/undercut-sim/undercut"
)

// cadence is releases a month over the trailing year.
func cadence(v undercut.View, a Args) Estimate {
	s, ok := group(a)
	if !ok {
		return missing("releases a month", unknownWord(a.Definition, groups))
	}
	e := blank(fmt.Sprintf("%s models that came out in the year to %v, a month", s.name, a.At))
	if a.At > v.Day {
		e.Undefined = fmt.Sprintf("the day measured is %v, the view ends at %v: measure a day up to that", a.At, v.Day)
		return e
	}
	var days []undercut.Day
	var seen, known []arrival
	for i := range v.Releases {
		r := &v.Releases[i]
		if r.Domain != a.Domain || r.Day > a.At {
			continue
		}
		known = append(known, arrival{release: i, day: r.Day})
		if day, _ := s.joined(r); day <= a.At && day > a.At-year {
			days = append(days, day)
			seen = append(seen, arrival{release: i, day: day})
		}
	}
	switch {
	case len(known) == 0:
		e.Undefined = fmt.Sprintf("no model of domain %s is known to have come out by %v", a.Domain, a.At)
		return e
	case len(seen) == 0: // none, as far as those that are known tell
		seen = known
	}
	span := months(year)
	lo, hi := poisson(len(days))
	e.Mid, e.Lo, e.Hi, e.N = float64(len(days))/span, lo/span, hi/span, len(days)
	index, counts := dispersion(days, a.At)
	e.thinning(days, a.At)
	e.Basis = fmt.Sprintf("%s in 365 days", plural(len(days), "model", "models"))
	if index > 1.5 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("releases cluster: the variance of monthly counts is %.1f times their mean, where the interval takes them to be equal", index))
	}
	e.Table.Columns = []string{"days before", "releases"}
	for k, n := range counts {
		e.Table.Rows = append(e.Table.Rows, []string{fmt.Sprintf("%d to %d", k*365/12, (k+1)*365/12), fmt.Sprint(n)})
	}
	citeArrivals(&e, v, seen, a.At)
	return e
}

// dispersion is the variance of the counts of twelfths of the year before a
// day over their mean: 1 for events that come independently of each other; NaN
// without any.
func dispersion(days []undercut.Day, at undercut.Day) (index float64, counts []int) {
	counts = make([]int, 12)
	for _, d := range days {
		counts[int(at-d)*12/int(year)]++
	}
	mean := float64(len(days)) / 12
	squares := 0.0
	for _, n := range counts {
		squares += (float64(n) - mean) * (float64(n) - mean)
	}
	return squares / 11 / mean, counts
}

// thinning warns if significantly fewer releases of the year before a day came
// in its second half than in its first,
//
//	(first - second) / √(first + second) > 3
//
// as they would if sources list models months after they come out.
func (e *Estimate) thinning(days []undercut.Day, at undercut.Day) {
	first, second := 0, 0
	for _, d := range days {
		switch {
		case d > at-year/2:
			second++
		case d > at-year:
			first++
		}
	}
	if n := float64(first + second); float64(first-second) > 3*math.Sqrt(n) {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%d releases in the last half year after %d in the one before: sources may list models late, and the newest be missing", second, first))
	}
}

// recordDays is the mean time between records of a group.
func recordDays(v undercut.View, a Args) Estimate {
	r, s, list, err := measure(v, a)
	if err != nil {
		return missing("days between records of the group "+a.Definition, err.Error())
	}
	from := max(a.From, list[0].day)
	e := blank(fmt.Sprintf("days from %v to %v over records of %s models in them; scale %s of %v", from, a.At, s.name, a.Scale, r.Vintage))
	var buffer []member
	count := func(score []float64) float64 {
		buffer = records(list, score, buffer[:0])
		n := 0
		for _, m := range buffer[1:] { // before the first model there is no record to beat
			if m.day >= from {
				n++
			}
		}
		return float64(n)
	}
	n := count(r.Score)
	r.cite(&e, list)
	if e.N = int(n); e.N == 0 || a.At <= from {
		e.Undefined = fmt.Sprintf("no record of %s models from %v to %v: widen the window", s.name, from, a.At)
		return e
	}
	e.Table = r.stepTable(slices.DeleteFunc(slices.Clone(buffer), func(m member) bool { return m.day < from }))
	span := float64(a.At - from)
	few, many := poisson(e.N)
	lo, hi, _ := r.spread(count)
	e.Mid, e.Lo, e.Hi = span/n, span/max(many, nanAs(hi, many)), span/min(few, max(1, nanAs(lo, few)))
	e.Basis = fmt.Sprintf("%s in %.0f days; the interval is the wider of chance and scores on either side", plural(e.N, "record", "records"), span)
	if math.IsInf(e.Hi, 1) {
		e.Hi = math.NaN()
	}
	return e
}

// Cadence is how many models come out.
var Cadence = Indicator{
	Name: "cadence", Title: "New models", Unit: "releases a month",
	Doc: "Releases in the trailing 365 days, a month of 30.4 days. A model counts when it joins the group: for open models that is when its weights came out. " +
		"The interval is that of an expected count, as if releases came independently.",
	Source: "interval: F. Garwood, Biometrika 28 (1936)",
	Params: []Param{groupParam("releases"), strictly, scored[1]},
	Of:     cadence,
}

// RecordDays is how long a record stands.
var RecordDays = Indicator{
	Name: "record_days", Title: "Days between records", Unit: "days",
	Doc:    "Days of the window over the records in it: how long the best model of a group stays the best, on average. The first model of the group is none.",
	Source: "interval: F. Garwood, Biometrika 28 (1936)",
	Params: append([]Param{groupParam("records"), strictly}, scored...),
	Of:     recordDays,
}
