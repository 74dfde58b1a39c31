package chart

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

// A port is where a link leaves or enters a box: one of its horizontal sides.
type port struct {
	link int
	end  int // 0 is the start, 1 the end
	box  int
	up   bool    // on the top side
	aim  float64 // where the link goes, along x
}

// A passage is a gap between the boxes of a row, counted from the left edge.
type passage struct{ row, gap int }

// drawLinks draws every link as a smooth line from side to side, with the head
// of an arrow at its end.
func (m *worldMap) drawLinks(c *canvas) {
	places := m.ports()
	used := map[passage]int{} // links that pass already
	for i, l := range m.Links {
		from, to := m.boxes[m.of[l.From]], m.boxes[m.of[l.To]]
		a, z := places[i][0], places[i][1]
		var b strings.Builder
		fmt.Fprintf(&b, "M%s %s", c.n(a.x), c.n(a.y))
		at := m.pass(c, &b, a, z, from.row, to.row, used)
		tip := 7.0 // the foot of the arrow's head, below what it points to
		if from.row < to.row {
			tip = -7
		}
		bend(c, &b, at, point{z.x, z.y + tip}, from.row == to.row)
		col := linkColour[l.Kind]
		fmt.Fprintf(&c.body, "<path d=\"%s\"%s/>\n", b.String(), paint{stroke: col, width: 1.6, dash: linkDash[l.Kind]}.attributes())
		c.polyline([]point{{z.x, z.y}, {z.x - 4, z.y + tip}, {z.x + 4, z.y + tip}}, true, paint{fill: col})
	}
}

// pass appends the way through the rows between two boxes, by the gap nearest to
// a straight line in each, and returns where it comes out.
func (m *worldMap) pass(c *canvas, b *strings.Builder, at, z point, from, to int, used map[passage]int) point {
	step := 1
	if to < from {
		step = -1
	}
	for r := from + step; from != to && r != to; r += step {
		enter, leave := m.rows[r].bottom, m.rows[r].top
		if step > 0 {
			enter, leave = leave, enter
		}
		x := m.gap(r, (at.x+z.x)/2, used)
		bend(c, b, at, point{x, enter}, false)
		fmt.Fprintf(b, "L%s %s", c.n(x), c.n(leave))
		at = point{x, leave}
	}
	return at
}

// bend appends a curve that leaves and arrives upright; below makes both ends
// hang from the same side.
func bend(c *canvas, b *strings.Builder, from, to point, below bool) {
	middle := (from.y + to.y) / 2
	if below {
		middle = max(from.y, to.y) + between*0.6
	}
	fmt.Fprintf(b, "C%s %s %s %s %s %s", c.n(from.x), c.n(middle), c.n(to.x), c.n(middle), c.n(to.x), c.n(to.y))
}

// ports spreads the ends of the links along the sides of their boxes, ordered
// by where they go, so that they cross as little as may be.
func (m *worldMap) ports() [][2]point {
	var ports []port
	for i, l := range m.Links {
		from, to := m.of[l.From], m.of[l.To]
		a, z := m.boxes[from], m.boxes[to]
		ports = append(ports,
			port{i, 0, from, a.row > z.row, z.x + z.w/2},
			port{i, 1, to, z.row > a.row, a.x + a.w/2})
	}
	sort.SliceStable(ports, func(i, j int) bool {
		p, q := ports[i], ports[j]
		if p.box != q.box || p.up != q.up {
			return p.box < q.box || p.box == q.box && p.up && !q.up
		}
		return p.aim < q.aim
	})
	places := make([][2]point, len(m.Links))
	for from := 0; from < len(ports); {
		to := from
		for to < len(ports) && ports[to].box == ports[from].box && ports[to].up == ports[from].up {
			to++
		}
		b := m.boxes[ports[from].box]
		for k := from; k < to; k++ {
			y := b.y + b.h
			if ports[k].up {
				y = b.y
			}
			x := b.x + b.w*float64(k-from+1)/float64(to-from+1)
			places[ports[k].link][ports[k].end] = point{x, y}
		}
		from = to
	}
	return places
}

// gap returns the x between boxes nearest to where a link wants to pass a row,
// beside the links that pass there already.
func (m *worldMap) gap(r int, want float64, used map[passage]int) float64 {
	row := m.rows[r]
	best, distance, which := 0.0, math.Inf(1), 0
	for i := row.first; i <= row.last+1; i++ {
		x := m.boxes[row.first].x - lane/2
		if i > row.first {
			x = m.boxes[i-1].x + m.boxes[i-1].w + lane/2
		}
		if d := math.Abs(x - want); d < distance {
			best, distance, which = x, d, i
		}
	}
	p := passage{r, which}
	offset := [3]float64{0, -4, 4}[used[p]%3]
	used[p]++
	return best + offset
}
