package priceindex

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat/distuv"
)

// Intercept is the name of the first coefficient of every regression.
const Intercept = "intercept"

// A Column is one regressor, a value per row.
type Column struct {
	Name   string
	Values []float64
}

// A Regression is ordinary least squares with a covariance that allows errors
// of one cluster to correlate in any way.
type Regression struct {
	Names     []string    // of the coefficients: Intercept, then the columns
	Coef      []float64   // in units of y per unit of the column
	SE        []float64   // cluster-robust; NaN where a cluster is alone, see Alone
	Cov       [][]float64 // covariance of Coef, the same
	Alone     []Alone     // coefficients whose standard error is undefined
	Residuals []float64   // y less its fit, in the order of rows
	R2        float64     // share of the variance of y that is fitted; NaN if y never varies
	N         int         // rows
	Clusters  int
}

// Alone is a coefficient that one cluster alone identifies: without its rows
// the column is collinear with others. The fit passes through that cluster
// however far off it is, so its residuals are 0 and say nothing of its error;
// the formula would report a standard error that is far too small.
type Alone struct {
	Name    string
	Cluster int
}

// Regress fits y = Xβ by least squares, X the columns after an intercept, with
// the CR1 covariance
//
//	V = c (X'X)⁻¹ (Σ_g X_g' u_g u_g' X_g) (X'X)⁻¹,  c = G/(G-1) · (N-1)/(N-K)
//
// for N rows in G clusters, K coefficients and residuals u (Liang and Zeger
// 1986; Cameron and Miller 2015, equations 10 to 12). If every row is its own
// cluster, c = N/(N-K) and V is White's HC1. It leans on many clusters: with
// fewer than about 40, or clusters of very different size, it is too small, and
// [Regression.Interval] only mends part of that. At most G-1 combinations of
// coefficients can be tested at once.
//
// It is an error if lengths differ, a value is not finite, a name is missing or
// repeated, there are no more rows than coefficients, there are fewer than two
// clusters, or a column is a combination of those before it, which is named.
func Regress(y []float64, columns []Column, cluster []int) (Regression, error) {
	if err := checkRows(y, columns, cluster); err != nil {
		return Regression{}, err
	}
	x, scale := design(len(y), columns)
	f, err := factorize(x, names(columns))
	if err != nil {
		return Regression{}, err
	}
	r := Regression{Names: names(columns), N: len(y)}
	unit := largest(y)
	b, u, err := f.solve(y, unit)
	if err != nil {
		return Regression{}, err
	}
	r.R2 = explained(y, u, unit)
	v, groups := f.clustered(u, cluster)
	r.Clusters = len(groups)
	for i := range u {
		r.Residuals = append(r.Residuals, u[i]*unit)
	}
	for j := range b {
		r.Coef = append(r.Coef, b[j]/scale[j]*unit)
		r.SE = append(r.SE, math.Sqrt(v.At(j, j))/scale[j]*unit)
		row := make([]float64, len(b))
		for k := range b {
			row[k] = v.At(j, k) / scale[j] * unit / scale[k] * unit
		}
		r.Cov = append(r.Cov, row)
	}
	if err := r.overflows(); err != nil {
		return Regression{}, err
	}
	r.Alone, err = f.alone(groups)
	r.withdraw()
	return r, err
}

// withdraw makes undefined what one cluster alone identifies.
func (r *Regression) withdraw() {
	for _, a := range r.Alone {
		j, _ := r.at(a.Name) // Alone names coefficients only
		r.SE[j] = math.NaN()
		for k := range r.Coef {
			r.Cov[j][k], r.Cov[k][j] = math.NaN(), math.NaN()
		}
	}
}

// overflows names coefficients that a float64 does not hold.
func (r Regression) overflows() error {
	var errs []error
	for j, name := range r.Names {
		if !finite(r.Coef[j]) || !finite(r.SE[j]) || !finite(r.Cov[j][j]) {
			errs = append(errs, fmt.Errorf("priceindex: the coefficient of %q is %g ± %g, beyond what a float64 holds: give the column in a larger unit", name, r.Coef[j], r.SE[j]))
		}
	}
	return errors.Join(errs...)
}

func (r Regression) at(name string) (int, bool) {
	for j, n := range r.Names {
		if n == name {
			return j, true
		}
	}
	return 0, false
}

// Interval returns the interval of a coefficient that holds with the
// probability level, by Student's t with Clusters-1 degrees of freedom (Cameron
// and Miller 2015, section VI.D).
//
// It is an error if there is no such coefficient, if level is not between 0
// and 1, or if the standard error is undefined.
func (r Regression) Interval(name string, level float64) (lo, hi float64, err error) {
	nan := math.NaN()
	j, ok := r.at(name)
	switch {
	case !ok:
		return nan, nan, fmt.Errorf("priceindex: no coefficient is called %q: have %q", name, r.Names)
	case !(level > 0 && level < 1):
		return nan, nan, fmt.Errorf("priceindex: level of an interval is %g: give a number between 0 and 1, such as 0.95", level)
	}
	for _, a := range r.Alone {
		if a.Name == name {
			return nan, nan, fmt.Errorf("priceindex: the coefficient of %q rests on cluster %d alone: its error is unknown", name, a.Cluster)
		}
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(r.Clusters - 1)}.Quantile(0.5 + level/2)
	return r.Coef[j] - t*r.SE[j], r.Coef[j] + t*r.SE[j], nil
}

// explained is R² of residuals u that are given in units of unit.
func explained(y, u []float64, unit float64) float64 {
	var mean, total float64
	for _, v := range y { // from the first, so that a y that never varies has no spread
		mean += (v - y[0]) / unit / float64(len(y))
	}
	for _, v := range y {
		d := (v-y[0])/unit - mean
		total += d * d
	}
	if total == 0 {
		return math.NaN()
	}
	return 1 - squares(u)/total
}

// design returns the matrix of intercept and columns, each divided by its
// largest size, so that no square overflows, and those sizes.
func design(rows int, columns []Column) (x *mat.Dense, scale []float64) {
	x = mat.NewDense(rows, len(columns)+1, nil)
	scale = make([]float64, len(columns)+1)
	scale[0] = 1
	for j, c := range columns {
		scale[j+1] = largest(c.Values)
		for i, v := range c.Values {
			x.Set(i, j+1, v/scale[j+1])
		}
	}
	for i := range rows {
		x.Set(i, 0, 1)
	}
	return x, scale
}

// largest returns the largest absolute value, 1 if all are 0.
func largest(values []float64) float64 {
	m := 0.0
	for _, v := range values {
		m = max(m, math.Abs(v))
	}
	if m == 0 {
		return 1
	}
	return m
}

func names(columns []Column) []string {
	n := []string{Intercept}
	for _, c := range columns {
		n = append(n, c.Name)
	}
	return n
}
