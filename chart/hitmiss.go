package chart

// HitMiss sets simulated intervals against observed values, a row an outcome,
// each divided by what was observed, so that outcomes of any unit share one
// logarithmic axis with the truth at 1. A row is a hit if the observed value
// lies within the simulated 10th to 90th percentile, ends included.
type HitMiss struct {
	Frame
	Axis     string // words for the scale: "simulated over observed"
	Hit      string // words of the two verdicts
	Miss     string
	Observed string // words of the key: the dot, and the bar with its median
	Interval string
	Rows     []Outcome
}

// An Outcome is one observed number, above 0, and the simulated quantiles of
// it, above 0 and rising.
type Outcome struct {
	Label         string
	Detail        string // "" or a line below the label, such as the values with their unit
	Observed      float64
	P10, P50, P90 float64
}

// Hit tells whether the observed value lies within the 80% interval.
func (o Outcome) Hit() bool { return o.P10 <= o.Observed && o.Observed <= o.P90 }

// Drawable tells whether the numbers of the outcome have a place on the axis.
func (o Outcome) Drawable() bool { return o.observable() && o.rises() }

func (o Outcome) observable() bool { return o.Observed > 1/huge && o.Observed < huge }

func (o Outcome) rises() bool {
	return 1/huge < o.P10 && o.P10 <= o.P50 && o.P50 <= o.P90 && o.P90 < huge
}

// SVG draws the chart; rows keep the caller's order.
func (h HitMiss) SVG() ([]byte, error) {
	var bad problems
	h.check(&bad)
	if err := bad.err("hit or miss", h.Title); err != nil {
		return nil, err
	}
	w := h.width(usual)
	c, rows := &canvas{}, &canvas{}
	y := h.head(c, w, h.Axis) + 8
	s := span{lo: 1, hi: 1, any: true}
	for _, r := range h.Rows {
		s.add(r.P10/r.Observed, r.P90/r.Observed)
	}
	from, to, at := logTicks(s.lo, s.hi, 7)
	x := scale{lo: from, hi: to, a: 20, b: w - 20, log: true}
	top := y
	for _, r := range h.Rows {
		y = h.row(rows, r, w, y, x)
	}
	rule(c, x, at, top, y, func(v float64) string { return "×" + Plain.Format(v) })
	c.line(x.at(1), top, x.at(1), y, paint{stroke: ink, width: 1.2})
	c.body.Write(rows.body.Bytes())
	y += 26
	y += key(c, y, w, []keyEntry{
		{h.Observed, func(x, y float64) { c.circle(x, y, 4.5, paint{fill: ink}) }},
		{h.Interval, func(x, y float64) { interval(c, x-sample/2, x, x+sample/2, y, series(0)) }},
	})
	if rows.err != nil {
		return nil, rows.err
	}
	return h.svg(c, w, y+4)
}

func (h HitMiss) check(bad *problems) {
	h.Frame.check(bad, 240)
	if len(h.Rows) == 0 {
		bad.addf("rows are empty: give at least one")
	}
	if h.Hit == "" || h.Miss == "" || h.Observed == "" || h.Interval == "" {
		bad.addf("hit, miss, observed or interval has no words: colour alone must not tell")
	}
	bad.fit("hit", h.Hit, 0.5*h.width(usual))
	bad.fit("miss", h.Miss, 0.5*h.width(usual))
	for i, r := range h.Rows {
		if r.Label == "" {
			bad.addf("rows[%d] has no label", i)
		}
		if !r.observable() {
			bad.addf("rows[%d] (%s) observed %v: want a number above 0, as the axis is a ratio", i, r.Label, r.Observed)
		}
		if !r.rises() {
			bad.addf("rows[%d] (%s) has p10, p50, p90 of %v, %v, %v: want rising numbers above 0", i, r.Label, r.P10, r.P50, r.P90)
		}
	}
}

// row sets the label and the verdict, then the interval with the dot, and
// returns where the next row begins.
func (h HitMiss) row(c *canvas, r Outcome, w, y float64, x scale) float64 {
	words, col := h.Hit, series(0)
	if !r.Hit() {
		words, col = h.Miss, series(1)
	}
	room := boldWidth(words, textSize)
	c.text(w, y+textSize, words, lettering{size: textSize, anchor: "end", bold: true, halo: true, colour: col})
	verdictMark(c, w-room-12, y+textSize-5, r.Hit(), col)
	ls := wrap(r.Label, w-room-34, textSize)
	c.lines(0, y+textSize, ls, lettering{size: textSize, halo: true})
	y += float64(len(ls)) * leading(textSize)
	details := wrap(r.Detail, w, smallSize)
	c.lines(0, y+smallSize, details, lettering{size: smallSize, colour: quiet, halo: true})
	y += float64(len(details))*leading(smallSize) + 12
	interval(c, x.at(r.P10/r.Observed), x.at(r.P50/r.Observed), x.at(r.P90/r.Observed), y, col)
	c.circle(x.at(1), y, 4.5, paint{fill: ink, stroke: paper, width: 1.2})
	return y + 20
}

// interval draws a thick bar with the median across it.
func interval(c *canvas, lo, mid, hi, y float64, col colour) {
	c.rect(lo, y-5, max(hi-lo, 1), 10, 2, paint{fill: col, stroke: col, width: 1, opacity: 0.35})
	c.line(mid, y-7, mid, y+7, paint{stroke: col, width: 2.4})
}

// verdictMark draws a tick for a hit and a cross for a miss.
func verdictMark(c *canvas, x, y float64, hit bool, col colour) {
	p := paint{stroke: col, width: 2.4}
	if hit {
		c.polyline([]point{{x - 6, y}, {x - 2, y + 4}, {x + 6, y - 5}}, false, p)
		return
	}
	c.line(x-5, y-5, x+5, y+5, p)
	c.line(x-5, y+5, x+5, y-5, p)
}
