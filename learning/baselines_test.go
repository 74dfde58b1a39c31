package learning

import (
	"math"
	"strings"
	"testing"

	"gonum.org/v1/gonum/mathext"
)

// All 216 cases of testdata/baselines.csv, to a millionth.
func TestForecastsAreThoseOfThePublishedMethods(t *testing.T) {
	rows, data := read(t, "baselines.csv"), products(t, "experience.csv", "product")
	if n := len(rows["method"]); n != 216 {
		t.Fatalf("testdata holds %d cases, want 216", n)
	}
	for i, method := range rows["method"] {
		field := func(column string) float64 { return number(t, rows[column][i]) }
		all, origin, tau := data[rows["product"][i]], field("origin"), field("tau")
		past, target := all.until(origin), all.until(origin+tau)
		if len(past.cost) != int(field("points")) {
			t.Fatalf("case %d: %d points, want %g", i, len(past.cost), field("points"))
		}
		f, err := baseline(t, method, past, target)
		if err != nil {
			t.Fatalf("case %d, %s: %v", i, method, err)
		}
		y := math.Log(target.cost[len(target.cost)-1])
		for _, c := range []struct {
			what      string
			got, want float64
		}{
			{"mid", f.Mid, field("mid")},
			{"scale", f.Scale, field("scale")},
			{"degrees of freedom", f.Freedom, field("df")},
			{"observation", y, field("observed")},
			{"PIT", f.CDF(y), field("pit")},
			{"CRPS", crps(f, y), field("crps")},
			{"quantile at the PIT", f.Quantile(field("pit")), y},
		} {
			if !(math.Abs(c.got-c.want) < 1e-6*max(1, math.Abs(c.want))) {
				t.Errorf("%s %g + %g, %s: %s is %.12g, want %.12g", rows["product"][i], origin, tau, method, c.what, c.got, c.want)
			}
		}
	}
}

// baseline is the forecast of the last point of target from past.
func baseline(t *testing.T, method string, past, target product) (Forecast, error) {
	name, weight, _ := strings.Cut(strings.Replace(method, "wright growing", "growing", 1), " ")
	var theta float64
	if weight != "" && weight != "levels" {
		theta = number(t, weight)
	}
	n, tau := len(past.cost), len(target.cost)-len(past.cost)
	switch {
	case name == "persistence":
		p, err := FitPersistence(past.year, past.cost)
		if err != nil {
			return Forecast{}, err
		}
		return p.Forecast(tau)
	case name == "moore":
		m, err := FitTrend(past.year, past.cost)
		if err != nil {
			return Forecast{}, err
		}
		return m.Forecast(target.year[len(target.year)-1])
	case name == "walk":
		w, err := FitWalk(past.year, past.cost)
		if err != nil {
			return Forecast{}, err
		}
		return w.Forecast(theta, tau)
	case weight == "levels":
		l, err := FitLevels(past.cost, past.output)
		if err != nil {
			return Forecast{}, err
		}
		return l.Forecast(target.output[len(target.output)-1])
	}
	e, err := Fit(past.cost, past.output)
	if err != nil {
		return Forecast{}, err
	}
	if name == "growing" {
		return e.ForecastGrowing(theta, tau)
	}
	return e.Forecast(theta, target.output[n:])
}

// crps of a Student law with ν > 1 degrees of freedom (Jordan, Krüger and Lerch
// 2019), with z = (y - mid)/scale, F and f the standard law and density,
//
//	z (2F(z) - 1) + 2 f(z)(ν + z²)/(ν - 1) - 2√ν/(ν-1) · B(½, ν - ½)/B(½, ν/2)²
func crps(f Forecast, y float64) float64 {
	nu, z := f.Freedom, (y-f.Mid)/f.Scale
	standard := Forecast{Scale: 1, Freedom: nu}
	b := mathext.Beta(0.5, nu/2)
	return f.Scale * (z*(2*standard.CDF(z)-1) + 2*math.Exp(standard.LogDensity(z))*(nu+z*z)/(nu-1) -
		2*math.Sqrt(nu)/(nu-1)*mathext.Beta(0.5, nu-0.5)/(b*b))
}
