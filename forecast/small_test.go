package forecast

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/evidence"
)

// A lamps is an industry of three makers, one of whom comes late, in twenty
// years; a test changes what it is about and reads it.
type lamps struct {
	price, output float64 // units of the tables
	steady        bool    // prices and shares that do not move
	order         string  // of firms in the plan
	turned        bool    // the tables from the last row to the first
	growth        string  // in place of a series of units
	levers        string
	after         int // every figure of later years is another; 0: none
}

var usual = lamps{price: 1, output: 1, order: "a: [A], b: [B], c: [C]"}

func (l lamps) read(t testing.TB) *episode.Episode {
	t.Helper()
	units := "units: { series: output, entity: World }\n    cumulative: { series: made, entity: World }"
	if l.growth != "" {
		units = "growth: " + l.growth
	}
	plan := fmt.Sprintf(`name: lamps
title: Lamps
mechanism: b sells below a
group: undercut
grade: C
worlds:
  - name: lamps
    segment: lamp
    every: year
    price: { series: price, entity: World }
    %s
    shares: { series: output, least: 0.01, firms: { %s } }
    score: [price, shares]
    origins: { from: 1990, to: 2005 }
    horizons: [1, 5]
exits: { world: lamps, origins: [2000], years: [5] }
`, units, l.order)
	e, err := episode.Read("lamps", fstest.MapFS{
		"episode.yaml":  {Data: []byte(plan)},
		"data.csv":      {Data: []byte(l.data())},
		"events.csv":    {Data: []byte(l.events())},
		"scenario.yaml": {Data: []byte(lampScenario + l.levers)},
	})
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// data is a price that falls and wanders, and makers of whom b overtakes a and
// c begins in 2003.
func (l lamps) data() string {
	var rows []string
	row := func(series, entity string, year int, x float64) {
		if l.after > 0 && year > l.after {
			x *= 3 + math.Cos(float64(len(rows)))
		}
		rows = append(rows, fmt.Sprintf("%s,%s,%d,%.17g,unit,assumption,C,", series, entity, year, x))
	}
	made := 0.0
	for year := 1990; year <= 2010; year++ {
		y := float64(year - 1990)
		price, total, b := 10*math.Exp(-0.08*y+0.1*math.Sin(2*y)), 100*math.Exp(0.1*y+0.05*math.Cos(3*y)), 0.1+0.02*y
		if l.steady {
			price, b = 10, 0.3
		}
		a, c := 1-b, 0.0
		if year >= 2003 {
			c = 0.1
			a -= c
		}
		made += total
		row("price", "World", year, l.price*price)
		row("output", "World", year, l.output*total)
		row("made", "World", year, l.output*made)
		row("output", "A", year, l.output*total*a)
		row("output", "B", year, l.output*total*b)
		if c > 0 {
			row("output", "C", year, l.output*total*c)
		}
	}
	if l.turned {
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	return "series,entity,date,value,unit,source,grade,note\n" + strings.Join(rows, "\n") + "\n"
}

func (l lamps) events() string {
	text := "entity,date,kind,firm,source,grade,text\nA,1999-05,other,a,assumption,C,a strike\n"
	if l.after == 0 {
		return text + "A,2004-05,exit,a,assumption,C,it closes\n"
	}
	return text + "B,2003-05,exit,b,assumption,C,the other one closes\n"
}

const lampScenario = `name: lamps
title: Lamps
start: 2000-07
end: 2005-06
discount: 0.08
blocs: [{ name: world, serve_cost: 1 }]
segments:
  - name: lamp
    layer: device
    form: unit
    unit: year's sales at the origin
    size: 1.25
    growth: 0.1
    buyers: { world: 1 }
    elasticity: { value: 4, dist: pert, low: 2, high: 7, source: assumption }
    sigma: 0.3
    fixed_ratio: 0.12
    cash_months: 24
    learning: { rate: 0.2, spillover: 0.7, floor: 0, noise: 0.15, noise_ma: 0.6, common: 0.7 }
    conduct: { start: 1, end: 1, years: 3, relative: 1, war_rate: 0, war_months: 9, war_factor: 0.8 }
    fashion: { sd: 0.2, fade: 0.5 }
firms:
  - { name: a, title: A, bloc: world, segment: lamp, maker: { price: 1.1, unit_cost: 0.8, units: 0.7, cumulative: 5, trend: 0 } }
  - { name: b, title: B, bloc: world, segment: lamp, maker: { price: 0.9, unit_cost: 0.72, units: 0.3, cumulative: 1, trend: 0.1 } }
  - { name: c, title: C, bloc: world, segment: lamp, maker: { price: 0.8, unit_cost: 0.7, units: 0.1, cumulative: 0.2, trend: 0 } }
`

func shippedPrior(t testing.TB) Prior {
	t.Helper()
	rows, err := evidence.Parameters(Set)
	if err != nil {
		t.Fatal(err)
	}
	p, err := LoadPrior(rows)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func at(t testing.TB, s string) episode.Date {
	t.Helper()
	d, err := episode.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// market is the industry at the end of a year, to be forecast five years.
func (l lamps) market(t testing.TB, origin string) *Market {
	t.Helper()
	e := l.read(t)
	m, err := New(e.At(at(t, origin)), &e.Plan.Worlds[0], shippedPrior(t), 5)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// futures are the first n.
func (m *Market) futures(t testing.TB, s Shared, n uint64) []Future {
	t.Helper()
	r, err := m.Runner(1)
	if err != nil {
		t.Fatal(err)
	}
	var all []Future
	for i := range n {
		f, err := r.Run(s, i)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	return all
}

// same says whether futures agree in every bit.
func same(a, b []Future) bool { return reflect.DeepEqual(a, b) }

// apart is the farthest that futures lie from each other in any number.
func apart(a, b []Future) (most float64) {
	for i := range a {
		for y := range a[i].Price {
			most = max(most, math.Abs(a[i].Price[y]-b[i].Price[y]), math.Abs(a[i].Units[y]-b[i].Units[y]))
			for k := range a[i].Share[y] {
				most = max(most, math.Abs(a[i].Share[y][k]-b[i].Share[y][k]))
			}
		}
	}
	return most
}
