package evidence

import "strings"

const parameterColumns = "set,key,value,dist,low,high,unit,source,grade,known_from,calibrated,note"

// The words that stand in place of a source.
const (
	Assumption = "assumption" // no source; the row has a range
	Definition = "definition" // holds by the way the scenario is built
)

// laws are the kinds of distribution that a row may name.
var laws = []string{
	"fixed", "uniform", "normal", "lognormal", "triangular", "pert", "beta", "gamma", "loguniform", "discrete",
}

// A Parameter is a number of a scenario with its range and where it comes
// from.
type Parameter struct {
	Set   string  // scenarios name it under `parameters`
	Key   string  // path in a scenario, items of lists by name: firms.byd.maker.price
	Value float64 // median of normal, lognormal, beta and gamma; mode of triangular and pert; centre otherwise

	// Dist is the law that futures draw from. With fixed nothing is drawn and
	// Low to High is only what is known. For normal, lognormal, beta and gamma
	// Low to High is the central 90%, for the others the bounds; discrete
	// takes Low or High with equal odds.
	Dist      string
	Low, High float64

	Unit       string
	Source     string // ids of facts or sources joined by ";", or Assumption, or Definition
	Grade      string // the worst grade of its facts, or Assumption, or Definition
	KnownFrom  string // YYYY-MM-DD: when the last of its sources was there; assumptions: when the row was made
	Calibrated bool   // history may move it
	Note       string
	at         place
}

func (r *row) parameter() Parameter {
	return Parameter{
		Set: r.text("set"), Key: r.text("key"),
		Value: r.number("value"), Dist: r.oneOf("dist", laws...), Low: r.number("low"), High: r.number("high"),
		Unit: r.text("unit"), Source: r.text("source"),
		Grade:     r.oneOf("grade", "A", "B", "C", "D", Assumption, Definition),
		KnownFrom: r.date("known_from"), Calibrated: r.oneOf("calibrated", "yes", "no") == "yes",
		Note: r.optional("note"), at: r.place(),
	}
}

// check returns what is wrong with the row by itself.
func (p *Parameter) check() (bad []error) {
	if !(p.Low <= p.Value && p.Value <= p.High) {
		bad = append(bad, p.at.errorf("value", "is %g outside low %g to high %g: want low <= value <= high", p.Value, p.Low, p.High))
	}
	switch {
	case p.Dist == "fixed":
	case p.Low == p.High:
		bad = append(bad, p.at.errorf("dist", "is %s, low and high both %g: widen the range, or say fixed", p.Dist, p.Low))
	case strings.HasPrefix(p.Dist, "log") && p.Low <= 0:
		bad = append(bad, p.at.errorf("low", "is %g: %s wants it above 0", p.Low, p.Dist))
	case p.Dist == "discrete" && p.Value != p.Low && p.Value != p.High:
		bad = append(bad, p.at.errorf("value", "is %g: discrete wants low %g or high %g", p.Value, p.Low, p.High))
	}
	if (p.Source == Assumption || p.Source == Definition) != (p.Grade == p.Source) {
		bad = append(bad, p.at.errorf("grade", "is %s, source is %s: both or neither say assumption or definition", p.Grade, p.Source))
	}
	if p.Source == Assumption && p.Low == p.High {
		bad = append(bad, p.at.errorf("low", "and high are both %g: an assumption wants a range", p.Low))
	}
	if p.Source == Definition && (p.Low != p.High || p.Note == "") {
		bad = append(bad, p.at.errorf("source", "is definition: want low = high and a note that says which"))
	}
	return bad
}
