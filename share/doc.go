// Package share forecasts the share of a product, a firm or a country in a
// market by methods that were published before there was a simulator, so that
// the simulator can be judged against them. Every method gives a law of the
// future share with quantiles, to be scored.
//
//	last.go        Last: nothing changes; shocks to the share last
//	walk.go        Walk: nothing changes; shocks to the log odds last
//	trend.go       Trend: log odds go on as they went, for a while (damped)
//	fisherpry.go   FisherPry: log odds are a straight line in time
//	bass.go        Bass: diffusion towards a ceiling that is free or known
//
// # Conventions
//
// A share is a part of 1. Dates and horizons are in years, or any other unit of
// time that does not change; steps may be unequal, and a shock that lasts grows
// with the time it has, not with the number of figures. Log odds are
//
//	z = ln(s / (1 - s)),  s = 1/(1 + e^-z)
//
// in which a share never leaves (0, 1) and the forecast of the rest of the
// market, 1 - s, is the mirror of the forecast of s: no market falls apart
// because one of its halves was forecast. (With three or more shares the sum is
// not kept.) A share of exactly 0 or 1 has no log odds and is refused, except by
// [Last].
//
// # Sources
//
//   - J. C. Fisher and R. H. Pry, "A simple substitution model of technological
//     change", Technological Forecasting and Social Change 3 (1971).
//   - F. M. Bass, "A new product growth for model consumer durables",
//     Management Science 15 (1969).
//   - V. Srinivasan and C. H. Mason, "Nonlinear least squares estimation of new
//     product diffusion models", Marketing Science 5 (1986).
//   - C. Van den Bulte and G. L. Lilien, "Bias and systematic change in the
//     parameter estimates of macro-level diffusion models", Marketing Science 16
//     (1997).
//   - E. S. Gardner and E. McKenzie, "Forecasting trends in time series",
//     Management Science 31 (1985).
//
// # Where to add
//
// Another method is one file: a function that fits, a method Forecast that gives
// a law, and a line in the table of methods of laws_test.go.
package share
