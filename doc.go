// Package undercut is the shared vocabulary of an instrument for one
// question: what happens to a market when a rival gives your product away to
// sell something else?
//
// Start reading here. A world has blocs (where firms sit and buyers live),
// segments (kinds of product, each in a layer: compute, model, app, device),
// firms and products. Every month each product is offered in each market
// (segment × bloc) at a price; what happened is a [Panel], a table of
// month × product × market. Evidence is a panel, a simulated future is a
// panel, and indicators are functions of a [View] of one: that narrow waist
// lets one ruler measure history and futures alike.
//
//	evidence ─► scenario ─► market ─► Panel ─► indicator ─► ensemble ─► claim ─► report
//	 sources    question    one        month ×   ruler        many        verdicts
//	            + levers    future     product                futures
//
// Below this package lie kernels that know numbers only (rng, dist, demand,
// bertrand, learning, chart); above it everything that knows firms. The
// import policy is a test: deps_test.go.
//
// Conventions: time is monthly; money is constant 2025 US dollars, in billions
// for firms' books and in dollars for prices (per unit for devices, per million
// tokens for language models); rates are per year and continuous; quality is
// in decades of effective training compute, 0 being GPT-4 in January 2023.
package undercut
