package chart

import (
	"fmt"
	"math"
)

// Odds shows chances out of 100 futures, a row a statement: the weighted
// estimate as a bar with its interval, the unweighted one below it as a ring.
type Odds struct {
	Frame
	Axis       string // words for the scale: "futures out of 100"
	Weighted   string // words for the bar in the key
	Unweighted string // words for the ring in the key
	Rows       []OddsRow
}

// An OddsRow is one statement.
type OddsRow struct {
	Label      string
	Weighted   *Chance // nil where the weights leave too few futures; Note says so
	Unweighted Chance
	Note       string // "" or a line below the label
	Verdict    string // "" or the words of a pill
	Tone       Tone
}

// A Chance is a number of futures out of 100 with its interval: Lo <= Mid <= Hi.
type Chance struct{ Mid, Lo, Hi float64 }

// A Tone colours a verdict's pill; the words carry the meaning.
type Tone int

// Tones.
const (
	Neutral Tone = iota // open, not testable
	For                 // supported
	Against             // contradicted
)

func (t Tone) colour() colour {
	switch t {
	case For:
		return series(2) // green
	case Against:
		return series(1) // vermilion
	}
	return quiet
}

// SVG draws the chart.
func (o Odds) SVG() ([]byte, error) {
	var bad problems
	o.check(&bad)
	if err := bad.err("odds", o.Title); err != nil {
		return nil, err
	}
	w := o.width(usual)
	c := &canvas{}
	y := o.head(c, w, o.Axis) + 8
	x := scale{lo: 0, hi: 100, a: 6, b: w - boldWidth("100 (100–100)", textSize) - 10}

	top := y
	rows := &canvas{} // rows lie over the grid, whose height they decide
	for _, r := range o.Rows {
		y = r.draw(rows, w, y, x)
	}
	rule(c, x, []float64{0, 25, 50, 75, 100}, top, y, func(v float64) string { return num(v) })
	c.body.Write(rows.body.Bytes())
	y += 26
	y += key(c, y, w, []keyEntry{
		{o.Weighted, func(x, y float64) { barMark(c, x-sample/2, x+4, x-4, x+sample/2, y) }},
		{o.Unweighted, func(x, y float64) { ringMark(c, x, x-sample/2, x+sample/2, y) }},
	})
	if rows.err != nil {
		return nil, rows.err
	}
	return o.svg(c, w, y+4)
}

func (o Odds) check(bad *problems) {
	o.Frame.check(bad, 280)
	if len(o.Rows) == 0 {
		bad.addf("rows are empty: give at least one")
	}
	if o.Weighted == "" || o.Unweighted == "" {
		bad.addf("weighted or unweighted has no words: the key needs both")
	}
	for i, r := range o.Rows {
		if r.Label == "" {
			bad.addf("rows[%d] has no label", i)
		}
		r.Unweighted.check(bad, fmt.Sprintf("rows[%d].unweighted", i))
		if r.Weighted != nil {
			r.Weighted.check(bad, fmt.Sprintf("rows[%d].weighted", i))
		}
		bad.fit(fmt.Sprintf("rows[%d].verdict", i), r.Verdict, 0.5*o.width(usual))
		if r.Tone < Neutral || r.Tone > Against {
			bad.addf("rows[%d].tone is %d: want Neutral, For or Against", i, r.Tone)
		}
	}
}

func (p Chance) check(bad *problems, name string) {
	if !(0 <= p.Lo && p.Lo <= p.Mid && p.Mid <= p.Hi && p.Hi <= 100) {
		bad.addf("%s is %v (%v to %v): want 0 <= lo <= mid <= hi <= 100", name, p.Mid, p.Lo, p.Hi)
	}
}

// String prints "31 (24–39)".
func (p Chance) String() string {
	return fmt.Sprintf("%s (%s–%s)", outOf100(p.Mid), outOf100(p.Lo), outOf100(p.Hi))
}

// outOf100 prints a whole number, and <1 or >99 for what is nearly but not
// wholly none or all.
func outOf100(v float64) string {
	switch {
	case v > 0 && v < 0.5:
		return "<1"
	case v > 99.5 && v < 100:
		return ">99"
	}
	return num(math.Round(v))
}

// draw sets the words of the row, then a line for each estimate, and returns
// where the next row begins.
func (r OddsRow) draw(c *canvas, w, y float64, x scale) float64 {
	room := w
	if r.Verdict != "" {
		room -= pill(c, w, y, r.Verdict, r.Tone.colour()) + 10
	}
	ls := wrap(r.Label, room, textSize)
	c.lines(0, y+textSize, ls, lettering{size: textSize, halo: true})
	y += float64(len(ls)) * leading(textSize)
	notes := wrap(r.Note, w, smallSize)
	c.lines(0, y+smallSize, notes, lettering{size: smallSize, colour: quiet, halo: true})
	y += float64(len(notes))*leading(smallSize) + 14
	if p := r.Weighted; p != nil {
		barMark(c, x.at(0), x.at(p.Mid), x.at(p.Lo), x.at(p.Hi), y)
		c.text(w, y+5, p.String(), lettering{size: textSize, anchor: "end", bold: true})
		y += 20
	}
	p := r.Unweighted
	ringMark(c, x.at(p.Mid), x.at(p.Lo), x.at(p.Hi), y)
	c.text(w, y+5, p.String(), lettering{size: textSize, anchor: "end", colour: quiet})
	return y + 22
}

// pill sets words in a rounded frame that ends at the right edge x, and returns
// its width.
func pill(c *canvas, x, y float64, words string, col colour) float64 {
	w := boldWidth(words, smallSize) + 18
	c.rect(x-w, y-1, w-1, 21, 10.5, paint{fill: col, stroke: col, width: 1, opacity: 0.12})
	c.text(x-w/2, y+smallSize+0.5, words, lettering{size: smallSize, anchor: "middle", bold: true, colour: col})
	return w
}

// barMark draws a bar from zero to mid and a whisker from lo to hi.
func barMark(c *canvas, zero, mid, lo, hi, y float64) {
	c.rect(zero, y-5, mid-zero, 10, 0, paint{fill: series(0), opacity: 0.45})
	whisker(c, lo, hi, y, ink)
	c.circle(mid, y, 4.5, paint{fill: series(0), stroke: paper, width: 1.2})
}

// ringMark draws a ring at mid and a whisker from lo to hi.
func ringMark(c *canvas, mid, lo, hi, y float64) {
	whisker(c, lo, hi, y, quiet)
	c.circle(mid, y, 4.5, paint{fill: paper, stroke: quiet, width: 2})
}

func whisker(c *canvas, lo, hi, y float64, col colour) {
	p := paint{stroke: col, width: 1.6}
	c.line(lo, y, hi, y, p)
	c.line(lo, y-4, lo, y+4, p)
	c.line(hi, y-4, hi, y+4, p)
}

// rule draws the grid of a horizontal axis between two heights and its numbers
// below.
func rule(c *canvas, x scale, at []float64, top, bottom float64, label func(float64) string) {
	for _, v := range at {
		c.line(x.at(v), top, x.at(v), bottom, paint{stroke: grid, width: 1})
		c.text(x.at(v), bottom+17, label(v), lettering{size: smallSize, anchor: "middle", colour: quiet})
	}
}
