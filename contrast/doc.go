// Package contrast runs one scenario under several options with the same luck
// and says what each option changes: who gains, who pays, who survives.
//
// An [Option] is the scenario with an overlay laid over it: levers, usually.
// The first option of a [Study] is the scenario as it is. Future n has the same
// draws and the same shocks in all of them, so a difference between two options
// in one future is what the option does there and nothing else, and the spread
// of the differences is far smaller than that of the futures.
//
//	overlays ─► options ─► study ─► futures × options ─► result ─► differences
//	 files       option.go  study.go  ledger, buyers, life   result.go  paired.go, chance.go
//
// What a future comes to is kept in present values of [Start]:
//
//	ledger.go   flows of each firm and of each bloc's hosts and state
//	buyers.go   what buyers get more or less, in dollars, by segment and bloc
//	life.go     cash, burn and runway of one firm that is watched, and its exit
//
// # Who gains
//
// The parties of a bloc ([Party]) are its firms by layer, its hosts, its buyers
// by layer and its state,
//
//	firms   gross profit + grants − research − overhead, fixed and idle costs
//	hosts   gross profit of those who serve open weights, rents of scarce compute
//	buyers  Σ_t e^(−rt) Σ_j ½(T_j + T'_j)(W'_j − W_j)
//	state   duties and taxes − subsidies, grants and what it buys
//
// T_j is what buyers take of offer j in a month (units, or dollars where they
// split a budget) without (T) and with the option (T'), W_j its worth to them,
// in dollars a unit or as a log of price: undercut.Row.Worth. Half of both is
// the rule of a half, offer by offer: indicator.Gains. An offer that is taken
// in one of the two worlds only counts nothing.
// A subsidy is a loss of the state and a gain of who receives it, so it leaves
// the sum. What a state buys counts as what it costs: nothing is said of its
// worth. Not in the sum: investors' money, suppliers, wages, and whatever
// follows after the horizon.
//
// # What is known
//
// [Paired] has the mean difference with its t interval, which says how well so
// many futures know the mean, and quantiles, which say how far futures differ.
// Odds have Wilson's interval, differences of odds Newcombe's for pairs.
//
// # Where to add
//
// A flow: an [Item] and its line in ledger.go. A party: a [Kind] and its case
// in party.go. A move of a firm: a row of moves.go.
package contrast
