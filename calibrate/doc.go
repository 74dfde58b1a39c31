// Package calibrate learns from episodes what industries have in common: the
// shared numbers of package forecast, as weighted draws.
//
//	Pasts ─► Cases ─► summaries of what came ──┐
//	          └─► forecast.Market ─► futures ──┴─► abc.SMC ─► Posterior
//
// It takes episode.Past values and nothing else: of an episode that is to be
// forecast it gets no past at all, or one that was cut at the origin; it cannot
// reach a Truth.
//
// # Cases
//
// Inside each past, a case is an inner origin with at least a year after it.
// What came after the inner origin is history within the past. Every draw of
// the shared numbers is simulated once in every case, and simulated and seen
// industries are compared by summaries over all cases (summary.go): how far
// prices and shares moved in 1, 3 and 5 years, how much of a trend went on,
// whether dear prices fell, how many firms left.
//
// # Tolerance
//
// A summary may miss by what it would move if an episode were left out: its
// jackknife standard error over episodes (Efron 1982), which is what history
// knows of it. The distance is the root mean square of misses in that unit. Of
// many draws from the prior the nearest are kept (approximate Bayesian
// computation by rejection, Pritchard et al. 1999; the first generation of
// ABC-SMC). The distance of the farthest that is kept is the tolerance, and it
// is printed: the posterior is that of a model whose summaries may miss so far.
// Further generations were tried: with fourteen numbers their importance weights
// leave a tenth of the draws (docs/decisions/0018).
//
// All calibrations of a study share the draws; they differ in the cases that
// are compared.
//
// # Sources
//
//   - J. K. Pritchard, M. T. Seielstad, A. Perez-Lezaun and M. W. Feldman,
//     "Population growth of human Y chromosomes: a study of Y chromosome
//     microsatellites", Molecular Biology and Evolution 16 (1999).
//   - T. Toni, D. Welch, N. Strelkowa, A. Ipsen and M. P. H. Stumpf, "Approximate
//     Bayesian computation scheme for parameter inference and model selection in
//     dynamical systems", Journal of the Royal Society Interface 6 (2009).
//   - D. McFadden, "A method of simulated moments for estimation of discrete
//     response models without numerical integration", Econometrica 57 (1989).
//   - B. Efron, "The Jackknife, the Bootstrap and Other Resampling Plans", SIAM
//     (1982).
//
// # Where to add
//
// A summary is a line in summaries (summary.go) with its formula.
package calibrate
