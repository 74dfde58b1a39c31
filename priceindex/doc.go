// Package priceindex measures how fast prices fall when the things priced
// change all the time, and how well that is known.
//
// Three questions have three answers, which differ by a factor of ten where new
// models replace old ones:
//
//	match.go chain.go    what becomes of the price of a given item: the chained
//	                     matched-model index
//	hedonic.go           what becomes of the price of given traits: a regression
//	                     on traits and time, as a trend or as an index
//	series.go logline.go what becomes of the price of a given capability, the
//	floor.go             cheapest offer that has it: annual factor, time to a
//	                     tenth, whether the fall has stopped
//
// A list price that nobody changes until its model is withdrawn does not fall
// in the first sense at all; what fell is in the second and the third.
//
// # Equations
//
// Items i in periods t, prices p. A link of the chain is the Jevons index of the
// n items in both periods, the chain their product,
//
//	ln I_(t-1,t) = (1/n) Σ ln(p_it / p_i,t-1),  ln I_t = Σ_(s<=t) ln I_(s-1,s)
//
// The regressions are least squares,
//
//	ln p_i  = α + β year_i + Σ_k γ_k x_ki + u_i
//	ln p_it = α + Σ_τ δ_τ 1(t = τ) + Σ_k γ_k x_kit + u_it,  I_t = exp(δ_t)
//
// Errors of one item, or one lab, are no independent observations. The chain's
// variance is clustered by item, the regressions' by any cluster (regress.go,
// cluster.go); that of a level exp(x) is exp(x) times that of x, the delta
// method. A line through one series has errors that correlate in time
// (logline.go). Where data do not tell an error, as with one match or with a
// coefficient that rests on one cluster, it is NaN, never 0.
//
// Prices are positive, in any one unit, which moves no index. Years are numbers
// such as 2024.25.
//
// # Sources
//
//   - A. Aizcorbe, "A Practical Guide to Price Index and Hedonic Techniques",
//     Oxford University Press (2014): matched models, time dummies, and where
//     they part.
//   - A. Pakes, "A reconsideration of hedonic price indexes with an application
//     to PC's", American Economic Review 93 (2003): what matching leaves out.
//   - J. de Haan and W. E. Diewert, "Hedonic regression methods", in "Handbook
//     on Residential Property Price Indices", Eurostat (2013), chapter 5: the
//     time-dummy index, and its identities with matched models.
//   - D. M. Byrne, S. D. Oliner and D. E. Sichel, "How fast are semiconductor
//     prices falling?", Review of Income and Wealth 64 (2018): list prices that
//     stand still hide a fall that hedonics on newcomers show.
//   - K.-Y. Liang and S. L. Zeger, "Longitudinal data analysis using generalized
//     linear models", Biometrika 73 (1986); A. C. Cameron and D. L. Miller, "A
//     practitioner's guide to cluster-robust inference", Journal of Human
//     Resources 50 (2015).
//   - W. K. Newey and K. D. West, "A simple, positive semi-definite,
//     heteroskedasticity and autocorrelation consistent covariance matrix",
//     Econometrica 55 (1987); "Automatic lag selection in covariance matrix
//     estimation", Review of Economic Studies 61 (1994).
//   - D. J. Hudson, "Fitting segmented curves whose join points have to be
//     estimated", Journal of the American Statistical Association 61 (1966).
//   - A. E. Raftery, "Bayesian model selection in social research", Sociological
//     Methodology 25 (1995).
//
// # Where to add
//
// Another index is a file with a function from quotes or columns to [Point]s,
// its formula and source, a panel of three to six rows worked by hand, and the
// index that it must equal in a special case.
package priceindex
