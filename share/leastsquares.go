package share

import (
	"gonum.org/v1/gonum/mat"
)

// descend lowers the sum of squares from a start by Levenberg and Marquardt's
// method, within lo and hi: a parameter at a bound that the slope pushes against
// stays there.
func (h stepped) descend(c, lo, hi curve) curve {
	least := h.misfit(c)
	damp := 1e-3
	for range 400 {
		next := h.step(c, lo, hi, damp)
		s := h.misfit(next)
		if !(s < least) {
			if damp *= 4; damp > 1e8 {
				break
			}
			continue
		}
		done := least-s < 1e-11*least
		c, least, damp = next, s, max(damp/3, 1e-12)
		if done {
			break
		}
	}
	return c
}

// step solves (JᵀJ + damp diag JᵀJ) δ = -Jᵀr over the parameters that may move.
func (h stepped) step(c, lo, hi curve, damp float64) curve {
	r, j := h.residuals(c), h.slopes(c, hi)
	var free []int
	for k := range c {
		slope := dot(j[k], r)
		if lo[k] < hi[k] && !(c[k] == lo[k] && slope > 0) && !(c[k] == hi[k] && slope < 0) && dot(j[k], j[k]) > 0 {
			free = append(free, k)
		}
	}
	if len(free) == 0 {
		return c
	}
	a, b := mat.NewSymDense(len(free), nil), mat.NewVecDense(len(free), nil)
	for x, k := range free {
		b.SetVec(x, -dot(j[k], r))
		for y, l := range free[:x+1] {
			a.SetSym(x, y, dot(j[k], j[l]))
		}
		a.SetSym(x, x, a.At(x, x)*(1+damp))
	}
	var chol mat.Cholesky
	var delta mat.VecDense
	if !chol.Factorize(a) || chol.SolveVecTo(&delta, b) != nil {
		return c // tried again with more damping
	}
	for x, k := range free {
		c[k] = min(max(c[k]+delta.AtVec(x), lo[k]), hi[k])
	}
	return c
}

// slopes are the derivatives of the residuals by each parameter, by differences
// towards the inside.
func (h stepped) slopes(c, hi curve) (j [3][]float64) {
	r := h.residuals(c)
	for k := range c {
		d := 1e-7 * (1 + c[k])
		if c[k]+d > hi[k] {
			d = -d
		}
		moved := c
		moved[k] += d
		j[k] = h.residuals(moved)
		for i := range j[k] {
			j[k][i] = (j[k][i] - r[i]) / d
		}
	}
	return j
}

func dot(a, b []float64) (sum float64) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}
