package score

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// A Share is how many of N forecasts held.
type Share struct{ Hits, N int }

// Coverage counts the observations that lie in their interval, ends included.
func Coverage(intervals []Interval, y []float64) (Share, error) {
	errs := []error{sameLength("observations", len(y), "intervals", len(intervals)), numbers("observation", y)}
	for k, i := range intervals {
		errs = append(errs, i.check(fmt.Sprintf("interval[%d]", k)))
	}
	if err := errors.Join(errs...); err != nil {
		return Share{}, err
	}
	s := Share{N: len(y)}
	for k, i := range intervals {
		if i.Holds(y[k]) {
			s.Hits++
		}
	}
	return s, nil
}

// Value returns Hits/N, NaN of none.
func (s Share) Value() float64 { return float64(s.Hits) / float64(s.N) }

func (s Share) check(level float64) error {
	err := openUnit("level", level)
	if s.N < 1 || s.Hits < 0 || s.Hits > s.N {
		err = errors.Join(err, fmt.Errorf("score: %d of %d hits: want at least one trial and 0 to as many hits", s.Hits, s.N))
	}
	return err
}

// Wilson returns the shares that a score test at 1 - level would not reject,
//
//	[p + z²/2n ± z √(p(1-p)/n + z²/4n²)] / (1 + z²/n)
//
// (Wilson 1927). It takes trials as independent: months of one path are not,
// and [Mean] of ones and zeros with its clusters is then right.
func (s Share) Wilson(level float64) (Interval, error) {
	if err := s.check(level); err != nil {
		return Interval{}, err
	}
	n, p, z := float64(s.N), s.Value(), mathext.NormalQuantile(0.5+level/2)
	mid, scale := p+z*z/(2*n), 1+z*z/n
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	i := Interval{(mid - half) / scale, (mid + half) / scale}
	if s.Hits == 0 {
		i.Lo = 0 // as the formula says but for rounding
	}
	if s.Hits == s.N {
		i.Hi = 1
	}
	return i, nil
}

// ClopperPearson returns the interval that holds the true share with at least
// the probability level, whatever it is: wider than [Share.Wilson], whose
// average is level (C. J. Clopper and E. S. Pearson, "The use of confidence or
// fiducial limits", Biometrika 26, 1934).
func (s Share) ClopperPearson(level float64) (Interval, error) {
	if err := s.check(level); err != nil {
		return Interval{}, err
	}
	h, n, tail := float64(s.Hits), float64(s.N), (1-level)/2
	i := Interval{0, 1}
	if s.Hits > 0 {
		i.Lo = mathext.InvRegIncBeta(h, n-h+1, tail)
	}
	if s.Hits < s.N {
		i.Hi = mathext.InvRegIncBeta(h+1, n-h, 1-tail)
	}
	return i, nil
}
