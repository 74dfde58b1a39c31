package abc

import (
	"math"
	"slices"
	"sort"

	"github.com/undercut-sim/undercut/rng"
)

// A proposal is the mixture of normal laws around a generation's particles,
// each of twice their covariance. nil is the prior, a standard normal law.
type proposal struct {
	at, white [][]float64 // particles, and L⁻¹ times them
	logWeight []float64
	upTo      []float64   // cumulated weights
	lower     [][]float64 // rows of L, LLᵀ the covariance of a step
	logDet    float64     // ln det L
	ridge     float64
}

func newProposal(z [][]float64, w []float64) (*proposal, error) {
	_, cov, err := Moments(z, w)
	if err != nil {
		return nil, err
	}
	for _, row := range cov {
		for j := range row {
			row[j] *= 2
		}
	}
	q := &proposal{at: z, upTo: cumulated(w)}
	q.lower, q.ridge = factor(cov)
	for i, x := range z {
		q.white = append(q.white, q.whiten(x))
		q.logWeight = append(q.logWeight, math.Log(w[i]))
	}
	for i, row := range q.lower {
		q.logDet += math.Log(row[i])
	}
	return q, nil
}

// draw takes a particle by weight and moves it; the first word of the stream
// chooses, one for each dimension moves. From nil it draws the prior.
func (q *proposal) draw(stream *rng.Stream, dims int) []float64 {
	if q == nil {
		return normals(stream, dims)
	}
	from := pick(q.upTo, stream.Float64())
	step := normals(stream, dims)
	z := slices.Clone(q.at[from])
	for i, row := range q.lower {
		for j, l := range row {
			z[i] += float64(l * step[j])
		}
	}
	return z
}

// logRatio is ln of the density of the prior over that of the proposal. The
// powers of 2π cancel.
func (q *proposal) logRatio(z []float64) float64 {
	if q == nil {
		return 0
	}
	y := q.whiten(z)
	top, sum := math.Inf(-1), 0.0 // the mixture is exp(top) sum
	for i, at := range q.white {
		e := q.logWeight[i] - squaredDistance(y, at)/2
		switch {
		case e > top:
			top, sum = e, float64(sum*math.Exp(top-e))+1
		case !math.IsInf(e, -1):
			sum += math.Exp(e - top)
		}
	}
	return -squaredDistance(z, nil)/2 - (top + math.Log(sum) - q.logDet)
}

// whiten returns L⁻¹z.
func (q *proposal) whiten(z []float64) []float64 {
	y := make([]float64, len(z))
	for i, row := range q.lower {
		rest := z[i]
		for j := range i {
			rest -= float64(row[j] * y[j])
		}
		y[i] = rest / row[i]
	}
	return y
}

// squaredDistance is |a - b|², b nil being the origin.
func squaredDistance(a, b []float64) float64 {
	var sum float64
	for i, x := range a {
		if b != nil {
			x -= b[i]
		}
		sum += float64(x * x)
	}
	return sum
}

// cumulated returns running sums.
func cumulated(w []float64) []float64 {
	upTo, sum := make([]float64, len(w)), 0.0
	for i, x := range w {
		sum += x
		upTo[i] = sum
	}
	return upTo
}

// pick returns the index that u in (0, 1) falls on; one of weight 0 never.
func pick(upTo []float64, u float64) int {
	last := len(upTo) - 1
	return sort.Search(last, func(i int) bool { return upTo[i] > u*upTo[last] })
}
