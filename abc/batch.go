package abc

import (
	"math"
	"sync"
	"sync/atomic"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

// The streams of an attempt, at (seed, attempt, stream, generation).
var (
	proposeStream = rng.Name("abc/propose")
	luckStream    = rng.Name("abc/luck")
	acceptStream  = rng.Name("abc/accept")
)

// beyondZ bounds z: outside, Φ is 0 or 1 for a float64.
const beyondZ = 8.2

// An outcome is what became of an attempt: all fields are zero if its distance
// was refused.
type outcome struct {
	accepted          *Particle
	undefined, beyond bool
	err               error
}

// batch makes attempts, fewer at the cap. An error is that of the earliest
// attempt that failed.
func (s State) batch(p Problem, q *proposal, workers int) ([]outcome, error) {
	first := s.Next.Attempts
	size := min(s.Plan.Batch, s.Plan.Attempts-s.Attempts)
	out := make([]outcome, size)
	parallel(size, workers, func(i int) { out[i] = s.attempt(p, q, uint64(first+i)) })
	for _, o := range out {
		if o.err != nil {
			return nil, o.err
		}
	}
	return out, nil
}

// parallel does 0 to n-1 on some workers, each next number by whoever is free.
func parallel(n, workers int, do func(i int)) {
	var wg sync.WaitGroup
	var taken atomic.Int64
	for range min(workers, n) {
		wg.Go(func() {
			for i := taken.Add(1) - 1; i < int64(n); i = taken.Add(1) - 1 {
				do(int(i))
			}
		})
	}
	wg.Wait()
}

// attempt draws, simulates and judges. It depends on the problem, the proposal
// and its address alone.
func (s State) attempt(p Problem, q *proposal, number uint64) outcome {
	seed, generation := s.Plan.Seed, uint64(len(s.Generations))
	stream := rng.New(seed, number, proposeStream, generation)
	z := q.draw(&stream, len(p.Parameters))
	for _, x := range z {
		if !(math.Abs(x) <= beyondZ) {
			return outcome{beyond: true}
		}
	}
	luck, _, _, _ := rng.At(seed, number, luckStream, generation)
	summaries, err := p.simulate(z, luck)
	if err != nil {
		return outcome{err: err}
	}
	d := p.distance(summaries)
	word, _, _, _ := rng.At(seed, number, acceptStream, generation)
	if !(rng.Unit(word) < s.Plan.Kernel.chance(d, s.Next.Tolerance)) {
		return outcome{undefined: !isFinite(d)}
	}
	theta, err := p.theta(z) // again: Simulate may have written to its own
	return outcome{err: err, accepted: &Particle{
		Theta: theta, Z: z, Summaries: summaries, Luck: luck, Distance: d, LogRatio: q.logRatio(z),
	}}
}

// normals are independent draws of the prior in its space.
func normals(stream *rng.Stream, n int) []float64 {
	z := make([]float64, n)
	for i := range z {
		z[i] = dist.NormalQuantile(stream.Float64())
	}
	return z
}
