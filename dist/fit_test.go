package dist

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A source that quotes the quantiles of a law gets that law back.
func TestFitsRecoverTheLawThatTheQuantilesCameFrom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		level := rapid.SampledFrom([]float64{0.5, 0.8, 0.9, 0.95}).Draw(t, "level")
		shape := rapid.Float64Range(0.8, 30).Draw(t, "shape")
		other := rapid.Float64Range(0.8, 30).Draw(t, "other")
		scale := rapid.Float64Range(0.1, 10).Draw(t, "scale")
		quote := func(d Dist) (low, mid, high float64) {
			p := (1 - level) / 2
			return d.Quantile(p), d.Quantile(0.5), d.Quantile(1 - p)
		}
		var got, want Dist
		var err error
		switch rapid.SampledFrom([]string{"normal", "log-normal", "gamma", "beta"}).Draw(t, "law") {
		case "normal":
			want = Normal{shape, scale}
			low, mid, high := quote(want)
			got, err = FitNormal(low, mid, high, level)
		case "log-normal":
			want = LogNormal{math.Log(shape), scale / 5}
			low, mid, high := quote(want)
			got, err = FitLogNormal(low, mid, high, level)
		case "gamma":
			want = Gamma{shape, scale}
			low, mid, high := quote(want)
			got, err = FitGamma(low, mid, high, level)
		case "beta":
			want = Beta{shape, other, -scale, scale}
			low, mid, high := quote(want)
			got, err = FitBeta(low, mid, high, level, -scale, scale)
		}
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range []float64{0.01, 0.3, 0.5, 0.99} {
			if x, y := got.Quantile(u), want.Quantile(u); math.Abs(x-y) > 1e-7*(math.Abs(y)+scale) {
				t.Fatalf("quantile %g of the fit %+v is %.12g, of the law %+v %.12g", u, got, x, want, y)
			}
		}
	})
}

// Laws with a mode have three parameters for three numbers: mode and both ends
// of the interval must come back exactly.
func TestPeakedFitsKeepModeAndInterval(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		low := rapid.Float64Range(-10, 10).Draw(t, "low")
		mid := low + rapid.Float64Range(0.05, 10).Draw(t, "left")
		high := mid + rapid.Float64Range(0.05, 10).Draw(t, "right")
		level := rapid.SampledFrom([]float64{0.5, 0.8, 0.9, 0.95}).Draw(t, "level")
		tri, err := FitTriangular(low, mid, high, level)
		if err != nil {
			t.Fatal(err)
		}
		pert, err := FitPERT(low, mid, high, level)
		if err != nil {
			t.Fatal(err)
		}
		if tri.Mode != mid || pert.Mode != mid {
			t.Fatalf("modes %g and %g, want %g", tri.Mode, pert.Mode, mid)
		}
		for _, d := range []Dist{tri, pert} {
			if err := d.Validate(); err != nil {
				t.Fatal(err)
			}
			p := (1 - level) / 2
			for u, want := range map[float64]float64{p: low, 1 - p: high} {
				if got := d.Quantile(u); math.Abs(got-want) > 1e-9*(high-low) {
					t.Fatalf("%+v has quantile %g at %g, want %g", d, u, got, want)
				}
			}
		}
	})
}

func TestFitsKeepMedianAndWidthOfASkewedGuess(t *testing.T) {
	d, err := FitNormal(0.10, 0.18, 0.25, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	if got := d.Quantile(0.5); apart(got, 0.18) > 1e-15 {
		t.Errorf("the median is %g, the guess says 0.18", got)
	}
	if got := d.Quantile(0.95) - d.Quantile(0.05); apart(got, 0.15) > 1e-12 {
		t.Errorf("the 90%% interval is %g wide, the guess says 0.15", got)
	}
	l, err := FitLogNormal(1500, 3800, 8000, 0.9)
	if err != nil {
		t.Fatal(err)
	}
	if got := l.Quantile(0.95) / l.Quantile(0.05); apart(got, 8000.0/1500) > 1e-12 {
		t.Errorf("the 90%% interval spans a factor of %g, the guess says %g", got, 8000.0/1500)
	}
}

func TestFitsRefuseWhatTheyCannotKeep(t *testing.T) {
	fit := func(law string, low, mid, high, level float64) error {
		var err error
		switch law {
		case "normal":
			_, err = FitNormal(low, mid, high, level)
		case "log-normal":
			_, err = FitLogNormal(low, mid, high, level)
		case "gamma":
			_, err = FitGamma(low, mid, high, level)
		case "beta":
			_, err = FitBeta(low, mid, high, level, 0, 1)
		case "pert":
			_, err = FitPERT(low, mid, high, level)
		case "triangular":
			_, err = FitTriangular(low, mid, high, level)
		}
		return err
	}
	for _, c := range []struct {
		law                   string
		low, mid, high, level float64
		want                  string
	}{
		{"normal", 2, 3.6, 4, 0.9, "fit normal: with median 3.6 a law as wide as [2, 4] has 0.42% below and 26% above it, not 5% each: try another law"},
		{"normal", 3, 2, 4, 0.9, "fit normal: low 3, mid 2, high 4 do not increase: give low < mid < high"},
		{"pert", 1, 2, 3, 90, "fit pert: level is 90: give the probability of low to high, between 0 and 1 (often 0.9)"},
		{"triangular", 1, math.NaN(), 3, 0.9, "fit triangular: mid is NaN: give a finite number"},
		{"log-normal", 0, 2, 4, 0.9, "fit log-normal: low is 0: give positive numbers, or use normal or PERT"},
		{"gamma", -1, 2, 4, 0.9, "fit gamma: low is -1: give numbers that are not negative, or use normal or PERT"},
		{"beta", 0.1, 0.5, 1, 0.9, "fit beta: [0.1, 1] does not lie inside the support (0, 1): widen the support, or use PERT"},
		{"gamma", 1, 1.1, 50, 0.9, "fit gamma: with median 1.1 a law as wide as [1, 50] has"},
	} {
		if err := fit(c.law, c.low, c.mid, c.high, c.level); err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%+v: error is %v", c, err)
		}
	}
}
