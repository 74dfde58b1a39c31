package dist

import (
	"fmt"
	"math"
)

// A Pair asks for a rank (Spearman) correlation between two factors.
type Pair struct {
	A, B string
	Rank float64 // in (-1, 1)
}

// A Copula gives independent uniforms a rank correlation and leaves each of
// them uniform, so any laws can be joined:
//
//	x[i] = dists[i].Quantile(u[i])   after   c.Apply(u, u)
//
// It is the Gaussian copula: z = Φ⁻¹(u), y = L z with LLᵀ = R, u' = Φ(y). A
// normal pair with product-moment correlation r has rank correlation
// (6/π) asin(r/2), hence R = 2 sin(π rank/6) (Pearson 1907; Kruskal, "Ordinal
// measures of association", JASA 53, 1958). Extreme values of Gaussian pairs
// are independent in the limit: do not use it to say that disasters coincide.
//
// A factor that correlates with none before it keeps its draw bit for bit;
// so does every factor when there are no pairs.
type Copula struct {
	lower [][]float64 // rows of L up to the diagonal; nil for a row of the identity
}

// NewCopula prepares the correlation of the named factors. Pairs that are not
// listed are uncorrelated before the others take effect. It is an error if a
// name is unknown, a pair is repeated, or the correlations cannot hold
// together; the last names the pair at fault and by how much to shrink all.
func NewCopula(names []string, pairs []Pair) (Copula, error) {
	r, err := correlations(names, pairs)
	if err != nil {
		return Copula{}, err
	}
	lower, bad := cholesky(r)
	if bad >= 0 {
		return Copula{}, contradiction(names, pairs, r, bad)
	}
	for i, row := range lower {
		if independent(row[:i]) {
			lower[i] = nil
		}
	}
	return Copula{lower}, nil
}

// Apply writes correlated uniforms to dst from independent ones in u, both in
// the order of the names; dst may be u. It allocates nothing. Results stay
// inside (0, 1), at most 2^-53 from its ends.
//
// It panics if the lengths are not the number of names, as copying would.
func (c Copula) Apply(dst, u []float64) {
	n := len(c.lower)
	if len(dst) != n || len(u) != n {
		panic(fmt.Sprintf("dist: Copula.Apply of %d uniforms to %d, want %d", len(u), len(dst), n))
	}
	// Row i needs u[0..i] only: going up lets dst overwrite u.
	for i := n - 1; i >= 0; i-- {
		row := c.lower[i]
		if row == nil {
			dst[i] = u[i]
			continue
		}
		y := 0.0
		for j, l := range row {
			if l != 0 {
				y += float64(l * NormalQuantile(u[j]))
			}
		}
		dst[i] = math.Max(0x1p-53, math.Min(1-0x1p-53, NormalCDF(y)))
	}
}

func independent(row []float64) bool {
	for _, l := range row {
		if l != 0 {
			return false
		}
	}
	return true
}
