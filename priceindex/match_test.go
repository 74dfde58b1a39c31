package priceindex

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func near(got, want, tol float64) bool { return math.Abs(got-want) <= tol }

func chained(t testing.TB, quotes []Quote) []Point {
	t.Helper()
	links, err := Match(quotes)
	if err != nil {
		t.Fatal(err)
	}
	points, err := Chain(links)
	if err != nil {
		t.Fatal(err)
	}
	return points
}

func ExampleChain() {
	// Item 1 halves twice. Item 2 halves and leaves; item 3 enters and falls to
	// a quarter: its entry at a lower price moves nothing.
	links, _ := Match([]Quote{
		{1, 1, 100},
		{2, 1, 10},
		{1, 2, 50},
		{2, 2, 5},
		{3, 2, 8},
		{1, 3, 25},
		{3, 3, 2},
	})
	points, _ := Chain(links)
	for _, p := range points {
		fmt.Printf("period %d: %.4f ± %.4f from %d matches\n", p.Period, p.Level, p.LevelSE, p.N)
	}
	// Output:
	// period 1: 1.0000 ± 0.0000 from 0 matches
	// period 2: 0.5000 ± 0.0000 from 2 matches
	// period 3: 0.1768 ± 0.0613 from 2 matches
}

// The same by hand: the second link is the mean of ln 1/2 and ln 1/4, which
// differ by ln 2, so that its standard error is ln 2 / 2.
func TestChainByHand(t *testing.T) {
	p := chained(t, []Quote{{3, 3, 2}, {1, 1, 100}, {2, 2, 5}, {2, 1, 10}, {1, 2, 50}, {3, 2, 8}, {1, 3, 25}})
	if want := -2.5 * math.Ln2; !near(p[2].Log, want, 1e-15) || !near(p[2].LogSE, math.Ln2/2, 1e-15) {
		t.Errorf("the log index is %.15f ± %.15f, want %.15f ± %.15f", p[2].Log, p[2].LogSE, want, math.Ln2/2)
	}
	if want := math.Exp2(-2.5); !near(p[2].Level, want, 1e-15) || !near(p[2].LevelSE, want*math.Ln2/2, 1e-15) {
		t.Errorf("the index is %.15f ± %.15f, want %.15f", p[2].Level, p[2].LevelSE, want)
	}
	// An item that lags makes up for it: 1 halves, then rests; 2 rests, then
	// halves. Each link is uncertain, their product is not.
	p = chained(t, []Quote{{1, 0, 4}, {1, 1, 2}, {1, 2, 2}, {2, 0, 7}, {2, 1, 7}, {2, 2, 3.5}})
	if !near(p[1].LogSE, math.Ln2/2, 1e-15) || !near(p[2].LogSE, 0, 1e-15) || !near(p[2].Level, 0.5, 1e-15) {
		t.Errorf("lags that cancel give %.15f ± %.15f, then %.15f ± %.15f, want an error of ln 2/2, then none", p[1].Level, p[1].LogSE, p[2].Level, p[2].LogSE)
	}
}

// panel draws a panel with turnover in which each link has a match.
func panel(t *rapid.T) []Quote {
	var q []Quote
	items := rapid.IntRange(2, 6).Draw(t, "items")
	periods := rapid.IntRange(2, 5).Draw(t, "periods")
	for p := range periods {
		for i := range items {
			if i < 2 || rapid.Bool().Draw(t, "there") {
				q = append(q, Quote{i, p, math.Exp(rapid.Float64Range(-5, 5).Draw(t, "log price"))})
			}
		}
	}
	return q
}

func same(t interface{ Errorf(string, ...any) }, what string, a, b []Point) {
	for i := range a {
		if !near(a[i].Log, b[i].Log, 1e-12) || !near(a[i].LogSE, b[i].LogSE, 1e-12) || a[i].N != b[i].N {
			t.Errorf("%s moves point %d from %+v to %+v", what, i, a[i], b[i])
		}
	}
}

func TestWhatMustNotMoveTheIndex(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := panel(t)
		links, err := Match(q)
		if err != nil {
			t.Fatal(err)
		}
		points, err := Chain(links)
		if err != nil {
			t.Fatal(err)
		}
		label := rand.New(rand.NewPCG(1, rapid.Uint64().Draw(t, "seed"))).Perm(6)
		for what, change := range map[string]func(Quote) Quote{
			"another currency":   func(x Quote) Quote { x.Price *= 7.3; return x },
			"the size of a pack": func(x Quote) Quote { x.Price *= 1 + float64(x.Item); return x },
			"new numbers":        func(x Quote) Quote { x.Item = label[x.Item]; return x },
			"later periods":      func(x Quote) Quote { x.Period = 3*x.Period + 100; return x },
		} {
			other := make([]Quote, len(q))
			for i := range q {
				other[len(q)-1-i] = change(q[i]) // and another order
			}
			links, err := Match(other)
			if err != nil {
				t.Fatal(err)
			}
			moved, err := Chain(links)
			if err != nil {
				t.Fatal(err)
			}
			same(t, what, points, moved)
		}
	})
}

// Backwards in time the index is its inverse (the time reversal test of Fisher).
func TestTimeReversal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		q := panel(t)
		back := slices.Clone(q)
		for i := range back {
			back[i].Period = -back[i].Period
		}
		var total [2]Point
		for i, quotes := range [][]Quote{q, back} {
			links, err := Match(quotes)
			if err != nil {
				t.Fatal(err)
			}
			points, err := Chain(links)
			if err != nil {
				t.Fatal(err)
			}
			total[i] = points[len(points)-1]
		}
		if !near(total[0].Log, -total[1].Log, 1e-12) || !near(total[0].LogSE, total[1].LogSE, 1e-12) {
			t.Errorf("forwards %+v, backwards %+v", total[0], total[1])
		}
	})
}

// If items never change, the path does not matter, for the error neither.
func TestChainOfABalancedPanelIsTheDirectComparison(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	var all, ends []Quote
	for i := range 5 {
		for p := range 4 {
			q := Quote{i, p, math.Exp(r.NormFloat64())}
			all = append(all, q)
			if p == 0 || p == 3 {
				ends = append(ends, q)
			}
		}
	}
	chain, direct := chained(t, all)[3], chained(t, ends)[1]
	if !near(chain.Log, direct.Log, 1e-14) || !near(chain.LogSE, direct.LogSE, 1e-14) {
		t.Errorf("chained %+v, direct %+v", chain, direct)
	}
}

// If each link has items of its own, their variances add up.
func TestLinksWithoutCommonItemsAddTheirVariances(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 5))
	var q []Quote
	for p := range 3 {
		for i := range 2 + p {
			q = append(q, Quote{10*p + i, p, math.Exp(r.NormFloat64())}, Quote{10*p + i, p + 1, math.Exp(r.NormFloat64())})
		}
	}
	links, err := Match(q)
	if err != nil {
		t.Fatal(err)
	}
	var variance float64
	for _, l := range links {
		variance += l.SE * l.SE
	}
	if got := chained(t, q)[3].LogSE; !near(got, math.Sqrt(variance), 1e-14) {
		t.Errorf("the standard error is %.15f, want %.15f", got, math.Sqrt(variance))
	}
}

// Items drift apart, come and go. Over many panels error over standard error
// has mean square near 1, as Student's t. With links taken for independent it
// is above 2: an item that stays brings its own drift to every link.
func TestStandardErrorOfTheChainIsHonest(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 7))
	const panels, items, periods = 4000, 60, 6
	var clustered, independent float64
	for range panels {
		var q []Quote
		for i := range items {
			from, drift, log := r.IntN(4), -0.1+0.1*r.NormFloat64(), 0.0
			for p := from; p < min(periods, from+4); p++ {
				q = append(q, Quote{i, p, math.Exp(log)})
				log += drift + 0.02*r.NormFloat64()
			}
		}
		links, err := Match(q)
		if err != nil {
			t.Fatal(err)
		}
		var variance float64
		for _, l := range links {
			variance += l.SE * l.SE
		}
		end := chained(t, q)[periods-1]
		e := end.Log + 0.1*(periods-1)
		clustered += e * e / (end.LogSE * end.LogSE) / panels
		independent += e * e / variance / panels
	}
	if !near(clustered, 1.05, 0.1) || independent < 2 {
		t.Errorf("squared error over variance averages %.2f, with independent links %.2f; want about 1, and above 2", clustered, independent)
	}
}

func TestOneMatchHasNoStandardError(t *testing.T) {
	p := chained(t, []Quote{{1, 1, 4}, {2, 1, 4}, {1, 2, 2}, {2, 2, 1}, {2, 3, 1}})
	if math.IsNaN(p[1].LogSE) || !math.IsNaN(p[2].LogSE) || !math.IsNaN(p[2].LevelSE) || !near(p[2].Log, -1.5*math.Ln2, 1e-15) {
		t.Errorf("two matches give %+v, then one %+v: want a level for both and an error for the first", p[1], p[2])
	}
}

func TestAGapIsNamedAndCutsTheChain(t *testing.T) {
	links, err := Match([]Quote{{1, 1, 3}, {2, 2, 3}, {2, 3, 2}, {3, 4, 2}, {3, 5, 1}, {3, 7, 1}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Chain(links)
	for _, want := range []string{"both period 1 and period 2", "both period 3 and period 4"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want one that says %q", err, want)
		}
	}
	var said []string
	for _, s := range Stretches(links) {
		p, err := Chain(s)
		if err != nil {
			t.Fatal(err)
		}
		said = append(said, fmt.Sprintf("%d to %d: %.3g", p[0].Period, p[len(p)-1].Period, p[len(p)-1].Level))
	}
	if want := []string{"2 to 3: 0.667", "4 to 7: 0.5"}; !slices.Equal(said, want) {
		t.Errorf("the stretches are %q, want %q", said, want)
	}
}

func TestPanelErrors(t *testing.T) {
	for _, c := range []struct {
		quotes []Quote
		want   string
	}{
		{nil, "priceindex: 0 quotes of fewer than two periods"},
		{[]Quote{{1, 1, 2}, {2, 1, 2}}, "priceindex: 2 quotes of fewer than two periods"},
		{[]Quote{{1, 1, 2}, {7, 2, -3}, {8, 2, math.NaN()}}, "priceindex: item 7 costs -3 in period 2: give a positive, finite price\npriceindex: item 8 costs NaN"},
		{[]Quote{{1, 1, 2}, {1, 2, 2}, {1, 1, 3}}, "priceindex: item 1 has two prices in period 1"},
	} {
		if _, err := Match(c.quotes); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: error is %v, want %q", c.quotes, err, c.want)
		}
	}
	for _, c := range []struct {
		links []Link
		want  string
	}{
		{nil, "priceindex: no links to chain"},
		{[]Link{{From: 1, To: 2, Items: []int{1}, Logs: []float64{0}}, {From: 3, To: 4, Items: []int{1}, Logs: []float64{0}}}, "priceindex: link 0 ends in period 2, the next starts in 3"},
		{[]Link{{From: 1, To: 2, Items: []int{1}}}, "priceindex: the link from period 1 has 0 relatives of 1 items"},
		{[]Link{{From: 1, To: 2, Items: []int{1}, Logs: []float64{1e3}, Mean: 1e3}}, "priceindex: the index is exp(1000) in period 2"},
	} {
		if _, err := Chain(c.links); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v: error is %v, want %q", c.links, err, c.want)
		}
	}
}

// Whatever the panel, it is refused or gives positive, finite levels.
func FuzzChain(f *testing.F) {
	f.Add(1, 2, 3, 1.0, 2.0, 0.5, 4.0)
	f.Add(0, 0, 0, math.NaN(), -1.0, math.Inf(1), 5e-324)
	f.Add(1, math.MinInt, math.MaxInt, 1e308, 1e-308, 1e308, 1e-308)
	f.Fuzz(func(t *testing.T, item, one, two int, a, b, c, d float64) {
		links, err := Match([]Quote{{item, one, a}, {item, two, b}, {2, one, c}, {2, two, d}})
		if err != nil {
			return
		}
		points, err := Chain(links)
		if err != nil {
			return
		}
		for _, p := range points {
			if !positive(p.Level) || !finite(p.Log) || p.LogSE < 0 {
				t.Errorf("a point is %+v", p)
			}
		}
	})
}
