// Package survival says how long things last when some have not ended yet: how
// long an offer stays on the market, a price unchanged, a firm alive.
//
// Those that have not ended are censored. To leave them out, or to count them as
// ended, makes every duration look shorter than it is; the product-limit
// estimator uses exactly what is known, that each lasted at least so long.
//
// # Equations
//
// At the i-th distinct time t_i of an event, d_i subjects end of the n_i that
// were at risk just before,
//
//	S(t) = Π_{t_i <= t} (1 - d_i/n_i)                        Kaplan and Meier
//	Var S(t) = S(t)² Σ_{t_i <= t} d_i / (n_i (n_i - d_i))    Greenwood
//
// A subject censored at t_i counts as at risk there: it was seen at t_i. Time
// starts at each subject's own start, in any unit. With delayed entry (left
// truncation) a subject joins the risk set after its entry, at n_i only if
// entry < t_i: offers that were already on the market when the watching began
// are known because they lasted until then, and count from then on only.
//
//	curve.go      KaplanMeier and DelayedEntry give a Curve
//	band.go       a pointwise interval by the log-log transform
//	summary.go    the time by which a share has ended, and the restricted mean
//	exits.go      a constant hazard from counts per period, which come in waves
//	count.go      the negative binomial law of a number of exits
//
// # What is assumed
//
// Censoring tells nothing of what would have come (a price that is censored
// because its seller was about to change it breaks this), and subjects end
// independently: offers of one firm that change on one day are one event, not
// many, and the band is then too narrow.
//
// # Sources
//
//   - E. L. Kaplan and P. Meier, "Nonparametric estimation from incomplete
//     observations", Journal of the American Statistical Association 53 (1958).
//   - M. Greenwood, "The natural duration of cancer", Reports on Public Health
//     and Medical Subjects 33, HMSO (1926).
//   - R. Brookmeyer and J. Crowley, "A confidence interval for the median
//     survival time", Biometrics 38 (1982).
//   - J. D. Kalbfleisch and R. L. Prentice, "The Statistical Analysis of Failure
//     Time Data", 2nd ed., Wiley (2002), sections 1.3 to 1.4: the log-log band
//     and delayed entry.
//   - J. P. Klein and M. L. Moeschberger, "Survival Analysis", 2nd ed., Springer
//     (2003), sections 4.2 to 4.6: all of the above with worked examples.
//   - N. E. Breslow, "Extra-Poisson variation in log-linear models", Applied
//     Statistics 33 (1984): the variance of the hazard between periods.
//
// # Where to add
//
// Another estimate is a method of [Curve] in a file of its own, with its equation
// and source, and a published example as its test.
package survival
