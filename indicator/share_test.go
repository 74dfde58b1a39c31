package indicator

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

func TestOpenSharesByHand(t *testing.T) {
	p := chaseOfThree(t)
	p.release("North", "u1", "2024-05-01", undercut.Unknown, 0)
	p.release("North", "n1", "2024-05-01", undercut.Unreleased, 0)
	p.release("North", "w1", "2024-05-01", undercut.Weights, 0)
	p.release("North", "old", "2023-05-01", undercut.OpenWeights, 0)
	// Known and of the 365 days to 12-31: c2 c3, o1 o2 o3 w1. (2024 has 366.)
	e := p.measure(OpenShare, Choice{})
	p.is("new", e.Mid, 4.0/6)
	if e.N != 6 || !warned(e, "1 release of unknown openness") {
		t.Errorf("n %d, warnings %q", e.N, e.Warnings)
	}
	// On 08-31 o3 is closed; old has just left the year.
	p.is("new before weights came out", p.measure(OpenShare, Choice{At: "2024-08-31"}).Mid, 3.0/7)
	p.is("without terms", p.measure(OpenShare, Choice{Strict: true}).Mid, 2.0/6)
	p.is("scored", p.measure(OpenShare, Choice{Definition: "scored"}).Mid, 3.0/5)
	if e := p.measure(OpenShare, Choice{Definition: "top20"}); !strings.Contains(e.Undefined, "only 6 models have a score") {
		t.Errorf("top 20 of six: %v, %q", e.Mid, e.Undefined)
	}
	rows := p.measure(OpenShare, Choice{}).Table.Rows
	if got := strings.Join(rows[0], " "); got != "CN 3 3 3 1 0.5258 1" {
		t.Errorf("first country is %q", got)
	}
}

// The twenty best of thirty of which the ten best are closed: half are open.
func TestOpenAmongTheTwentyBest(t *testing.T) {
	p := newPanel(t, "2024-12-31")
	for i := range 30 {
		state := undercut.OpenWeights
		if i < 10 {
			state = undercut.APIOnly
		}
		p.release("West", "m"+string(rune('A'+i)), "2020-01-01", state, 200-10*float64(i))
	}
	p.is("share", p.measure(OpenShare, Choice{Definition: "top20"}).Mid, 0.5)
}

// Wilson's interval holds the shares that a test does not reject.
func TestWilson(t *testing.T) {
	p := newPanel(t, "2024-12-31")
	lo, hi := wilson(0, 10)
	p.is("none: low", lo, 0)
	p.is("none: high", hi, z95*z95/(10+z95*z95))
	a, b := wilson(3, 10)
	c, d := wilson(7, 10)
	p.is("what is not open is closed", a, 1-d)
	p.is("what is not open is closed", b, 1-c)
	// At its ends the test just rejects: |p̂-p| = z √(p(1-p)/n).
	p.is("low end", 0.3-a, z95*math.Sqrt(a*(1-a)/10))
	p.is("high end", b-0.3, z95*math.Sqrt(b*(1-b)/10))
}

// Garwood's table of 90% limits: 0: 0 to 2.996; 1: 0.0513 to 4.744; 10: 5.425
// to 16.962.
func TestPoisson(t *testing.T) {
	for _, c := range []struct {
		k      int
		lo, hi float64
	}{{0, 0, 2.996}, {1, 0.0513, 4.744}, {10, 5.425, 16.962}} {
		if lo, hi := poisson(c.k); math.Abs(lo-c.lo) > 6e-4 || math.Abs(hi-c.hi) > 6e-4 {
			t.Errorf("%d events: %v to %v, the table has %v to %v", c.k, lo, hi, c.lo, c.hi)
		}
	}
}

func TestOpennessOverTimeByHand(t *testing.T) {
	p := chaseOfThree(t)
	e := p.measure(OpennessTime, Choice{At: "2024-11-30"})
	want := "2024-Q1 1 0 0 1 0|2024-Q2 0 1 0 1 0|2024-Q3 1 0 0 1 0|2024-Q4 to 2024-11-30 0 0 0 0 0"
	var rows []string
	for _, r := range e.Table.Rows {
		rows = append(rows, strings.Join(r, " "))
	}
	if got := strings.Join(rows, "|"); got != want {
		t.Errorf("table is %s, by hand %s", got, want)
	}
	p.is("share of 2024-Q3: o3 of c3 and o3", e.Mid, 0.5)
	// What is opened in a later quarter came out closed.
	p.opens("c1", "2024-11-01")
	if got := strings.Join(p.measure(OpennessTime, Choice{}).Table.Rows[0], " "); got != "2024-Q1 1 0 0 1 0" {
		t.Errorf("first quarter is %s when c1 opens in November", got)
	}
	// On 08-31 the weights of o3 are not out, and the quarter is not over.
	p.is("share of 2024-Q2", p.measure(OpennessTime, Choice{At: "2024-08-31"}).Mid, 0.5)
}

func TestReversalsByHand(t *testing.T) {
	p := chaseOfThree(t)
	// East's newest flagship o3 has weights. South's s1 has, s2 not; that s2
	// opens a year later is no matter; s0 is worse than s1 and no flagship.
	p.release("South", "s1", "2024-02-01", undercut.OpenWeights, 100)
	p.release("South", "s2", "2024-03-01", undercut.APIOnly, 110)
	p.release("South", "s0", "2024-04-01", undercut.OpenWeights, 90)
	// North closed first and opened the old one when the new one was out.
	p.release("North", "n1", "2024-02-01", undercut.APIOnly, 100)
	p.release("North", "n2", "2024-03-01", undercut.APIOnly, 120)
	p.opens("n1", "2024-04-01")
	// Lone has one flagship.
	p.release("Lone", "l1", "2024-02-01", undercut.OpenWeights, 100)
	e := p.measure(Reversals, Choice{})
	p.is("closed", e.Mid, 1)
	if e.N != 4 || len(e.Table.Rows) != 1 || e.Table.Rows[0][0] != "South" || e.Table.Rows[0][2] != "s1" || e.Table.Rows[0][5] != "s2" {
		t.Errorf("n %d, table %v", e.N, e.Table.Rows)
	}
	// East: o2 under terms after o1 without, and o3 after 09-01 without again.
	p.is("terms", p.measure(Reversals, Choice{Definition: "terms"}).Mid, 0)
	p.is("terms in July", p.measure(Reversals, Choice{Definition: "terms", At: "2024-07-31"}).Mid, 1)
	e = p.measure(Reversals, Choice{Definition: "opened"})
	p.is("opened", e.Mid, 2)
	if got := strings.Join(e.Table.Rows[1], " "); got != "o3 api open 2024-09-01 31" {
		t.Errorf("second row is %q", got)
	}
	p.is("opened in a window", p.measure(Reversals, Choice{Definition: "opened", From: "2024-05-01"}).Mid, 1)
}

func TestCadenceByHand(t *testing.T) {
	p := chaseOfThree(t)
	for _, c := range []struct {
		choice Choice
		n      float64
	}{
		{Choice{}, 5},
		{Choice{Definition: "open"}, 3},
		{Choice{Definition: "open", At: "2024-08-31"}, 2},
		{Choice{Definition: "closed"}, 3}, // c2, c3, and o3 at first
		{Choice{Definition: "cn", At: "2024-07-31"}, 2},
	} {
		p.is("releases a month", p.measure(Cadence, c.choice).Mid, c.n/(365/undercut.DaysPerMonth))
	}
}

// Sources that list models late leave the last months empty; who counts then
// is told.
func TestThinningIsTold(t *testing.T) {
	p := newPanel(t, "2024-12-31")
	for i := range 40 {
		p.release("West", "m"+string(rune('A'+i)), (p.Day - undercut.Day(190+4*i)).String(), undercut.APIOnly, 0)
	}
	for _, in := range []Indicator{Cadence, OpenShare} {
		if e := p.measure(in, Choice{}); !warned(e, "0 releases in the last half year after 40") {
			t.Errorf("%s: warnings are %q", in.Name, e.Warnings)
		}
	}
}
