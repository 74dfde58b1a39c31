package abc

import (
	"errors"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/dist"
)

// A Parameter is a number that is not known, with its prior.
type Parameter struct {
	Name string
	Law  dist.Dist
}

// A Summary is a number by which simulation and history are compared. Scale,
// in the unit of the summary, is a miss that counts as 1; Weight is relative,
// and 0 leaves the summary out of the distance, though it must be finite.
type Summary struct {
	Name                    string
	Observed, Scale, Weight float64
}

// A Problem is what is to be calibrated: independent priors, what history
// shows, and a simulator. Simulate writes one number per summary to dst; its
// result depends on theta and luck alone, and it is called from several
// goroutines at once. Numbers that it leaves unset are NaN.
type Problem struct {
	Parameters []Parameter
	Summaries  []Summary
	Simulate   func(theta []float64, luck uint64, dst []float64) error
}

// Validate reports all that keeps the problem from being posed.
func (p Problem) Validate() error {
	var errs []error
	if p.Simulate == nil {
		errs = append(errs, errors.New("abc: Simulate is nil: give the simulator"))
	}
	return errors.Join(append(errs, p.checkParameters(), p.checkSummaries())...)
}

func (p Problem) checkParameters() error {
	var errs []error
	for i, x := range p.Parameters {
		if x.Law == nil {
			errs = append(errs, fmt.Errorf("abc: parameter %q has no law: give one of package dist", x.Name))
		} else if err := x.Law.Validate(); err != nil {
			errs = append(errs, fmt.Errorf("abc: parameter %q: %w", x.Name, err))
		}
		errs = append(errs, named("parameter", i, p.names()))
	}
	return errors.Join(append(errs, some("parameter", len(p.Parameters)))...)
}

func (p Problem) checkSummaries() error {
	var errs []error
	names, total := make([]string, len(p.Summaries)), 0.0
	for i, s := range p.Summaries {
		names[i] = s.Name
		total += s.Weight
		at := fmt.Sprintf("summary %q: ", s.Name)
		errs = append(errs, named("summary", i, names[:i+1]), finite(at+"Observed", s.Observed),
			positive(at+"Scale", s.Scale), notNegative(at+"Weight", s.Weight))
	}
	errs = append(errs, some("summary", len(p.Summaries)))
	if err := errors.Join(errs...); err != nil {
		return err
	}
	return positive("the sum of weights of summaries", total)
}

func (p Problem) names() []string {
	names := make([]string, len(p.Parameters))
	for i, x := range p.Parameters {
		names[i] = x.Name
	}
	return names
}

// Observing returns the same problem with another history, one number per
// summary.
func (p Problem) Observing(values []float64) (Problem, error) {
	if len(values) != len(p.Summaries) {
		return Problem{}, fmt.Errorf("abc: %d observed values for %d summaries: give one for each", len(values), len(p.Summaries))
	}
	p.Summaries = append([]Summary(nil), p.Summaries...)
	for i, v := range values {
		p.Summaries[i].Observed = v
	}
	return p, p.checkSummaries()
}

// distance is that of the package comment, +Inf if it is not a number that a
// float64 holds.
func (p Problem) distance(s []float64) float64 {
	var sum, total float64
	for i, target := range p.Summaries {
		miss := (s[i] - target.Observed) / target.Scale
		sum += float64(target.Weight * miss * miss)
		total += target.Weight
	}
	if d := math.Sqrt(sum / total); isFinite(d) {
		return d
	}
	return math.Inf(1)
}

// theta takes a point from the space in which the prior is standard normal.
func (p Problem) theta(z []float64) ([]float64, error) {
	theta := make([]float64, len(z))
	for i, x := range p.Parameters {
		u := dist.NormalCDF(z[i])
		theta[i] = x.Law.Quantile(u)
		if !isFinite(theta[i]) {
			return nil, fmt.Errorf("abc: parameter %q: its law gives %g at probability %g: want a finite number, mend its Quantile or truncate it", x.Name, theta[i], u)
		}
	}
	return theta, nil
}

// simulate returns the summaries of a fresh simulation.
func (p Problem) simulate(z []float64, luck uint64) ([]float64, error) {
	theta, err := p.theta(z)
	if err != nil {
		return nil, err
	}
	s := make([]float64, len(p.Summaries))
	for i := range s {
		s[i] = math.NaN()
	}
	if err := p.Simulate(theta, luck, s); err != nil {
		return nil, fmt.Errorf("abc: simulation of %v with luck %d: %w", theta, luck, err)
	}
	return s, nil
}
