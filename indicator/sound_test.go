package indicator

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// Whatever is asked of the tables, and however little was known, an estimate is
// a number with its rows and their day, or says why it is none; its interval is
// one or none; and no text holds a number that is none.
func TestEstimatesOfTheTablesAreSound(t *testing.T) {
	o := evidence.Shipped()
	for _, text := range []string{"2022-06-01", "2023-07-10", "2024-02-29", "2025-06-30", "2026-11-23"} {
		day, err := undercut.ParseDay(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, ruler := range []undercut.Day{day, o.Latest()} {
			v := onAllScales(o.ViewBy(day, ruler))
			for _, in := range All {
				for _, c := range choicesOf(in) {
					a, err := in.Choose(v, c)
					if err != nil {
						continue // no score on the scale, or none of GPT-4
					}
					if fault := unsound(in.Of(v, a)); fault != "" {
						t.Errorf("%s as of %v, ruler %v, %+v: %s", in.Name, day, ruler, c, fault)
					}
				}
			}
		}
	}
}

// Followers of one leader tell nothing of how leaders differ, whatever rounding
// leaves of their differences from the mean.
func TestOneLeaderHasNoVariance(t *testing.T) {
	for n := 1; n < 40; n++ {
		var list []catch
		for k := range n {
			list = append(list, catch{follower: member{day: undercut.Day(17*k*k + k)}, leader: member{release: 3}})
		}
		if _, variance, leaders := meanByLeader(list); variance == variance || leaders != 1 {
			t.Errorf("%d followers: variance %g of %d leaders", n, variance, leaders)
		}
	}
}

// A share of all or of none lies in its interval.
func TestIntervalsOfSharesHoldTheirShare(t *testing.T) {
	for n := 1; n < 200; n++ {
		for k := range n + 1 {
			if lo, hi := wilson(k, n); !(lo >= 0 && lo <= float64(k)/float64(n) && float64(k)/float64(n) <= hi && hi <= 1) {
				t.Errorf("%d of %d lies in %g to %g", k, n, lo, hi)
			}
		}
	}
}

// onAllScales is a view with scores on those scales too that users bring.
func onAllScales(v undercut.View) undercut.View {
	for _, s := range slices.Clone(v.Scores) {
		for _, scale := range map[string][]string{"eci": {"aa_index", "aa_index_estimated", "aa_coding", "aa_agentic"}, "gpqa": {"aa_gpqa", "aa_hle"}}[s.Scale] {
			s.Scale = scale
			v.Scores = append(v.Scores, s)
		}
	}
	return v
}

// A forecast ends whatever the level and the scale: steps of nothing, or to
// where numbers have none, would not.
func TestHistoriesEnd(t *testing.T) {
	v := onAllScales(evidence.Shipped().View(evidence.Shipped().Latest()))
	for _, scale := range []string{"eci", "gpqa", "aa_index", "aa_hle"} {
		for _, c := range []struct {
			level string
			above bool
		}{{"1e308", true}, {"1e9", true}, {"-1e9", false}, {"-1e308", false}, {"0.1", false}} {
			a, err := Price.Choose(v, Choice{Scale: scale, Level: c.level})
			if err != nil {
				t.Fatal(err)
			}
			all, err := Histories(v, a)
			switch {
			case c.above && (err == nil || !strings.Contains(err.Error(), "nothing on sale reaches")):
				t.Errorf("%s on %s: %d histories, %v", c.level, scale, len(all), err)
			case !c.above && (err != nil || len(all) == 0 || len(all) > 100):
				t.Errorf("%s on %s: %d histories, %v", c.level, scale, len(all), err)
			}
		}
	}
	v.Scores = append(v.Scores, undercut.Score{Release: 0, Variant: "slipped", Scale: "gpqa", Seen: v.Day, Value: 1e300, Low: math.NaN(), High: math.NaN(), Source: "epoch.ai"})
	a, err := Price.Choose(v, Choice{Scale: "gpqa", Level: "0.5"})
	if err != nil {
		t.Fatal(err)
	}
	if all, err := Histories(v, a); err != nil || len(all) > mostLevels {
		t.Errorf("a score that slipped: %d histories, %v", len(all), err)
	}
}

// choicesOf are the definitions of an indicator, each on all scales, in all
// domains and in a short window.
func choicesOf(in Indicator) (all []Choice) {
	for _, d := range wordsOf(in, Definition, nil) {
		for _, s := range wordsOf(in, ScaleName, ScaleNames()) {
			all = append(all, Choice{Definition: d, Scale: s})
		}
		for _, domain := range wordsOf(in, Domain, undercut.Domains[:]) {
			all = append(all, Choice{Definition: d, Domain: domain})
		}
		if in.Takes(From) {
			all = append(all, Choice{Definition: d, From: "2022-03-01"}, Choice{Definition: d, From: "2026-01-01"})
		}
	}
	return all
}

func wordsOf(in Indicator, name string, otherwise []string) []string {
	for _, p := range in.Params {
		if p.Name == name && p.Values != nil {
			return p.Values
		}
	}
	if in.Takes(name) && otherwise != nil {
		return otherwise
	}
	return []string{""}
}

// unsound is what is wrong with an estimate; empty if nothing is.
func unsound(e Estimate) string {
	is := fmt.Sprintf("%g in %g to %g, n %d, data of %v, %q, %q", e.Mid, e.Lo, e.Hi, e.N, e.Data, e.Undefined, e.Basis)
	for _, text := range append(append([]string{e.What, e.Basis, e.Undefined}, e.Warnings...), cellsOf(e.Table)...) {
		for _, word := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" ,;:()", c) }) {
			if word == "NaN" || word == "Inf" || word == "+Inf" || word == "-Inf" || strings.HasPrefix(word, "%!") {
				return "text " + text
			}
		}
	}
	switch {
	case (e.Undefined == "") != (e.Mid == e.Mid):
		return "a number with a reason why it is none, or neither: " + is
	case e.Undefined != "" && (e.Lo == e.Lo || e.Hi == e.Hi):
		return "an interval of nothing: " + is
	case math.IsInf(e.Mid, 0) || math.IsInf(e.Lo, 0) || math.IsInf(e.Hi, 0):
		return "infinite: " + is
	case e.Lo > e.Hi:
		return "an interval of negative width: " + is
	case e.Undefined == "" && (e.Data <= 0 || len(e.Sources) == 0 || e.What == ""):
		return "without a day, a source or a definition: " + is
	}
	return ""
}

func cellsOf(t Table) (all []string) {
	for _, r := range t.Rows {
		all = append(all, r...)
	}
	return all
}
