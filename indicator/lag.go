package indicator

import (
	"fmt"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// The definitions of a lag. They answer different questions of the same two
// staircases, and differ by a factor of three.
const (
	monthEnd    = "month_end"
	meanOfEnds  = "mean"
	atRecord    = "at_record"
	catchUp     = "catch_up"
	withinError = "within_error"
	overlap     = "overlap"
	monthEndAny = "month_end_any"
)

var lags = []string{monthEnd, meanOfEnds, atRecord, catchUp, withinError, overlap, monthEndAny}

const lagDoc = `month_end: for how long the leaders have had a model as good as the followers' best; it grows until the followers' next record. ` +
	`mean: the mean of the month ends since --from. ` +
	`at_record: the same on the days of the followers' records, mean since --from. ` +
	`catch_up: from each record of the leaders since --from to the first follower as good, median by Kaplan and Meier, those not caught yet counted as such. ` +
	`within_error: the same to the first follower that is below the record by no more than √(u² + d²), u being the upper half of its own 90% interval and d the lower half of the record's (as Epoch AI counts). ` +
	`overlap: the same to the first follower whose 90% interval overlaps the record's. ` +
	`month_end_any: month_end behind `

// lagParams are the choices of a lag behind other leaders too.
func lagParams(others string) []Param {
	return append([]Param{{Definition, lags, lagDoc + others}}, scored...)
}

// scored are the choices of what rests on scores over a window.
var scored = []Param{
	{ScaleName, ScaleNames(), "scale of capability" + ofVariants},
	{Domain, nil, "kind of model"},
	{From, nil, "start of the window, YYYY-MM-DD; all that is known without it"},
}

// strictly is the choice of what counts as open.
var strictly = Param{Strict, nil, "only open weights without terms on use count as open"}

// lag measures a race by Args.Definition.
func lag(v undercut.View, a Args, leader, others, follower side) Estimate {
	if a.Definition == monthEndAny {
		leader = others
	}
	what := fmt.Sprintf("%s behind %s, %s on scale %s", follower.name, leader.name, a.Definition, a.Scale)
	c, err := newRace(v, a, leader, follower)
	if err != nil {
		return missing(what, err.Error())
	}
	switch a.Definition {
	case monthEnd, monthEndAny:
		return c.monthEnd(a)
	case meanOfEnds:
		return c.mean(a)
	case atRecord:
		return c.atRecord(a)
	case catchUp:
		return c.catchUp(a)
	case withinError, overlap:
		return c.catchUpWithin(a)
	}
	return missing(what, unknownWord(a.Definition, lags))
}

func unknownWord(word string, words []string) string {
	return fmt.Sprintf("definition is %q: want one of %s", word, strings.Join(words, ", "))
}

// openRace are the sides of a comparison of open models with closed ones.
func openRace(a Args) (leader, others, follower side) {
	return closedSide(), anySide(), openSide(a.Strict)
}

// chinaRace are the sides of a comparison of China with the United States.
func chinaRace(Args) (leader, others, follower side) {
	return countrySide("US", "US"), abroadSide("non-Chinese", "CN"), countrySide("Chinese", "CN")
}

// LagOpen is how far open models lie behind closed ones in time.
var LagOpen = Indicator{
	Name: "lag_open", Title: "Open models behind closed", Unit: "months",
	Doc: "How far the best models whose weights can be had lie behind the best that are sold by use only, in time. " +
		"A model is open from the day on which its weights came out; what closed models had reached stays reached.",
	Source: "definitions after Epoch AI, epoch.ai/data-insights/open-closed-eci-gap",
	Params: append(lagParams("any model, open ones among them"), strictly),
	Of: func(v undercut.View, a Args) Estimate {
		leader, others, follower := openRace(a)
		return lag(v, a, leader, others, follower)
	},
}

// LagChina is how far Chinese models lie behind those of the United States in
// time.
var LagChina = Indicator{
	Name: "lag_cn", Title: "Chinese models behind US", Unit: "months",
	Doc:    "How far the best released models of Chinese developers lie behind the best of developers in the United States, in time.",
	Source: "definitions after Epoch AI, epoch.ai/data-insights/us-vs-china-eci",
	Params: slices.Clip(lagParams("models from anywhere but China")),
	Of: func(v undercut.View, a Args) Estimate {
		leader, others, follower := chinaRace(a)
		return lag(v, a, leader, others, follower)
	},
}
