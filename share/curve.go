package share

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"

	"github.com/undercut-sim/undercut/learning"
)

// curve is P, Q and the ceiling, in this order.
type curve [3]float64

// left returns what is left of 1 - F after dt years that start at F = f, as a
// part of it: with e = exp(-(P+Q) dt),
//
//	(1 - F')/(1 - F) = (P + Q) e / (P + Q F + Q (1 - F) e)
//
// which has a value at the ceiling, and digits near it.
func (c curve) left(f, dt float64) float64 {
	p, q := c[0], c[1]
	if p+q*f == 0 {
		return 1
	}
	e := math.Exp(-(p + q) * dt)
	return (p + q) * e / (p + q*f + q*(1-f)*e)
}

// odds returns the log odds dt years after a share of s.
func (c curve) odds(s, dt float64) float64 {
	f := s / c[2]
	in := c[2] * learning.Bass{P: c[0], Q: c[1]}.Step(f, dt)
	out := (1 - c[2]) + c[2]*(1-f)*c.left(f, dt)
	return math.Log(in / out)
}

// after returns the log odds some years after a share of s, and how far the
// shocks on the way have spread them: a shock shrinks or grows with the curve
// after it, by g(h)/g(u) with g = dz/dt the speed of the log odds,
//
//	Var z = σ² stretch²,  stretch² = ∫_0^h (g(h)/g(u))² du
func (c curve) after(s, years float64) (z, stretch float64) {
	z = c.odds(s, years)
	v := quad.Fixed(func(u float64) float64 {
		at := c.odds(s, u)
		g := c.speeds(logistic(at), years-u) * spreadOdds(at) / spreadOdds(z)
		return g * g
	}, 0, years, 32, nil, 0)
	return z, math.Sqrt(v)
}

// speeds is the ratio of the curve's speeds ds/dt, dt years after a share of s
// and at it.
func (c curve) speeds(s, dt float64) float64 {
	p, q, f := c[0], c[1], s/c[2]
	if p+q*f == 0 {
		return 1
	}
	end := learning.Bass{P: p, Q: q}.Step(f, dt)
	return c.left(f, dt) * (p + q*end) / (p + q*f)
}

// spreadOdds is s(1 - s) = ds/dz, from log odds.
func spreadOdds(z float64) float64 { return logistic(z) * logistic(-z) }
