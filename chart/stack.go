package chart

import (
	"fmt"
	"math"
)

// Stack shows how signed amounts add up: in each bar, gains stack to the right
// of zero and losses to the left, in the order of the series, and a tick marks
// the net with its number at the right. Bars stand in groups, such as before
// and after.
type Stack struct {
	Frame
	Axis   Axis     // linear
	Series []string // names, at most 6; the last colour is grey, for a rest
	Net    string   // words for the net in the key
	Groups []Group
}

// A Group is bars that are compared with each other.
type Group struct {
	Label string // "" prints none
	Bars  []Bar
}

// A Bar holds an amount for each series; 0 draws nothing.
type Bar struct {
	Label  string
	Values []float64
}

func (b Bar) net() float64 {
	sum := 0.0
	for _, v := range b.Values {
		sum += v
	}
	return sum
}

// reach returns the sum of the losses and of the gains.
func (b Bar) reach() (losses, gains float64) {
	for _, v := range b.Values {
		losses += min(v, 0)
		gains += max(v, 0)
	}
	return losses, gains
}

// SVG draws the chart.
func (s Stack) SVG() ([]byte, error) {
	var bad problems
	s.check(&bad)
	if err := bad.err("stack", s.Title); err != nil {
		return nil, err
	}
	w := s.width(usual)
	c, bars := &canvas{}, &canvas{}
	y := s.head(c, w, s.Axis.Label) + 6
	y += key(c, y, w, s.keyEntries(c)) + 6
	left, right := s.margins()
	x, at := s.Axis.layout(s.span(), left+8, w-right-10, max(4, int((w-left-right)/56)))
	top := y
	for _, g := range s.Groups {
		ls := wrap(g.Label, w/boldSlack, textSize)
		bars.lines(0, y+textSize, ls, lettering{size: textSize, bold: true, halo: true})
		if len(ls) > 0 {
			y += float64(len(ls))*leading(textSize) + 8
		}
		for _, b := range g.Bars {
			s.bar(bars, b, w, y, left, x)
			y += 32
		}
		y += 6
	}
	labels := s.Axis.Unit.ticks(at, false)
	for i, v := range at {
		rule(c, x, []float64{v}, top, y, func(float64) string { return labels[i] })
	}
	c.line(x.at(0), top, x.at(0), y, paint{stroke: ink, width: 1.2})
	c.body.Write(bars.body.Bytes())
	if bars.err != nil {
		return nil, bars.err
	}
	return s.svg(c, w, y+24)
}

func (s Stack) check(bad *problems) {
	s.Frame.check(bad, 280)
	if len(s.Series) == 0 || len(s.Series) > len(Light.Series) {
		bad.addf("%d series: want 1 to %d, which can be told apart", len(s.Series), len(Light.Series))
	}
	if len(s.Groups) == 0 {
		bad.addf("groups are empty: give at least one")
	}
	if s.Net == "" {
		bad.addf("net has no words: the key says what the tick is")
	}
	if s.Axis.Log {
		bad.addf("axis is log: amounts that stack need a linear one")
	}
	for i, g := range s.Groups {
		if len(g.Bars) == 0 {
			bad.addf("groups[%d] (%s) has no bars", i, g.Label)
		}
		for k, b := range g.Bars {
			bad.fit(fmt.Sprintf("groups[%d].bars[%d]", i, k), b.Label, 0.35*s.width(usual))
			if len(b.Values) != len(s.Series) {
				bad.addf("groups[%d].bars[%d] has %d values for %d series", i, k, len(b.Values), len(s.Series))
			}
			for n, v := range b.Values {
				if math.IsNaN(v) || !drawable(v) {
					bad.addf("groups[%d].bars[%d].values[%d] is %v: an undefined amount cannot be stacked; leave the bar out", i, k, n, v)
				}
			}
		}
	}
	s.Axis.check(bad, s.span())
}

// span reaches from the largest losses to the largest gains, and to 0.
func (s Stack) span() span {
	r := span{any: true}
	for _, g := range s.Groups {
		for _, b := range g.Bars {
			losses, gains := b.reach()
			r.add(losses, gains)
		}
	}
	return r
}

// margins returns the room for the bars' labels and for their nets.
func (s Stack) margins() (left, right float64) {
	for _, g := range s.Groups {
		for _, b := range g.Bars {
			left = max(left, textWidth(b.Label, smallSize))
			right = max(right, boldWidth(s.Axis.Unit.Format(b.net()), textSize))
		}
	}
	return left, right
}

// bar draws one bar with its label, segments, net tick and net.
func (s Stack) bar(c *canvas, b Bar, w, y, left float64, x scale) {
	const height = 20.0
	c.text(left, y+height/2+5, b.Label, lettering{size: smallSize, anchor: "end", colour: quiet})
	var losses, gains float64
	for i, v := range b.Values {
		from := gains
		if v < 0 {
			from = losses
			losses += v
		} else {
			gains += v
		}
		lo, hi := x.at(min(from, from+v)), x.at(max(from, from+v))
		if v != 0 {
			s.segment(c, i, lo, hi, y, height)
		}
	}
	net := x.at(b.net())
	netMark(c, net, y-4, y+height+4)
	c.text(w, y+height/2+5, s.Axis.Unit.Format(b.net()), lettering{size: textSize, anchor: "end", bold: true})
}

// segment draws a part of a bar with the name of its series inside it, or the
// number that the key gives the series, or nothing, whichever fits.
func (s Stack) segment(c *canvas, i int, lo, hi, y, height float64) {
	c.rect(lo, y, hi-lo, height, 0, paint{fill: series(i), stroke: paper, width: 1})
	for _, words := range []string{s.Series[i], fmt.Sprint(i + 1)} {
		if boldWidth(words, smallSize)+6 <= hi-lo {
			c.text((lo+hi)/2, y+height/2+5, words, lettering{size: smallSize, anchor: "middle", bold: true, colour: paper})
			return
		}
	}
}

func (s Stack) keyEntries(c *canvas) []keyEntry {
	var entries []keyEntry
	for i, name := range s.Series {
		entries = append(entries, keyEntry{name, func(x, y float64) {
			c.rect(x-9, y-8, 18, 16, 2, paint{fill: series(i)})
			c.text(x, y+5, fmt.Sprint(i+1), lettering{size: smallSize, anchor: "middle", bold: true, colour: paper})
		}})
	}
	return append(entries, keyEntry{s.Net, func(x, y float64) {
		netMark(c, x, y-6, y+6)
	}})
}

// netMark draws a tick at both edges of a bar, clear of the words inside.
func netMark(c *canvas, x, top, bottom float64) {
	for _, y := range []float64{top, bottom} {
		c.line(x, y-4, x, y+4, paint{stroke: ink, width: 2.6})
	}
}
