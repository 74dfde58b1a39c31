// Package decision answers questions that a maker of models asks itself,
// from its own numbers rather than from a simulated world.
//
//	payback.go   does a release earn back what it cost before an open model of
//	             equal quality is out, and ever?
//	openness.go  what does a maker earn if it sells the model, if it gives it away?
//	licence.go   which of the two is more, by how much, and what would turn it?
//	game.go      if several labs choose, who opens?
//
// Both are short formulas. What makes them decisions is what surrounds them:
//
//	number.go    an input is a point or a 90% interval, which becomes a law
//	study.go     draws of all inputs, odds with their interval, what drives them
//	flip.go      how far one input must move, alone, to turn the answer
//
// The way of an answer: a command parses each input into a [Number]; a [Study]
// draws futures of them; each future is a [Release] or a [Giveaway], whose
// methods are the formulas; odds and rank correlations are read off.
//
// # Payback
//
// A release earns m r e^(kt) $m a month, with r its revenue a month at release,
// m the gross margin, k = ln(1+g) - rho/12 the monthly growth g less the yearly
// discount rate rho. From the month A on, when an open equal is out, the part e
// of the margin survives. With phi(t) = (e^(kt) - 1)/k, which is t for k = 0,
//
//	earned(t) = m r (phi(min(t, A)) + e e^(kA) phi(t - A))
//
// and a cost F is earned back at the first t with earned(t) = F. Both ends of
// the accounting quarrel are answered: F is the final training run, or all the
// research behind the release.
//
// # Openness
//
// Buyers choose by plain logit, as in package bertrand, whose solvers find the
// prices under both licences and whose closed forms give the thresholds. Closed,
// the maker serves and prices the model itself and earns its margin and the
// complement kappa on each of its own users; open, hosts serve at their cost,
// the maker earns the part lambda of the complement on each user, and demand
// gains a bonus in utils. Devices, if any, are worth gamma utils more per util
// of model surplus, whoever serves the models. The equations stand in
// bertrand/giveaway.go and bertrand/layers.go.
//
// # The game
//
// A [Game] is the same market with several labs that choose their licences
// (pricing in stage.go). Its [Solution] has the outcome of all 2^n combinations
// and what follows from the table (profiles.go): pure equilibria, ties, who
// would be better off elsewhere, paths of best replies.
//
// # Where to add
//
// Another decision is a file with a struct of plain numbers, a method per
// result, and a function that makes it from [Values]. What is random belongs
// into study.go, what is printed into the command.
package decision
