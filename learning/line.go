package learning

import "math"

// A line is a least-squares regression with an intercept.
type line struct {
	slope, sigma float64
	meanX, meanY float64
	xx           float64 // Σ (x - mean)²
	n            float64
}

// fitLine returns the line and what it leaves.
func fitLine(x, y deviations) (line, []float64) {
	xx := dot(x.d, x.d)
	slope := dot(x.d, y.d) / xx
	u := make([]float64, len(x.d))
	for i := range u {
		u[i] = y.d[i] - slope*x.d[i]
	}
	n := float64(len(u))
	return line{slope, math.Sqrt(dot(u, u) / (n - 2)), x.mean, y.mean, xx, n}, u
}

func (l line) slopeSE() float64 { return l.sigma / math.Sqrt(l.xx) }

// forecast is the law of a further y at x.
func (l line) forecast(x float64) Forecast {
	d := x - l.meanX
	return Forecast{
		Mid:     l.meanY + float64(l.slope*d),
		Scale:   l.sigma * math.Sqrt(1+1/l.n+float64(d*d)/l.xx),
		Freedom: l.n - 2,
	}
}

// fromMean are deviations of plain numbers, taken from the first.
func fromMean(v []float64) deviations {
	d := make([]float64, len(v))
	var mean float64
	for i, x := range v {
		d[i] = x - v[0]
		mean += d[i] / float64(len(v))
	}
	for i := range d {
		d[i] -= mean
	}
	return deviations{mean + v[0], d}
}
