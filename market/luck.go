package market

import (
	"math"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

// Luck is addressed, not drawn in turn: by seed, future, the name of a stream
// and the month. Adding a firm shifts nobody else's, and two worlds of the
// same future have the same.

// stream is the random stream of a kind of luck for a firm, bloc or segment.
func stream(kind, name string) uint64 { return rng.Name(kind + "/" + name) }

// uniform draws from (0, 1) of a stream this month.
func (m *Market) uniform(stream uint64) float64 { return m.uniformAt(stream, m.t) }

// uniformAt is the draw of another month.
func (m *Market) uniformAt(stream uint64, t int) float64 {
	x, _, _, _ := rng.At(m.seed, m.future, stream, uint64(t))
	return rng.Unit(x)
}

// Turn gives the months from the next one on the luck of another future of the
// same seed; what has happened and the world's numbers stay. It is how somebody
// in the market looks ahead without knowing what will come.
func (m *Market) Turn(future uint64) { m.future = future }

// normal draws a standard normal of a stream this month.
func (m *Market) normal(stream uint64) float64 { return m.normalAt(stream, m.t) }

// normalAt is the draw of another month.
func (m *Market) normalAt(stream uint64, t int) float64 {
	return dist.NormalQuantile(m.uniformAt(stream, t))
}

// revert is one month of an Ornstein-Uhlenbeck process towards 0 with
// reversion r and volatility v per year, exact at any step:
//
//	x' = x e^(-r/12) + v sqrt((1 - e^(-2r/12))/(2r)) z,
//
// with the limit v sqrt(1/12) z at r = 0.
func revert(x, r, v, z float64) float64 {
	if r == 0 {
		return x + v*math.Sqrt(1.0/12)*z
	}
	return x*math.Exp(-r/12) + v*math.Sqrt(-math.Expm1(-r/6)/(2*r))*z
}
