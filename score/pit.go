package score

import (
	"errors"
	"fmt"
	"math"
)

// A PIT is the probability integral transform of an observation y: where it
// fell in its forecast F. Lo is F just below y, Hi is F(y). They are the same
// for laws with a density; for counts and ensembles they differ by the
// probability of y itself.
//
// If forecasts are calibrated, a point drawn evenly from each [Lo, Hi] is
// uniform on (0, 1). Nothing is drawn here: [Histogram] spreads each
// observation evenly over its range, which is the mean of all such draws
// (C. Czado, T. Gneiting and L. Held, "Predictive model assessment for count
// data", Biometrics 65, 2009), and [PIT.Mid] is its middle.
type PIT struct{ Lo, Hi float64 }

// Mid returns the share below y plus half of the share at y. With m members and
// no ties it is one of 0, 1/m … 1, each as likely in a calibrated ensemble: its
// law is within 1/(m+1) of the uniform, which a test of n forecasts does not
// see if √n is far below m.
func (p PIT) Mid() float64 { return p.Lo + (p.Hi-p.Lo)/2 }

// PITOf returns where y fell in a law.
func PITOf(l Law, y float64) (PIT, error) {
	if err := checkScored(l, y); err != nil {
		return PIT{}, err
	}
	below := l.CDF(y)
	if _, ok := l.(counts); ok {
		below = l.CDF(math.Ceil(y) - 1)
	}
	return PIT{below, l.CDF(y)}, nil
}

// Histogram returns the share of the observations in each of the bins of equal
// width from 0 to 1, an observation counting in a bin by the part of its range
// that lies there. Flat is calibrated; a hump in the middle says that forecasts
// spread too widely, a trough too narrowly, a slope that they lie to one side
// (Gneiting, Balabdaoui and Raftery 2007).
func Histogram(pits []PIT, bins int) ([]float64, error) {
	if err := checkPITs(pits); err != nil {
		return nil, err
	}
	if bins < 1 {
		return nil, fmt.Errorf("score: %d bins: want at least one", bins)
	}
	share := make([]float64, bins)
	for _, p := range pits {
		for b := range share {
			lo, hi := float64(b)/float64(bins), float64(b+1)/float64(bins)
			share[b] += p.part(lo, hi) / float64(len(pits))
		}
	}
	return share, nil
}

// part is how much of the range lies in [lo, hi), or in [lo, 1].
func (p PIT) part(lo, hi float64) float64 {
	if p.Lo < p.Hi {
		return max(0, min(p.Hi, hi)-max(p.Lo, lo)) / (p.Hi - p.Lo)
	}
	if p.Lo >= lo && (p.Lo < hi || hi == 1) {
		return 1
	}
	return 0
}

func checkPITs(pits []PIT) error {
	if len(pits) == 0 {
		return errors.New("score: no PITs: give at least one")
	}
	var errs []error
	for i, p := range pits {
		if !(p.Lo >= 0 && p.Lo <= p.Hi && p.Hi <= 1) {
			errs = append(errs, fmt.Errorf("score: PIT[%d] is %g to %g: want a range within 0 and 1", i, p.Lo, p.Hi))
		}
	}
	return errors.Join(errs...)
}
