package priceindex

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
)

// clustered returns the CR1 covariance for residuals u. With X = QR the scores
// of a cluster are R' s_g, s_g = Q_g' u_g, so
//
//	V = c R⁻¹ (Σ_g s_g s_g') R⁻ᵀ
func (f *triangle) clustered(u []float64, cluster []int) (*mat.SymDense, []group) {
	n, k := f.x.Dims()
	groups := groupsOf(cluster)
	count := float64(len(groups))
	c := count / (count - 1) * float64(n-1) / float64(n-k)
	v := mat.NewSymDense(k, nil)
	for _, g := range groups {
		s := mat.NewVecDense(k, nil)
		for _, i := range g.rows {
			s.AddScaledVec(s, u[i], f.q.RowView(i))
		}
		var move mat.VecDense // what the cluster adds to the error of β
		move.MulVec(f.inv, s)
		v.SymRankOne(v, c, &move)
	}
	return v, groups
}

// whole is how near to 1 a squared singular value of Q_g must be for cluster g
// to be alone in that direction, and own how large a part of a coefficient's
// spread must lie in it. Rounding is ten orders smaller.
const (
	whole = 1 - 1e-9
	own   = 1e-5
)

// alone finds the coefficients that one cluster alone identifies. Without
// cluster g the information in the coordinates of Q is 1 - Q_g'Q_g. It is
// singular in a direction v, a right singular vector of Q_g of value 1, and so
// R⁻¹v is a move of β that the other rows do not notice.
func (f *triangle) alone(groups []group) ([]Alone, error) {
	_, k := f.x.Dims()
	var all []Alone
	found := make([]bool, k)
	for _, g := range groups {
		lost, err := f.lost(g)
		if err != nil {
			return nil, err
		}
		for _, v := range lost {
			var move mat.VecDense
			move.MulVec(f.inv, v)
			for j := range k {
				if !found[j] && math.Abs(move.AtVec(j)) > own*mat.Norm(f.inv.RowView(j), 2) {
					found[j] = true
					all = append(all, Alone{f.names[j], g.id})
				}
			}
		}
	}
	return all, nil
}

// lost returns the directions that are lost with a group.
func (f *triangle) lost(g group) ([]mat.Vector, error) {
	_, k := f.x.Dims()
	q := mat.NewDense(len(g.rows), k, nil)
	for i, row := range g.rows {
		q.SetRow(i, f.q.RawRowView(row))
	}
	if length := mat.Norm(q, 2); length*length < whole { // the sum of all squared singular values
		return nil, nil
	}
	var svd mat.SVD
	if !svd.Factorize(q, mat.SVDThin) {
		return nil, fmt.Errorf("priceindex: the %d rows of cluster %d have no singular value decomposition: check their columns", len(g.rows), g.id)
	}
	var right mat.Dense
	svd.VTo(&right)
	var lost []mat.Vector
	for i, s := range svd.Values(nil) {
		if s*s >= whole {
			lost = append(lost, right.ColView(i))
		}
	}
	return lost, nil
}
