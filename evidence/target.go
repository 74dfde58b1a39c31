package evidence

import "github.com/undercut-sim/undercut"

const (
	targetColumns = "id,indicator,month,value,tolerance,scale,kind,source,note"
	pointColumns  = "indicator,month,value,low,high,source,note"
)

// A Target is a number that a simulated history should hit.
type Target struct {
	ID        string // indicator@month
	Indicator string // as in package gauge; run_rate.openai is run_rate of firm openai
	Month     undercut.Month
	Value     float64
	Tolerance float64 // one standard deviation of ln(simulated/Value), or of simulated - Value
	Absolute  bool    // which of the two
	Checks    bool    // held back from calibration, which sees only the others
	Source    string
	Note      string
	at        place
}

// A Point is one observation of an indicator.
type Point struct {
	Indicator string
	Month     undercut.Month
	Value     float64
	Low, High float64 // what sources or definitions leave open
	Source    string
	Note      string // how it was computed
	at        place
}

func (r *row) target() Target {
	return Target{
		ID: r.text("id"), Indicator: r.text("indicator"), Month: r.month("month"),
		Value: r.number("value"), Tolerance: r.number("tolerance"),
		Absolute: r.oneOf("scale", "log", "abs") == "abs",
		Checks:   r.oneOf("kind", "calibrates", "checks") == "checks",
		Source:   r.text("source"), Note: r.optional("note"), at: r.place(),
	}
}

func (r *row) point() Point {
	return Point{
		Indicator: r.text("indicator"), Month: r.month("month"),
		Value: r.number("value"), Low: r.number("low"), High: r.number("high"),
		Source: r.text("source"), Note: r.optional("note"), at: r.place(),
	}
}

// check returns what is wrong with the row by itself.
func (t *Target) check() (bad []error) {
	if want := t.Indicator + "@" + t.Month.String(); t.ID != want {
		bad = append(bad, t.at.errorf("id", "is %q: want %q", t.ID, want))
	}
	if t.Tolerance <= 0 {
		bad = append(bad, t.at.errorf("tolerance", "is %g: want above 0", t.Tolerance))
	}
	if !t.Absolute && t.Value <= 0 {
		bad = append(bad, t.at.errorf("value", "is %g on scale log: want above 0, or scale abs", t.Value))
	}
	return bad
}

func (p *Point) check() (bad []error) {
	if !(p.Low <= p.Value && p.Value <= p.High) {
		bad = append(bad, p.at.errorf("value", "is %g outside low %g to high %g: want low <= value <= high", p.Value, p.Low, p.High))
	}
	return bad
}
