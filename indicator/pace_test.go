package indicator

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// gpu adds the growth of FLOP/s for a dollar.
func (p *panel) gpu(value, low, high float64) {
	p.Figures = append(p.Figures, undercut.Figure{
		Subject: "GPU", Kind: "segment", Metric: "growth", Unit: "x/year", Value: value, Low: low, High: high,
		From: p.day("2006-01-01"), Until: p.day("2023-12-31"), Seen: p.day("2024-01-31"), Source: "greaterwrong.com",
	})
}

// A Chinese model whose price falls by 1.2 in logs a year, on the last day of
// each month, against hardware at 0.6 (0.5 to 0.7): twice as fast, and an
// interval of 2·0.1/0.6 on either side. A cheaper one without weights and a
// cheaper one from elsewhere do not count, nor does the price before the
// weights came out.
func TestPaceOfPricesByHand(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	p.release("East", "o1", "2024-01-01", undercut.APIOnly, 200)
	p.opens("o1", "2024-06-30")
	p.release("East", "api", "2024-01-01", undercut.APIOnly, 200)
	p.release("West", "w1", "2024-01-01", undercut.OpenWeights, 200)
	for i := range p.Releases {
		p.Releases[i].Country = map[string]string{"West": "US", "East": "CN"}[p.Releases[i].Developer]
	}
	p.offer("o1", "east", undercut.FirstParty, 1e-6, "2024-01-01", "2024-06-30")
	for m := undercut.Date(2024, 6); m <= undercut.Date(2025, 12); m++ {
		d := m.Last()
		p.offer("o1", "east", undercut.FirstParty, math.Exp(-1.2*(d.Years()-2024)), d.String(), (m + 1).Last().String())
	}
	p.offer("api", "east", undercut.FirstParty, 1e-6, "2024-01-01", "")
	p.offer("w1", "west", undercut.FirstParty, 1e-6, "2024-01-01", "")
	if e := p.measure(Pace, Choice{Level: "100"}); !strings.Contains(e.Undefined, "no figure of subject GPU") {
		t.Errorf("without hardware: %v, %q", e.Mid, e.Undefined)
	}
	p.gpu(math.Exp(0.6), math.Exp(0.5), math.Exp(0.7))
	e := p.measure(Pace, Choice{Level: "100"})
	if e.N != 19 || math.Abs(e.Mid-2) > 1e-6 || math.Abs(e.Hi-2-0.2/0.6) > 1e-6 || math.Abs(e.Lo-2+0.2/0.6) > 1e-6 {
		t.Errorf("%v (%v to %v) over %d month ends, %q", e.Mid, e.Lo, e.Hi, e.N, e.Undefined)
	}
	if e := p.measure(Pace, Choice{Level: "100", From: "2025-06-01"}); !strings.Contains(e.Undefined, "7 month ends") {
		t.Errorf("seven months: %v, %q", e.Mid, e.Undefined)
	}
	// Only the years before 2025 have been seen by then.
	if e := p.measure(Pace, Choice{Level: "100", At: "2024-01-30"}); !strings.Contains(e.Undefined, "had been published by 2024-01-30") {
		t.Errorf("before the figure was published: %v, %q", e.Mid, e.Undefined)
	}
}

// Scores on the plane 50 + 5 log10 F + 10 t: two decades of compute saved a
// year; hardware at one decade.
func TestPaceOfAlgorithmsByHand(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	p.gpu(10, nan, nan)
	for k := range 12 {
		day := p.day("2024-01-01") + undercut.Day(50*k)
		decade := float64(22 + k*k%5)
		p.release("East"+string(rune('A'+k%4)), "m"+string(rune('A'+k)), day.String(), undercut.OpenWeights, 50+5*decade+10*(day.Years()-2024))
		r := &p.Releases[len(p.Releases)-1]
		r.Country, r.Params.FLOP = "CN", math.Pow(10, decade)
	}
	e := p.measure(Pace, Choice{Definition: "algorithms", Level: "100"})
	if math.Abs(e.Mid-2) > 1e-9 || math.Abs(e.Hi-e.Lo) > 1e-6 || e.N != 12 || !warned(e, "4 developers") {
		t.Errorf("%v (%v to %v) of %d, %q %q", e.Mid, e.Lo, e.Hi, e.N, e.Undefined, e.Warnings)
	}
}

// With x and t at ±1 and y of 0 3 1 8: β = 6/4, γ = 10/4, residuals 1 -1 -1 1.
// Each its own group, the sums for β are -1 1 -1 1 over 4, for γ -1 -1 1 1:
// variances 4·4/16, as n-1 over n-3 is 3 and G over G-1 4/3, covariance 0.
func TestPlaneByHand(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	var d plane
	for i, y := range []float64{0, 3, 1, 8} {
		d.add(float64(i/2*2-1), float64(i%2*2-1), y, string(rune('a'+i)))
	}
	ratio, se, slope := d.ratio()
	p.is("γ/β", ratio, 5.0/3)
	p.is("its error", se, math.Sqrt((2.5*2.5/(1.5*1.5)+1)/(1.5*1.5)))
	p.is("β over its error", slope, 1.5)
	// Two by two: in a, where x is -1, the sums are 0 for β and (-1-1)/4 for γ; in
	// b 0 and (1+1)/4. V_β is 0 and V_γ 2/4, times 2 for G over G-1 and 3.
	d.group = []string{"a", "a", "b", "b"}
	_, se, _ = d.ratio()
	p.is("clustered", se, math.Sqrt(0.5*6)/1.5)
}
