package evidence

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// Money in other currencies is converted at fixed rates, so that no figure
// moves with the exchange: RMB as XPeng and NIO converted in autumn 2025, HKD
// at the middle of its band.
const (
	YuanPerDollar     = 7.12
	HongKongPerDollar = 7.8
)

// figures checks the accounts of firms and the volumes and prices of things.
func (c *checker) figures(o *Observed) {
	for i := range o.Figures {
		f := &o.Figures[i]
		at := o.figureAt[i]
		c.figure(f, at)
		c.once("subject, country, metric, from, until, seen, unit and source", strings.Join([]string{
			f.Subject, f.Country, f.Metric, f.From.String(), f.Until.String(), f.Seen.String(), f.Unit, f.Source,
		}, "/"), at)
	}
}

// figure checks a figure by itself.
func (c *checker) figure(f *undercut.Figure, at place) {
	c.cites("source", f.Source, at)
	c.mentions("note", f.Note, at)
	c.figureGrade(f, at)
	c.bad = append(c.bad, checkFigure(f, at)...)
	if m := metric(f.Metric); m == nil {
		c.bad = append(c.bad, at.errorf("metric", "is %q: want one of %s", f.Metric, metricNames()))
	} else {
		c.bad = append(c.bad, m.check(f, at)...)
	}
}

// CheckFigure returns all that keeps a figure out of the tables, its source
// aside; nil if nothing does.
func (o *Observed) CheckFigure(f *undercut.Figure) error {
	c := &checker{known: map[string]string{}}
	for _, id := range split(f.Source) {
		c.known[id] = ""
	}
	for _, fact := range o.facts {
		c.known[fact.ID] = fact.Grade
	}
	c.figure(f, place{})
	return errors.Join(c.bad...)
}

// checkFigure applies the rules that hold for every metric.
func checkFigure(f *undercut.Figure, at place) (bad []error) {
	if f.Until < f.From || f.Seen < f.From {
		bad = append(bad, at.errorf("from", "is %v with until %v and seen %v: want from <= until, and seen not before from", f.From, f.Until, f.Seen))
	}
	if f.Seen < f.Until && !strings.Contains(f.Note, "forecast") {
		bad = append(bad, at.errorf("seen", "is %v, before the period ends on %v: want the day of publication, or the word forecast in the note", f.Seen, f.Until))
	}
	if f.Low > f.Value || f.High < f.Value || (f.Low == f.Low) != (f.High == f.High) {
		bad = append(bad, at.errorf("value", "is %g outside %g to %g: want low <= value <= high, or neither bound", f.Value, f.Low, f.High))
	}
	if f.Source == Assumption && !(f.Low < f.High) {
		bad = append(bad, at.errorf("low", "and high are %g and %g: an assumption wants a range", f.Low, f.High))
	}
	if strings.HasPrefix(f.Subject, "/") || strings.HasSuffix(f.Subject, "/") || strings.Contains(f.Subject, "//") {
		bad = append(bad, at.errorf("subject", "is %q: want a firm or a segment, its parts after a slash each", f.Subject))
	}
	return append(bad, converted(f, at)...)
}

// check applies the rules of the metric.
func (m *Metric) check(f *undercut.Figure, at place) (bad []error) {
	if !m.takes(f.Unit) {
		bad = append(bad, at.errorf("unit", "is %q: %s wants one of %s, with a year after USD if dollars are constant", f.Unit, m.Name, strings.Join(m.Units, ", ")))
	}
	if !m.spans(f) {
		want := "a period, with from before until"
		if m.Span == Stock {
			want = "a day, with from equal to until"
		}
		bad = append(bad, at.errorf("until", "is %v with from %v: %s is of %s", f.Until, f.From, m.Name, want))
	}
	if !m.Signed && f.Value < 0 {
		bad = append(bad, at.errorf("value", "is %g: %s is never below 0", f.Value, m.Name))
	}
	if f.Unit == "share" && f.Value > 1 {
		bad = append(bad, at.errorf("value", "is %g: want a share of 1, not per cent", f.Value))
	}
	return bad
}

// figureGrade reports a figure that claims a better grade than its facts have.
func (c *checker) figureGrade(f *undercut.Figure, at place) {
	if (f.Source == Assumption) != (f.Grade == Assumption) {
		c.bad = append(c.bad, at.errorf("grade", "is %s, source is %s: both or neither say assumption", f.Grade, f.Source))
		return
	}
	for _, id := range split(f.Source) {
		if c.known[id] > f.Grade {
			c.bad = append(c.bad, at.errorf("grade", "is %s, fact %s has %s: want the worst of its facts", f.Grade, id, c.known[id]))
		}
	}
}

// foreign is an amount in another currency at the start of a note.
var foreign = regexp.MustCompile(`^(RMB|HKD) (-?[0-9.]+)(?: (thousand|million|billion))?(?:;|$)`)

// converted checks a value against the amount from which it was converted.
func converted(f *undercut.Figure, at place) []error {
	m := foreign.FindStringSubmatch(f.Note)
	if m == nil {
		return nil
	}
	x, err := strconv.ParseFloat(m[2], 64)
	if err != nil {
		return []error{at.errorf("note", "begins with %q: want an amount such as RMB 312.4 million", m[0])}
	}
	rate := map[string]float64{"RMB": YuanPerDollar, "HKD": HongKongPerDollar}[m[1]]
	want := x / rate * map[string]float64{"": 1, "thousand": 1e3, "million": 1e6, "billion": 1e9}[m[3]]
	if strings.HasPrefix(f.Unit, "million USD") {
		want /= 1e6
	}
	if math.Abs(f.Value-want) > 1e-4*math.Abs(want) {
		return []error{at.errorf("value", "is %g, %s at %g to the dollar is %.6g: want that", f.Value, strings.TrimSuffix(m[0], ";"), rate, want)}
	}
	return nil
}
