// Package claim judges: does giving the models away work, for whom, under
// which assumptions? It is the only package that quotes the article.
//
// A [Sample] holds what an ensemble of futures came to, by belief, world and
// future. World 0 is the scenario; the others are counterfactuals, and future
// n has the same luck in all of them, so that a difference between worlds is
// an effect and no accident. [Judge] makes of it a [Judgement]:
//
//	objective_*.go  O1 to O5 and "works": what would have to be true of one pair of futures
//	odds.go         in how many futures it is, with the Monte Carlo error, unweighted and weighted
//	switch.go       what each switch of the model adds to them
//	driver.go       which drawn numbers move it, beside a number that nothing reads
//	fit.go          how the simulated 2023-26 compares with what was observed
//	outcome.go      the size of what happens, and which firms are left
//	board.go        the article's claims: quotation, test, observed, odds, verdict
//
// A future that failed, or in which a quantity is undefined, cannot speak for
// or against a statement about it: it leaves the count, and the count of those
// that left stands beside the odds.
//
// # Weights
//
// The weight of a future is exp(fit.logweight) in world 0 of its belief. Odds
// are given unweighted and weighted; the weighted ones are refused where the
// effective sample size (Σw)²/Σw² is below [LeastESS].
//
// # Where to add
//
// An objective: a file with its statement, and a line in objectives. A claim:
// a row of evidence/data/claims.csv, and where futures speak to it a test in
// one of the board's files and a line in [Board].
package claim
