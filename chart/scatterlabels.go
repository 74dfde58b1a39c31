package chart

import "math"

// A pointLabel is words beside a point.
type pointLabel struct {
	x, y   float64
	anchor string
	words  string
	cloud  int
}

// A patch is a stretch of the picture that words or marks take.
type patch struct{ x0, y0, x1, y1 float64 }

func (b patch) meets(o patch) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

// place sets each label at the first side of its point where it covers neither
// another label nor a point nor a line, nor leaves the plot. One that finds
// no such side is left out: the table under the chart has it.
func (p *scatterPlot) place(w, top float64) {
	taken := p.marks()
	for k, g := range p.Clouds {
		for i, words := range g.Labels {
			if words == "" {
				continue
			}
			for _, l := range sides(p.x.at(g.X[i]), p.y.at(g.Y[i])) {
				l.words, l.cloud = words, k
				if b := l.patch(); b.x0 >= p.x.a && b.x1 <= w && b.y0 >= top && b.y1 <= p.y.a && !meets(b, taken) {
					taken, p.labels = append(taken, b), append(p.labels, l)
					break
				}
			}
		}
	}
}

func meets(b patch, taken []patch) bool {
	for _, t := range taken {
		if b.meets(t) {
			return true
		}
	}
	return false
}

// sides are the places of a label around a point, the best first. Prices rise
// with capability, so that the lower right is free most often.
func sides(x, y float64) []pointLabel {
	return []pointLabel{
		{x: x + 8, y: y + 5, anchor: "start"},
		{x: x + 6, y: y + 16, anchor: "start"},
		{x: x, y: y + 20, anchor: "middle"},
		{x: x - 8, y: y + 5, anchor: "end"},
		{x: x - 6, y: y + 16, anchor: "end"},
		{x: x - 6, y: y - 7, anchor: "end"},
		{x: x, y: y - 9, anchor: "middle"},
		{x: x + 6, y: y - 7, anchor: "start"},
	}
}

// patch is what the words take, with a rim.
func (l pointLabel) patch() patch {
	width, from := textWidth(l.words, smallSize), l.x
	switch l.anchor {
	case "end":
		from -= width
	case "middle":
		from -= width / 2
	}
	return patch{from - 2, l.y - smallSize + 2, from + width + 2, l.y + 4}
}

// marks are the points, and the lines in steps.
func (p *scatterPlot) marks() (taken []patch) {
	const step, half = 3.0, 2.0
	for _, g := range p.Clouds {
		for i := range g.X {
			x, y := p.x.at(g.X[i]), p.y.at(g.Y[i])
			taken = append(taken, patch{x - 4, y - 4, x + 4, y + 4})
		}
	}
	for _, l := range p.Lines {
		points := p.path(l)
		for i := 1; i < len(points); i++ {
			a, b := points[i-1], points[i]
			n := max(1, math.Ceil(math.Hypot(b.x-a.x, b.y-a.y)/step))
			for k := 0.0; k <= n; k++ {
				x, y := a.x+float64((b.x-a.x)*k/n), a.y+float64((b.y-a.y)*k/n)
				taken = append(taken, patch{x - half, y - half, x + half, y + half})
			}
		}
	}
	return taken
}
