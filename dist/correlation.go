package dist

import (
	"errors"
	"fmt"
	"math"
)

// correlations returns the full matrix R of normal correlations.
func correlations(names []string, pairs []Pair) ([][]float64, error) {
	index := make(map[string]int, len(names))
	r := make([][]float64, len(names))
	for i, name := range names {
		if _, twice := index[name]; twice {
			return nil, fmt.Errorf("copula: factor %q is listed twice: give each factor once", name)
		}
		index[name] = i
		r[i] = make([]float64, len(names))
		r[i][i] = 1
	}
	var errs []error
	seen := make(map[[2]int]bool, len(pairs))
	for n, p := range pairs {
		if err := p.validate(index); err != nil {
			errs = append(errs, fmt.Errorf("copula: pairs[%d]: %w", n, err))
			continue
		}
		i, j := index[p.A], index[p.B]
		if key := [2]int{min(i, j), max(i, j)}; seen[key] {
			errs = append(errs, fmt.Errorf("copula: pairs[%d]: %s and %s are paired twice: keep one", n, p.A, p.B))
		} else {
			seen[key] = true
		}
		r[i][j] = normalCorrelation(p.Rank)
		r[j][i] = r[i][j]
	}
	return r, errors.Join(errs...)
}

// normalCorrelation is the product-moment correlation of the normal pair with
// a given rank correlation; rankCorrelation is its inverse.
func normalCorrelation(rank float64) float64 { return 2 * math.Sin(math.Pi/6*rank) }

func rankCorrelation(r float64) float64 { return 6 / math.Pi * math.Asin(r/2) }

func (p Pair) validate(index map[string]int) error {
	for _, name := range []string{p.A, p.B} {
		if _, known := index[name]; !known {
			return fmt.Errorf("%q is not a factor: name one of the %d uncertain factors", name, len(index))
		}
	}
	if p.A == p.B {
		return fmt.Errorf("%s is paired with itself: name two factors", p.A)
	}
	if !(p.Rank > -1 && p.Rank < 1) {
		return fmt.Errorf("rank correlation of %s and %s is %g: give a number between -1 and 1, or use one factor for both", p.A, p.B, p.Rank)
	}
	return nil
}

// leastPivot is the share of a factor's variance that must be its own. Below
// it rounding decides whether the matrix is positive definite.
const leastPivot = 1e-10

// cholesky returns the rows of L with LLᵀ = R; bad is the first row that the
// rows before it contradict, or -1.
func cholesky(r [][]float64) (lower [][]float64, bad int) {
	lower = make([][]float64, len(r))
	for i := range r {
		lower[i] = make([]float64, i+1)
		own := 1.0
		for j := range i {
			sum := r[i][j]
			for k := range j {
				sum -= float64(lower[i][k] * lower[j][k])
			}
			lower[i][j] = sum / lower[j][j]
			own -= float64(lower[i][j] * lower[i][j])
		}
		if !(own > leastPivot) {
			return nil, i
		}
		lower[i][i] = math.Sqrt(own)
	}
	return lower, -1
}

// contradiction explains why no variables have these correlations: it names
// the pair without which factor bad would fit best, and the factor by which
// all correlations together would have to shrink.
func contradiction(names []string, pairs []Pair, r [][]float64, bad int) error {
	shrink, _ := solve(0, 1, func(s float64) float64 {
		if _, b := cholesky(shrunk(r, s)); b >= 0 {
			return -1
		}
		return 1
	})
	var worst Pair
	most := math.Inf(-1)
	for _, p := range pairs {
		i, j := position(names, p.A), position(names, p.B)
		if max(i, j) != bad {
			continue
		}
		keep := r[i][j]
		r[i][j], r[j][i] = 0, 0
		if left := ownVariance(r, bad); left > most {
			worst, most = p, left
		}
		r[i][j], r[j][i] = keep, keep
	}
	return fmt.Errorf("copula: the rank correlation %g of %s and %s contradicts the other correlations of %s: weaken it, or multiply all correlations by %.2f or less",
		worst.Rank, worst.A, worst.B, names[bad], math.Floor(100*shrink)/100)
}

// shrunk returns R with all rank correlations multiplied by s.
func shrunk(r [][]float64, s float64) [][]float64 {
	out := make([][]float64, len(r))
	for i := range r {
		out[i] = make([]float64, len(r))
		for j := range i {
			out[i][j] = normalCorrelation(s * rankCorrelation(r[i][j]))
			out[j][i] = out[i][j]
		}
		out[i][i] = 1
	}
	return out
}

func position(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}

// ownVariance returns the variance of factor i that the factors before it do
// not explain; negative if they explain more than there is.
func ownVariance(r [][]float64, i int) float64 {
	lower, _ := cholesky(r[:i]) // the rows before i are consistent
	row := make([]float64, i)
	own := 1.0
	for j := range i {
		sum := r[i][j]
		for k := range j {
			sum -= row[k] * lower[j][k]
		}
		row[j] = sum / lower[j][j]
		own -= row[j] * row[j]
	}
	return own
}
