package indicator

import (
	"fmt"
	"math"
	"strings"

	"github.com/undercut-sim/undercut"
)

// The choices that indicators of prices share.
var (
	levelParam      = Param{Level, nil, "capability to be reached: a number on the scale, or a release whose score it is"}
	scaleParam      = Param{ScaleName, ScaleNames(), "of capability" + ofVariants}
	weightsParam    = Param{Weights, nil, "tokens read to tokens written in the blended price; 3:1 unless given"}
	multiplierParam = Param{Multiplier, nil, "tokens that a model which reasons writes where others write one; 1 unless given"}
	domainParam     = Param{Domain, undercut.Domains[:], "kind of model; prices by the token are known of language models"}
	fromParam       = Param{From, nil, "first day of the window"}
)

// ofVariants says what a release's score is, as NewRuler takes it.
const ofVariants = "; of several variants of a release the highest score counts"

// market says what is priced, for Estimate.What.
func (a Args) market() string {
	what := a.Domain
	switch {
	case a.Weights[0] == 3 && a.Weights[1] == 1:
		what += ", (3 in + out)/4"
	default:
		what += fmt.Sprintf(", (%s in + %s out)/%s", number(a.Weights[0]), number(a.Weights[1]), number(a.Weights[0]+a.Weights[1]))
	}
	if a.Multiplier != 1 {
		what += fmt.Sprintf(", models that reason write %s times as much", number(a.Multiplier))
	}
	return what
}

// atLevel says which level, with the name that the user gave it.
func (a Args) atLevel() string {
	level := fmt.Sprintf("%s at or above %s", a.Scale, number(a.Level))
	if a.LevelName != "" && a.LevelName != number(a.Level) {
		level += " (" + a.LevelName + ")"
	}
	return level
}

// point is how much of a scale goes with a point of ECI: slopes over the
// releases above 115 that both have scored (n 101, 125, 115, 71 and 32), for
// decades those that the frontier gained in a year, one for 11.8 points. It is
// NaN of scales on which the tables have no scores, as those of Artificial
// Analysis.
func point(scale string) float64 {
	x, ok := map[string]float64{"eci": 1, "arena": 8.8, "gpqa": 0.022, "aime": 0.029, "math": 0.032, "swe": 0.015, "decades": 0.085}[scale]
	if !ok {
		return math.NaN()
	}
	return x
}

// pointless is an estimate that takes a distance in points of ECI, on a scale of
// which nobody knows what that is.
func pointless(scale string) Estimate {
	return undefined("what on scale %s goes with a point of ECI is not known: name another scale", scale)
}

// elsewhere says what goes with some points of ECI on other scales: 88 of arena,
// 0.22 of gpqa and so on.
func elsewhere(points float64) string {
	var list []string
	for _, s := range Scales[1:] {
		if x := point(s.Name); x == x {
			list = append(list, number(points*x)+" of "+s.Name)
		}
	}
	return strings.Join(list, ", ")
}

// near is how far either side of a level prices are looked at, 3 points of
// ECI: a level just above a cheap model's score has a price of its own.
func near(scale string) float64 { return 3 * point(scale) }

// open reports whether a release's weights count as open on a day.
func (a Args) open(r *undercut.Release, day undercut.Day) bool {
	state := r.At(day)
	return state == undercut.OpenWeights || !a.Strict && state.CanHost()
}

// assumed warns of what the multiplier rests on.
func (a Args) assumed() []string {
	if a.Multiplier == 1 {
		return nil
	}
	return []string{"which models reason is an assumption, by family (indicator/reasoning.go)"}
}

// outside warns of a value beyond its own interval: a minimum over releases
// whose scores are noisy picks those whose scores are too high.
func (e *Estimate) outside() {
	if e.Mid < e.Lo || e.Mid > e.Hi {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%s lies outside its interval: who decides it was picked for a score that may be too high", number(e.Mid)))
	}
}

// often warns of draws of the scores in which a quantity does not exist.
func (e *Estimate) often(defined float64, what string) {
	if defined > 0 && defined < 1 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%s in %.0f%% of the draws of the scores", what, 100*(1-defined)))
	}
}

// sentence joins what is not empty.
func sentence(parts ...string) string {
	var full []string
	for _, p := range parts {
		if p != "" {
			full = append(full, p)
		}
	}
	return strings.Join(full, "; ")
}
