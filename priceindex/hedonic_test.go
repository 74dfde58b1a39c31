package priceindex

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// columns turns quotes into what a regression wants; the cluster is the item.
func columns(quotes []Quote) (price []float64, period, item []int) {
	for _, q := range quotes {
		price, period, item = append(price, q.Price), append(period, q.Period), append(item, q.Item)
	}
	return price, period, item
}

// With all items in all periods dummies alone are means, so the index is
// Jevons. Clustered by item, the variance is that of the chain but for CR1's
// (N-1)/(N-K): both have n/(n-1) for n items.
func TestTimeDummiesOfABalancedPanelAreJevons(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const items, periods = 5, 4
	var q []Quote
	trait := Column{Name: "trait"}
	for i := range items {
		for p := range periods {
			q = append(q, Quote{i, 10 * p, math.Exp(r.NormFloat64())})
			trait.Values = append(trait.Values, float64(i*i))
		}
	}
	chain := chained(t, q)
	price, period, item := columns(q)
	plain, err := TimeDummy(price, period, nil, item)
	if err != nil {
		t.Fatal(err)
	}
	fixed, err := TimeDummy(price, period, []Column{trait}, item)
	if err != nil {
		t.Fatal(err)
	}
	cr1 := math.Sqrt(float64(items*periods-1) / float64(items*periods-periods))
	for i, p := range plain.Index {
		if p.Period != chain[i].Period || !near(p.Log, chain[i].Log, 1e-13) || !near(p.LogSE, cr1*chain[i].LogSE, 1e-13) || p.N != items {
			t.Errorf("by dummies %+v, by chain %+v, whose error times %.4f is wanted", p, chain[i], cr1)
		}
		if !near(fixed.Index[i].Log, p.Log, 1e-13) {
			t.Errorf("a trait that never changes moves %+v to %+v", p, fixed.Index[i])
		}
	}
}

// With a dummy per item and two periods, items that are seen once fit
// themselves: the time-product dummy is the matched model (de Haan and Diewert
// 2013).
func TestItemDummiesOfTwoPeriodsAreTheMatchedModel(t *testing.T) {
	q := []Quote{{1, 1, 9}, {2, 1, 5}, {3, 1, 70}, {1, 2, 4}, {2, 2, 4}, {4, 2, 1}, {5, 2, 2}, {6, 1, 8}, {6, 2, 7}}
	price, period, item := columns(q)
	var traits []Column
	for _, id := range []int{2, 3, 4, 5, 6} {
		c := Column{Name: fmt.Sprintf("item %d", id), Values: make([]float64, len(q))}
		for i := range q {
			if item[i] == id {
				c.Values[i] = 1
			}
		}
		traits = append(traits, c)
	}
	d, err := TimeDummy(price, period, traits, item)
	if err != nil {
		t.Fatal(err)
	}
	want := chained(t, q)[1]
	if got := d.Index[1]; !near(got.Log, want.Log, 1e-13) || !(got.LogSE > 0) {
		t.Errorf("with item dummies the index is %+v, matched %+v", got, want)
	}
}

// A period with one quote of one lab fits it exactly: its level has no error.
func TestALevelThatRestsOnOneClusterHasNoError(t *testing.T) {
	d, err := TimeDummy([]float64{4, 5, 3, 3, 2, 1}, []int{1, 1, 2, 2, 3, 2}, nil, []int{1, 2, 1, 2, 3, 3})
	if err != nil {
		t.Fatal(err)
	}
	if !(d.Index[1].LogSE > 0) || !math.IsNaN(d.Index[2].LogSE) || len(d.Alone) != 1 || d.Alone[0] != (Alone{"period 3", 3}) {
		t.Errorf("period 2 %+v, period 3 %+v, alone %v: want an error for period 2 only", d.Index[1], d.Index[2], d.Alone)
	}
}

// New models are better and cheaper for what they do, and old prices never
// move: the matched model sees no fall, hedonics do.
func TestHedonicsRecoverWhatEntrantsBring(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var q []Quote
	quality, years := Column{Name: "quality"}, []float64(nil)
	for item := range 400 {
		born := item / 40
		x := float64(born) + 2*r.NormFloat64()
		price := math.Exp(1.5*x - 0.7*float64(born) + 0.1*r.NormFloat64())
		for p := born; p < min(10, born+2); p++ {
			q = append(q, Quote{item, p, price})
			quality.Values, years = append(quality.Values, x), append(years, float64(born))
		}
	}
	price, _, item := columns(q)
	trend, err := Trend(price, years, []Column{quality}, item)
	if err != nil {
		t.Fatal(err)
	}
	if b, se := trend.Coef[1], trend.SE[1]; math.Abs(b+0.7) > 4*se || se > 0.01 || !near(trend.Coef[2], 1.5, 0.02) {
		t.Errorf("the trend is %.4f ± %.4f, quality %.4f: want -0.7, 1.5", b, se, trend.Coef[2])
	}
	born := make([]int, len(years))
	for i := range years {
		born[i] = int(years[i])
	}
	d, err := TimeDummy(price, born, []Column{quality}, item)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range d.Index {
		if want := -0.7 * float64(i); math.Abs(p.Log-want) > 4*p.LogSE || p.LogSE > 0.05 {
			t.Errorf("by dummies vintage %d is at %.4f ± %.4f, want %.4f", i, p.Log, p.LogSE, want)
		}
	}
	if end := chained(t, q)[9]; end.Level != 1 || end.LogSE != 0 {
		t.Errorf("the matched model of prices that stand still is %+v, want 1", end)
	}
}

func TestHedonicErrors(t *testing.T) {
	for _, c := range []struct {
		price  []float64
		period []int
		want   string
	}{
		{[]float64{1, -2, 0}, []int{1, 2, 2}, "priceindex: price[1] is -2: give positive, finite numbers\npriceindex: price[2] is 0"},
		{[]float64{1, 2}, []int{1}, "priceindex: 1 periods for 2 prices"},
		{[]float64{1, 2, 3}, []int{4, 4, 4}, "priceindex: 3 prices of 1 periods: an index compares at least two"},
		{nil, nil, "priceindex: 0 prices of 0 periods"},
		{[]float64{1, 2, 3}, []int{4, 5, 6}, "priceindex: 3 prices for 3 coefficients"},
	} {
		if _, err := TimeDummy(c.price, c.period, nil, each(len(c.price))); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v in %v: error is %v, want %q", c.price, c.period, err, c.want)
		}
	}
	if _, err := Trend([]float64{1, 2, -3}, []float64{1, 2, 3}, nil, each(3)); err == nil {
		t.Error("a trend through a negative price is given")
	}
}
