package survival

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func ExampleKaplanMeier() {
	// Months until five prices were cut; two have not been, so far.
	c, _ := KaplanMeier([]float64{3, 8, 5, 8, 12}, []bool{true, true, false, true, false})
	for _, s := range c.Steps {
		fmt.Printf("month %g: %d of %d cut, %.3f still uncut\n", s.Time, s.Events, s.AtRisk, s.Survival)
	}
	mean, se, _ := c.RestrictedMean(12)
	fmt.Printf("median %g months, in the first year %.2f ± %.2f months at the old price\n", c.Median(), mean, se)
	// Output:
	// month 3: 1 of 5 cut, 0.800 still uncut
	// month 8: 2 of 3 cut, 0.267 still uncut
	// median 8 months, in the first year 8.07 ± 1.43 months at the old price
}

// The numbers of R's survfit with conf.type = "log-log", which SAS prints too:
// median 23 weeks, 95% from 13 to no upper limit.
func TestFreireichsBandAndMedian(t *testing.T) {
	c := freireich(t)
	band, err := c.Band(0.95)
	if err != nil {
		t.Fatal(err)
	}
	lower := []float64{0.619717955266, 0.563146564622, 0.503199510800, 0.431610222486, 0.367510855988, 0.267778936767, 0.188052005959}
	upper := []float64{0.951551747647, 0.922809019203, 0.889361835169, 0.849065963349, 0.804912189472, 0.746790717635, 0.680142628495}
	for i, b := range band {
		if !near(b.Lo, lower[i], 1e-10) || !near(b.Hi, upper[i], 1e-10) {
			t.Errorf("week %g: band %.12f to %.12f, want %.12f to %.12f", c.Steps[i].Time, b.Lo, b.Hi, lower[i], upper[i])
		}
	}
	when, err := c.EndedByInterval(0.5, 0.95)
	if err != nil || c.Median() != 23 || when != (Interval{13, math.Inf(1)}) {
		t.Errorf("the median is %g, %v (%v), want 23, {13 +Inf}", c.Median(), when, err)
	}
	when, err = c.EndedByInterval(0.25, 0.95)
	if q, _ := c.EndedBy(0.25); err != nil || q != 13 || when != (Interval{6, 22}) {
		t.Errorf("a quarter has relapsed by %g, %v (%v), want 13, {6 22}", q, when, err)
	}
	if q, err := c.EndedBy(0.75); err != nil || !math.IsInf(q, 1) {
		t.Errorf("three quarters have relapsed by %g (%v), want never while followed", q, err)
	}
}

// R: print(survfit(...), rmean = 35) and rmean = 23. SAS LIFETEST's 17.909 ±
// 1.647 for the latter is 1.5532 √(9/8): it corrects for nine events.
func TestFreireichsRestrictedMean(t *testing.T) {
	c := freireich(t)
	for _, w := range []struct{ horizon, mean, se float64 }{
		{35, 23.28739495798, 2.82746762337},
		{23, 17.90924369748, 1.55318997825},
		{6, 6, 0},
		{3, 3, 0},
	} {
		mean, se, err := c.RestrictedMean(w.horizon)
		if err != nil || !near(mean, w.mean, 1e-10) || !near(se, w.se, 1e-10) {
			t.Errorf("to week %g the mean is %.11f ± %.11f (%v), want %.11f ± %.11f", w.horizon, mean, se, err, w.mean, w.se)
		}
	}
	if _, _, err := c.RestrictedMean(36); err == nil {
		t.Error("a mean to week 36 is given though nobody was followed so long")
	}
}

// Without censoring the restricted mean is the sample mean, its variance that
// of a mean with divisor n.
func TestRestrictedMeanWithoutCensoringIsTheMean(t *testing.T) {
	time, event := []float64{1, 2, 2, 7}, []bool{true, true, true, true}
	c, err := KaplanMeier(time, event)
	if err != nil {
		t.Fatal(err)
	}
	mean, se, err := c.RestrictedMean(7)
	if want := math.Sqrt((4.0 + 1 + 1 + 16) / 16); err != nil || !near(mean, 3, 1e-14) || !near(se, want, 1e-14) {
		t.Errorf("the mean of %v is %.15f ± %.15f (%v), want 3 ± %.15f", time, mean, se, err, want)
	}
}

// 3/4 · 2/3 is one half although float64 makes it a bit more.
func TestHalfIsReachedInSpiteOfRounding(t *testing.T) {
	for n := 2; n <= 400; n += 2 {
		time, event := make([]float64, n), make([]bool, n)
		for i := range time {
			time[i], event[i] = float64(i+1), true
		}
		c, err := KaplanMeier(time, event)
		if err != nil || c.Median() != float64(n/2) {
			t.Fatalf("the median of 1 to %d is %g (%v), want %d", n, c.Median(), err, n/2)
		}
	}
}

// Over many samples of 40 lives, a quarter of them censored, the 90% band
// holds the truth in nine of ten. 4,000 samples know that to half a percent;
// the transform is itself an approximation.
func TestIntervalsHoldTheTruth(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	const samples = 4000
	var band, median, mean int
	for range samples {
		time, event := make([]float64, 40), make([]bool, 40)
		for i := range time {
			life, lost := r.ExpFloat64(), 3*r.ExpFloat64()
			time[i], event[i] = min(life, lost), life <= lost
		}
		c, err := KaplanMeier(time, event)
		if err != nil {
			t.Fatal(err)
		}
		b, _ := c.Band(0.9)
		for i := len(b) - 1; i >= 0; i-- {
			if s := c.Steps[i]; s.Time <= 0.7 {
				if want := math.Exp(-0.7); b[i].Lo <= want && want <= b[i].Hi {
					band++
				}
				break
			}
		}
		if m, _ := c.EndedByInterval(0.5, 0.9); m.Lo <= math.Ln2 && math.Ln2 <= m.Hi {
			median++
		}
		if m, se, err := c.RestrictedMean(0.7); err == nil && math.Abs(m-(1-math.Exp(-0.7))) < 1.644854*se {
			mean++
		}
	}
	for what, hits := range map[string]int{"band": band, "median": median, "restricted mean": mean} {
		if share := float64(hits) / samples; share < 0.87 || share > 0.93 {
			t.Errorf("the 90%% interval of the %s holds the truth in %.1f%%", what, 100*share)
		}
	}
}

func TestSummariesRefuseWhatTheyCannotAnswer(t *testing.T) {
	c := freireich(t)
	for _, bad := range []float64{0, 1, -0.5, math.NaN(), math.Inf(1)} {
		if _, err := c.Band(bad); err == nil {
			t.Errorf("a band of level %g is given", bad)
		}
		if _, err := c.EndedBy(bad); err == nil {
			t.Errorf("a time by which %g have ended is given", bad)
		}
		if _, err := c.EndedByInterval(0.5, bad); err == nil {
			t.Errorf("an interval of level %g is given", bad)
		}
	}
	for _, bad := range []float64{0, -1, math.NaN(), math.Inf(1)} {
		if _, _, err := c.RestrictedMean(bad); err == nil {
			t.Errorf("a mean to %g is given", bad)
		}
	}
}

// Whatever the follow-up, it is refused or gives shares that fall from 1,
// within a band that is in order.
func FuzzCurve(f *testing.F) {
	f.Add(0.0, 1.0, 0.0, 2.0, 0.5, 3.0, byte(7), true)
	f.Add(0.0, 6.0, 1.0, 6.0, 5.0, 6.0, byte(3), true)
	f.Add(math.NaN(), -1.0, math.Inf(1), 0.0, 1e308, 5e-324, byte(0), false)
	f.Fuzz(func(t *testing.T, e0, t0, e1, t1, e2, t2 float64, ended byte, delayed bool) {
		time := []float64{t0, t1, t2}
		event := []bool{ended&1 > 0, ended&2 > 0, ended&4 > 0}
		c, err := KaplanMeier(time, event)
		if delayed {
			c, err = DelayedEntry([]float64{e0, e1, e2}, time, event)
		}
		if err != nil {
			return
		}
		before, last := 1.0, math.Inf(-1)
		band, err := c.Band(0.9)
		if err != nil {
			t.Fatal(err)
		}
		for i, s := range c.Steps {
			if !(s.Survival >= 0 && s.Survival < before && s.Time > last && s.SE >= 0) {
				t.Errorf("step %d of %v is %+v after S = %g", i, time, s, before)
			}
			if b := band[i]; s.Survival > 0 && !(b.Lo <= s.Survival && s.Survival <= b.Hi && b.Lo >= 0 && b.Hi <= 1) {
				t.Errorf("S = %g lies in %+v", s.Survival, b)
			}
			before, last = s.Survival, s.Time
		}
		if mean, se, err := c.RestrictedMean(c.Last); err == nil && !(mean >= 0 && mean <= c.Last && se >= 0) {
			t.Errorf("the mean of %v to %g is %g ± %g", time, c.Last, mean, se)
		}
	})
}
