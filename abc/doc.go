// Package abc calibrates a simulator to a history without a likelihood, and
// says whether the calibration can be believed. Numbers in, numbers out: what
// is simulated and what is compared is the caller's.
//
//	SMC → State              draws from an approximate posterior
//	State.Marginal  Moments  what they say of a parameter, of all
//	Contraction              what history does not identify
//	ModelProbabilities       which of several simulators
//	Match                    which parameters are not implausible: history matching
//	SMM  Inflation           one best parameter: simulated method of moments
//	SBC  UniformRanks        whether a posterior is calibrated
//	ESS  Resample            weighted draws
//
// # Approximate Bayesian computation
//
// A parameter vector θ has a prior π. The simulator turns it, and luck, into
// summaries s (moments, gauges), history has the summaries o. Their distance
//
//	d = √( Σ w_j ((s_j - o_j)/c_j)² / Σ w_j )
//
// has no unit: c_j is the scale on which summary j may miss, w_j its weight.
// The posterior at tolerance ε is
//
//	p_ε(θ) ∝ π(θ) E[ K(d/ε) | θ ],  K(x) = 1{x <= 1}  or  exp(-x²/2)
//
// It is the exact posterior of a simulator whose summaries carry an error of
// law K (Wilkinson 2013). With the Gaussian kernel and J summaries of equal
// weight that error is normal, independent, of standard deviation ε √J c_j.
// So ε is a statement about the simulator: how far it may miss and be right.
//
// # Sequential Monte Carlo
//
// [SMC] comes down to the final tolerance in generations. Each draws
// attempts until N are accepted: a particle of the generation before, by
// weight, moved by a normal step of twice that generation's covariance Σ
// (Beaumont et al. 2009), simulated, and accepted with probability K(d/ε). An
// accepted particle weighs
//
//	w = π(θ) / q(θ),  q(θ) = Σ_j w_j N(θ; θ_j, 2Σ)
//
// The first generation draws from the prior. All of this happens in the space
// where the prior is standard normal,
//
//	θ_k = Q_k(Φ(z_k)),  Q_k the quantile function of the prior of θ_k
//
// so bounds hold by construction, ln π is -|z|²/2, and any law of package dist
// is a prior without its density. z is confined to ±8.2, beyond which Φ is 0
// or 1 for a float64 and the prior has a mass of 2e-16.
//
// Tolerances are listed in the [Plan], or chosen: the next one leaves a given
// share of the particles, weighted anew (Del Moral et al. 2012). Neither
// promises that the last is reached: [State.Stop] says why the run ended.
//
// If Σ is singular, 1e-8, or the least tenfold of it that serves, is added to
// every variance; [Generation.Ridge] says so.
//
// # Luck and resumption
//
// A draw is addressed by (seed, generation, attempt). Attempts are simulated
// in batches by any number of workers and accepted in the order of their
// number, so a State is the same bit for bit for any number of workers. It is
// a plain struct of finite numbers: stored as JSON after a batch and handed
// back, it continues to the same bits. The cap on attempts is kept exactly.
// Bits may differ between kinds of processors, as those of package math do.
//
// # What is undefined
//
// A simulation with a summary that is not finite, or that the simulator left
// unset, has no distance: it is never accepted, whatever the tolerance, and
// counted in [Generation.Undefined]. An error of the simulator ends the run.
//
// # Sources
//
//   - T. Toni, D. Welch, N. Strelkowa, A. Ipsen and M. P. H. Stumpf, "Approximate
//     Bayesian computation scheme for parameter inference and model selection
//     in dynamical systems", J. Royal Society Interface 6 (2009).
//   - M. A. Beaumont, J.-M. Cornuet, J.-M. Marin and C. P. Robert, "Adaptive
//     approximate Bayesian computation", Biometrika 96 (2009).
//   - P. Del Moral, A. Doucet and A. Jasra, "An adaptive sequential Monte Carlo
//     method for approximate Bayesian computation", Statistics and Computing 22
//     (2012).
//   - R. D. Wilkinson, "Approximate Bayesian computation (ABC) gives exact results
//     under the assumption of model error", Statistical Applications in Genetics
//     and Molecular Biology 12 (2013).
//   - S. Talts, M. Betancourt, D. Simpson, A. Vehtari and A. Gelman, "Validating
//     Bayesian inference algorithms with simulation-based calibration",
//     arXiv:1804.06788 (2018).
//
// Others stand beside the function that uses them.
//
// # Where to add
//
// A kernel is a constant and its cases in kernel.go, with a row in the table of
// closed forms in posterior_test.go. A check of a calibration is one file, and
// a test that a wrong calibration fails it.
package abc
