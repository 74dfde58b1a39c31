package learning

import (
	"math"
	"testing"
)

// The counts of Farmer and Lafond (2016): 66 technologies, 53 of them improving
// at the 10% level of a one-sided test, 8,212 forecasts of those from five
// steps, 6,391 of them up to 20 years ahead.
func TestTheSetOfFarmerAndLafond(t *testing.T) {
	data := products(t, "costs.csv", "technology")
	var improving, all, upTo20 int
	for name, p := range data {
		w, err := FitWalk(p.year, p.cost)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if w.ImprovementP() < 0.1 {
			improving++
			all += len(hindcasts(t, len(p.cost), 5, len(p.cost)))
			upTo20 += len(hindcasts(t, len(p.cost), 5, 20))
		}
	}
	for _, c := range []struct {
		what      string
		got, want int
	}{
		{"technologies", len(data), 66},
		{"improving technologies", improving, 53},
		{"forecasts", all, 8212},
		{"forecasts up to 20 years ahead", upTo20, 6391},
	} {
		if c.got != c.want {
			t.Errorf("%d %s, the paper has %d", c.got, c.what, c.want)
		}
	}
}

func hindcasts(t *testing.T, n, m, horizon int) []Hindcast {
	t.Helper()
	h, err := Hindcasts(n, m, horizon)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// Measured here on the 6,391 forecasts up to 20 years: intervals of the plain
// walk are too narrow, those with the weight 0.63 less so. Neither reaches 80%.
func TestNewsOfLastStepMakesIntervalsMoreHonest(t *testing.T) {
	plain, news := coverage(t, 0), coverage(t, ThetaFarmerLafond)
	if math.Abs(plain-0.663) > 0.001 || math.Abs(news-0.738) > 0.001 {
		t.Errorf("80%% intervals cover %.4f with θ = 0 and %.4f with θ = 0.63, before 0.663 and 0.738", plain, news)
	}
}

// coverage of the central 80% intervals over the hindcasts of the paper.
func coverage(t *testing.T, theta float64) float64 {
	var inside, all float64
	for name, p := range products(t, "costs.csv", "technology") {
		whole, err := FitWalk(p.year, p.cost)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if whole.ImprovementP() >= 0.1 {
			continue
		}
		for _, h := range hindcasts(t, len(p.cost), 5, 20) {
			w, err := FitWalk(p.year[h.From:h.Origin+1], p.cost[h.From:h.Origin+1])
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			f, err := w.Forecast(theta, h.Target-h.Origin)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if u := f.CDF(math.Log(p.cost[h.Target])); u > 0.1 && u < 0.9 {
				inside++
			}
			all++
		}
	}
	return inside / all
}

func TestHindcastsKnowOnlyTheirSteps(t *testing.T) {
	got := hindcasts(t, 6, 3, 2)
	want := []Hindcast{{0, 3, 4}, {0, 3, 5}, {1, 4, 5}}
	if len(got) != len(want) {
		t.Fatalf("%v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("hindcast %d is %v, want %v", i, got[i], want[i])
		}
	}
	if h := hindcasts(t, 4, 3, 9); len(h) != 0 {
		t.Errorf("four points and three steps give %v, want none", h)
	}
	if _, err := Hindcasts(10, 1, 5); err == nil {
		t.Error("hindcasts from one step are accepted")
	}
}
