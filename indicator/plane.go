package indicator

import (
	"math"
	"slices"
)

// A plane is data for y = α + β x + γ t in groups.
type plane struct {
	x, t, y []float64
	group   []string
}

func (d *plane) add(x, t, y float64, group string) {
	d.x, d.t, d.y, d.group = append(d.x, x), append(d.t, t), append(d.y, y), append(d.group, group)
}

// names lists the groups, sorted.
func (d *plane) names() []string {
	names := slices.Clone(d.group)
	slices.Sort(names)
	return slices.Compact(names)
}

func (d *plane) groups() int { return len(d.names()) }

// ratio is γ/β by least squares and its standard error by the delta method,
//
//	V = M⁻¹ (Σ_g s_g s_gᵀ) M⁻¹ · G/(G-1) · (n-1)/(n-3),  s_g = Σ_{i in g} (x_i, t_i) u_i
//	var(γ/β) = (γ/β)² (V_β/β² + V_γ/γ² - 2 V_βγ/(βγ))
//
// with x and t less their means, M the matrix of their sums of products and u
// the residuals: clustered by group (Liang and Zeger, Biometrika 73, 1986), with
// the usual correction for few groups. slope is β over its standard error: where
// that is small the ratio may be anything (Fieller, Journal of the Royal
// Statistical Society B 16, 1954).
func (d *plane) ratio() (ratio, se, slope float64) {
	n := float64(len(d.y))
	x, t, y := centred(d.x), centred(d.t), centred(d.y)
	xx, xt, tt, xy, ty := dot(x, x), dot(x, t), dot(t, t), dot(x, y), dot(t, y)
	det := xx*tt - xt*xt
	beta, gamma := (tt*xy-xt*ty)/det, (xx*ty-xt*xy)/det
	var vb, vg, vbg float64
	for _, name := range d.names() {
		var sx, st float64
		for i, g := range d.group {
			if g == name {
				u := y[i] - beta*x[i] - gamma*t[i]
				sx += x[i] * u
				st += t[i] * u
			}
		}
		b, c := (tt*sx-xt*st)/det, (xx*st-xt*sx)/det
		vb, vg, vbg = vb+b*b, vg+c*c, vbg+b*c
	}
	g := float64(d.groups())
	k := g / (g - 1) * (n - 1) / (n - 3)
	ratio = gamma / beta
	se = math.Sqrt(k*(vb*gamma*gamma/(beta*beta)+vg-2*vbg*ratio)) / math.Abs(beta)
	return ratio, se, beta / math.Sqrt(k*vb)
}

// centred is x less its mean.
func centred(x []float64) []float64 {
	mean := 0.0
	for _, v := range x {
		mean += v / float64(len(x))
	}
	c := make([]float64, len(x))
	for i, v := range x {
		c[i] = v - mean
	}
	return c
}

func dot(x, y []float64) float64 {
	sum := 0.0
	for i := range x {
		sum += x[i] * y[i]
	}
	return sum
}
