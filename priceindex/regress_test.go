package priceindex

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Twelve offers of four labs, made up.
var (
	offers = []float64{60, 30, 32, 10, 12.5, 4, 2.5, 15, 5, 3, 0.6, 0.28}
	since  = []float64{0, 0.2, 0.5, 0.9, 1.1, 1.4, 1.5, 1.6, 1.9, 2.1, 2.4, 2.8}
	size   = Column{"size", []float64{5.2, 4.9, 5.1, 4.1, 4.6, 3.9, 3.4, 5, 4.4, 4.2, 3.1, 2.9}}
	lab    = []int{1, 2, 1, 2, 3, 3, 4, 1, 2, 4, 3, 4}
)

func each(n int) []int {
	id := make([]int, n)
	for i := range id {
		id[i] = i
	}
	return id
}

// R 4.2, sandwich 3.0: vcovCL(lm(log(price) ~ year + size), cluster = lab, type
// = "HC1", cadjust = TRUE), and vcovHC(type = "HC1") for a cluster per row.
func TestClusteredRegressionIsThatOfR(t *testing.T) {
	r, err := Trend(offers, since, []Column{size}, lab)
	if err != nil {
		t.Fatal(err)
	}
	white, err := Trend(offers, since, []Column{size}, each(12))
	if err != nil {
		t.Fatal(err)
	}
	for j, w := range []struct{ coef, se, hc1 float64 }{
		{-2.11419235544407, 0.518256201249166, 0.65858237812341},
		{-0.86329436937287, 0.121072581831054, 0.10605797658984},
		{1.20576420674507, 0.085735946654005, 0.12215990523884},
	} {
		if !near(r.Coef[j], w.coef, 1e-12) || !near(r.SE[j], w.se, 1e-12) || !near(white.SE[j], w.hc1, 1e-12) {
			t.Errorf("%s is %.14f ± %.14f, HC1 %.14f, want %.14f ± %.14f, %.14f", r.Names[j], r.Coef[j], r.SE[j], white.SE[j], w.coef, w.se, w.hc1)
		}
	}
	if !near(r.Cov[0][2], -0.044150878334110, 1e-12) || !near(r.R2, 0.99006563932606, 1e-12) || r.N != 12 || r.Clusters != 4 || len(r.Alone) > 0 {
		t.Errorf("cov %.14f, R² %.14f, N %d, G %d, alone %v", r.Cov[0][2], r.R2, r.N, r.Clusters, r.Alone)
	}
	lo, hi, err := r.Interval(Year, 0.95) // qt(0.975, 3)
	if err != nil || !near(lo, -1.24860136009227, 1e-9) || !near(hi, -0.47798737865347, 1e-9) {
		t.Errorf("the 95%% interval is %.12f to %.12f (%v)", lo, hi, err)
	}
}

// Four rows, two clusters by hand: y = 0, 2, 2, 6 at x = -1, 1, -1, 1 gives
// 2.5 + 1.5 x, residuals -1, -2, 1, 2, X'X = diag(4, 4). The scores of the
// intercept are -3 and 3, of the slope -1 and 1; c = 2/1 · 3/2.
func TestClusteredRegressionByHand(t *testing.T) {
	r, err := Regress([]float64{0, 2, 2, 6}, []Column{{"x", []float64{-1, 1, -1, 1}}}, []int{7, 7, 8, 8})
	if err != nil {
		t.Fatal(err)
	}
	want := Regression{
		Coef: []float64{2.5, 1.5}, SE: []float64{math.Sqrt(3 * 18.0 / 16), math.Sqrt(3 * 2.0 / 16)},
		Residuals: []float64{-1, -2, 1, 2}, R2: 9.0 / 19,
	}
	got := slices.Concat(r.Coef, r.SE, r.Residuals, []float64{r.R2, r.Cov[0][1]})
	for i, w := range slices.Concat(want.Coef, want.SE, want.Residuals, []float64{want.R2, 3 * 6.0 / 16}) {
		if !near(got[i], w, 1e-14) {
			t.Errorf("the regression is %+v, want %+v", r, want)
			break
		}
	}
}

func TestWhatMustNotMoveARegression(t *testing.T) {
	r, err := Trend(offers, since, []Column{size}, lab)
	if err != nil {
		t.Fatal(err)
	}
	order := rand.New(rand.NewPCG(1, 2)).Perm(12)
	price, year, big, id := make([]float64, 12), make([]float64, 12), make([]float64, 12), make([]int, 12)
	for i, k := range order {
		price[i], year[i], big[i], id[i] = 100*offers[k], 2023+since[k], 1e6*size.Values[k], -5*lab[k]
	}
	m, err := Trend(price, year, []Column{{"size", big}}, id)
	if err != nil {
		t.Fatal(err)
	}
	if !near(m.Coef[1], r.Coef[1], 1e-10) || !near(m.SE[1], r.SE[1], 1e-10) || !near(1e6*m.Coef[2], r.Coef[2], 1e-10) || !near(1e6*m.SE[2], r.SE[2], 1e-10) || !near(m.R2, r.R2, 1e-12) {
		t.Errorf("in cents, calendar years, single units, another order and other ids: %v ± %v, want %v ± %v", m.Coef, m.SE, r.Coef, r.SE)
	}
}

func TestCollinearColumnsAreNamed(t *testing.T) {
	a, b := []float64{1, 2, 3, 5, 8}, []float64{2, 7, 1, 8, 2}
	sum, zero, four := make([]float64, 5), make([]float64, 5), make([]float64, 5)
	for i := range sum {
		sum[i], four[i] = 3*a[i]-b[i], 4
	}
	for _, c := range []struct {
		columns []Column
		want    []string
	}{
		{[]Column{{"a", a}, {"b", b}, {"mix", sum}}, []string{`column "mix" is a combination of "a", "b"`}},
		{[]Column{{"a", a}, {"zero", zero}}, []string{`column "zero" is zero in every row`}},
		{[]Column{{"four", four}, {"a", a}}, []string{`column "four" is a multiple of "intercept"`}},
		{[]Column{{"a", a}, {"again", a}, {"four", four}}, []string{`column "again" is a multiple of "a"`, `column "four" is a multiple of "intercept"`}},
	} {
		_, err := Regress([]float64{1, 2, 3, 4, 6}, c.columns, each(5))
		for _, w := range c.want {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("the error is %v, want one that says %s", err, w)
			}
		}
	}
	if _, err := Regress([]float64{1, 2, 3, 4, 6}, []Column{{"a", a}, {"b", b}}, each(5)); err != nil {
		t.Errorf("columns that are not collinear: %v", err)
	}
}

// A column that is 1 in one cluster only: the fit passes through its mean, and
// without the cluster there is nothing to estimate. The naive formula reports 0
// for its own error. The slope, which others know too, keeps its own.
func TestACoefficientThatOneClusterAloneKnowsHasNoError(t *testing.T) {
	x := Column{"x", []float64{1, 2, 4, 3, 5, 6}}
	only := Column{"only", []float64{0, 0, 0, 0, 1, 1}}
	y := []float64{3, 5, 6, 4, 9, 8}
	r, err := Regress(y, []Column{x, only}, []int{1, 1, 2, 3, 4, 4})
	if err != nil {
		t.Fatal(err)
	}
	if want := []Alone{{"only", 4}}; !slices.Equal(r.Alone, want) || !math.IsNaN(r.SE[2]) || !math.IsNaN(r.Cov[1][2]) || !(r.SE[1] > 0) {
		t.Errorf("alone %v, standard errors %v: want %v and an error for x only", r.Alone, r.SE, want)
	}
	if _, _, err := r.Interval("only", 0.9); err == nil || !strings.Contains(err.Error(), "cluster 4 alone") {
		t.Errorf("its interval: error is %v, want one that names cluster 4", err)
	}
	// Split over two clusters it is known twice.
	if r, err = Regress(y, []Column{x, only}, []int{1, 1, 2, 3, 4, 5}); err != nil || len(r.Alone) > 0 {
		t.Errorf("two clusters with the column: %v (%v), want none alone", r.Alone, err)
	}
	// If all but one cluster share one x, the slope hangs on that one, and so
	// does the intercept, unless it is at that x.
	for at, want := range [][]Alone{{{"x", 3}}, {{Intercept, 3}, {"x", 3}}} {
		x := float64(at)
		r, err = Regress([]float64{1, 2, 3, 9}, []Column{{"x", []float64{x, x, x, x + 1}}}, each(4))
		if err != nil || !slices.Equal(r.Alone, want) {
			t.Errorf("one row off x = %d: alone are %v (%v), want %v", at, r.Alone, err, want)
		}
	}
}

// Labs differ, and each lab's offers lie on one side: over many panels of 30
// labs the 90% interval holds the true effect in about nine of ten; by errors
// per row it would in fewer than six.
func TestClusteredIntervalsHoldTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 9))
	const panels, labs, rows = 1500, 30, 10
	var clustered, white int
	for range panels {
		var y, x []float64
		var id []int
		for g := range labs {
			a, b := r.NormFloat64(), r.NormFloat64()
			for range rows {
				x = append(x, a)
				y = append(y, 2*a+b+0.5*r.NormFloat64())
				id = append(id, g)
			}
		}
		holds := func(cluster []int) int {
			f, err := Regress(y, []Column{{"x", x}}, cluster)
			if err != nil {
				t.Fatal(err)
			}
			if lo, hi, err := f.Interval("x", 0.9); err == nil && lo <= 2 && 2 <= hi {
				return 1
			}
			return 0
		}
		clustered += holds(id)
		white += holds(each(labs * rows))
	}
	if c, w := float64(clustered)/panels, float64(white)/panels; c < 0.85 || c > 0.93 || w > 0.6 {
		t.Errorf("by cluster the 90%% interval holds the truth in %.1f%%, by row in %.1f%%", 100*c, 100*w)
	}
}

func TestRegressionErrors(t *testing.T) {
	x := Column{"x", []float64{1, 2, 4}}
	for _, c := range []struct {
		y       []float64
		columns []Column
		cluster []int
		want    string
	}{
		{[]float64{1, 2}, []Column{{"x", []float64{1, 2}}}, each(2), "priceindex: 2 rows for 2 coefficients: give more rows or fewer columns"},
		{nil, nil, nil, "priceindex: 0 rows for 1 coefficients"},
		{[]float64{1, math.NaN(), 3}, []Column{x}, each(3), "priceindex: y[1] is NaN: give finite numbers"},
		{[]float64{1, 2, 3}, []Column{{"x", []float64{1, math.Inf(1), 2}}}, each(2), "priceindex: x[1] is +Inf: give finite numbers\npriceindex: 2 clusters for 3 rows"},
		{[]float64{1, 2, 3}, []Column{{"x", nil}}, each(3), `priceindex: column "x" has 0 values for 3 rows`},
		{[]float64{1, 2, 3}, []Column{{"", x.Values}}, each(3), "priceindex: column 0 has no name"},
		{[]float64{1, 2, 3, 4}, []Column{{Intercept, []float64{1, 2, 4, 5}}}, each(4), `priceindex: column 0 is a second "intercept"`},
		{[]float64{1, 2, 3}, []Column{x}, []int{9, 9, 9}, "priceindex: all rows are of cluster 9"},
		{[]float64{1e300, 2, 3}, []Column{{"x", []float64{1e-300, 2e-300, 4e-300}}}, each(3), `priceindex: the coefficient of "intercept" is`},
	} {
		if _, err := Regress(c.y, c.columns, c.cluster); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%v on %v: error is %v, want %q", c.y, c.columns, err, c.want)
		}
	}
	r, err := Regress([]float64{1, 2, 4}, []Column{x}, each(3))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		level float64
	}{{"y", 0.9}, {"x", 1}, {"x", math.NaN()}} {
		if _, _, err := r.Interval(c.name, c.level); err == nil {
			t.Errorf("an interval of %q at %g is given", c.name, c.level)
		}
	}
}

// Whatever the rows, they are refused or give finite coefficients.
func FuzzRegress(f *testing.F) {
	f.Add(1.0, 2.0, 3.0, 4.0, 1.0, 2.0, 4.0, 8.0, 3, byte(0b1100))
	f.Add(0.0, 0.0, 0.0, 0.0, 1.0, 1.0, 1.0, 1.0, 0, byte(1))
	f.Add(1e308, -1e308, math.NaN(), math.Inf(-1), 5e-324, 1e-308, 1e308, 0.0, -1, byte(0b0110))
	f.Fuzz(func(t *testing.T, y0, y1, y2, y3, x0, x1, x2, x3 float64, period int, id byte) {
		y, x := []float64{y0, y1, y2, y3}, []float64{x0, x1, x2, x3}
		cluster := []int{int(id & 1), int(id >> 1 & 1), int(id >> 2 & 1), int(id >> 3 & 1)}
		sound := func(r Regression, err error) {
			if err != nil {
				return
			}
			for j, b := range r.Coef {
				undefined := slices.ContainsFunc(r.Alone, func(a Alone) bool { return a.Name == r.Names[j] })
				if !finite(b) || finite(r.SE[j]) == undefined || r.SE[j] < 0 || r.R2 > 1 {
					t.Errorf("%v on %v: %+v", y, x, r)
				}
			}
		}
		sound(Regress(y, []Column{{"x", x}}, cluster))
		sound(Trend(y, x, nil, cluster))
		dummies, err := TimeDummy(y, []int{0, period, period, 0}, nil, cluster)
		sound(dummies.Regression, err)
	})
}

func ExampleTrend() {
	r, err := Trend(offers, since, []Column{size}, lab)
	if err != nil {
		fmt.Println(err)
		return
	}
	lo, hi, _ := r.Interval(Year, 0.9)
	fmt.Printf("at equal size a price is multiplied by %.2f a year, 90%% from %.2f to %.2f (%d offers of %d labs)\n",
		math.Exp(r.Coef[1]), math.Exp(lo), math.Exp(hi), r.N, r.Clusters)
	// Output:
	// at equal size a price is multiplied by 0.42 a year, 90% from 0.32 to 0.56 (12 offers of 4 labs)
}
