package dist

import "math"

// NormalQuantile returns the z for which a standard normal variable lies below
// z with probability u. It is ±Inf at 1 and 0 and NaN outside [0, 1].
//
// The method is PPND16 of Wichura, "Algorithm AS 241: the percentage points of
// the normal distribution", Applied Statistics 37 (1988): a rational function
// of degree seven in each of three regions, correct to about 1e-15 relative.
// No operation is fused and the logarithm is the package's own, so every
// machine gives the same bits.
func NormalQuantile(u float64) float64 {
	q := u - 0.5
	if math.Abs(q) <= 0.425 {
		r := 0.180625 - float64(q*q)
		return q * ratio(r, &centreNum, &centreDen)
	}
	return tail(u, q)
}

// tail handles u outside [0.075, 0.925], with r = sqrt(-ln(tail mass)).
func tail(u, q float64) float64 {
	p := u
	if q > 0 {
		p = 1 - u
	}
	switch {
	case p == 0:
		return math.Copysign(math.Inf(1), q)
	case !(p > 0):
		return math.NaN()
	}
	r := math.Sqrt(-logBelowOne(p))
	var z float64
	if r <= 5 {
		z = ratio(r-1.6, &middleNum, &middleDen)
	} else {
		z = ratio(r-5, &farNum, &farDen)
	}
	return math.Copysign(z, q)
}

// ratio evaluates num(r)/den(r) by Horner's rule, coefficients from the
// highest power down. The two chains run side by side.
func ratio(r float64, num, den *[8]float64) float64 {
	a, b := num[0], den[0]
	for i := 1; i < 8; i++ {
		a = float64(a*r) + num[i]
		b = float64(b*r) + den[i]
	}
	return a / b
}

// Coefficients of AS 241, PPND16, from the seventh power down.
var (
	centreNum = [8]float64{
		2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
		1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0,
	}
	centreDen = [8]float64{
		5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
		5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1,
	}
	middleNum = [8]float64{
		7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
		3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0,
	}
	middleDen = [8]float64{
		1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
		6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1,
	}
	farNum = [8]float64{
		2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
		2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0,
	}
	farDen = [8]float64{
		2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
		1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1,
	}
)

// logBelowOne is ln p for p in (0, 1) with the same bits everywhere; math.Log
// is assembly on some machines and fused on others. Method and coefficients
// are those of FreeBSD's e_log.c (Sun Microsystems, 1993): p = 2^k (1+f) with
// 1+f in [√½, √2), s = f/(2+f), and ln(1+f) = f - f²/2 + s(f²/2 + R(s²)).
func logBelowOne(p float64) float64 {
	const (
		ln2Hi = 6.93147180369123816490e-01
		ln2Lo = 1.90821492927058770002e-10
	)
	m, e := math.Frexp(p)
	if m < math.Sqrt2/2 {
		m *= 2
		e--
	}
	f, k := m-1, float64(e)
	s := f / (2 + f)
	z := float64(s * s)
	w := float64(z * z)
	odd := float64(w * (3.999999999940941908e-01 + float64(w*(2.222219843214978396e-01+float64(w*1.531383769920937332e-01)))))
	even := float64(z * (6.666666666666735130e-01 + float64(w*(2.857142874366239149e-01+float64(w*(1.818357216161805012e-01+float64(w*1.479819860511658591e-01)))))))
	half := float64(0.5 * float64(f*f))
	correction := half - (float64(s*(half+odd+even)) + float64(k*ln2Lo))
	return float64(k*ln2Hi) - (correction - f)
}
