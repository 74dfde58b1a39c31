package chart

import (
	"fmt"
	"math"
)

// World is a picture of what is simulated: a row a layer, a box a segment, in
// it the firms by bloc, and links between the segments that use each other.
type World struct {
	Frame
	Blocs    []string // names, at most 6; each has a shape and a colour
	Open     string   // words for a hollow mark in the key, and
	Closed   string   // for a full one; both "" if no firm is open
	Marked   string   // words for a dashed box in the key; "" if no segment is marked
	Kinds    []string // words for the kinds of link in the key, at most 3
	Layers   []Layer  // from top to bottom
	Links    []Link
	BoxWidth int // the least width of a box; 0 is 98
}

// A Layer is a row of the picture; more segments than fit go on in a next line.
type Layer struct {
	Label    string
	Segments []Segment
}

// A Segment is a box. Names of segments differ, as links go by them.
type Segment struct {
	Name   string
	Firms  []Firm
	Marked bool // its outline is dashed
}

// A Firm is a line in a box.
type Firm struct {
	Name string
	Bloc int  // index into Blocs
	Open bool // it gives its product away: its mark is hollow
}

// A Link runs from a segment to one that uses it.
type Link struct {
	From, To string // names of segments
	Kind     int    // index into Kinds
}

// Dashes and colours of the kinds of link.
var (
	linkDash   = [3]string{"", "6 4", "2 3"}
	linkColour = [3]colour{ink, quiet, quiet}
)

// SVG draws the picture.
func (p World) SVG() ([]byte, error) {
	var bad problems
	p.check(&bad)
	if err := bad.err("world", p.Title); err != nil {
		return nil, err
	}
	w := p.width(usual)
	c := &canvas{}
	y := p.head(c, w, "") + 6
	if p.Untitled {
		y = 0
	}
	m := p.layout(w, y)
	m.drawLinks(c)
	m.drawBoxes(c)
	y = m.bottom + 20
	y += key(c, y, w, p.keyEntries(c))
	return p.svg(c, w, y+4)
}

func (p World) check(bad *problems) {
	p.Frame.check(bad, 300)
	if len(p.Blocs) == 0 || len(p.Blocs) > len(Light.Series) {
		bad.addf("%d blocs: want 1 to %d, which can be told apart", len(p.Blocs), len(Light.Series))
	}
	if len(p.Kinds) > len(linkDash) {
		bad.addf("%d kinds of link: want at most %d, which can be told apart", len(p.Kinds), len(linkDash))
	}
	if p.BoxWidth < 0 || p.BoxWidth > 200 {
		bad.addf("box width is %d: want up to 200, or 0 for the usual", p.BoxWidth)
	}
	if len(p.Layers) == 0 {
		bad.addf("layers are empty: give at least one")
	}
	known := map[string]bool{}
	for i, l := range p.Layers {
		if len(l.Segments) == 0 {
			bad.addf("layers[%d] (%s) has no segments", i, l.Label)
		}
		bad.fit(fmt.Sprintf("layers[%d]", i), l.Label, 0.8*p.width(usual))
		for k, s := range l.Segments {
			if known[s.Name] || s.Name == "" {
				bad.addf("layers[%d].segments[%d] is named %q: want a name that no other segment has", i, k, s.Name)
			}
			known[s.Name] = true
			if s.Marked && p.Marked == "" {
				bad.addf("layers[%d].segments[%d] (%s) is marked, but marked has no words", i, k, s.Name)
			}
			for n, f := range s.Firms {
				if f.Bloc < 0 || f.Bloc >= len(p.Blocs) {
					bad.addf("layers[%d].segments[%d].firms[%d] (%s) is in bloc %d of %d", i, k, n, f.Name, f.Bloc, len(p.Blocs))
				}
				if f.Open && p.Open == "" {
					bad.addf("layers[%d].segments[%d].firms[%d] (%s) is open, but open has no words", i, k, n, f.Name)
				}
			}
		}
	}
	for i, l := range p.Links {
		if !known[l.From] || !known[l.To] || l.From == l.To {
			bad.addf("links[%d] runs from %q to %q: want two segments that the layers name", i, l.From, l.To)
		}
		if l.Kind < 0 || l.Kind >= len(p.Kinds) {
			bad.addf("links[%d] is of kind %d of %d", i, l.Kind, len(p.Kinds))
		}
	}
}

func (p World) keyEntries(c *canvas) []keyEntry {
	var entries []keyEntry
	for i, name := range p.Blocs {
		entries = append(entries, keyEntry{name, func(x, y float64) { blocMark(c, x, y, i, false) }})
	}
	if p.Open != "" {
		entries = append(entries,
			keyEntry{p.Closed, func(x, y float64) { c.circle(x, y, 5, paint{fill: ink}) }},
			keyEntry{p.Open, func(x, y float64) { c.circle(x, y, 4.4, paint{stroke: ink, width: 1.8}) }})
	}
	if p.Marked != "" {
		entries = append(entries, keyEntry{p.Marked, func(x, y float64) { boxOutline(c, x-10, y-6, 20, 12, 3, true) }})
	}
	for i, words := range p.Kinds {
		entries = append(entries, keyEntry{words, func(x, y float64) {
			c.line(x-sample/2, y, x+sample/2, y, paint{stroke: linkColour[i], width: 1.8, dash: linkDash[i]})
		}})
	}
	return entries
}

// boxOutline draws a box, dashed where its segment is marked.
func boxOutline(c *canvas, x, y, w, h, radius float64, marked bool) {
	p := paint{fill: paper, stroke: quiet, width: 1.2}
	if marked {
		p.dash = "5 4"
	}
	c.rect(x, y, w, h, radius, p)
}

// blocMark draws the sign of a bloc: circle, square, triangle, diamond,
// triangle on its tip, hexagon.
func blocMark(c *canvas, x, y float64, bloc int, hollow bool) {
	p := paint{fill: series(bloc), stroke: series(bloc), width: 1.8}
	if hollow {
		p.fill = paper
	}
	sides := [6]int{0, 4, 3, 4, 3, 6}[bloc]
	turn := [6]float64{0, math.Pi / 4, -math.Pi / 2, 0, math.Pi / 2, 0}[bloc]
	if sides == 0 {
		c.circle(x, y, 4.2, p)
		return
	}
	var ps []point
	for k := range sides {
		a := turn + 2*math.Pi*float64(k)/float64(sides)
		ps = append(ps, point{x + float64(5*math.Cos(a)), y + float64(5*math.Sin(a))})
	}
	c.polyline(ps, true, p)
}
