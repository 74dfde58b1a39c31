package chart

import (
	"fmt"
	"math"
)

// A Scatter shows one quantity against another: clouds of points, and lines
// through them (a frontier, a fitted curve).
type Scatter struct {
	Frame
	X, Y   Axis
	Clouds []Cloud // at most 5
	Lines  []Path
	Height int // of the plot; 0 is 260
}

// A Cloud is points that belong together. Clouds differ by colour and shape.
type Cloud struct {
	Name   string
	X, Y   []float64
	Labels []string // printed beside points; "" for none; nil for no labels at all
}

// A Path is a line through points, in the colour of a cloud.
type Path struct {
	Name  string // in the key; "" leaves it out
	Cloud int
	X, Y  []float64
}

// SVG draws the chart. The error lists everything that is wrong with the data.
func (s Scatter) SVG() ([]byte, error) {
	var bad problems
	xs, ys := s.spans()
	s.check(&bad, xs, ys)
	if err := bad.err("scatter", s.Title); err != nil {
		return nil, err
	}
	c := &canvas{}
	w := s.width(usual)
	y := s.head(c, w, s.Y.Label)
	height := 260.0
	if s.Height != 0 {
		height = float64(s.Height)
	}
	p := s.layout(xs, ys, w, y+8, height)
	p.draw(c)
	c.text(p.x.b, p.y.a+38, s.X.Label, lettering{size: smallSize, anchor: "end", colour: quiet})
	y = p.y.a + 46
	y += key(c, y, w, s.keyEntries(c))
	return s.svg(c, w, y+4)
}

// spans are the ranges of both quantities.
func (s Scatter) spans() (xs, ys span) {
	for _, g := range s.Clouds {
		xs.add(g.X...)
		ys.add(g.Y...)
	}
	for _, l := range s.Lines {
		xs.add(l.X...)
		ys.add(l.Y...)
	}
	return xs, ys
}

func (s Scatter) check(bad *problems, xs, ys span) {
	s.Frame.check(bad, 280)
	s.X.check(bad, xs)
	s.Y.check(bad, ys)
	if !xs.any {
		bad.addf("no cloud has a point")
	}
	if len(s.Clouds) > len(shapes) {
		bad.addf("%d clouds: at most %d can be told apart in one chart", len(s.Clouds), len(shapes))
	}
	for i, g := range s.Clouds {
		pairs(bad, fmt.Sprintf("clouds[%d]", i), g.X, g.Y)
		if g.Labels != nil && len(g.Labels) != len(g.X) {
			bad.addf("clouds[%d] has %d labels for %d points: want one each, or none", i, len(g.Labels), len(g.X))
		}
		if g.Name == "" {
			bad.addf("clouds[%d] has no name: points without words cannot be told apart", i)
		}
	}
	for i, l := range s.Lines {
		pairs(bad, fmt.Sprintf("lines[%d]", i), l.X, l.Y)
		if l.Cloud < 0 || l.Cloud >= len(shapes) {
			bad.addf("lines[%d] is of cloud %d: want 0 to %d", i, l.Cloud, len(shapes)-1)
		}
	}
}

// pairs checks the coordinates of points.
func pairs(bad *problems, name string, x, y []float64) {
	if len(x) != len(y) {
		bad.addf("%s has %d x for %d y", name, len(x), len(y))
		return
	}
	for i := range x {
		for _, v := range []float64{x[i], y[i]} {
			if math.IsNaN(v) || !drawable(v) {
				bad.addf("%s[%d] is at %v, %v: want 0 or magnitudes of 1e-100 to 1e100", name, i, x[i], y[i])
				break
			}
		}
	}
}

// A scatterPlot is a Scatter with every place decided.
type scatterPlot struct {
	Scatter
	x, y           scale
	xticks, yticks []float64
	labels         []pointLabel
}

func (s Scatter) layout(xs, ys span, w, top, height float64) *scatterPlot {
	p := &scatterPlot{Scatter: s}
	_, p.yticks = s.Y.layout(ys, 1, 0, most(height))
	left := widest(s.Y.Unit.ticks(p.yticks, s.Y.Log), smallSize) + 8
	p.y, _ = s.Y.layout(ys, top+height, top, most(height))
	p.x, p.xticks = s.X.layout(xs, left, w-14, max(4, int((w-left)/56)))
	p.place(w, top-8)
	return p
}

func (p *scatterPlot) draw(c *canvas) {
	p.drawAxes(c)
	for _, l := range p.Lines {
		c.polyline(p.path(l), false, paint{stroke: series(l.Cloud), width: 2, dash: dashes[l.Cloud]})
	}
	for k, g := range p.Clouds {
		for i := range g.X {
			shapes[k](c, p.x.at(g.X[i]), p.y.at(g.Y[i]), series(k))
		}
	}
	for _, l := range p.labels {
		c.text(l.x, l.y, l.words, lettering{size: smallSize, anchor: l.anchor, colour: series(l.cloud), halo: true})
	}
}

func (p *scatterPlot) path(l Path) []point {
	var ps []point
	for i := range l.X {
		ps = append(ps, point{p.x.at(l.X[i]), p.y.at(l.Y[i])})
	}
	return ps
}

func (p *scatterPlot) drawAxes(c *canvas) {
	base := p.y.a
	for i, name := range p.Y.Unit.ticks(p.yticks, p.Y.Log) {
		y := p.y.at(p.yticks[i])
		c.line(p.x.a, y, p.x.b, y, paint{stroke: grid, width: 1})
		c.text(p.x.a-8, y+5, name, lettering{size: smallSize, anchor: "end", colour: quiet})
	}
	c.line(p.x.a, base, p.x.b, base, paint{stroke: quiet, width: 1})
	for i, name := range p.X.Unit.ticks(p.xticks, p.X.Log) {
		x := p.x.at(p.xticks[i])
		c.line(x, base, x, base+5, paint{stroke: quiet, width: 1})
		c.text(x, base+20, name, lettering{size: smallSize, anchor: "middle", colour: quiet})
	}
}

// shapes are the marks of clouds, so that they differ without colour too: a
// disc, a ring, a square, a cross and a triangle.
var shapes = [...]func(c *canvas, x, y float64, col colour){
	func(c *canvas, x, y float64, col colour) { c.circle(x, y, 3.4, paint{fill: col}) },
	func(c *canvas, x, y float64, col colour) {
		c.circle(x, y, 3.4, paint{fill: paper, stroke: col, width: 1.8})
	},
	func(c *canvas, x, y float64, col colour) { c.rect(x-3, y-3, 6, 6, 0, paint{fill: col}) },
	func(c *canvas, x, y float64, col colour) {
		c.line(x-3.4, y-3.4, x+3.4, y+3.4, paint{stroke: col, width: 1.8})
		c.line(x-3.4, y+3.4, x+3.4, y-3.4, paint{stroke: col, width: 1.8})
	},
	func(c *canvas, x, y float64, col colour) {
		c.polyline([]point{{x, y - 4}, {x + 4, y + 3}, {x - 4, y + 3}}, true, paint{fill: col})
	},
}

func (s Scatter) keyEntries(c *canvas) []keyEntry {
	var entries []keyEntry
	for k, g := range s.Clouds {
		entries = append(entries, keyEntry{g.Name, func(x, y float64) { shapes[k](c, x, y, series(k)) }})
	}
	for _, l := range s.Lines {
		if l.Name != "" {
			entries = append(entries, keyEntry{l.Name, func(x, y float64) {
				c.line(x-sample/2, y, x+sample/2, y, paint{stroke: series(l.Cloud), width: 2, dash: dashes[l.Cloud]})
			}})
		}
	}
	return entries
}
