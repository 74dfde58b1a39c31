package bertrand_test

import (
	"math"
	"testing"
)

// Nocke and Schutz (2018) logit with lambda = 1 and H0 = 1: firms of type T
// solve mu (1 - T/H exp(-mu)) = 1. The rows were computed with an independent
// fixed point on (H, mu).
func TestNockeSchutzTypes(t *testing.T) {
	for _, row := range []struct {
		types           []float64
		h               float64
		mu, share, gain []float64
	}{
		{[]float64{1}, 1.278464543, []float64{1.278464543}, []float64{0.217811706}, []float64{0.278464543}},
		{[]float64{math.E}, 1.567143290, []float64{1.567143290}, []float64{0.361896257}, []float64{0.567143290}},
		{[]float64{math.E * math.E}, 2, []float64{2}, []float64{0.5}, []float64{1}},
		{[]float64{10, 1}, 2.657583317, []float64{2.012247206, 1.137236106}, []float64{0.503043166, 0.120675122}, []float64{1.012247206, 0.137236106}},
		{[]float64{10, 5, 1}, 4.397934713, []float64{1.704766737, 1.393250619, 1.083373169}, []float64{0.413409484, 0.282254042, 0.076957018}, []float64{0.704766737, 0.393250619, 0.083373169}},
		{[]float64{100, 10, 1}, 10.791581326, []float64{2.690997265, 1.326254682, 1.034070143}, []float64{0.628390555, 0.245997007, 0.032947613}, []float64{1.690997265, 0.326254682, 0.034070143}},
	} {
		delta, cost, firm := make([]float64, len(row.types)), make([]float64, len(row.types)), make([]int, len(row.types))
		for f, v := range row.types {
			delta[f], cost[f], firm[f] = math.Log(v)+2, 2, f
		}
		p := logit(1, delta, cost, firm, nil, nil, 1)
		price, s := solve(t, p)
		near(t, "H", []float64{math.Exp(p.LogSum(0, price))}, []float64{row.h}, 1e-9)
		margin, profit := make([]float64, len(price)), make([]float64, len(price))
		s.Margins(margin)
		s.Profits(profit)
		near(t, "mu", margin, row.mu, 1e-9)
		near(t, "share", shares(p, price), row.share, 1e-8)
		near(t, "profit", profit, row.gain, 1e-9)
	}
}

// Two of three firms of type e^2 merge: consumer surplus ln H falls from 1.8726
// to 1.5967, and the outsider gains more than the two together per firm.
func TestNockeSchutzMerger(t *testing.T) {
	p := logit(1, []float64{2, 2, 2}, []float64{0, 0, 0}, []int{0, 1, 2}, nil, nil, 1)
	before, _ := solve(t, p)
	near(t, "surplus before", []float64{p.ConsumerSurplus(before)}, []float64{1.872588207}, 1e-9)
	p.Firm = []int{0, 0, 1}
	p.Firms = 2
	after, s := solve(t, p)
	near(t, "surplus after", []float64{p.ConsumerSurplus(after)}, []float64{1.596737232}, 1e-9)
	profit := make([]float64, 2)
	s.Profits(profit)
	near(t, "profit after", profit, []float64{0.864812820, 0.500804088}, 1e-9)
}

// A free open rival at weight e^(a-c) takes from a closed firm of type 10.
func TestOpenRivalAtCostLowersClosedProfit(t *testing.T) {
	for _, row := range []struct{ open, mu, share float64 }{
		{-1, 1.994669, 0.498664},
		{0, 1.814553, 0.448900},
		{1, 1.563288, 0.360323},
		{2, 1.318812, 0.241742},
		{3, 1.150146, 0.130545},
	} {
		p := logit(1, []float64{math.Log(10), row.open + 1}, []float64{0, 1}, []int{0, -1}, nil, nil, 1)
		p.Fixed = []float64{math.NaN(), 1}
		price, _ := solve(t, p)
		near(t, "mu", price[:1], []float64{row.mu}, 1e-6)
		near(t, "share", shares(p, price)[:1], []float64{row.share}, 2e-6)
	}
}
