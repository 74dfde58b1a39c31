package forecast

import (
	"math"
	"testing"
)

// quiet are shared numbers without luck, trends, learning or closing margins.
func quiet(p Prior) Shared {
	s := p.Central()
	s.Carry, s.Fashion, s.Habit, s.Drift, s.Revert, s.Dampen, s.Noise = 0, 0, 0, 0, 0, 0, 0
	s.Wright, s.Turn, s.Break = 0, 0, 0
	s.Fixed, s.Cash = 0.5, 60
	return s
}

// Where nothing moves, a year later prices and shares are those of the origin
// and sales have grown by what is known.
func TestAQuietMarketStaysWhereItWasSeen(t *testing.T) {
	l := usual
	l.steady, l.growth = true, "{ value: 0.07, sd: 0, source: assumption }"
	for _, origin := range []string{"2000", "2008"} {
		m := l.market(t, origin)
		m.Estimate.DriftSE, m.Estimate.Last = 0, nan
		for k := range m.Estimate.Firms {
			m.Estimate.Firms[k].Spread = nan // the one who came late moved the others
		}
		for i, f := range m.futures(t, quiet(shippedPrior(t)), 3) {
			for y := range f.Price {
				if math.Abs(f.Price[y]) > 1e-6 {
					t.Errorf("%s, future %d, year %d: price is %g times that of the origin: want 1", origin, i, y+1, math.Exp(f.Price[y]))
				}
				if want := 0.07 * float64(y+1); math.Abs(f.Units[y]-want) > 1e-6 {
					t.Errorf("%s, future %d, year %d: sales grew by %g: want %g", origin, i, y+1, f.Units[y], want)
				}
				for k, firm := range m.Estimate.Firms {
					if math.Abs(f.Share[y][k]-firm.Share) > 1e-6 {
						t.Errorf("%s, future %d, year %d: share of %s is %g: want %g as seen", origin, i, y+1, firm.Name, f.Share[y][k], firm.Share)
					}
				}
			}
		}
	}
}

// The experience curve is the one at which the price goes on as it did: with
// nothing else moving it falls by the drift, whatever the growth.
func TestAPriceFallsAsItDid(t *testing.T) {
	s := quiet(shippedPrior(t))
	s.Drift = 1
	for _, growth := range []string{"0.1", "0.3"} {
		l := usual
		l.steady, l.growth = true, "{ value: "+growth+", sd: 0, source: assumption }"
		m := l.market(t, "2000")
		m.Estimate.Drift, m.Estimate.DriftSE, m.Estimate.Last = -0.15, 0, nan
		f := m.futures(t, s, 1)[0]
		for y, got := range f.Price {
			if want := -0.15 * float64(y+1); math.Abs(got-want) > 0.04*math.Abs(want) {
				t.Errorf("growth %s, year %d: log price fell by %g: want %g", growth, y+1, -got, -want)
			}
		}
	}
}
