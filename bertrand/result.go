package bertrand

// A Status says what is known of the prices that Solve left.
type Status int

const (
	// NotConverged: the prices are not an equilibrium; Residual says how far.
	// It is the zero value, so a Result that nobody filled never passes.
	NotConverged Status = iota
	// Converged: every chosen price satisfies its first-order condition, and no
	// firm gains by a jump to another candidate price.
	Converged
	// AtFloor: converged, and at least one price stands at its floor.
	AtFloor
	// Multiple: converged, and another equilibrium was found. The one returned
	// is the one reached from the warm start, or else from the cold start.
	Multiple
	// Local: every first-order condition holds, but a firm would gain by a jump
	// (Warnings says which): there may be no equilibrium in pure strategies.
	Local
	// Unbounded: some firm has no best price; profit rises for ever as the price
	// falls, or as an offer is priced out of the market (Dropped).
	Unbounded
	// Invalid: the problem fails Validate, whose text is the warning.
	Invalid
)

var statusNames = [...]string{"not converged", "converged", "at floor", "multiple", "local", "unbounded", "invalid"}

// String returns the status in words.
func (s Status) String() string {
	if s < 0 || int(s) >= len(statusNames) {
		return "unknown"
	}
	return statusNames[s]
}

// Converged reports whether the prices are an equilibrium: one of Converged,
// AtFloor and Multiple.
func (s Status) Converged() bool { return s == Converged || s == AtFloor || s == Multiple }

// A Result says how well Solve did. The prices are in its price argument.
type Result struct {
	// Residual is the largest distance of a chosen price from the price that
	// its first-order condition implies, relative to the largest of price, cost
	// and margin. A price at its floor counts when it would rather rise.
	Residual float64
	// Absolute is the same distance in dollars.
	Absolute   float64
	Iterations int // evaluations of all first-order conditions
	Status     Status
	Dropped    []int    // offers without a finite price, whose owners would rather not sell them; nil if there are none
	Warnings   []string // nil when there is nothing to say
}
