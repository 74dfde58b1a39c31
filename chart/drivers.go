package chart

import (
	"fmt"
	"math"
)

// Drivers shows what moves an outcome: a bar of rank correlation a parameter,
// to the left of zero if it lowers the outcome, to the right if it raises it.
// Bars inside the shaded noise floor, which is what a parameter that nothing
// reads appears to explain, are hollow.
type Drivers struct {
	Frame
	Axis      string  // words for the scale: "rank correlation with the price in 2030"
	Less      string  // words at the left end: "lowers it"
	More      string  // words at the right end: "raises it"
	Floor     float64 // the noise floor as an absolute correlation, 0 to 1
	FloorName string  // words for the shaded band in the key
	Rows      []Driver
}

// A Driver is one parameter. Lo and Hi are the interval of Rho; both 0 means
// that none is known.
type Driver struct {
	Label       string
	Rho, Lo, Hi float64 // -1 to 1
}

func (d Driver) interval() bool { return d.Lo != 0 || d.Hi != 0 }

// SVG draws the chart; rows keep the caller's order.
func (d Drivers) SVG() ([]byte, error) {
	var bad problems
	d.check(&bad)
	if err := bad.err("drivers", d.Title); err != nil {
		return nil, err
	}
	w := d.width(usual)
	c, rows := &canvas{}, &canvas{}
	y := d.head(c, w, d.Axis) + 8
	reach := d.Floor
	for _, r := range d.Rows {
		reach = max(reach, math.Abs(r.Rho), math.Abs(r.Lo), math.Abs(r.Hi))
	}
	at := linearTicks(-reach, reach, int(w/46))
	x := scale{lo: at[0], hi: at[len(at)-1], a: 16, b: w - 16}
	top := y
	for _, r := range d.Rows {
		y = r.draw(rows, w, y, x, math.Abs(r.Rho) <= d.Floor)
	}
	c.rect(x.at(-d.Floor), top, x.at(d.Floor)-x.at(-d.Floor), y-top, 0, paint{fill: grid, opacity: 0.6})
	rule(c, x, at, top, y, signed)
	c.line(x.at(0), top, x.at(0), y, paint{stroke: ink, width: 1.2})
	c.body.Write(rows.body.Bytes())
	y += 22
	c.text(0, y+smallSize, "← "+d.Less, lettering{size: smallSize, colour: quiet})
	c.text(w, y+smallSize, d.More+" →", lettering{size: smallSize, anchor: "end", colour: quiet})
	y += 22
	y += key(c, y, w, []keyEntry{{d.FloorName, func(x, y float64) {
		c.rect(x-sample/2, y-6, sample, 12, 0, paint{fill: grid, opacity: 0.6})
		c.rect(x-sample/2+4, y-3.5, sample-8, 7, 0, paint{stroke: quiet, width: 1.4})
	}}})
	if rows.err != nil {
		return nil, rows.err
	}
	return d.svg(c, w, y+4)
}

func (d Drivers) check(bad *problems) {
	d.Frame.check(bad, 240)
	if len(d.Rows) == 0 {
		bad.addf("rows are empty: give at least one")
	}
	if d.Less == "" || d.More == "" || d.FloorName == "" {
		bad.addf("less, more or floor name has no words: say what left, right and the shaded band mean")
	}
	bad.fit("less", d.Less, 0.45*d.width(usual))
	bad.fit("more", d.More, 0.45*d.width(usual))
	if !(d.Floor >= 0 && d.Floor <= 1) {
		bad.addf("floor is %v: want an absolute correlation, 0 to 1", d.Floor)
	}
	for i, r := range d.Rows {
		if r.Label == "" {
			bad.addf("rows[%d] has no label", i)
		}
		if !(math.Abs(r.Rho) <= 1) {
			bad.addf("rows[%d] (%s) has rho %v: want -1 to 1", i, r.Label, r.Rho)
		}
		if r.interval() && !(-1 <= r.Lo && r.Lo <= r.Rho && r.Rho <= r.Hi && r.Hi <= 1) {
			bad.addf("rows[%d] (%s) is %v (%v to %v): want -1 <= lo <= rho <= hi <= 1", i, r.Label, r.Rho, r.Lo, r.Hi)
		}
	}
}

// draw sets the label and the number, then the bar, and returns where the next
// row begins.
func (r Driver) draw(c *canvas, w, y float64, x scale, noise bool) float64 {
	number := signed(math.Round(r.Rho*100) / 100)
	ls := wrap(r.Label, w-60, textSize)
	c.lines(0, y+textSize, ls, lettering{size: textSize, halo: true})
	weight := lettering{size: textSize, anchor: "end", bold: !noise, halo: true}
	bar := paint{fill: series(0)}
	if r.Rho < 0 {
		bar.fill = series(1)
	}
	if noise {
		bar = paint{fill: paper, stroke: quiet, width: 1.4}
		weight.colour = quiet
	}
	c.text(w, y+textSize, number, weight)
	y += float64(len(ls))*leading(textSize) + 10
	left, right := min(x.at(0), x.at(r.Rho)), max(x.at(0), x.at(r.Rho))
	c.rect(left, y-5, right-left, 10, 0, bar)
	if r.interval() {
		whisker(c, x.at(r.Lo), x.at(r.Hi), y, ink)
	}
	return y + 18
}

// signed prints a number with its sign: +0.4, −0.25, 0.
func signed(v float64) string {
	if v > 0 {
		return fmt.Sprintf("+%s", Plain.Format(v))
	}
	return Plain.Format(v)
}
