package chart

import "fmt"

// A Fan shows how one quantity may go on: the base world as a median with the
// middle 50% and 80% of futures, other worlds as dashed medians, and what was
// observed in ink on top.
type Fan struct {
	Frame
	Axis         Axis
	Months       []int // counted from January of year 0: 12*2024+6 is July 2024; rising
	Base         Quantiles
	Others       []Quantiles // at most 5; of their bands only the 80% edges can be drawn
	Edges        bool        // draw the 80% edges of other worlds as thin lines
	Observed     []Observation
	ObservedName string    // words for the dots in the key
	BandNames    [2]string // words for the middle 50% and 80%; "" prints the number
	Rules        []Rule
	Height       int // of the plot; 0 is 240
}

// A Rule is a vertical line with a label: "data end".
type Rule struct {
	Month int
	Label string
}

// SVG draws the chart. The error lists everything that is wrong with the data:
// lengths that differ, quantiles that fall, numbers that a scale cannot show.
func (f Fan) SVG() ([]byte, error) {
	var bad problems
	f.check(&bad)
	if err := bad.err("fan", f.Title); err != nil {
		return nil, err
	}
	c := &canvas{}
	w := f.width(usual)
	y := f.head(c, w, f.Axis.Label)
	p, err := f.layout(w, y)
	if err != nil {
		return nil, problems{err}.err("fan", f.Title)
	}
	p.draw(c)
	y = p.plane.y.a + 26
	y += key(c, y, w, p.keyEntries(c))
	return f.svg(c, w, y+4)
}

func (f Fan) check(bad *problems) {
	f.Frame.check(bad, 280)
	checkMonths(bad, f.Months)
	f.Base.check(bad, "base", f.Months)
	for i, q := range f.Others {
		q.check(bad, fmt.Sprintf("others[%d]", i), f.Months)
		if q.Name == "" {
			bad.addf("others[%d] has no name: a line without words cannot be told from the base", i)
		}
	}
	if len(f.Others) >= len(dashes) {
		bad.addf("%d other worlds: at most %d can be told apart in one chart", len(f.Others), len(dashes)-1)
	}
	checkObserved(bad, f.Observed)
	if len(f.Observed) > 0 && f.ObservedName == "" {
		bad.addf("observed has no name: say what the dots are")
	}
	if f.Height != 0 && f.Height < 100 {
		bad.addf("height is %d: want at least 100, or 0 for the usual", f.Height)
	}
	first, last := f.months()
	for i, r := range f.Rules {
		if r.Month < first || r.Month > last {
			bad.addf("rules[%d] is at %s, outside %s to %s", i, monthName(r.Month), monthName(first), monthName(last))
		}
		bad.fit(fmt.Sprintf("rules[%d]", i), r.Label, 0.5*f.width(usual))
	}
	f.Axis.check(bad, f.span())
}

// span is the range of everything that is drawn.
func (f Fan) span() span {
	var s span
	f.Base.span(&s)
	for _, q := range f.Others {
		s.add(q.P50...)
		if f.Edges {
			s.add(q.P10...)
			s.add(q.P90...)
		}
	}
	spanObserved(&s, f.Observed)
	return s
}

// months returns the first and last month of the axis.
func (f Fan) months() (first, last int) {
	all := append([]int(nil), f.Months...)
	for _, o := range f.Observed {
		all = append(all, o.Month)
	}
	if len(all) == 0 {
		return 0, 0
	}
	first, last = all[0], all[0]
	for _, m := range all {
		first, last = min(first, m), max(last, m)
	}
	return first, last
}

// worlds lists the base and the others; the index is the series.
func (f Fan) worlds() []Quantiles { return append([]Quantiles{f.Base}, f.Others...) }
