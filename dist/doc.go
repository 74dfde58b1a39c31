// Package dist holds the laws of uncertain numbers and moves between them by
// quantile function.
//
// A parameter that is not known is a [Dist]; one uniform number u in (0, 1)
// (package rng) gives one value, Quantile(u). One uniform per value keeps
// random streams and quasi-random designs aligned: changing the law of one
// parameter moves no other draw, and a Sobol or Latin-hypercube point is as
// good a source of u as a stream.
//
//	Constant  Uniform  LogUniform  Normal  LogNormal  Triangular  PERT
//	Beta  Gamma  Discrete                 the laws
//	Truncated  Mixture                    laws made of laws
//	FitNormal  FitLogNormal  FitBeta …    a law from low, mid and high
//	Copula                                rank correlation between laws
//	SpearmanRank                          rank correlation of two samples
//
// # Conventions
//
// Quantile is the generalised inverse, the smallest x with CDF(x) >= u. On
// [0, 1] it never decreases; at 0 and 1 it gives the ends of the support,
// which may be infinite; elsewhere it is NaN. CDF(x) is P(X <= x).
//
// A law is a plain struct that a person can print. The zero value of most is
// not a law: call Validate, whose errors name the field, its value and the way
// out, before the first use. Methods do not check again.
//
// # Precision
//
// [NormalQuantile] is correct to about one part in 10^15 and gives the same
// bits on every machine. Other laws rest on the math package and on gonum's
// mathext, whose last bits differ between processors; round trips
// CDF(Quantile(u)) = u hold to 1e-12.
//
// # Where to add
//
// A law is one file: a struct with Validate, Quantile, CDF and Mean, its
// source, and a line in the table of laws of laws_test.go, which then checks
// round trip, monotonicity, mean and validation.
package dist
