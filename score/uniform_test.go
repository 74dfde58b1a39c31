package score

import (
	"testing"
)

type uniformity struct {
	CDF, Series, Critical, CriticalSeries [][]float64
	Limit, Shares, Ranks                  [][]float64
	One                                   struct {
		X                 []float64
		D, P, W2, W2P, A2 float64
	}
	Two struct {
		A, B []float64
		D, P float64
	}
}

func TestDistancesFromUniformAreThoseOfSciPy(t *testing.T) {
	r := read[uniformity](t, "ks_pit_coverage.json")
	for _, c := range r.CDF {
		got, err := KSCDF(int(c[0]), c[1])
		holds(t, "P(D <= d)", got, err, c[2])
	}
	for _, c := range r.Critical {
		got, err := KSCritical(int(c[0]), c[1])
		holds(t, "critical distance", got, err, c[2])
	}
	// SciPy's series is off by 6e-9 at n = 1000, its critical values by 4e-9, and
	// at n = 10000 by 1e-10.
	for _, c := range r.Series {
		if got := must(KSCDF(int(c[0]), c[1])); !near(got, c[2], 6e-9) {
			t.Errorf("P(D <= %g) of %g is %.12g, by the series %.12g", c[1], c[0], got, c[2])
		}
	}
	for _, c := range r.CriticalSeries {
		if got := must(KSCritical(int(c[0]), c[1])); !near(got, c[2], 4e-9) {
			t.Errorf("critical distance of %g at %g is %.12g, by the series %.12g", c[0], c[1], got, c[2])
		}
	}
	for _, c := range r.Limit {
		got, err := KolmogorovTail(c[0])
		holds(t, "Kolmogorov's limit", got, err, c[1])
	}
	ks, err := KS(r.One.X)
	holds(t, "D", ks.Distance, err, r.One.D)
	holds(t, "P of D", ks.P, err, r.One.P)
	cvm, err := CramerVonMises(r.One.X)
	holds(t, "W²", cvm.Distance, err, r.One.W2)
	holds(t, "P of W²", cvm.P, err, r.One.W2P)
	a2, err := AndersonDarling(r.One.X)
	holds(t, "A²", a2, err, r.One.A2)
	two, err := KSTwo(r.Two.A, r.Two.B)
	holds(t, "D of two samples", two.Distance, err, r.Two.D)
	holds(t, "P of D of two samples", two.P, err, r.Two.P)
}

func TestSharesAndRanksAreThoseOfSciPy(t *testing.T) {
	r := read[uniformity](t, "ks_pit_coverage.json")
	for _, c := range r.Shares {
		s := Share{int(c[0]), int(c[1])}
		w, err := s.Wilson(0.95)
		holds(t, "Wilson's lower end", w.Lo, err, c[2])
		holds(t, "Wilson's upper end", w.Hi, err, c[3])
		cp, err := s.ClopperPearson(0.95)
		holds(t, "Clopper and Pearson's lower end", cp.Lo, err, c[4])
		holds(t, "Clopper and Pearson's upper end", cp.Hi, err, c[5])
	}
	for _, c := range r.Ranks {
		lo, hi, err := QuantileRanks(int(c[0]), c[1], c[2])
		if err != nil || lo != int(c[3]) || hi != int(c[4]) {
			t.Errorf("ranks around the %g-quantile of %g are %d to %d (%v), want %g to %g", c[1], c[0], lo, hi, err, c[3], c[4])
		}
	}
}
