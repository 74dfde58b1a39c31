package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/evidence"
)

// amount prints a number in the unit of an indicator or outcome.
func amount(x float64, unit string) string {
	switch {
	case math.IsNaN(x):
		return "–"
	case strings.HasPrefix(unit, "$bn"):
		return chart.Dollars.Format(1e9 * x)
	case strings.HasPrefix(unit, "$"):
		return chart.Dollars.Format(x)
	case strings.Contains(unit, "share"), unit == "fall":
		return chart.Percent.Format(x)
	case unit == "log change":
		return chart.Percent.Format(math.Expm1(x))
	case unit == "months", unit == "decades", strings.HasPrefix(unit, "decades"):
		return fmt.Sprintf("%.1f", x)
	}
	return chart.Plain.Format(x)
}

// unitWords are what is left to say of a unit after amount has printed it.
func unitWords(unit string) string {
	switch {
	case unit == "$bn", unit == "share", unit == "fall", unit == "log change", unit == "$":
		return ""
	case strings.HasPrefix(unit, "$bn/"):
		return "a " + strings.TrimPrefix(unit, "$bn/")
	case strings.HasPrefix(unit, "$/m "):
		return "per million " + strings.TrimPrefix(unit, "$/m ")
	case unit == "share of revenue":
		return "of revenue"
	}
	return unit
}

// spread prints a median with its central 80%.
func spread(q claim.Spread, unit string) string {
	if q.N == 0 {
		return "undefined"
	}
	return fmt.Sprintf("%s (%s to %s)", amount(q.P50, unit), amount(q.P10, unit), amount(q.P90, unit))
}

// per100 prints a chance as "31 (24–39)".
func per100(c claim.Chance) string {
	if math.IsNaN(c.Mid) {
		return "silent"
	}
	return fmt.Sprintf("%s (%s–%s)", claim.Per100(c.Mid), claim.Per100(c.Lo), claim.Per100(c.Hi))
}

// weighted prints the weighted chance, or that it is refused.
func weighted(o claim.Odds) string {
	if o.Weighted == nil {
		return "refused"
	}
	return per100(*o.Weighted)
}

// weightedMid is weighted without its interval.
func weightedMid(o claim.Odds) string {
	if o.Weighted == nil {
		return "refused"
	}
	return claim.Per100(o.Weighted.Mid)
}

// title is the words for a belief or world, its name if it has none.
func (in *Input) title(name string) string {
	if t := in.Titles[name]; t != "" {
		return t
	}
	return name
}

// beliefs and worlds are the names in the order of the run's cells.
func (in *Input) beliefs() []string {
	var list []string
	for _, c := range in.Run.Cells {
		if !slices.Contains(list, c.Belief) {
			list = append(list, c.Belief)
		}
	}
	return list
}

func (in *Input) worlds() []string {
	var list []string
	for _, c := range in.Run.Cells {
		if !slices.Contains(list, c.World) {
			list = append(list, c.World)
		}
	}
	return list
}

// against are the counterfactuals.
func (in *Input) against() []string { return in.worlds()[1:] }

// main is the main belief's result.
func (in *Input) main() *claim.Belief { return &in.Judgement.Beliefs[0] }

// weightsRefused reports that no weighted odds of the main belief are shown.
func (in *Input) weightsRefused() bool { return in.main().ESS < claim.LeastESS }

// balanced counts the months in which money was created nowhere: a future
// whose books do not balance fails, so that every month of the others does.
func (in *Input) balanced() (ok, all int) {
	months := 0
	if first, err := undercut.ParseMonth(in.Run.Months[0]); err == nil {
		if last, err := undercut.ParseMonth(in.Run.Months[1]); err == nil {
			months = int(last-first) + 1
		}
	}
	all = in.Run.Futures * len(in.Run.Cells)
	return (all - in.Run.FailedCount) * months, all * months
}

// dataDate is the day of the latest fact.
func dataDate() string {
	latest := ""
	for _, f := range evidence.Facts() {
		latest = max(latest, f.Date)
	}
	return latest
}

// adverb says a chance in a word.
func adverb(p float64) string {
	switch {
	case math.IsNaN(p):
		return "cannot be said to work"
	case p == 0:
		return "never works in these futures"
	case p < 0.05:
		return "almost never works"
	case p < 1.0/3:
		return "seldom works"
	case p <= 2.0/3:
		return "works about as often as not"
	case p < 0.95:
		return "mostly works"
	}
	return "almost always works"
}

// A headline is the answer in three sentences and the terms in a fourth.
type headline struct {
	Verdict string // "Giving the models away seldom works: …"
	Range   string // over beliefs and counterfactuals
	Parts   string // by objective
	Terms   string // what "works" means and what the odds are
}

// works are the odds of O1 and O2 of a belief against each counterfactual.
func works(b *claim.Belief, against []string) []claim.Odds {
	var list []claim.Odds
	for _, a := range against {
		if o := b.Objective(claim.Works, a, ""); o != nil {
			list = append(list, o.Odds)
		}
	}
	return list
}

func (in *Input) headline() headline {
	against := in.against()
	odds := works(in.main(), against)
	most, said := math.NaN(), []string{}
	for i, o := range odds {
		if !(most >= o.Plain.Mid) {
			most = o.Plain.Mid
		}
		said = append(said, fmt.Sprintf("%s against %s", o.Plain, against[i]))
	}
	h := headline{Verdict: fmt.Sprintf("Giving the models away %s: %s, under the beliefs “%s”.", adverb(most), strings.Join(said, ", "), in.main().Name)}
	lo, hi, n := 1.0, 0.0, 0
	for b := range in.Judgement.Beliefs {
		for _, o := range works(&in.Judgement.Beliefs[b], against) {
			if o.N > 0 {
				lo, hi, n = min(lo, o.Plain.Mid), max(hi, o.Plain.Mid), n+1
			}
		}
	}
	if n > 1 {
		h.Range = fmt.Sprintf("Over %s and %s it works in %s of 100.",
			count(len(in.Judgement.Beliefs), "set of beliefs", "sets of beliefs"), count(len(against), "counterfactual", "counterfactuals"), fromTo(lo, hi))
	}
	h.Parts = fmt.Sprintf("By itself each part is commoner: 30%% of western model profit goes in %s of 100, 10%% of it in %s, hardware pays for the giveaway in %s.",
		in.over(claim.O1), in.over(claim.O1Weak), in.over(claim.O2))
	if !in.partsCommoner(most) {
		h.Parts = strings.Replace(h.Parts, "By itself each part is commoner:", "Part by part:", 1)
	}
	h.Terms = fmt.Sprintf("Works: the present value of western model profit is at least 30%% below the counterfactual (O1), and gains in devices, chips and models exceed their cost (O2). Intervals are 90%% and say how well %d futures are known, not how good the model is.", in.Run.Futures)
	if in.marked(claim.Works) {
		h.Terms += " What counts segments without sources, as both do, carries a *."
	}
	return h
}

// over is the range of an objective's plain odds over counterfactuals.
func (in *Input) over(id string) string {
	lo, hi := math.NaN(), math.NaN()
	for _, a := range in.against() {
		if o := in.main().Objective(id, a, ""); o != nil && o.Odds.N > 0 {
			p := o.Odds.Plain.Mid
			if !(lo <= p) {
				lo = p
			}
			if !(hi >= p) {
				hi = p
			}
		}
	}
	return fromTo(lo, hi)
}

// partsCommoner reports that O1 and O2 each happen more often than both.
func (in *Input) partsCommoner(works float64) bool {
	for _, id := range []string{claim.O1, claim.O2} {
		for _, a := range in.against() {
			if o := in.main().Objective(id, a, ""); o == nil || !(o.Odds.Plain.Mid > works) {
				return false
			}
		}
	}
	return true
}

// fromTo prints a range of chances, once if both ends print the same.
func fromTo(lo, hi float64) string {
	if math.IsNaN(lo) {
		return "no"
	}
	a, b := claim.Per100(lo), claim.Per100(hi)
	if a == b {
		return a
	}
	return a + " to " + b
}

// count prints "1 future" or "3 futures".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return grouped(n) + " " + many
}

// grouped prints a whole number with commas: 46,800.
func grouped(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// tail is the unit in words after a label.
func tail(unit string) string {
	if w := unitWords(unit); w != "" {
		return ", " + w
	}
	return ""
}
