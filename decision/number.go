package decision

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/dist"
)

// Level is the probability that an interval low:high holds.
const Level = 0.9

// A Number is what is known of one input. A point has Low, Mid and High alike.
type Number struct {
	Name           string
	Low, Mid, High float64 // 5% quantile, median (mode for PERT), 95% quantile
	Law            dist.Dist
	LawName        string // "point", "log-normal", "normal", "beta", "PERT"
}

// Point reports whether the number is certain.
func (n Number) Point() bool { return n.Low == n.High }

// A Domain is the values that an input may take: Lo to Hi, both included
// unless LoOpen. An interval's law depends on it.
type Domain struct {
	Lo, Hi float64
	LoOpen bool
}

// The domains of inputs. Real and Positive end where no price, cost or month
// lies and where the formulas are still far from the limits of float64.
var (
	Real     = Domain{-1e6, 1e6, false}
	Positive = Domain{0, 1e12, true}
	Amount   = Domain{0, 1e12, false} // may be zero
	Share    = Domain{0, 1, false}
	Fraction = Domain{0, 1, true} // may not be zero
)

func (d Domain) holds(x float64) bool { return x >= d.Lo && x <= d.Hi && !(d.LoOpen && x == d.Lo) }

// share reports whether the domain is that of parts of a whole.
func (d Domain) share() bool { return d.Lo == 0 && d.Hi == 1 }

// String says what the domain wants.
func (d Domain) String() string {
	from := "from"
	if d.LoOpen {
		from = "above"
	}
	if math.IsInf(d.Hi, 1) {
		return fmt.Sprintf("%s %g on", from, d.Lo)
	}
	return fmt.Sprintf("%s %g to %g", from, d.Lo, d.Hi)
}

// Parse reads "point", "low:high" or "low:mid:high". Low and high are the ends
// of a 90% interval, to which a law is fitted: on a share beta, on an amount
// log-normal, else normal, or PERT where the middle sits askew. The middle is
// the median, for PERT the mode. Without it the middle is half way, on an
// amount half way in logarithms.
func Parse(name, text string, d Domain) (Number, error) {
	parts := strings.Split(text, ":")
	if len(parts) > 3 {
		return Number{}, errors.New("want a number, low:high or low:mid:high")
	}
	v := make([]float64, len(parts))
	for i, part := range parts {
		x, err := strconv.ParseFloat(part, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return Number{}, fmt.Errorf("%q is no finite number: want a number, low:high or low:mid:high, without units", part)
		}
		if !d.holds(x) {
			return Number{}, fmt.Errorf("want numbers %v", d)
		}
		v[i] = x
	}
	if len(v) == 1 {
		return PointOf(name, v[0]), nil
	}
	n := Number{Name: name, Low: v[0], High: v[len(v)-1]}
	n.Mid = n.Low + (n.High-n.Low)/2
	switch {
	case len(v) == 3:
		n.Mid = v[1]
	case d.Lo == 0 && !d.share() && n.Low > 0:
		n.Mid = math.Sqrt(n.Low) * math.Sqrt(n.High)
	}
	if !(n.Low < n.Mid && n.Mid < n.High) {
		return Number{}, errors.New("want numbers that rise, or one number for a point")
	}
	return n, n.fit(d)
}

// Sample is a number known by its past: each value is as likely as another.
// Low and High are its 5% and 95% quantiles. values must hold something.
func Sample(name string, values []float64) Number {
	sorted := slices.Sorted(slices.Values(values))
	law := dist.Discrete{}
	for i, x := range sorted {
		if i > 0 && x == sorted[i-1] {
			law.Weights[len(law.Weights)-1]++
			continue
		}
		law.Values, law.Weights = append(law.Values, x), append(law.Weights, 1)
	}
	return Number{Name: name, Low: quantile(sorted, 0.05), Mid: quantile(sorted, 0.5), High: quantile(sorted, 0.95), Law: law, LawName: "past errors"}
}

// PointOf returns a certain number.
func PointOf(name string, x float64) Number {
	return Number{Name: name, Low: x, Mid: x, High: x, Law: dist.Constant{Value: x}, LawName: "point"}
}

// fit chooses the law: the first that has the interval and leaves less than
// 1% outside the domain, where it is cut.
func (n *Number) fit(d Domain) error {
	try := func(law string, fitted dist.Dist, err error) {
		if n.Law != nil || err != nil {
			return
		}
		if outside := fitted.CDF(d.Lo) + 1 - fitted.CDF(d.Hi); !(outside < 0.01) {
			return
		}
		cut := dist.Truncated{Dist: fitted, Lo: d.Lo, Hi: d.Hi}
		if cut.Validate() != nil {
			return
		}
		n.Law, n.LawName = cut, law
	}
	switch {
	case d.share():
		fitted, err := dist.FitBeta(n.Low, n.Mid, n.High, Level, d.Lo, d.Hi)
		try("beta", fitted, err)
	case d.Lo == 0:
		fitted, err := dist.FitLogNormal(n.Low, n.Mid, n.High, Level)
		try("log-normal", fitted, err)
	default:
		fitted, err := dist.FitNormal(n.Low, n.Mid, n.High, Level)
		try("normal", fitted, err)
	}
	fitted, err := dist.FitPERT(n.Low, n.Mid, n.High, Level)
	try("PERT", fitted, err)
	if n.Law == nil {
		return fmt.Errorf("no law with this 90%% interval stays %v: low and high are its 5%% and 95%% points, so keep them off the bounds and the middle near half way", d)
	}
	return nil
}
