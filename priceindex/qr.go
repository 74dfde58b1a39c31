package priceindex

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mat"
)

// collinear is the part of a column, by length, that must not be explained by
// those before it. Rounding leaves about 1e-15; a calendar year beside the
// intercept still has 1e-4 of its own.
const collinear = 1e-10

// A triangle is X = QR without the rows of zeros.
type triangle struct {
	names []string
	x, q  *mat.Dense // N×K; q = x R⁻¹, its rows the x of coordinates in which X'X is 1
	inv   *mat.Dense // K×K, R⁻¹
	qr    mat.QR
}

// factorize decomposes X, or names the columns that those before them explain.
func factorize(x *mat.Dense, names []string) (*triangle, error) {
	f := &triangle{names: names, x: x}
	f.qr.Factorize(x)
	var full mat.Dense
	f.qr.RTo(&full)
	k := len(names)
	r := mat.NewTriDense(k, mat.Upper, nil)
	var errs []error
	for j := range k {
		var length float64
		for i := range j + 1 {
			r.SetTri(i, j, full.At(i, j))
			length = math.Hypot(length, full.At(i, j))
		}
		if math.Abs(r.At(j, j)) <= collinear*length {
			errs = append(errs, fmt.Errorf("priceindex: column %q is %s: leave one of them out", names[j], explain(r, j, names)))
			r.SetTri(j, j, 1) // so that later columns can be explained
		}
	}
	if len(errs) > 0 {
		return nil, errors.Join(errs...)
	}
	var inv mat.TriDense
	if err := inv.InverseTri(r); err != nil {
		return nil, fmt.Errorf("priceindex: the columns %q are nearly combinations of each other: %w", names, err)
	}
	f.inv, f.q = mat.DenseCopyOf(&inv), new(mat.Dense)
	f.q.Mul(x, f.inv)
	return f, nil
}

// explain says which columns before j make it up: the non-zero b of
// R_(<j,<j) b = R_(<j,j).
func explain(r *mat.TriDense, j int, names []string) string {
	b := make([]float64, j)
	var most float64
	for i := j - 1; i >= 0; i-- {
		b[i] = r.At(i, j)
		for k := i + 1; k < j; k++ {
			b[i] -= r.At(i, k) * b[k]
		}
		b[i] /= r.At(i, i)
		most = max(most, math.Abs(b[i]))
	}
	var of []string
	for i := range b {
		if math.Abs(b[i]) > 1e-6*most {
			of = append(of, fmt.Sprintf("%q", names[i]))
		}
	}
	switch {
	case len(of) == 0:
		return "zero in every row"
	case len(of) == 1:
		return "a multiple of " + of[0]
	}
	return "a combination of " + strings.Join(of, ", ")
}

// solve returns coefficients and residuals of y, both in units of unit.
func (f *triangle) solve(y []float64, unit float64) (b, u []float64, err error) {
	scaled := mat.NewVecDense(len(y), nil)
	for i, v := range y {
		scaled.SetVec(i, v/unit)
	}
	var beta, fit mat.VecDense
	if err := f.qr.SolveVecTo(&beta, false, scaled); err != nil {
		return nil, nil, fmt.Errorf("priceindex: the columns %q are nearly combinations of each other: %w", f.names, err)
	}
	fit.MulVec(f.x, &beta)
	scaled.SubVec(scaled, &fit)
	return beta.RawVector().Data, scaled.RawVector().Data, nil
}

// A group is a cluster and its rows.
type group struct {
	id   int
	rows []int
}

// groupsOf collects rows by cluster, in the order of cluster ids.
func groupsOf(cluster []int) []group {
	rows := map[int][]int{}
	var ids []int
	for i, id := range cluster {
		if rows[id] == nil {
			ids = append(ids, id)
		}
		rows[id] = append(rows[id], i)
	}
	slices.Sort(ids)
	groups := make([]group, len(ids))
	for i, id := range ids {
		groups[i] = group{id, rows[id]}
	}
	return groups
}
