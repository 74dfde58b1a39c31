package score

import (
	"errors"
	"fmt"
	"math"
)

// Energy returns the energy score of members that are vectors at the vector y,
// in the unit of y,
//
//	1/m Σ |x_i - y| - 1/(2 m²) Σ Σ |x_i - x_j|
//
// with Euclidean lengths; in one dimension it is the CRPS of the ensemble
// (Gneiting and Raftery 2007). Coordinates of different units want the same
// scale first. The time grows as the square of the members.
func Energy(members [][]float64, y []float64) (float64, error) {
	if err := checkVectors(members, y); err != nil {
		return math.NaN(), err
	}
	var miss, spread float64
	for i, x := range members {
		miss += distance(x, y)
		for _, z := range members[:i] {
			spread += distance(x, z)
		}
	}
	m := float64(len(members))
	return held("the energy score", miss/m-spread/(m*m))
}

func distance(a, b []float64) (d float64) {
	for i := range a {
		d = math.Hypot(d, a[i]-b[i])
	}
	return d
}

// Variogram returns the variogram score of order p, which judges how
// coordinates move together,
//
//	Σ_i Σ_j (|y_i - y_j|^p - mean |x_i - x_j|^p)²
//
// p = 1/2 is usual (M. Scheuerer and T. M. Hamill, "Variogram-based proper
// scoring rules for probabilistic forecasts of multivariate quantities",
// Monthly Weather Review 143, 2015). Adding one number to all coordinates of the
// members leaves it as it is.
func Variogram(members [][]float64, y []float64, p float64) (float64, error) {
	if err := errors.Join(checkVectors(members, y), finiteFields("variogram", nil, []field{{"order", p}})); err != nil {
		return math.NaN(), err
	}
	var sum float64
	for i := range y {
		for j := range i {
			var mean float64
			for _, x := range members {
				mean += math.Pow(math.Abs(x[i]-x[j]), p) / float64(len(members))
			}
			d := math.Pow(math.Abs(y[i]-y[j]), p) - mean
			sum += 2 * d * d // (i, j) and (j, i)
		}
	}
	return held("the variogram score", sum)
}

func checkVectors(members [][]float64, y []float64) error {
	errs := []error{numbers("observation", y)}
	if len(members) == 0 {
		errs = append(errs, errors.New("score: no member: give at least one"))
	}
	for i, x := range members {
		if len(x) != len(y) {
			errs = append(errs, fmt.Errorf("score: member[%d] has %d coordinates, the observation %d: want as many", i, len(x), len(y)))
			continue
		}
		for j, v := range x {
			errs = append(errs, number(fmt.Sprintf("member[%d][%d]", i, j), v))
		}
	}
	return errors.Join(errs...)
}
