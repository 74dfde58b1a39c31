package scenario

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/undercut-sim/undercut/dist"
)

// interval is the probability between low and high of the laws with tails.
const interval = 0.9

// mostCut is the largest probability that bounds may cut off a law with
// tails. More than that was not meant.
const mostCut = 0.01

// law builds the distribution that a spec describes for a number with the
// bounds of f; nil for a certain number.
//
// Laws with tails (normal, lognormal, gamma) are cut at the bounds of the
// number when less than a hundredth of them lies outside; that is part of the
// file format and shows in `scenario show`. Any other law that leaves the
// bounds is an error.
func (s *spec) law(f *field) (dist.Dist, error) {
	d, err := s.uncut(f)
	if err != nil || d == nil {
		return nil, err
	}
	if err := d.Validate(); err != nil {
		return nil, inFileWords(err)
	}
	lo, hi := f.ends()
	if d.Quantile(0) >= lo && d.Quantile(1) <= hi {
		return d, nil
	}
	if !tailed(s.Dist) {
		return nil, fmt.Errorf("reaches from %g to %g: want %s; narrow the law", d.Quantile(0), d.Quantile(1), f.span())
	}
	below := d.CDF(math.Nextafter(lo, math.Inf(-1)))
	above := 1 - d.CDF(hi)
	if below+above > mostCut {
		return nil, fmt.Errorf("has %.3g%% of its law outside the bounds: want %s; narrow it, or use a law with bounds (pert, uniform)", 100*(below+above), f.span())
	}
	if below+above <= 0 {
		return d, nil
	}
	cut := dist.Truncated{Dist: d, Lo: lo, Hi: hi}
	return cut, cut.Validate()
}

func tailed(kind string) bool { return kind == "normal" || kind == "lognormal" || kind == "gamma" }

// uncut builds the law before bounds are looked at.
func (s *spec) uncut(f *field) (dist.Dist, error) {
	if err := s.complete(); err != nil {
		return nil, err
	}
	mode := s.Mode
	if math.IsNaN(mode) {
		mode = s.Value
	}
	var d dist.Dist
	var err error
	switch s.Dist {
	case "", "constant":
		return nil, nil
	case "uniform":
		d = dist.Uniform{Lo: s.Low, Hi: s.High}
	case "loguniform":
		d = dist.LogUniform{Lo: s.Low, Hi: s.High}
	case "triangular":
		d = dist.Triangular{Lo: s.Low, Mode: mode, Hi: s.High}
	case "pert":
		d = dist.PERT{Lo: s.Low, Mode: mode, Hi: s.High}
	case "normal":
		d, err = dist.FitNormal(s.Low, s.Value, s.High, interval)
	case "lognormal":
		d, err = dist.FitLogNormal(s.Low, s.Value, s.High, interval)
	case "gamma":
		d, err = dist.FitGamma(s.Low, s.Value, s.High, interval)
	case "beta":
		if !f.low.given || !f.high.given {
			return nil, errors.New("has law beta, but the number has no two bounds: use pert or lognormal")
		}
		d, err = dist.FitBeta(s.Low, s.Value, s.High, interval, f.low.value, f.high.value)
	case "discrete":
		weights := s.Weights
		if len(weights) == 0 {
			weights = make([]float64, len(s.Values))
			for i := range weights {
				weights[i] = 1
			}
		}
		d = dist.Discrete{Values: s.Values, Weights: weights}
	}
	return d, inFileWords(err)
}

// complete reports keys of a spec that its law needs or cannot use.
func (s *spec) complete() error {
	bounds := !math.IsNaN(s.Low) || !math.IsNaN(s.High)
	lists := len(s.Values) > 0 || len(s.Weights) > 0
	switch s.Dist {
	case "", "constant":
		if bounds || lists || !math.IsNaN(s.Mode) {
			return errors.New("has a range but no law: add dist: uniform (or pert, lognormal, …), or remove low and high")
		}
		return nil
	case "discrete":
		if bounds || !math.IsNaN(s.Mode) {
			return errors.New("is discrete: give values and weights in place of low, high and mode")
		}
		return s.listed()
	}
	if lists {
		return fmt.Errorf("is %s: give low and high in place of values and weights", s.Dist)
	}
	if math.IsNaN(s.Low) || math.IsNaN(s.High) {
		return fmt.Errorf("is %s, which needs low and high: add both", s.Dist)
	}
	peaked := s.Dist == "triangular" || s.Dist == "pert"
	if !math.IsNaN(s.Mode) && !peaked {
		return fmt.Errorf("is %s, which has no mode: remove it, or use pert", s.Dist)
	}
	if !(s.Low <= s.Value && s.Value <= s.High) {
		return fmt.Errorf("has value %g outside low %g to high %g: give low <= value <= high", s.Value, s.Low, s.High)
	}
	return nil
}

func (s *spec) listed() error {
	for _, v := range s.Values {
		if v == s.Value {
			return nil
		}
	}
	return fmt.Errorf("has value %g, which is none of its values %v: use one of them", s.Value, s.Values)
}

// inFileWords turns the names that dist uses into the keys of files.
func inFileWords(err error) error {
	if err == nil {
		return nil
	}
	text := strings.NewReplacer("log-normal", "lognormal", "log-uniform", "loguniform", "fit ", "", " mid ", " value ").Replace(err.Error())
	return errors.New("does not make a law: " + text)
}
