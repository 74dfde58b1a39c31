// Package forecast makes the simulator a forecaster: from what was known of an
// industry at an origin to many futures of its price, its shares and its firms.
//
//	Past ─► Estimate ─► Market ─► Simulate ─► Futures
//	        start.go    build.go   run.go
//	                      ▲
//	              Shared (prior.go): numbers that industries have in common
//
// # What is estimated from the past of the industry
//
//	drift, spread  of the log of its price, and their errors
//	growth         of its output, and its error
//	gap            of its price above the line it has followed
//	trend, spread  of the log of every firm's share, and their errors
//
// Short histories say little, so estimates are drawn towards what is usual:
// normal with normal prior, weights by variance. What is usual are rows of the
// parameter set history.
//
// A gap ends a history: growth and price rest on the run of years without one
// that ends at the origin, as published methods do (backtest), shares on one in
// which nothing is farther apart than a year and a half. Of that run growth uses
// the last 8 years, a share's trend the last 3 and its spread the last 8.
//
// # What industries have in common
//
// How much of a trend goes on, how fast it fades, how shares wander, how far
// price follows cost, how those who want scale price, when firms give up: the
// Shared numbers. Package calibrate learns them from other episodes.
//
// # How a market starts
//
// The scenario's prices are relative to the market's mean price and its units
// to a year's sales at the origin. A market is placed in the middle of the
// period of the origin and a horizon of h years is month 12 h after it.
// Sales at the origin fix brands (Berry's inversion); the exponent of the
// experience curve is the one at which cost falls as the price did,
//
//	b = -drift/growth of experience,
//
// growth in the past as far as progress goes with experience (wright), growth
// from now on as far as it goes with time. An industry whose output hardly grows
// learns as if experience grew by slowest a year. A price above its line is a margin that closes (revert).
//
// # Where to add
//
// A shared number is a row of the parameter set history, a field of Shared and
// its use in draw.go.
package forecast
