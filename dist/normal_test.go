package dist

import (
	"encoding/csv"
	"math"
	"os"
	"strconv"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
	"pgregory.net/rapid"
)

// A reference is a row of testdata/reference.csv, made by reference.py beside
// it in 60-digit arithmetic.
type reference struct{ p1, p2, u, x float64 }

func references(t *testing.T, law string) []reference {
	t.Helper()
	f, err := os.Open("testdata/reference.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var refs []reference
	for _, row := range rows[1:] {
		if row[0] != law {
			continue
		}
		var v [4]float64
		for i := range v {
			if v[i], err = strconv.ParseFloat(row[i+1], 64); err != nil {
				t.Fatal(err)
			}
		}
		refs = append(refs, reference{v[0], v[1], v[2], v[3]})
	}
	if len(refs) == 0 {
		t.Fatalf("no reference values for %s", law)
	}
	return refs
}

// apart returns the relative distance of got from want.
func apart(got, want float64) float64 {
	if got == want {
		return 0
	}
	return math.Abs(got-want) / math.Abs(want)
}

func TestNormalQuantileIsCorrectToFifteenDigits(t *testing.T) {
	worst := 0.0
	for _, r := range references(t, "normal") {
		got := NormalQuantile(r.u)
		if e := apart(got, r.x); e > 1e-15 {
			t.Errorf("NormalQuantile(%v) = %.17g, exactly %.17g: off by %.1e", r.u, got, r.x, e)
		} else {
			worst = math.Max(worst, e)
		}
	}
	t.Logf("largest relative error %.1e", worst)
}

func TestNormalQuantileAtAndBeyondTheEnds(t *testing.T) {
	if got := NormalQuantile(0); !math.IsInf(got, -1) {
		t.Errorf("NormalQuantile(0) = %g, want -Inf", got)
	}
	if got := NormalQuantile(1); !math.IsInf(got, 1) {
		t.Errorf("NormalQuantile(1) = %g, want +Inf", got)
	}
	for _, u := range []float64{-0.1, 1.1, math.NaN(), math.Inf(1), math.Inf(-1)} {
		if got := NormalQuantile(u); !math.IsNaN(got) {
			t.Errorf("NormalQuantile(%g) = %g, but %g is no probability: want NaN", u, got, u)
		}
	}
}

// These bits may not depend on the machine; a change moves every result.
func TestNormalQuantileIsFrozen(t *testing.T) {
	for u, want := range map[float64]uint64{
		0x1p-53: 0xc0206b48528cea51,
		1e-9:    0xc017fdc11f44b5a7,
		0.01:    0xc0029c5c4630ff0e,
		0.3:     0xbfe0c7e39582c5fa,
		0.7:     0x3fe0c7e39582c5fa,
		0.99:    0x40029c5c4630ff0c,
	} {
		if got := math.Float64bits(NormalQuantile(u)); got != want {
			t.Errorf("NormalQuantile(%g) has bits %#x, frozen as %#x", u, got, want)
		}
	}
}

func TestOwnLogarithmAgreesWithTheStandardLibrary(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0x1p-1022, 0.5).Draw(t, "p")
		if got, want := logBelowOne(p), math.Log(p); apart(got, want) > 0x1p-52 {
			t.Fatalf("ln %g = %.17g, math.Log gives %.17g", p, got, want)
		}
	})
	// math.Log on amd64 is wrong by 35 here.
	if got, want := logBelowOne(0x1p-1074), -1074*math.Ln2; apart(got, want) > 0x1p-52 {
		t.Errorf("ln 2^-1074 = %.17g, want %.17g", got, want)
	}
}

func FuzzNormalQuantile(f *testing.F) {
	for _, u := range []float64{0x1p-1074, 1e-300, 0.075, 0.5, 0.925, 1 - 0x1p-53} {
		f.Add(u)
	}
	f.Fuzz(func(t *testing.T, u float64) {
		if !(u > 0 && u < 1) {
			return
		}
		z := NormalQuantile(u)
		if next := NormalQuantile(math.Nextafter(u, 1)); next < z-4e-16*math.Abs(z) {
			t.Errorf("NormalQuantile falls from %.17g to %.17g after %.17g", z, next, u)
		}
		// The CDF's error is that of erfc plus its slope in z, which grows
		// with z² in relative terms.
		if back := NormalCDF(z); math.Abs(back-u) > 2e-15*u*(1+z*z) {
			t.Errorf("NormalCDF(NormalQuantile(%.17g)) = %.17g", u, back)
		}
	})
}

func TestNormalAndLogNormalAgreeWithGonum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		mu, sigma := rapid.Float64Range(-5, 5).Draw(t, "mu"), rapid.Float64Range(0.01, 3).Draw(t, "sigma")
		x := rapid.Float64Range(-10, 10).Draw(t, "x")
		if got, want := (Normal{mu, sigma}).CDF(x), (distuv.Normal{Mu: mu, Sigma: sigma}).CDF(x); math.Abs(got-want) > 1e-14 {
			t.Fatalf("normal CDF(%g) = %.16g, gonum gives %.16g", x, got, want)
		}
		want := distuv.LogNormal{Mu: mu, Sigma: sigma}
		if got := (LogNormal{mu, sigma}).CDF(math.Exp(x)); math.Abs(got-want.CDF(math.Exp(x))) > 1e-13 {
			t.Fatalf("log-normal CDF(%g) = %.16g, gonum gives %.16g", math.Exp(x), got, want.CDF(math.Exp(x)))
		}
		if got := (LogNormal{mu, sigma}).Mean(); apart(got, want.Mean()) > 1e-14 {
			t.Fatalf("log-normal mean %.16g, gonum gives %.16g", got, want.Mean())
		}
	})
}

var sink float64

func BenchmarkNormalQuantile(b *testing.B) {
	var sum float64
	u := 0.5
	for range b.N {
		sum += NormalQuantile(u)
		if u += 0.6180339887498949; u >= 1 {
			u--
		}
	}
	sink = sum
}
