// Package learning holds two regularities of new products: unit cost falls
// with cumulative output (Wright's law) and use spreads by imitation (Bass
// diffusion). Both come with what is known of their errors.
//
// # Wright's law
//
// With y the natural logarithm of unit cost and x that of cumulative output,
//
//	y_t - y_(t-1) = ω (x_t - x_(t-1)) + η_t
//
// where ω < 0 is the experience exponent and η a yearly shock. Each doubling
// of output lowers cost by the learning rate 1 - 2^ω. [Cost] is the law
// without shocks, [Fit] estimates ω from a history, [FitLevels] from pairs
// without order, [Noise] makes the shocks, month by month where the model needs
// it, and says how far a forecast will miss.
//
// The package does not decide whose output counts. A firm that learns from
// others passes its own output plus a fraction of theirs as q.
//
// # Forecasts
//
// A [Forecast] is the law of a future log cost, to be scored. Where it comes
// from is a matter of what is believed to last:
//
//	FitPersistence  nothing changes; shocks last
//	FitWalk         Moore's law in differences; shocks last (Farmer and Lafond)
//	FitTrend        Moore's law in levels; shocks pass
//	Fit             Wright's law in differences; shocks last (Lafond et al.)
//	FitLevels       Wright's law in levels; shocks pass
//
// [Hindcasts] lists the forecasts by which a history judges them.
//
// # Bass diffusion
//
// F is the share of eventual users who have adopted,
//
//	dF/dt = (p + q F)(1 - F)
//
// with p the pull from outside (news, price) and q the pull of users. [Bass]
// steps in closed form, so the answer does not depend on the length of step.
//
// # Sources
//
//   - T. P. Wright, "Factors affecting the cost of airplanes", Journal of the
//     Aeronautical Sciences 3 (1936).
//   - J. D. Farmer and F. Lafond, "How predictable is technological
//     progress?", Research Policy 45 (2016).
//   - F. Lafond, A. G. Bailey, J. D. Bakker, D. Rebois, R. Zadourian,
//     P. McSharry and J. D. Farmer, "How well do experience curves predict
//     technological progress? A method for making distributional forecasts",
//     Technological Forecasting and Social Change 128 (2018).
//   - C. W. J. Granger and P. Newbold, "Spurious regressions in econometrics",
//     Journal of Econometrics 2 (1974).
//   - F. M. Bass, "A new product growth for model consumer durables",
//     Management Science 15 (1969).
//
// # Where to add
//
// Another law of cost or spread is one file with its equation and source, and
// a test of that law in words.
package learning
