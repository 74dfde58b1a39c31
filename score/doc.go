// Package score judges forecasts against what happened. All scores count
// faults: smaller is better, and in expectation nothing beats saying what one
// believes (proper scores, Gneiting and Raftery 2007).
//
//	CRPS  Log                    a law against a number; laws in Normal … Mixture
//	Ensemble                     weighted members: CRPS, FairCRPS, PIT, Quantile
//	Pinball  Winkler  WIS        a quantile, an interval, several intervals
//	Energy  Variogram            members of several numbers at once
//	RPS  Brier  Binary  Murphy   probabilities of classes and of yes or no
//	LogMAE                       a single positive number
//	Coverage → Share             how often an interval held: Wilson, ClopperPearson
//	PITOf  Histogram             where in its forecast each observation fell
//	KS  CramerVonMises           whether such places are uniform
//	Mean  Compare  Skill         averages, clustered by the unit that errs as one
//
// # What moves with a change of scale, and what does not
//
// Let the same forecast be written for y and for ln y. Coverage, PIT and the
// tests of PIT stay; the log score of y is that of ln y plus ln y, so
// differences between forecasters stay. CRPS, the interval
// and the pinball score change and weigh errors differently: CRPS has the unit
// of y, in logs it is a relative error. Whoever prints one says which. CRPS of
// a + b y is |b| times that of y.
//
// # Members
//
// The CRPS of an ensemble has two readings. [Ensemble.CRPS] is that of the
// empirical law of the members, right where the members are the forecast.
// [Ensemble.FairCRPS] estimates that of the law from which they were drawn,
// without bias: right to compare ensembles of different sizes (Fricker, Ferro
// and Stephenson 2013). Neither depends on the order of members.
//
// # Errors of averages
//
// Sixty months of one path are not sixty forecasts. [Mean], [Compare] and
// [Skill] take the unit of each score (an episode, a technology) and let scores
// of one unit err together in any way (Cameron and Miller 2015). One forecaster
// is called better only beyond [Beyond] clustered standard errors.
//
// # Conventions
//
// Numbers in, numbers out. What is not finite, empty or no probability is an
// error that names its place and value. A log score is infinite if the forecast
// had ruled out what happened; no average swallows that.
//
// # Sources
//
//   - T. Gneiting and A. E. Raftery, "Strictly proper scoring rules, prediction,
//     and estimation", Journal of the American Statistical Association 102 (2007).
//   - T. Gneiting, F. Balabdaoui and A. E. Raftery, "Probabilistic forecasts,
//     calibration and sharpness", J. Royal Statistical Society B 69 (2007).
//   - A. Jordan, F. Krüger and S. Lerch, "Evaluating probabilistic forecasts with
//     scoringRules", Journal of Statistical Software 90 (2019): closed forms.
//   - T. E. Fricker, C. A. T. Ferro and D. B. Stephenson, "Three recommendations
//     for evaluating climate predictions", Meteorological Applications 20 (2013).
//   - A. H. Murphy, "A new vector partition of the probability score", Journal
//     of Applied Meteorology 12 (1973).
//   - E. B. Wilson, "Probable inference, the law of succession, and statistical
//     inference", J. American Statistical Association 22 (1927).
//   - A. C. Cameron and D. L. Miller, "A practitioner's guide to cluster-robust
//     inference", Journal of Human Resources 50 (2015).
//
// Others stand beside the function that uses them.
//
// # Where to add
//
// A law is one file with its formula, and a row in the table of laws_test.go,
// which holds it to numerical integration. A score is one file and a test that
// it is proper.
package score
