package indicator

import (
	"math"
	"reflect"
	"testing"

	"github.com/undercut-sim/undercut"
)

// same reports whether two estimates have the same value, interval and size.
func same(a, b Estimate) bool {
	return about(a.Mid, b.Mid) && about(a.Lo, b.Lo) && about(a.Hi, b.Hi) && a.N == b.N
}

// A lag is a difference of days: a panel moved in time as a whole has the same.
// (Means over month ends are not among them: months have other ends.)
func TestMovingAllDatesMovesNoLag(t *testing.T) {
	const by = 1000
	p, moved := chaseOfThree(t), chaseOfThree(t)
	moved.Day += by
	for i := range moved.Releases {
		r := &moved.Releases[i]
		r.Day, r.Seen = r.Day+by, r.Seen+by
		for k := range r.Access {
			r.Access[k].From += by
			r.Access[k].Seen += by
		}
	}
	for _, in := range []Indicator{LagOpen, LagChina, GapOpen, FrontierSlope, RecordDays} {
		for _, d := range in.Params[0].Values {
			if d == meanOfEnds {
				continue
			}
			if a, b := p.measure(in, Choice{Definition: d}), moved.measure(in, Choice{Definition: d}); !same(a, b) && math.Abs(a.Mid-b.Mid) > 1e-6 {
				t.Errorf("%s %s is %v, moved by %d days %v", in.Name, d, a.Mid, by, b.Mid)
			}
		}
	}
}

// What is worse than the followers' record and out of the reach of its error
// changes nothing.
func TestAFollowerBelowTheRecordChangesNothing(t *testing.T) {
	p, more := chaseOfThree(t), chaseOfThree(t)
	more.release("East", "o0", "2024-10-01", undercut.OpenWeights, 80)
	more.Releases[more.at("o0")].Country = "CN"
	for _, in := range []Indicator{LagOpen, LagChina, GapOpen, GapChina} {
		for _, d := range in.Params[0].Values {
			if a, b := p.measure(in, Choice{Definition: d}), more.measure(in, Choice{Definition: d}); !same(a, b) {
				t.Errorf("%s %s is %+v, with a worse model %+v", in.Name, d, a, b)
			}
		}
	}
}

// A follower that copies every leader 45 days later lies 45 days behind by
// every definition: the leaders come 45 days before month ends, 10 points
// apart, so that no interval of ±2 reaches another.
func TestACopierLagsByItsDelay(t *testing.T) {
	const delay = 45
	p := newPanel(t, "2025-12-31")
	for m := undercut.Date(2025, 1); m <= undercut.Date(2025, 12); m++ {
		score := 100 + 10*float64(m-undercut.Date(2025, 1))
		p.release("West", "leader-"+m.String(), (m.Last() - delay).String(), undercut.APIOnly, score)
		p.Releases[len(p.Releases)-1].Country = "US"
		p.release("East", "copy-"+m.String(), m.Last().String(), undercut.OpenWeights, score)
		p.Releases[len(p.Releases)-1].Country = "CN"
	}
	for _, in := range []Indicator{LagOpen, LagChina} {
		for _, d := range lags {
			p.is(in.Name+" "+d, p.measure(in, Choice{Definition: d}).Mid, inMonths(delay))
		}
	}
}

// The unit and the zero of a scale are chosen by its makers: a lag knows
// neither. Powers of two keep the numbers exact.
func TestTheUnitOfAScaleMovesNoLag(t *testing.T) {
	p, scaled := chaseOfThree(t), chaseOfThree(t)
	for i := range scaled.Scores {
		s := &scaled.Scores[i]
		s.Value, s.Low, s.High = 4*s.Value-64, 4*s.Low-64, 4*s.High-64
	}
	for _, in := range []Indicator{LagOpen, LagChina} {
		for _, d := range lags {
			if a, b := p.measure(in, Choice{Definition: d}), scaled.measure(in, Choice{Definition: d}); !same(a, b) {
				t.Errorf("%s %s is %v (%v to %v), on another scale %v (%v to %v)", in.Name, d, a.Mid, a.Lo, a.Hi, b.Mid, b.Lo, b.Hi)
			}
		}
	}
	a, b := p.measure(GapOpen, Choice{}), scaled.measure(GapOpen, Choice{})
	p.is("gap on a scale of four times as many points", b.Mid, 4*a.Mid)
	p.is("its upper end", b.Hi, 4*a.Hi)
}

// Rows may come in any order.
func TestTheOrderOfReleasesChangesNothing(t *testing.T) {
	p, turned := chaseOfThree(t), chaseOfThree(t)
	n := len(turned.Releases)
	for i := range n / 2 {
		turned.Releases[i], turned.Releases[n-1-i] = turned.Releases[n-1-i], turned.Releases[i]
	}
	for i := range turned.Scores {
		turned.Scores[i].Release = n - 1 - turned.Scores[i].Release
	}
	for _, in := range lagFamily {
		for _, d := range append([]string{""}, words(in)...) {
			if a, b := p.measure(in, Choice{Definition: d}), turned.measure(in, Choice{Definition: d}); !reflect.DeepEqual(text(a), text(b)) {
				t.Errorf("%s %s is %+v, with rows turned %+v", in.Name, d, a, b)
			}
		}
	}
}

// lagFamily are the indicators of releases and scores.
var lagFamily = []Indicator{LagOpen, LagChina, GapOpen, GapChina, Frontier, FrontierSlope, OpenShare, OpennessTime, Reversals, Cadence, RecordDays}

// words are the definitions of an indicator.
func words(in Indicator) []string {
	for _, p := range in.Params {
		if p.Name == Definition {
			return p.Values
		}
	}
	return nil
}

// text makes estimates comparable: NaN is unlike itself.
func text(e Estimate) [2]any {
	return [2]any{[]string{number(e.Mid), number(e.Lo), number(e.Hi)}, []any{e.N, e.Data, e.What, e.Basis, e.Undefined, e.Warnings, e.Sources, e.Table}}
}
