package claim

// LeastESS is the effective sample size below which weighted odds are refused.
const LeastESS = 30

// Odds say in how many futures a statement is true.
type Odds struct {
	True     int     // futures in which it is
	N        int     // futures that can speak
	Silent   int     // futures that cannot: failed, or the quantity is undefined
	Plain    Chance  // all futures alike
	Weighted *Chance // by fit to history; nil where ESS is below LeastESS
	ESS      float64 // effective sample size of those that can speak
}

// A Chance is a probability with its 90% Monte Carlo interval, all 0 to 1; NaN
// if no future can speak.
type Chance struct{ Mid, Lo, Hi float64 }

// A Spread is the 10%, 50% and 90% quantile over N futures; NaN if N is 0.
type Spread struct {
	P10, P50, P90 float64
	N             int
}
