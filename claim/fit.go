package claim

import "github.com/undercut-sim/undercut/evidence"

// A Fit is an observed value beside the simulated ones of world 0.
type Fit struct {
	Target      evidence.Target
	Simulated   Spread
	Weighted    *Spread // nil where the effective sample size is too small
	Hit         bool    // the observed value lies within P10 to P90 of Simulated
	HitWeighted bool    // the same of Weighted

	Illustrative bool // the simulated ones hold numbers without a source
}

// fit compares the main belief with every target that the sample has. Targets
// that calibrate are in-sample: only those that check say anything new.
func (s *Sample) fit(targets []evidence.Target) []Fit {
	var list []Fit
	w := s.Weights(0)
	for _, t := range targets {
		if s.column("fit."+t.ID) < 0 {
			continue
		}
		x := s.values(0, 0, "fit."+t.ID)
		f := Fit{Target: t, Simulated: spreadOf(x, nil), Weighted: weightedSpread(x, w), Illustrative: s.marked("fit." + t.ID)}
		f.Hit = f.Simulated.holds(t.Value)
		f.HitWeighted = f.Weighted != nil && f.Weighted.holds(t.Value)
		list = append(list, f)
	}
	return list
}

// holds reports whether a value lies within the central 80%, ends included.
func (q Spread) holds(x float64) bool { return q.P10 <= x && x <= q.P90 }

// Hits counts the targets hit, of those that calibrate or of those that check.
func Hits(list []Fit, checks bool) (hit, of int) {
	for _, f := range list {
		if f.Target.Checks == checks {
			of++
			if f.Hit {
				hit++
			}
		}
	}
	return hit, of
}
