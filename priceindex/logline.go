package priceindex

import (
	"errors"
	"fmt"
	"math"
)

// A LogLine is a straight line through log prices against time.
type LogLine struct {
	Start           float64 // year of the first price
	Intercept       float64 // fitted log price at Start
	Slope           float64 // change of log price per year
	SE              float64 // of Slope, if errors are independent and equally large
	NeweyWest       float64 // of Slope, if errors correlate up to Lag prices apart
	Lag             int     // prices, not years
	Factor          float64 // exp(Slope), the price a year later over the price now
	FactorSE        float64 // Factor · SE, the delta method
	FactorNeweyWest float64 // Factor · NeweyWest
	Sigma           float64 // standard deviation of log price about the line
	R2              float64 // NaN if the price never changes
	Autocorrelation float64 // of neighbouring residuals; NaN if all are 0
	N               int
}

// FitLogLine fits ln p = α + β (t - t_1) by least squares. With x the time less
// its mean and u the residuals,
//
//	SE² = Σ u² / (n-2) / Σ x²
//	NeweyWest² = n/(n-2) [ Γ_0 + 2 Σ_{l=1..lag} (1 - l/(lag+1)) Γ_l ] / (Σ x²)²,
//	Γ_l = Σ_{i>l} x_i u_i x_{i-l} u_{i-l}
//
// (Newey and West 1987, with the factor n/(n-2) of HC1 which lag 0 is). SE is
// too small if prices that stand above the line tend to stay above it, as list
// prices that change twice a year do: Autocorrelation tells. NeweyWest mends
// that in long series; in twenty or thirty prices it is itself too small. For
// independent monthly prices and [Lag], 24 of them, the true slope lies within
// 1.96 standard errors in 94% of histories by SE and 88% by NeweyWest; with an
// autocorrelation of 0.6 in 66% and 71%. Lags count prices, so that prices
// should be about equally far apart in time.
//
// It is an error if a price is not positive and finite, if years do not rise,
// if there are fewer than three prices, or if lag is not from 0 to n-2.
func FitLogLine(year, price []float64, lag int) (LogLine, error) {
	y, err := checkSeries(year, price, 3)
	if n := len(price); n >= 3 && (lag < 0 || lag > n-2) {
		err = errors.Join(err, fmt.Errorf("priceindex: lag is %d for %d prices: give a number from 0 to %d, such as %d", lag, n, n-2, Lag(n)))
	}
	if err != nil {
		return LogLine{}, err
	}
	line := straight(year, y)
	n := float64(len(y))
	l := LogLine{
		Start: year[0], Slope: line.slope, Intercept: line.at(year[0]), Lag: lag, N: len(y),
		Sigma: math.Sqrt(line.rss / (n - 2)), R2: 1 - line.rss/line.yy, Autocorrelation: neighbours(line.u),
	}
	l.SE = l.Sigma / math.Sqrt(line.xx)
	l.NeweyWest = math.Sqrt(n/(n-2)*line.longRun(lag)) / line.xx
	if l.Factor, err = factor(l.Slope); err != nil {
		return LogLine{}, err
	}
	l.FactorSE, l.FactorNeweyWest = l.Factor*l.SE, l.Factor*l.NeweyWest
	return l, nil
}

// Lag returns the largest integer up to 4 (n/100)^(2/9), a common lag for
// [FitLogLine] when nothing is known of the errors (Newey and West 1994; Wooldridge,
// "Introductory Econometrics", section 12.5), but never more than n-2.
func Lag(n int) int {
	return max(0, min(n-2, int(4*math.Pow(float64(n)/100, 2.0/9))))
}

// A fit is a least-squares line y = mean + slope (x - centre).
type fit struct {
	centre, mean, slope float64
	x, u                []float64 // x less centre, residuals
	xx, yy, rss         float64   // sums of squares of x, of y less mean, of u
}

func (f fit) at(x float64) float64 { return f.mean + f.slope*(x-f.centre) }

// straight fits a line; if x never varies, a level.
func straight(x, y []float64) fit {
	n := float64(len(x))
	f := fit{x: make([]float64, len(x)), u: make([]float64, len(x))}
	for i := range x { // from the first, so that what never varies has no spread
		f.centre += (x[i] - x[0]) / n
		f.mean += (y[i] - y[0]) / n
	}
	f.centre, f.mean = f.centre+x[0], f.mean+y[0]
	var xy float64
	for i := range x {
		f.x[i] = x[i] - f.centre
		f.xx += f.x[i] * f.x[i]
		f.yy += (y[i] - f.mean) * (y[i] - f.mean)
		xy += f.x[i] * (y[i] - f.mean)
	}
	if f.xx > 0 {
		f.slope = xy / f.xx
	}
	for i := range x {
		f.u[i] = y[i] - f.mean - f.slope*f.x[i]
		f.rss += f.u[i] * f.u[i]
	}
	return f
}

// longRun is Γ_0 + 2 Σ (1 - l/(lag+1)) Γ_l, with Bartlett's weights never
// negative. It is summed as the squares of windows of lag+1 scores, which it
// equals times lag+1, so that rounding cannot take it below 0.
func (f fit) longRun(lag int) float64 {
	var sum float64
	for from := -lag; from < len(f.x); from++ {
		var window float64
		for i := max(0, from); i <= min(len(f.x)-1, from+lag); i++ {
			window += f.x[i] * f.u[i]
		}
		sum += window * window
	}
	return sum / float64(lag+1)
}

// neighbours is the first autocorrelation of residuals, Σ u_i u_(i-1) / Σ u².
func neighbours(u []float64) float64 {
	var product float64
	for i := 1; i < len(u); i++ {
		product += u[i] * u[i-1]
	}
	return product / squares(u)
}

// A FallTime is how long a price takes to fall by some factor.
type FallTime struct {
	Months        float64
	SE, NeweyWest float64 // by the delta method from those of the slope
}

// MonthsToFall returns how long the price takes to fall by the factor fold
// along the line,
//
//	m = -12 ln(fold)/β,  se(m) = m se(β)/|β|
//
// It is an error if fold is not above 1, or if the line does not fall. If the
// slope is not several of its standard errors below 0, neither is worth much.
func (l LogLine) MonthsToFall(fold float64) (FallTime, error) {
	if err := checkFold(fold); err != nil {
		return FallTime{}, err
	}
	m := -12 * math.Log(fold) / l.Slope
	t := FallTime{m, -m * l.SE / l.Slope, -m * l.NeweyWest / l.Slope}
	if !(l.Slope < 0) || !finite(m) || !finite(t.SE) || !finite(t.NeweyWest) {
		return FallTime{}, fmt.Errorf("priceindex: log price changes by %g a year: along that line it does not fall by a factor of %g in any foreseeable time", l.Slope, fold)
	}
	return t, nil
}
