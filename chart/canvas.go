package chart

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
)

// A canvas gathers marks; frame.go puts the head before them when the height
// is known. Numbers are written to a tenth of a unit, which is finer than a
// pixel and coarser than any difference between machines.
type canvas struct {
	body bytes.Buffer
	err  error // the first number that is not finite: a fault of this package
}

// A paint is how a shape is filled and outlined.
type paint struct {
	fill, stroke colour
	width        float64 // of the outline; 0 is the renderer's 1
	dash         string
	opacity      float64 // of the fill; 0 is opaque
}

func (p paint) attributes() string {
	var classes, rest string
	if p.fill > ink {
		classes = "f" + p.fill.class()
	}
	rest += ` fill="` + p.fill.fallback() + `"`
	if p.stroke > ink {
		if classes != "" {
			classes += " "
		}
		classes += "l" + p.stroke.class()
	}
	if p.stroke != none {
		rest += ` stroke="` + p.stroke.fallback() + `"`
	}
	if p.width > 0 {
		rest += ` stroke-width="` + num(p.width) + `"`
	}
	if p.dash != "" {
		rest += ` stroke-dasharray="` + p.dash + `"`
	}
	if p.opacity > 0 {
		rest += ` fill-opacity="` + strconv.FormatFloat(p.opacity, 'f', -1, 64) + `"`
	}
	if classes != "" {
		rest = ` class="` + classes + `"` + rest
	}
	return rest
}

// num writes a coordinate with at most one decimal.
func num(v float64) string {
	r := math.Round(v*10) / 10
	if r == 0 {
		r = 0 // drops the sign of a negative zero
	}
	return strconv.FormatFloat(r, 'f', -1, 64)
}

// n is num for marks: it remembers a number that cannot be drawn.
func (c *canvas) n(v float64) string {
	if (math.IsNaN(v) || math.IsInf(v, 0)) && c.err == nil {
		c.err = fmt.Errorf("a coordinate is %v: the check of this chart let a number through that cannot be drawn", v)
	}
	return num(v)
}

func (c *canvas) line(x1, y1, x2, y2 float64, p paint) {
	fmt.Fprintf(&c.body, "<path d=\"M%s %sL%s %s\"%s/>\n", c.n(x1), c.n(y1), c.n(x2), c.n(y2), p.attributes())
}

func (c *canvas) rect(x, y, w, h, radius float64, p paint) {
	round := ""
	if radius > 0 {
		round = ` rx="` + c.n(radius) + `"`
	}
	fmt.Fprintf(&c.body, "<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"%s%s/>\n",
		c.n(x), c.n(y), c.n(w), c.n(h), round, p.attributes())
}

func (c *canvas) circle(x, y, r float64, p paint) {
	fmt.Fprintf(&c.body, "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>\n", c.n(x), c.n(y), c.n(r), p.attributes())
}

// A point is a place on the canvas.
type point struct{ x, y float64 }

// polyline writes an open line through the points, or the closed area they
// bound.
func (c *canvas) polyline(ps []point, closed bool, p paint) {
	c.body.WriteString(`<path d="`)
	for i, q := range ps {
		before := " " // pairs after the first are lines
		if i == 0 {
			before = "M"
		}
		c.body.WriteString(before + c.n(q.x) + " " + c.n(q.y))
	}
	if closed {
		c.body.WriteString("Z")
	}
	c.body.WriteString(`"` + p.attributes() + ` stroke-linejoin="round"/>` + "\n")
}

// dots draws equal discs as one mark: points of a line with round ends.
func (c *canvas) dots(ps []point, diameter float64, col colour) {
	if len(ps) == 0 {
		return
	}
	c.body.WriteString(`<path d="`)
	for _, q := range ps {
		c.body.WriteString("M" + c.n(q.x) + " " + c.n(q.y) + "h0")
	}
	c.body.WriteString(`"` + paint{stroke: col, width: diameter}.attributes() + ` stroke-linecap="round"/>` + "\n")
}

// A lettering is how words are set.
type lettering struct {
	size   float64
	anchor string // start (also ""), middle or end
	bold   bool
	halo   bool // a rim of paper, for words over marks
	colour colour
}

// text sets one line with its baseline at y.
func (c *canvas) text(x, y float64, s string, l lettering) {
	classes := ""
	if l.colour > ink {
		classes = "f" + l.colour.class()
	}
	if l.halo {
		classes = join(classes, "h")
	}
	if classes != "" {
		classes = ` class="` + classes + `"`
	}
	fmt.Fprintf(&c.body, `<text x="%s" y="%s"%s`, c.n(x), c.n(y), classes)
	if l.size != textSize {
		fmt.Fprintf(&c.body, ` font-size="%s"`, c.n(l.size))
	}
	if l.anchor != "" && l.anchor != "start" {
		c.body.WriteString(` text-anchor="` + l.anchor + `"`)
	}
	if l.bold {
		c.body.WriteString(` font-weight="600"`)
	}
	if l.colour > ink {
		c.body.WriteString(` fill="` + l.colour.fallback() + `"`)
	}
	c.body.WriteString(">" + escape(s) + "</text>\n")
}

func join(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}

// lines sets wrapped lines below each other, the first baseline at y.
func (c *canvas) lines(x, y float64, ls []string, l lettering) {
	for i, s := range ls {
		c.text(x, y+float64(i)*leading(l.size), s, l)
	}
}

// escape makes any string safe as XML text: markup is quoted, and characters
// that XML forbids become U+FFFD.
func escape(s string) string {
	var b bytes.Buffer
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic(err) // a bytes.Buffer never fails
	}
	return b.String()
}
