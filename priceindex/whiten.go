package priceindex

import "math"

// correlations of neighbouring errors that are tried.
var correlations = []float64{0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.98, 0.99}

// A whitening makes errors of correlation rho over a mean step independent and
// of equal variance.
type whitening struct {
	rho      float64
	phi      []float64 // correlation with the error before
	w        []float64 // 1/√(1 - phi²)
	logDet   float64   // Σ ln(1 - phi²), of the correlation matrix
	constant []float64 // 1, whitened
}

// whitenings are those of the dates t, for each of the correlations.
func whitenings(t []float64) []whitening {
	n := len(t)
	step := (t[n-1] - t[0]) / float64(n-1)
	all := make([]whitening, len(correlations))
	for i, rho := range correlations {
		h := whitening{rho: rho, phi: make([]float64, n), w: make([]float64, n)}
		h.w[0] = 1
		for j := 1; j < n; j++ {
			h.phi[j] = math.Pow(rho, (t[j]-t[j-1])/step)
			v := 1 - h.phi[j]*h.phi[j]
			h.w[j] = 1 / math.Sqrt(v)
			h.logDet += math.Log(v)
		}
		ones := make([]float64, n)
		for j := range ones {
			ones[j] = 1
		}
		h.constant = h.apply(ones)
		all[i] = h
	}
	return all
}

func (h whitening) apply(v []float64) []float64 {
	e := make([]float64, len(v))
	e[0] = v[0]
	for i := 1; i < len(v); i++ {
		e[i] = (v[i] - h.phi[i]*v[i-1]) * h.w[i]
	}
	return e
}

// A gls is a line by generalised least squares.
type gls struct {
	rho, intercept, slope float64
	deviance              float64 // -2 ln likelihood, up to a constant
}

// best fits y = intercept + slope x under each whitening and keeps the likeliest.
func best(all []whitening, x, y []float64) gls {
	b := gls{deviance: math.Inf(1)}
	for _, h := range all {
		if g := h.fit(x, y); g.deviance < b.deviance {
			b = g
		}
	}
	return b
}

// fit takes the constant out of x and y, then x out of y. Measured from their
// first values both are small, and the constant takes those out anyway.
func (h whitening) fit(x, y []float64) gls {
	x0, y0 := x[0], y[0]
	a, b := h.apply(shifted(x, x0)), h.apply(shifted(y, y0))
	inA, inB := takeOut(a, h.constant), takeOut(b, h.constant)
	slope := takeOut(b, a)
	n := float64(len(y))
	return gls{
		rho: h.rho, slope: slope, intercept: y0 + inB - slope*(x0+inA),
		deviance: n*math.Log(squares(b)/n+precision*precision) + h.logDet,
	}
}

func shifted(v []float64, by float64) []float64 {
	s := make([]float64, len(v))
	for i := range v {
		s[i] = v[i] - by
	}
	return s
}

// takeOut leaves in v what is orthogonal to d and returns the multiple of d
// that went.
func takeOut(v, d []float64) float64 {
	var vd float64
	for i := range v {
		vd += v[i] * d[i]
	}
	b := vd / squares(d)
	for i := range v {
		v[i] -= b * d[i]
	}
	return b
}
