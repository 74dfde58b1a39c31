package chart_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/chart"
	"pgregory.net/rapid"
)

// A drawing is what a reader of the file finds.
type drawing struct {
	role, title, desc string
	width             float64
	texts             []text
	ids               map[string]int
}

type text struct {
	x, y   float64
	anchor string
	words  string
}

// read decodes a chart and fails on anything that is not well-formed.
func read(t interface{ Fatalf(string, ...any) }, svg []byte) drawing {
	d := drawing{ids: map[string]int{}}
	dec := xml.NewDecoder(bytes.NewReader(svg))
	var path []string
	for {
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) {
			return d
		}
		if err != nil {
			t.Fatalf("not well-formed: %v\n%s", err, svg)
		}
		switch e := tok.(type) {
		case xml.StartElement:
			path = append(path, e.Name.Local)
			at := map[string]string{}
			for _, a := range e.Attr {
				at[a.Name.Local] = a.Value
			}
			if at["id"] != "" {
				d.ids[at["id"]]++
			}
			switch e.Name.Local {
			case "svg":
				d.role = at["role"]
				box := strings.Fields(at["viewBox"])
				d.width, _ = strconv.ParseFloat(box[2], 64)
			case "text":
				x, err := strconv.ParseFloat(at["x"], 64)
				if err != nil {
					t.Fatalf("text at x %q", at["x"])
				}
				y, err := strconv.ParseFloat(at["y"], 64)
				if err != nil {
					t.Fatalf("text at y %q", at["y"])
				}
				d.texts = append(d.texts, text{x: x, y: y, anchor: at["text-anchor"]})
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			switch path[len(path)-1:][0] {
			case "title":
				d.title += string(e)
			case "desc":
				d.desc += string(e)
			case "text":
				d.texts[len(d.texts)-1].words += string(e)
			}
		}
		if len(path) == 0 {
			path = append(path, "")
		}
	}
}

var notFinite = regexp.MustCompile(`[" M,]-?(NaN|[+-]?Inf)`)

func TestEveryChartIsOneNamedImage(t *testing.T) {
	for name, p := range samples() {
		svg, err := p.SVG()
		if err != nil {
			t.Fatal(err)
		}
		d := read(t, svg)
		if d.role != "img" || d.title == "" || d.desc == "" {
			t.Errorf("%s: role %q, title %q, description %q: a screen reader needs all three", name, d.role, d.title, d.desc)
		}
		for id, n := range d.ids {
			if n > 1 {
				t.Errorf("%s: id %q stands %d times", name, id, n)
			}
		}
		if m := notFinite.Find(svg); m != nil {
			t.Errorf("%s holds a number that is not finite: %s", name, m)
		}
		again, _ := p.SVG()
		if !bytes.Equal(svg, again) {
			t.Errorf("%s: the same struct gave other bytes", name)
		}
	}
}

// hostile draws words that try to leave their place: markup, entities, control
// characters, broken UTF-8, right-to-left, and words too long to fit.
func hostile() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{`</text><script>alert(1)</script>`, `"><rect/>`, `&amp;&lt;&#0;`, "a\x00b\x1b", "\xff\xfe", "]]>", "<!--", "مرحبا", "个模型的价格下降了很多很多"}),
		rapid.StringN(1, 40, 60),
		rapid.Map(rapid.IntRange(1, 80), func(n int) string { return strings.Repeat("W", n) }),
	)
}

func TestHostileWordsStayWords(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := func(where string) string { return hostile().Draw(t, where) }
		f, o, h, s, p := fan(), odds(), hitMiss(), stack(), world()
		f.Title, f.Desc, f.Axis.Label, f.ObservedName, f.Rules[0].Label = w("title"), w("desc"), w("axis"), w("observed"), w("rule")
		f.Base.Name, f.Others[0].Name = w("base"), w("other")
		o.Rows[0].Label, o.Rows[0].Note, o.Rows[0].Verdict = w("row"), w("note"), w("verdict")
		h.Rows[0].Label, h.Rows[0].Detail, h.Miss = w("row"), w("detail"), w("miss")
		s.Series[0], s.Groups[0].Label, s.Groups[0].Bars[0].Label = w("series"), w("group"), w("bar")
		p.Blocs[0], p.Layers[0].Label, p.Layers[0].Segments[0].Firms[0].Name = w("bloc"), w("layer"), w("firm")
		d := drivers()
		d.Less, d.Rows[0].Label, d.FloorName = w("less"), w("driver"), w("floor")
		for name, picture := range map[string]picture{"fan": f, "odds": o, "hitmiss": h, "stack": s, "world": p, "drivers": d} {
			svg, err := picture.SVG()
			if err != nil {
				if !strings.Contains(err.Error(), "shorten") {
					t.Fatalf("%s refuses words for another reason than their length: %v", name, err)
				}
				continue
			}
			got := read(t, svg)
			if bytes.Contains(svg, []byte("<script")) {
				t.Fatalf("%s lets markup through", name)
			}
			for _, x := range got.texts {
				if from, to := extent(x); from < -1 || to > got.width+1 {
					t.Fatalf("%s: %q reaches from %.0f to %.0f in a picture %.0f wide", name, x.words, from, to, got.width)
				}
			}
		}
	})
}

// extent is where a line of text begins and ends if its letters are a third as
// wide as high, which errs to the short side for all but i and l.
func extent(x text) (from, to float64) {
	width := 5 * float64(len([]rune(x.words)))
	switch x.anchor {
	case "end":
		return x.x - width, x.x
	case "middle":
		return x.x - width/2, x.x + width/2
	}
	return x.x, x.x + width
}

func TestUndefinedMonthsBreakTheLine(t *testing.T) {
	f := linearFan()
	f.Base.P10, f.Base.P25, f.Base.P75, f.Base.P90 = nil, nil, nil, nil
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Count(string(svg), `stroke-width="2.6"`); got != 3 {
		t.Errorf("the median is drawn in %d pieces, want 3: before the gap, the lone month, after", got)
	}
}

// A band that is not known in some months breaks there, and the line goes on.
func TestUndefinedBandsLeaveTheLine(t *testing.T) {
	f := fan()
	for _, i := range []int{0, 20, 21} {
		f.Base.P10[i], f.Base.P90[i] = math.NaN(), math.NaN()
	}
	svg, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Count(string(svg), `stroke-width="2.6"`)
	areas := strings.Count(string(svg), `fill-opacity="0.16" stroke-linejoin`)
	if lines != 1 || areas != 2 {
		t.Errorf("%d lines and %d areas, want 1 line, and 2 areas around the gap", lines, areas)
	}
}

func TestErrorsNameThePlaceTheValueAndTheWayOut(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		of   picture
		want string
	}{
		{edit(fan(), func(f *chart.Fan) { f.Base.P10[3] = 99 }), "base.p10[3] (2026-08) is 99, above p25"},
		{edit(fan(), func(f *chart.Fan) { f.Base.P75[3] = nan }), "base.p25[3] (2026-08)"},
		{edit(fan(), func(f *chart.Fan) { f.Base.P90 = f.Base.P90[1:] }), "base.p90 has 67 values for 68 months"},
		{edit(fan(), func(f *chart.Fan) { f.Base.P90 = nil }), "one of p10 and p90"},
		{edit(fan(), func(f *chart.Fan) { f.Base.P90[1] = math.Inf(1) }), "is +Inf"},
		{edit(fan(), func(f *chart.Fan) { f.Others[1].P10[0] = -1 }), "needs values above 0; take a linear one"},
		{edit(fan(), func(f *chart.Fan) { f.Others[1].Name = "" }), "others[1] has no name"},
		{edit(fan(), func(f *chart.Fan) { f.Months[1] = f.Months[0] }), "months must rise"},
		{edit(fan(), func(f *chart.Fan) { f.Months = nil }), "months are empty"},
		{edit(fan(), func(f *chart.Fan) { f.Rules[0].Month = 0 }), "rules[0] is at 0000-01, outside"},
		{edit(fan(), func(f *chart.Fan) { f.Observed[0].Hi = 1 }), "outside its interval"},
		{edit(fan(), func(f *chart.Fan) { f.Axis.Min, f.Axis.Max = 1, 10 }), "beyond the axis from 1 to 10: widen it"},
		{edit(fan(), func(f *chart.Fan) { f.Title = "" }), "title is empty"},
		{edit(fan(), func(f *chart.Fan) { f.Desc = "" }), "desc is empty"},
		{edit(fan(), func(f *chart.Fan) { f.ID = "1 x" }), `id is "1 x"`},
		{edit(fan(), func(f *chart.Fan) { f.Width = 100 }), "width is 100"},
		{edit(spark(), func(s *chart.Spark) { s.World.P50[0] = nan }), "and p50 is NaN"},
		{edit(odds(), func(o *chart.Odds) { o.Rows[0].Weighted.Hi = 101 }), "rows[0].weighted is 31 (24 to 101)"},
		{edit(odds(), func(o *chart.Odds) { o.Rows[1].Unweighted.Mid = nan }), "rows[1].unweighted is NaN"},
		{edit(odds(), func(o *chart.Odds) { o.Rows = nil }), "rows are empty"},
		{edit(dots(), func(d *chart.Dots) { d.N = 101 }), "n is 101: want 0 to 100"},
		{edit(dots(), func(d *chart.Dots) { d.Columns = 7 }), "columns is 7: want a divisor of 100"},
		{edit(drivers(), func(d *chart.Drivers) { d.Rows[0].Rho = -1.2 }), "has rho -1.2: want -1 to 1"},
		{edit(drivers(), func(d *chart.Drivers) { d.Floor = nan }), "floor is NaN"},
		{edit(hitMiss(), func(h *chart.HitMiss) { h.Rows[0].Observed = 0 }), "observed 0: want a number above 0"},
		{edit(hitMiss(), func(h *chart.HitMiss) { h.Rows[0].P10 = 5 }), "p10, p50, p90 of 5, 1.7, 2.6"},
		{edit(stack(), func(s *chart.Stack) { s.Groups[1].Bars[0].Values[2] = nan }), "groups[1].bars[0].values[2] is NaN"},
		{edit(stack(), func(s *chart.Stack) { s.Groups[1].Bars[0].Values = []float64{1} }), "has 1 values for 5 series"},
		{edit(world(), func(w *chart.World) { w.Links[0].To = "moon" }), `links[0] runs from "accelerators" to "moon"`},
		{edit(world(), func(w *chart.World) { w.Layers[0].Segments[0].Firms[0].Bloc = 9 }), "is in bloc 9 of 4"},
		{edit(world(), func(w *chart.World) { w.Layers[0].Segments[0].Name = "drones" }), `named "drones"`},
		{edit(world(), func(w *chart.World) { w.Marked = "" }), "(robotics) is marked, but marked has no words"},
	} {
		svg, err := c.of.SVG()
		if err == nil {
			t.Errorf("drawn without complaint, want an error with %q", c.want)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("error is %q, want it to hold %q", err, c.want)
		}
		if svg != nil {
			t.Errorf("an error with %q came with a picture", c.want)
		}
	}
}

// edit applies a change to a copy of a sample.
func edit[T any](v T, change func(*T)) T {
	change(&v)
	return v
}

func TestAllProblemsAreToldAtOnce(t *testing.T) {
	f := fan()
	f.Title, f.Base.P10[0], f.Rules[0].Month = "", 1e6, 0
	_, err := f.SVG()
	if got := len(strings.Split(fmt.Sprint(err), "\n")); got != 3 {
		t.Errorf("%d problems told, want 3:\n%v", got, err)
	}
}

// Any numbers are either refused or drawn with finite coordinates.
func TestNoNumberLeavesThePicture(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 20).Draw(t, "months")
		value := rapid.OneOf(rapid.Float64(), rapid.Float64Range(0, 1), rapid.Just(math.NaN()), rapid.Just(0.0), rapid.Just(5e-324), rapid.Just(1e100))
		q := chart.Quantiles{P50: rapid.SliceOfN(value, n, n).Draw(t, "p50")}
		f := fan()
		f.Months, f.Base, f.Others, f.Observed, f.Rules = months(month(2026, 1), n), q, nil, nil, nil
		f.Axis = chart.Axis{Log: rapid.Bool().Draw(t, "log"), Zero: rapid.Bool().Draw(t, "zero")}
		svg, err := f.SVG()
		if err != nil {
			if strings.Contains(err.Error(), "a coordinate is") {
				t.Fatalf("the check let a number through: %v", err)
			}
			return
		}
		read(t, svg)
		if m := notFinite.Find(svg); m != nil {
			t.Fatalf("drawn as %s", m)
		}
	})
}

func TestAnObservedValueOnTheEdgeIsAHit(t *testing.T) {
	for _, c := range []struct {
		observed float64
		hit      bool
	}{{1, true}, {3, true}, {0.999, false}, {3.001, false}} {
		o := chart.Outcome{Observed: c.observed, P10: 1, P50: 2, P90: 3}
		if o.Hit() != c.hit {
			t.Errorf("observed %v in 1 to 3: hit is %v", c.observed, o.Hit())
		}
	}
}

func TestNearlyNoneIsNotNone(t *testing.T) {
	for p, want := range map[chart.Chance]string{
		{Mid: 31.4, Lo: 24, Hi: 39}:    "31 (24–39)",
		{Mid: 0.2, Lo: 0, Hi: 1.1}:     "<1 (0–1)",
		{Mid: 99.7, Lo: 98.2, Hi: 100}: ">99 (98–100)",
	} {
		if p.String() != want {
			t.Errorf("%v prints as %q, want %q", [3]float64{p.Mid, p.Lo, p.Hi}, p, want)
		}
	}
}

// Labels of points leave the points, each other and the picture alone, or are
// not there.
func TestLabelsOfPointsKeepApart(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 40).Draw(t, "points")
		at := rapid.SliceOfN(rapid.IntRange(0, 60), n, n)
		s := scatter()
		s.Lines = nil
		g := chart.Cloud{Name: "x"}
		xs, ys := at.Draw(t, "x"), at.Draw(t, "y")
		for i := range n {
			g.X, g.Y, g.Labels = append(g.X, float64(xs[i])), append(g.Y, float64(1+ys[i])), append(g.Labels, fmt.Sprintf("label%d", i))
		}
		s.Clouds = []chart.Cloud{g}
		svg, err := s.SVG()
		if err != nil {
			t.Fatal(err)
		}
		var labels []text
		for _, x := range read(t, svg).texts {
			if strings.HasPrefix(x.words, "label") {
				labels = append(labels, x)
			}
		}
		for i, a := range labels {
			aFrom, aTo := extent(a)
			for _, b := range labels[:i] {
				if from, to := extent(b); math.Abs(a.y-b.y) < 12 && aFrom < to && from < aTo {
					t.Fatalf("%q and %q overlap at %.0f and %.0f", a.words, b.words, a.y, b.y)
				}
			}
			for _, c := range circles(svg) {
				if c[0] > aFrom && c[0] < aTo && c[1] > a.y-9 && c[1] < a.y {
					t.Fatalf("%q covers the point at %v", a.words, c)
				}
			}
		}
	})
}

var circle = regexp.MustCompile(`<circle cx="([0-9.]+)" cy="([0-9.]+)"`)

func circles(svg []byte) (all [][2]float64) {
	for _, m := range circle.FindAllSubmatch(svg, -1) {
		x, _ := strconv.ParseFloat(string(m[1]), 64)
		y, _ := strconv.ParseFloat(string(m[2]), 64)
		all = append(all, [2]float64{x, y})
	}
	return all
}
