package learning

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// A Forecast is the law of a natural logarithm that is not known yet, such as
// that of a unit cost,
//
//	y = Mid + Scale T,  T ~ Student's t with Freedom degrees of freedom
//
// Student's t because Scale rests on a spread that was estimated; with Freedom
// +Inf it is the normal law. With Scale 0 it is the number Mid. The median of
// the cost is exp(Mid) and exp of any quantile is that quantile of the cost; the
// mean of the cost does not exist.
type Forecast struct {
	Mid     float64 // median and mean of y
	Scale   float64 // 0 or more; the standard deviation is larger, √(Freedom/(Freedom-2)) Scale
	Freedom float64 // 1 or more, +Inf for the normal law
}

// String writes the forecast with its law.
func (f Forecast) String() string {
	if math.IsInf(f.Freedom, 1) {
		return fmt.Sprintf("%.4g ± %.3g (normal)", f.Mid, f.Scale)
	}
	return fmt.Sprintf("%.4g ± %.3g (Student, %g degrees of freedom)", f.Mid, f.Scale, f.Freedom)
}

// Quantile returns the y that the outcome is below with probability u: infinite
// at 0 and 1, NaN outside.
func (f Forecast) Quantile(u float64) float64 {
	switch {
	case !(u >= 0 && u <= 1):
		return math.NaN()
	case f.Scale == 0:
		return f.Mid
	case u == 0:
		return math.Inf(-1)
	case u == 1:
		return math.Inf(1)
	}
	return f.law().Quantile(u)
}

// CDF returns the probability of an outcome of y or less.
func (f Forecast) CDF(y float64) float64 {
	switch {
	case f.Scale == 0 && y < f.Mid:
		return 0
	case f.Scale == 0 && y >= f.Mid:
		return 1
	}
	return f.law().CDF(y)
}

// LogDensity returns the logarithm of the density at y, the negative of the
// logarithmic score. It is infinite or NaN with Scale 0, where there is none.
func (f Forecast) LogDensity(y float64) float64 { return f.law().LogProb(y) }

// law is the forecast as gonum knows it.
func (f Forecast) law() interface {
	Quantile(float64) float64
	CDF(float64) float64
	LogProb(float64) float64
} {
	if math.IsInf(f.Freedom, 1) {
		return distuv.Normal{Mu: f.Mid, Sigma: f.Scale}
	}
	return distuv.StudentsT{Mu: f.Mid, Sigma: f.Scale, Nu: f.Freedom}
}
