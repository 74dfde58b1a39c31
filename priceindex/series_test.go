package priceindex

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// monthly returns n dates a month apart.
func monthly(n int) []float64 {
	year := make([]float64, n)
	for i := range year {
		year[i] = 2023 + float64(i)/12
	}
	return year
}

func ExampleTimeToFall() {
	// The cheapest offer of some capability, made up.
	year, price := []float64{2023.2, 2023.9, 2024.4, 2024.55, 2025}, []float64{36, 15, 7.5, 0.26, 0.2}
	c, _ := TimeToFall(year, price, 10)
	f, _ := AnnualFactor(year, price)
	l, _ := FitLogLine(year, price, Lag(len(year)))
	m, _ := l.MonthsToFall(10)
	fmt.Printf("seen above a tenth until month %.0f, below from month %.0f on\n", c.After, c.By)
	fmt.Printf("by the ends a price is multiplied by %.3f a year, by the line in %.3f ± %.3f\n", f, l.Factor, l.FactorSE)
	fmt.Printf("a tenfold takes %.0f ± %.0f months along the line\n", m.Months, m.SE)
	// Output:
	// seen above a tenth until month 14, below from month 16 on
	// by the ends a price is multiplied by 0.056 a year, by the line in 0.046 ± 0.044
	// a tenfold takes 9 ± 3 months along the line
}

// A price that is multiplied by f each year has f by every measure, and takes
// 12 ln 10 / -ln f months to a tenth.
func TestAStraightFallIsTheSameByEveryMeasure(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := rapid.Float64Range(0.01, 0.95).Draw(t, "annual factor")
		start := rapid.Float64Range(1e-6, 1e6).Draw(t, "start")
		year := []float64{1990}
		for range rapid.IntRange(5, 30).Draw(t, "steps") {
			year = append(year, year[len(year)-1]+rapid.Float64Range(0.01, 1).Draw(t, "step"))
		}
		price := make([]float64, len(year))
		for i := range year {
			price[i] = start * math.Pow(f, year[i]-1990)
		}
		ends, err := AnnualFactor(year, price)
		if err != nil || !near(ends/f, 1, 1e-10) {
			t.Errorf("by its ends the factor is %.12f (%v), want %.12f", ends, err, f)
		}
		l, err := FitLogLine(year, price, 1)
		if err != nil || !near(l.Factor/f, 1, 1e-9) || !near(l.Intercept, math.Log(start), 1e-9) || l.SE > 1e-9 || l.NeweyWest > 1e-9 {
			t.Errorf("by the line the factor is %+v (%v), want %.12f", l, err, f)
		}
		want := -12 * math.Ln10 / math.Log(f)
		if m, err := l.MonthsToFall(10); err != nil || !near(m.Months/want, 1, 1e-9) {
			t.Errorf("a tenfold takes %+v (%v), want %.9f months", m, err, want)
		}
		c, err := TimeToFall(year, price, 10)
		if err != nil || c.After > want+1e-6 || c.By < want-1e-6 || c.Crossed == math.IsInf(c.By, 1) {
			t.Errorf("the crossing is %+v (%v), want %.9f months within", c, err, want)
		}
		if fl, err := FindFloor(year, price); err != nil || fl.Found {
			t.Errorf("a floor is found: %+v (%v)", fl, err)
		}
	})
}

func TestTimeToFallByHand(t *testing.T) {
	year := []float64{2020, 2020.5, 2021, 2022}
	for _, c := range []struct {
		price []float64
		want  Crossing
	}{
		{[]float64{100, 40, 9, 20}, Crossing{6, 12, true}}, // it rose again
		{[]float64{0.3, 0.1, 0.05, 0.03}, Crossing{12, 24, true}},
		{[]float64{100, 90, 80, 11}, Crossing{24, math.Inf(1), false}},
		{[]float64{100, 1, 1, 1}, Crossing{0, 6, true}},
	} {
		got, err := TimeToFall(year, c.price, 10)
		if err != nil || !near(got.After, c.want.After, 1e-9) || got.By != c.want.By && !near(got.By, c.want.By, 1e-9) || got.Crossed != c.want.Crossed {
			t.Errorf("%v falls to a tenth in %+v (%v), want %+v", c.price, got, err, c.want)
		}
	}
}

// A tenth is a tenth although float64 rounds both.
func TestATenthIsReachedInSpiteOfRounding(t *testing.T) {
	for cents := 10; cents <= 5000; cents++ {
		year, price := []float64{0, 1, 2}, []float64{float64(cents) / 100, 1e3, float64(cents) / 1000}
		if c, err := TimeToFall(year, price, 10); err != nil || !c.Crossed {
			t.Fatalf("%d cents and a tenth of it: %+v (%v)", cents, c, err)
		}
	}
}

// R 4.2: lm(log(p) ~ I(y - 2020)), and sandwich 3.0: NeweyWest(lag, prewhite =
// FALSE, adjust = TRUE), for lags 0 to 3.
func TestLogLineIsThatOfR(t *testing.T) {
	year := []float64{2020, 2020.25, 2020.5, 2020.75, 2021, 2021.5, 2021.75, 2022}
	price := []float64{100, 90, 95, 60, 50, 20, 22, 8}
	for lag, want := range []float64{0.18134013341786, 0.15273499798038, 0.13854163563313, 0.12932097216876} {
		l, err := FitLogLine(year, price, lag)
		if err != nil || !near(l.NeweyWest, want, 1e-12) || l.Lag != lag || !near(l.FactorNeweyWest, want*math.Exp(-1.2100837335673), 1e-12) {
			t.Errorf("with lag %d the standard error is %.14f (%v), want %.14f", lag, l.NeweyWest, err, want)
		}
		if !near(l.Slope, -1.2100837335673, 1e-12) || !near(l.Intercept, 4.9011986899135, 1e-12) || !near(l.SE, 0.14848226210932, 1e-12) ||
			!near(l.Sigma, 0.28482627103364, 1e-12) || !near(l.R2, 0.91714695335619, 1e-12) || !near(l.Autocorrelation, -0.24495101708578, 1e-12) {
			t.Errorf("the line is %+v", l)
		}
	}
}

// The delta method must agree with the slopes of what it is applied to.
func TestStandardErrorsOfFactorAndMonthsFollowFromTheSlopes(t *testing.T) {
	l, err := FitLogLine(monthly(6), []float64{9, 8, 5, 5, 3, 3}, 1)
	if err != nil {
		t.Fatal(err)
	}
	const h = 1e-6
	up, down := LogLine{Slope: l.Slope + h}, LogLine{Slope: l.Slope - h}
	a, _ := up.MonthsToFall(10)
	b, _ := down.MonthsToFall(10)
	m, err := l.MonthsToFall(10)
	slope := math.Abs(a.Months-b.Months) / (2 * h)
	if err != nil || !near(m.SE, slope*l.SE, 1e-7) || !near(m.NeweyWest, slope*l.NeweyWest, 1e-7) {
		t.Errorf("months have %.9f and %.9f (%v), want %.9f and %.9f", m.SE, m.NeweyWest, err, slope*l.SE, slope*l.NeweyWest)
	}
	if want := (math.Exp(l.Slope+h) - math.Exp(l.Slope-h)) / (2 * h) * l.SE; !near(l.FactorSE, want, 1e-9) {
		t.Errorf("the factor has %.10f, want %.10f", l.FactorSE, want)
	}
}

// What the comment of FitLogLine says of 24 monthly prices.
func TestHowFarTheStandardErrorsOfALineCanBeTrusted(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	const histories, n = 10000, 24
	year := monthly(n)
	for _, w := range []struct{ rho, plain, neweyWest float64 }{{0, 0.94, 0.88}, {0.6, 0.66, 0.71}} {
		var plain, neweyWest float64
		for range histories {
			price := make([]float64, n)
			u := r.NormFloat64()
			for i := range price {
				price[i] = math.Exp(0.2*u - (year[i] - 2023))
				u = w.rho*u + math.Sqrt(1-w.rho*w.rho)*r.NormFloat64()
			}
			l, err := FitLogLine(year, price, Lag(n))
			if err != nil {
				t.Fatal(err)
			}
			if e := math.Abs(l.Slope + 1); e < 1.96*l.SE {
				plain += 1.0 / histories
			}
			if e := math.Abs(l.Slope + 1); e < 1.96*l.NeweyWest {
				neweyWest += 1.0 / histories
			}
		}
		if !near(plain, w.plain, 0.02) || !near(neweyWest, w.neweyWest, 0.02) {
			t.Errorf("with autocorrelation %.1f the slope is within 1.96 of SE in %.1f%%, of NeweyWest in %.1f%%, want %.0f%% and %.0f%%", w.rho, 100*plain, 100*neweyWest, 100*w.plain, 100*w.neweyWest)
		}
	}
}

func TestAPriceThatNeverMovesHasNoSlope(t *testing.T) {
	l, err := FitLogLine(monthly(7), []float64{3, 3, 3, 3, 3, 3, 3}, 2)
	if err != nil || l.Slope != 0 || l.SE != 0 || l.Factor != 1 || !math.IsNaN(l.R2) || !math.IsNaN(l.Autocorrelation) {
		t.Errorf("a constant price gives %+v (%v), want slope 0 and no R²", l, err)
	}
	if _, err := l.MonthsToFall(10); err == nil || !strings.Contains(err.Error(), "log price changes by 0 a year") {
		t.Errorf("its months to a tenth: error is %v", err)
	}
	if f, err := FindFloor(monthly(7), []float64{3, 3, 3, 3, 3, 3, 3}); err != nil || f.Found {
		t.Errorf("a constant price has stopped falling: %+v (%v)", f, err)
	}
}

func TestLagRule(t *testing.T) {
	for n, want := range map[int]int{1: 0, 2: 0, 3: 1, 12: 2, 24: 2, 36: 3, 100: 4, 1000: 6} {
		if got := Lag(n); got != want {
			t.Errorf("the lag for %d prices is %d, want %d", n, got, want)
		}
	}
}

func TestSeriesErrors(t *testing.T) {
	one, two, three := []float64{1}, []float64{1, 2}, []float64{1, 2, 3}
	nan, inf := math.NaN(), math.Inf(1)
	line := func(year, price []float64, lag int) error { _, err := FitLogLine(year, price, lag); return err }
	ends := func(year, price []float64) error { _, err := AnnualFactor(year, price); return err }
	fall := func(fold float64) error { _, err := TimeToFall(two, two, fold); return err }
	_, floor := FindFloor(three, three)
	for _, c := range []struct {
		err  error
		want string
	}{
		{ends(one, two), "priceindex: 1 years for 2 prices: give one year per price"},
		{ends(one, one), "priceindex: 1 prices are too few: give at least 2"},
		{ends(two, []float64{1, 0}), "priceindex: price[1] is 0: give positive, finite numbers"},
		{ends([]float64{2, 2, 1}, three), "priceindex: year[1] is 2 after 2: give one price per date, the dates in order\npriceindex: year[2] is 1 after 2"},
		{ends([]float64{nan, inf}, two), "priceindex: year[0] is NaN: give a number of years, such as 2024.25\npriceindex: year[1] is +Inf"},
		{ends([]float64{1, 1 + 1e-8}, []float64{1, 1e300}), "priceindex: the price changes by a factor exp("},
		{line(three, three, 2), "priceindex: lag is 2 for 3 prices: give a number from 0 to 1, such as 1"},
		{line(three, []float64{1, -1, 2}, -1), "priceindex: price[1] is -1: give positive, finite numbers\npriceindex: lag is -1"},
		{line(two, two, 0), "priceindex: 2 prices are too few: give at least 3"},
		{fall(1), "priceindex: fold is 1: give a finite number above 1, such as 10"},
		{fall(nan), "priceindex: fold is NaN"},
		{floor, "priceindex: 3 prices are too few: give at least 6"},
	} {
		if c.err == nil || !strings.HasPrefix(c.err.Error(), c.want) {
			t.Errorf("error is %v, want %q", c.err, c.want)
		}
	}
}

// Whatever the series, each measure refuses it or is finite.
func FuzzSeries(f *testing.F) {
	f.Add(2023.0, 1.0, 0.5, 0.2, 9.0, 5.0, 3.0, 3.0, 1, 10.0)
	f.Add(0.0, 1e-9, 1e-8, 1e5, 1e308, 1e-308, 1.0, 5e-324, 0, 1.0000001)
	f.Add(math.NaN(), 0.0, -1.0, math.Inf(1), 0.0, -1.0, math.NaN(), math.Inf(1), -1, math.NaN())
	f.Fuzz(func(t *testing.T, start, d1, d2, d3, p0, p1, p2, p3 float64, lag int, fold float64) {
		year := []float64{start, start + d1, start + d1 + d2, start + d1 + d2 + d3}
		price := []float64{p0, p1, p2, p3}
		if a, err := AnnualFactor(year, price); err == nil && !positive(a) {
			t.Errorf("the annual factor of %v in %v is %g", price, year, a)
		}
		if c, err := TimeToFall(year, price, fold); err == nil && !(c.After >= 0 && c.By >= c.After && c.Crossed != math.IsInf(c.By, 1)) {
			t.Errorf("%v in %v crosses in %+v", price, year, c)
		}
		if l, err := FitLogLine(year, price, lag); err == nil {
			for _, v := range []float64{l.Slope, l.Intercept, l.SE, l.NeweyWest, l.Factor, l.FactorSE, l.FactorNeweyWest, l.Sigma} {
				if !finite(v) {
					t.Errorf("the line through %v in %v is %+v", price, year, l)
					break
				}
			}
			if m, err := l.MonthsToFall(fold); err == nil && !(m.Months > 0 && m.SE >= 0 && m.NeweyWest >= 0) {
				t.Errorf("%+v falls by %g in %+v", l, fold, m)
			}
		}
		for range 3 {
			year, price = append(year, year[len(year)-1]+d1), append(price, p3)
		}
		if fl, err := FindFloor(year, price); err == nil && !(finite(fl.Gain) && positive(fl.Level) && finite(fl.Slope) && fl.Before >= least && fl.After >= least) {
			t.Errorf("the floor of %v in %v is %+v", price, year, fl)
		}
	})
}
