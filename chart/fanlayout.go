package chart

// A fanPlot is a Fan with every place decided.
type fanPlot struct {
	Fan
	plane  plane
	ticks  []float64 // of the value axis
	names  [][]string
	nameY  []float64 // centre of each world's name
	nameX  float64
	rules  []ruleLabel
	months []int // ticks of the calendar axis
	whole  bool  // all of them Januaries
}

type ruleLabel struct {
	x, y   float64
	anchor string
}

// nameShare is the part of the width that the names at the right may take; a
// long word may take up to wordShare, and is broken beyond.
const (
	nameShare = 0.26
	wordShare = 0.4
)

// layout places the plot below y in a picture of width w.
func (f Fan) layout(w, y float64) (*fanPlot, error) {
	p := &fanPlot{Fan: f}
	height := 240.0
	if f.Height != 0 {
		height = float64(f.Height)
	}
	_, p.ticks = f.Axis.layout(f.span(), 1, 0, most(height))
	left := widest(f.Axis.Unit.ticks(p.ticks, f.Axis.Log), smallSize) + 8
	right := w - 24
	for _, q := range f.worlds() {
		word := min(widest(pieces(q.Name), smallSize), w*wordShare/boldSlack)
		ls := wrap(q.Name, max(word, w*nameShare/boldSlack), smallSize)
		p.names = append(p.names, ls)
		right = min(right, w-widest(ls, smallSize)*boldSlack-14)
	}
	first, last := f.months()
	if first == last {
		first, last = first-1, last+1
	}
	p.plane.x = scale{lo: float64(first), hi: float64(last), a: left, b: right}
	y = p.placeRules(w, y+6)
	p.plane.y, _ = f.Axis.layout(f.span(), y+height, y, most(height))
	p.nameX = right + 12
	p.months, p.whole = calendar(first, last, right-left)
	return p, p.placeNames()
}

// most is how many marks of a value axis fit.
func most(height float64) int { return max(4, int(height/40)) }

// calendar chooses the marks of an axis of months: years if they fit.
func calendar(first, last int, room float64) (at []int, whole bool) {
	gap := 16.0
	if at, whole = monthTicks(first, last, max(1, int(room/(textWidth("2024-07", smallSize)+gap)))); !whole {
		return at, false
	}
	return monthTicks(first, last, max(1, int(room/(textWidth("2024", smallSize)+gap))))
}

// placeRules puts each rule's label to the right of its line, or to the left
// where the picture ends, in the first row that is free; it returns the top of
// the plot.
func (p *fanPlot) placeRules(w, y float64) float64 {
	var ends [][][2]float64 // taken stretches of each row
	for _, r := range p.Rules {
		x := p.plane.x.at(float64(r.Month))
		width := textWidth(r.Label, smallSize)
		l := ruleLabel{x: x + 4, anchor: "start"}
		from, to := x, x+width+10
		if to > w {
			l = ruleLabel{x: x - 4, anchor: "end"}
			from, to = x-width-10, x
		}
		row := 0
		for ; row < len(ends) && taken(ends[row], from, to); row++ {
		}
		if row == len(ends) {
			ends = append(ends, nil)
		}
		ends[row] = append(ends[row], [2]float64{from, to})
		l.y = y + float64(row)*leading(smallSize) + smallSize
		p.rules = append(p.rules, l)
	}
	return y + float64(len(ends))*leading(smallSize) + 8
}

func taken(stretches [][2]float64, from, to float64) bool {
	for _, s := range stretches {
		if from < s[1] && s[0] < to {
			return true
		}
	}
	return false
}

// placeNames spreads the names of the worlds beside the ends of their lines.
func (p *fanPlot) placeNames() (err error) {
	var want, height []float64
	for i, q := range p.worlds() {
		want = append(want, p.plane.y.at(q.P50[q.last()]))
		height = append(height, float64(len(p.names[i]))*leading(smallSize))
	}
	p.nameY, err = spread(want, height, p.plane.y.b-8, p.plane.y.a+8)
	return err
}

func (p *fanPlot) draw(c *canvas) {
	p.drawAxes(c)
	for i, q := range p.Others {
		if p.Edges && q.P10 != nil {
			edge := paint{stroke: series(i + 1), width: 1, dash: "1 3"}
			p.plane.curve(c, p.Months, q.P10, edge)
			p.plane.curve(c, p.Months, q.P90, edge)
		}
	}
	p.plane.bands(c, p.Months, p.Base, series(0), 2.6)
	for i, q := range p.Others {
		p.plane.curve(c, p.Months, q.P50, paint{stroke: series(i + 1), width: 2.2, dash: dashes[i+1]})
	}
	for i, r := range p.Rules {
		x, l := p.plane.x.at(float64(r.Month)), p.rules[i]
		c.line(x, l.y-smallSize+3, x, p.plane.y.a, paint{stroke: quiet, width: 1.2, dash: "4 3"})
		c.text(l.x, l.y, r.Label, lettering{size: smallSize, anchor: l.anchor, colour: quiet, halo: true})
	}
	p.plane.observed(c, p.Observed, dotRadius(len(p.Observed)))
	p.drawNames(c)
}

// dotRadius makes dots smaller where they are many.
func dotRadius(n int) float64 {
	if n > 24 {
		return 2.2
	}
	return 3
}

func (p *fanPlot) drawAxes(c *canvas) {
	left, right := p.plane.x.a, p.plane.x.b
	labels := p.Axis.Unit.ticks(p.ticks, p.Axis.Log)
	for i, v := range p.ticks {
		y := p.plane.y.at(v)
		line := paint{stroke: grid, width: 1}
		if v == 0 {
			line = paint{stroke: quiet, width: 1}
		}
		c.line(left, y, right, y, line)
		c.text(left-8, y+5, labels[i], lettering{size: smallSize, anchor: "end", colour: quiet})
	}
	base := p.plane.y.a
	c.line(left, base, right, base, paint{stroke: quiet, width: 1})
	for _, m := range p.months {
		x, name := p.plane.x.at(float64(m)), monthName(m)
		if p.whole {
			name = name[:4]
		}
		c.line(x, base, x, base+5, paint{stroke: quiet, width: 1})
		c.text(x, base+20, name, lettering{size: smallSize, anchor: "middle", colour: quiet})
	}
}

// drawNames sets each world's name in its colour, with a thread to the end of
// its line.
func (p *fanPlot) drawNames(c *canvas) {
	for i, q := range p.worlds() {
		if len(p.names[i]) == 0 {
			continue
		}
		k := q.last()
		x, y := p.plane.x.at(float64(p.Months[k])), p.plane.y.at(q.P50[k])
		c.line(x+2, y, p.nameX-2, p.nameY[i], paint{stroke: series(i), width: 1})
		first := p.nameY[i] - float64(len(p.names[i]))*leading(smallSize)/2 + smallSize*0.98
		c.lines(p.nameX, first, p.names[i], lettering{size: smallSize, bold: true, colour: series(i)})
	}
}

func (p *fanPlot) keyEntries(c *canvas) []keyEntry {
	var entries []keyEntry
	swatch := func(name, number string, layers ...float64) {
		if name == "" {
			name = number
		}
		entries = append(entries, keyEntry{name, func(x, y float64) {
			for _, o := range layers {
				c.rect(x-sample/2, y-6, sample, 12, 0, paint{fill: series(0), opacity: o})
			}
		}})
	}
	if p.Base.P25 != nil {
		swatch(p.BandNames[0], "50%", 0.16, 0.28)
	}
	if p.Base.P10 != nil {
		swatch(p.BandNames[1], "80%", 0.16)
	}
	if len(p.Observed) > 0 {
		entries = append(entries, keyEntry{p.ObservedName, func(x, y float64) {
			c.line(x-sample/2, y, x+sample/2, y, paint{stroke: ink, width: 1.5})
			c.circle(x, y, 3, paint{fill: ink})
		}})
	}
	return entries
}
