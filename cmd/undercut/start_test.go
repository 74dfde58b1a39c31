package main

import (
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// scales turn units of figures into those of parameters and targets: $bn and
// millions; what is missing is taken as it is.
var scales = map[string]float64{"million USD": 1e-3, "million USD/year": 1e-3, "units": 1e-6, "people": 1e-6}

// citing are the figures that rest on some of the facts of a row.
func citing(source string) (figures []undercut.Figure) {
	for _, f := range evidence.Shipped().Figures {
		if slices.ContainsFunc(strings.Split(f.Source, ";"), func(id string) bool { return slices.Contains(strings.Split(source, ";"), id) }) {
			figures = append(figures, f)
		}
	}
	return figures
}

func valueOf(f undercut.Figure) float64 {
	if s, ok := scales[f.Unit]; ok {
		return s * f.Value
	}
	return f.Value
}

// quantities are what a row may take from figures: one as it is, four times the
// revenue of a quarter, a value over a run rate, or one less a share.
func quantities(figures []undercut.Figure) (all []float64) {
	for _, f := range figures {
		x := valueOf(f)
		all = append(all, x)
		if f.Metric == "revenue" && f.Until-f.From < 100 {
			all = append(all, 4*x)
		}
		if f.Unit == "share" {
			all = append(all, 1-x)
		}
		for _, g := range figures {
			if f.Metric == "valuation" && g.Metric == "run_rate" {
				all = append(all, x/valueOf(g))
			}
		}
	}
	return all
}

var made = regexp.MustCompile(`maker\.(price|units|cumulative|unit_cost)$`)

// Where makers begin is within the range of a figure that the row cites. The
// others are computed from several, as their notes say.
func TestStartValuesStandInFigures(t *testing.T) {
	rows, err := evidence.Parameters("ai-2023")
	if err != nil {
		t.Fatal(err)
	}
	held, computed := 0, 0
	for _, p := range rows {
		if !made.MatchString(p.Key) || p.Source == evidence.Assumption || p.Source == evidence.Definition {
			continue
		}
		in := func(x float64) bool { return 0.98*p.Low <= x && x <= 1.02*p.High }
		switch {
		case slices.ContainsFunc(quantities(citing(p.Source)), in):
			held++
		case p.Note == "":
			t.Errorf("%s is %g and no figure of %s is near: say in the note how it was computed", p.Key, p.Value, p.Source)
		default:
			computed++
		}
	}
	if held < 20 {
		t.Errorf("%d start values stand in figures, %d are computed", held, computed)
	}
}

// What futures are held against is a figure that the target cites.
func TestTargetsStandInFigures(t *testing.T) {
	held, other := 0, 0
	for _, g := range evidence.Targets() {
		if isMeasured(g.Indicator) {
			continue
		}
		near := func(x float64) bool { return math.Abs(x-g.Value) <= 0.02*math.Abs(g.Value) }
		switch {
		case slices.ContainsFunc(quantities(citing(g.Source)), near):
			held++
		case g.Note == "":
			t.Errorf("target %s is %g and no figure of %s is: say in the note how it was computed", g.ID, g.Value, g.Source)
		default:
			other++
		}
	}
	if held < 34 {
		t.Errorf("%d targets stand in figures, %d are computed", held, other)
	}
}
