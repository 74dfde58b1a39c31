package claim

// A pair is world 0 and one counterfactual of a belief, future by future. All
// that is judged is a function of it.
type pair struct {
	s       *Sample
	belief  int
	against int    // index of the counterfactual; 0 sets world 0 against itself
	rate    string // suffix of present values: "", "_at5", "_at20"
}

// world is an outcome in world 0.
func (p pair) world(outcome string) []float64 { return p.s.values(p.belief, 0, outcome) }

// base is an outcome in the counterfactual.
func (p pair) base(outcome string) []float64 { return p.s.values(p.belief, p.against, outcome) }

// change is world less base; NaN where either is undefined.
func (p pair) change(outcome string) []float64 {
	x, y := p.world(outcome), p.base(outcome)
	for i := range x {
		x[i] -= y[i]
	}
	return x
}

// marked reports whether an outcome that a finding rests on holds numbers
// without a source.
func (p pair) marked(outcomes ...string) bool { return p.s.marked(outcomes...) }

// A finding is what the futures of a pair say of one statement.
type finding struct {
	fates []fate
	base  []fate    // of the counterfactual alone; nil where the statement is a difference
	size  []float64 // what the threshold is set against; larger is more of it
	parts []part
	note  string

	illustrative bool // it rests on outcomes that hold numbers without a source
}

// A part is a term of a sum, or a group for which the statement may hold.
type part struct {
	name   string
	fates  []fate // nil for a term
	base   []fate // nil where the statement is a difference
	size   []float64
	unit   string
	note   string
	beside bool // reported beside the others: the statement does not count it

	illustrative bool
}

// beyond is yes where a statement holds in world 0 and not in the
// counterfactual.
func beyond(world, base []fate) []fate {
	out := make([]fate, len(world))
	for i := range out {
		switch {
		case world[i] == silent || base[i] == silent:
			out[i] = silent
		case world[i] == yes && base[i] == no:
			out[i] = yes
		default:
			out[i] = no
		}
	}
	return out
}

// both is yes where two statements hold; silent where either is.
func both(a, b []fate) []fate {
	out := make([]fate, len(a))
	for i := range out {
		switch {
		case a[i] == silent || b[i] == silent:
			out[i] = silent
		case a[i] == yes && b[i] == yes:
			out[i] = yes
		default:
			out[i] = no
		}
	}
	return out
}
