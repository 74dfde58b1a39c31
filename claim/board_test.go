package claim

import (
	"math"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
)

func plain(p float64) Odds { return Odds{N: 100, Plain: Chance{p, p, p}} }

// The rule that turns odds and what was observed into a verdict.
func TestRule(t *testing.T) {
	ahead := Test{Future: true}
	weighted := plain(0.9)
	weighted.Weighted = &Chance{Mid: 0.5}
	for _, c := range []struct {
		why      string
		observed string
		test     Test
		odds     []Odds
		want     string
	}{
		{"the past has happened", Supported, Test{}, []Odds{plain(0.1)}, Supported},
		{"no odds, no forecast", Open, ahead, nil, Open},
		{"likely against both", Open, ahead, []Odds{plain(0.7), plain(0.9)}, Supported},
		{"two thirds are not above two thirds", Open, ahead, []Odds{plain(2.0 / 3), plain(0.9)}, Open},
		{"likely against one only", Open, ahead, []Odds{plain(0.7), plain(0.5)}, Open},
		{"unlikely against both", Open, ahead, []Odds{plain(0.1), plain(0.3)}, Contradicted},
		{"a third is not below a third", Open, ahead, []Odds{plain(1.0 / 3)}, Open},
		{"weighted odds disagree", Open, ahead, []Odds{weighted}, Open},
		{"observed says the opposite", Contradicted, ahead, []Odds{plain(0.9)}, Open},
		{"observed says the opposite", Supported, ahead, []Odds{plain(0.1)}, Open},
		{"observed agrees", Contradicted, ahead, []Odds{plain(0.1)}, Contradicted},
		{"not testable stays so", NotTestable, ahead, []Odds{plain(0.9)}, NotTestable},
		{"no future can speak", Open, ahead, []Odds{plain(math.NaN())}, Open},
	} {
		if got := rule(c.observed, c.test, c.odds); got != c.want {
			t.Errorf("%s: observed %s, odds %v: verdict is %s, want %s", c.why, c.observed, c.odds, got, c.want)
		}
	}
}

// Every claim of the article is on the board once, and the objective that the
// table of claims names is what the board asks.
func TestBoardIsTheTableOfClaims(t *testing.T) {
	h := table{worlds: worlds, futures: 2}
	j := h.judge(t)
	claims := evidence.Claims()
	if len(j.Claims) != len(claims) || len(Board) != len(claims) {
		t.Fatalf("%d verdicts and %d tests of %d claims", len(j.Claims), len(Board), len(claims))
	}
	for i, v := range j.Claims {
		if v.ID != claims[i].ID {
			t.Errorf("verdict %d is of %s: want %s", i, v.ID, claims[i].ID)
		}
		if claims[i].Model != "" && v.Test.find == nil {
			t.Errorf("futures speak to %s by %s, and the board does not ask them", v.ID, claims[i].Model)
		}
	}
	if _, err := Judge(h.sample(t), claims[1:], nil); err == nil {
		t.Error("a table without C0 is accepted")
	}
	if _, err := Judge(h.sample(t), append(claims, evidence.Claim{ID: "C99"}), nil); err == nil {
		t.Error("a claim without a test is accepted")
	}
}

func verdictOf(t *testing.T, j *Judgement, id string) Verdict {
	t.Helper()
	for _, v := range j.Claims {
		if v.ID == id {
			return v
		}
	}
	t.Fatalf("there is no verdict on %s", id)
	return Verdict{}
}

// Forty futures in which a number alone decides how much profit is taken.
func TestFlipNamesTheNumberThatDecides(t *testing.T) {
	n := 40
	erosion, idle, profit := make([]float64, n), make([]float64, n), make([]float64, n)
	for i := range n {
		erosion[i] = float64(i)
		idle[i] = float64(i * 17 % n)
		profit[i] = 100 - float64(i)/4 // at most 10% taken
	}
	h := table{
		worlds: worlds, futures: n,
		draws:    map[string][]float64{"premium.erosion": erosion, "idle": idle, "placebo": idle},
		outcomes: map[string][][]float64{"pv.profit_model_west": {profit, constant(100, n), constant(100, n)}},
	}
	j := h.judge(t)
	v := verdictOf(t, j, "C1")
	if v.Verdict != Contradicted {
		t.Errorf("profit that never falls by 30%% has the verdict %s", v.Verdict)
	}
	if v.Flip == nil || v.Flip.Path != "premium.erosion" || v.Flip.Rho != 1 || !v.Flip.Raise {
		t.Errorf("what would flip it is %+v: want more premium.erosion, rho 1", v.Flip)
	}
	if f := verdictOf(t, j, "C7").Flip; f != nil {
		t.Errorf("a claim of the past is flipped by %+v: want nothing", f)
	}
}

func TestC10ByHand(t *testing.T) {
	zero := constant(0, 4)
	h := table{worlds: worlds, futures: 4, outcomes: map[string][][]float64{
		"cohort_closed_west": {constant(2, 4), constant(2, 4), constant(2, 4)},
		"repaid_closed_west": {{0, 1, 0, 0}, zero, zero},     // the second: half has repaid
		"payback_all":        {{20, 20, 2, nan}, zero, zero}, // the third pays back at once, the last never
		"lag_open@2030":      {constant(5, 4), zero, zero},
	}}
	v := verdictOf(t, h.judge(t), "C10")
	wantOdds(t, "C10", &v.Odds[0], 2, 4, 0)
}

func TestC4AndC5ByHand(t *testing.T) {
	two := func(a, b float64) [][]float64 { return [][]float64{{a, b}, {0, 0}, {0, 0}} }
	outcomes := map[string][][]float64{}
	for _, s := range []string{"vacuum", "vehicle", "humanoid"} {
		outcomes["cohort_other_"+s] = two(2, 2)
		outcomes["exits_other_"+s] = two(1, 0)
		outcomes["share_cn_"+s+"@2030"] = two(0.6, 0.4)
	}
	outcomes["exits_other_vacuum"] = two(1, 2)
	j := table{worlds: worlds, futures: 2, outcomes: outcomes}.judge(t)
	wantOdds(t, "C4", &verdictOf(t, j, "C4").Odds[0], 1, 2, 0)
	wantOdds(t, "C5", &verdictOf(t, j, "C5").Odds[0], 1, 2, 0) // 3 of 6, and 2 of 6
}
