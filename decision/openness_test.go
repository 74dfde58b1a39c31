package decision

import (
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut/bertrand"
)

// reference reads a case of bertrand/testdata, with its provenance there.
func reference(t *testing.T, id string, inputs, expected any) (tolerance float64) {
	t.Helper()
	found, err := filepath.Glob("../bertrand/testdata/cases/" + id + "_*.json")
	if err != nil || len(found) != 1 {
		t.Fatalf("case %s: found %v", id, found)
	}
	data, err := os.ReadFile(found[0])
	if err != nil {
		t.Fatal(err)
	}
	file := struct {
		Inputs, Expected any
		Tolerance        float64
	}{inputs, expected, 0}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatalf("%s: %v", found[0], err)
	}
	return file.Tolerance
}

func decide(t interface{ Fatalf(string, ...any) }, g Giveaway) Verdict {
	v, err := g.Decide()
	if err != nil {
		t.Fatalf("%+v: %v", g, err)
	}
	return v
}

// c38 and c39: opening at cost against a price set for the model alone.
func TestTwoLayersAgreeWithTheReference(t *testing.T) {
	var in struct {
		Alpha, Delta, Cost float64
		AlphaD             float64 `json:"alpha_d"`
		Device             struct{ Delta, Cost float64 }
	}
	var want struct {
		Rows []struct {
			Md, Gamma, Psi float64
			X              float64 `json:"X_at_standalone"`
			Beats          bool    `json:"open_beats_standalone"`
			Open           float64 `json:"open_total"`
			Alone          float64 `json:"standalone_total"`
		}
	}
	tol := reference(t, "c38", &in, &want)
	for _, row := range want.Rows {
		v := decide(t, Giveaway{
			Delta: in.Delta, Alpha: in.Alpha, Cost: in.Cost, HostCost: in.Cost, Capture: 1, Capacity: 1, Alone: true,
			Devices: &Devices{Size: row.Md, Gamma: row.Gamma, Alpha: in.AlphaD, Delta: in.Device.Delta, Cost: in.Device.Cost},
		})
		psi := v.Thresholds[0]
		for what, pair := range map[string][2]float64{
			"open": {v.Open.Profit(), row.Open}, "alone": {v.Closed.Profit(), row.Alone}, "psi": {psi.Value, row.Psi}, "X": {psi.Now, row.X},
		} {
			if !close(pair[0], pair[1], tol) {
				t.Errorf("devices %v, gamma %v: %s is %v, the reference says %v", row.Md, row.Gamma, what, pair[0], pair[1])
			}
		}
		if v.Opens() != row.Beats {
			t.Errorf("devices %v, gamma %v: opens is %v, the reference says %v", row.Md, row.Gamma, v.Opens(), row.Beats)
		}
		if psi.Now >= psi.Value && !v.Opens() {
			t.Errorf("devices %v, gamma %v: X of %v is above psi(W) of %v, but opening does not pay", row.Md, row.Gamma, psi.Now, psi.Value)
		}
	}
}

// c40: the bonus that opening needs, from the form and from the flip.
func TestBonusAgreesWithTheReference(t *testing.T) {
	var in struct {
		Alpha, Delta, Cost, A float64
		HostCost              float64 `json:"host_cost"`
	}
	var want struct {
		Rows []struct {
			Kappa, Capture float64
			Profit         float64  `json:"closed_profit"`
			Bonus          *float64 `json:"bonus_needed"`
		}
	}
	tol := reference(t, "c40", &in, &want)
	for _, row := range want.Rows {
		g := Giveaway{
			Delta: in.Delta, Alpha: in.Alpha, Cost: in.Cost, HostCost: in.HostCost, Kappa: row.Kappa, Capture: row.Capture,
			Capacity: 1, Floor: math.Inf(-1), Outside: math.Log(in.A / 2), Held: []float64{in.A / 2},
		}
		v := decide(t, g)
		if !close(v.Closed.Profit(), row.Profit, tol) {
			t.Errorf("kappa %v: closed earns %v, the reference says %v", row.Kappa, v.Closed.Profit(), row.Profit)
		}
		bonus := v.Thresholds[0]
		if row.Bonus == nil {
			if !math.IsNaN(bonus.Value) || v.Opens() {
				t.Errorf("kappa %v, capture %v: a bonus of %v is enough, the reference says that none is", row.Kappa, row.Capture, bonus.Value)
			}
			continue
		}
		if !close(bonus.Value, *row.Bonus, tol) {
			t.Errorf("kappa %v, capture %v: bonus needed is %v, the reference says %v", row.Kappa, row.Capture, bonus.Value, *row.Bonus)
		}
		for _, side := range []float64{-1e-6, 1e-6} {
			g.Bonus = *row.Bonus + side
			if v := decide(t, g); v.Opens() != (side > 0) {
				t.Errorf("kappa %v, capture %v: a bonus %v beyond what is needed opens: %v", row.Kappa, row.Capture, side, v.Opens())
			}
		}
	}
}

// c42: the lead against a commodity at cost, no outside option, that earns x.
func TestLeadToRecoupIsWhereTheClosedProfitIsTheFixedCost(t *testing.T) {
	var want struct {
		Rows []struct {
			X    float64
			Lead float64 `json:"required_lead_utils"`
		}
	}
	tol := reference(t, "c42", &struct{}{}, &want)
	for _, row := range want.Rows {
		for _, alpha := range []float64{0.5, 1, 3} {
			g := Giveaway{
				Delta: row.Lead + alpha*0.5, Alpha: alpha, Cost: 0.5, HostCost: 0.5, Capture: 1, Capacity: 1,
				Floor: math.Inf(-1), Outside: math.Inf(-1), Held: []float64{1},
			}
			if v := decide(t, g); !close(v.Closed.Profit()*alpha, row.X, tol) {
				t.Errorf("a lead of %v utils earns %v of alpha dollars, want the %v that it is to recoup", row.Lead, v.Closed.Profit()*alpha, row.X)
			}
		}
	}
}

// The closed form of a limited seller, and the limit at which open is as good.
func TestCapacityBindsAsItsFormSays(t *testing.T) {
	g := Giveaway{Delta: 2, Alpha: 1.5, Cost: 0.4, HostCost: 0.4, Kappa: 0.8, Capture: 0.6, Floor: math.Inf(-1), Held: []float64{0.5}}
	g.Capacity = 1
	free := decide(t, g)
	logA := math.Log(1.5)
	for _, k := range []float64{0.05, 0.2, 0.9 * free.Closed.Share} {
		g.Capacity = k
		want := k / g.Alpha * (g.Delta - g.Alpha*(g.Cost-g.Kappa) - logA - math.Log(k/(1-k)))
		if v := decide(t, g); !close(v.Closed.Profit(), want, 1e-11) || !close(v.Closed.Share, k, 1e-11) {
			t.Errorf("with capacity %v closed sells %v and earns %v, want %v", k, v.Closed.Share, v.Closed.Profit(), want)
		}
	}
	most := free.Thresholds[1]
	if most.Symbol != "k*" || !(most.Value > 0 && most.Value < free.Closed.Share) {
		t.Fatalf("k* is %+v: want a share below the %v of the best price", most, free.Closed.Share)
	}
	for _, side := range []float64{-1e-6, 1e-6} {
		g.Capacity = most.Value + side
		if v := decide(t, g); v.Opens() != (side < 0) {
			t.Errorf("a capacity %v from k* opens: %v", side, v.Opens())
		}
	}
}

// giveaways are random markets: one or two layers, rivals that hold or answer.
func giveaways(t *rapid.T) Giveaway {
	f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
	g := Giveaway{
		Delta: f("delta", -1, 4), Alpha: f("alpha", 0.3, 3), Cost: f("cost", 0, 1), HostCost: f("host cost", 0, 1), RivalCost: 0.3,
		Kappa: f("kappa", 0, 3), Capture: f("capture", 0, 1), Bonus: f("bonus", -1, 2), Capacity: 1,
		Held: []float64{f("held", 0, 3)}, Alone: rapid.Bool().Draw(t, "alone"),
	}
	if rapid.Bool().Draw(t, "limited") {
		g.Capacity = f("capacity", 0.05, 0.95)
	}
	if rapid.Bool().Draw(t, "two layers") {
		g.Devices = &Devices{f("size", 0.1, 4), f("gamma", 0, 1), 0.8, 1, 1, []float64{f("device rival", 0, 2)}}
	}
	return g
}

// The decision against brute force: every price of a grid, demand and device
// profit from first principles, rivals at prices that they hold.
func TestDecisionIsTheBetterLicenceOnAGrid(t *testing.T) {
	var prices []float64
	for p := 0.0; p < 14; p += 0.02 {
		prices = append(prices, p)
	}
	rapid.Check(t, func(t *rapid.T) {
		g := giveaways(t)
		v := decide(t, g)
		weight := func(delta, price float64) float64 { return math.Exp(delta - g.Alpha*price) }
		rest := 1 + g.Held[0]
		devices := func(w float64) (best float64) {
			if g.Devices == nil {
				return 0
			}
			d := g.Devices
			for p := d.Cost; p < d.Cost+12; p += 0.01 {
				e := math.Exp(d.Delta - d.Alpha*p + d.Gamma*math.Log(rest+w))
				best = max(best, d.Size*(p-d.Cost)*e/(1+d.Rivals[0]+e))
			}
			return best
		}
		closed, total := math.Inf(-1), 0.0
		full := max(0, (g.Delta-math.Log(rest)-logit(min(g.Capacity, 1-1e-9)))/g.Alpha) // sells the capacity out
		for _, p := range append(prices, full) {
			w := weight(g.Delta, p)
			s := w / (rest + w)
			if s > g.Capacity*(1+1e-9) {
				continue
			}
			all := (p-g.Cost+g.Kappa)*s + devices(w)
			seen := all
			if g.Alone {
				seen = (p - g.Cost) * s
			}
			if seen > closed {
				closed, total = seen, all
			}
		}
		w := weight(g.Delta+g.Bonus, g.HostCost)
		open := g.Capture*g.Kappa*w/(rest+w) + devices(w)
		const coarse = 2e-3 // of the grid
		if !close(v.Open.Profit(), open, coarse) {
			t.Fatalf("%+v: open earns %v, on the grid %v", g, v.Open.Profit(), open)
		}
		if !g.Alone && (v.Closed.Profit() < total-1e-9 || !close(v.Closed.Profit(), total, coarse)) {
			t.Fatalf("%+v: closed earns %v, on the grid %v", g, v.Closed.Profit(), total)
		}
		if math.Abs(open-total) > 0.02*max(1, open) && v.Opens() != (open > total) {
			t.Fatalf("%+v: opens is %v, on the grid open earns %v and closed %v", g, v.Opens(), open, total)
		}
	})
}

// Prices of rivals that answer are an equilibrium: nobody gains by another.
func TestRivalsThatAnswerAreInEquilibrium(t *testing.T) {
	g := Giveaway{Delta: 1.5, Alpha: 1.2, Cost: 0.3, HostCost: 0.3, RivalCost: 0.4, Kappa: 0.5, Capture: 0.7, Capacity: 1, Rivals: []float64{1, 0.5}, Held: []float64{0.2}}
	l, err := g.Closed()
	if err != nil {
		t.Fatal(err)
	}
	// A best reply to the weight of all others has the odds of the closed form.
	w := bertrand.BestReplyOdds(g.Delta-g.Alpha*(g.Cost-g.Kappa), l.LogRivals)
	if !close(l.Share/(1-l.Share), w, 1e-10) || !close(l.Profit(), w/g.Alpha, 1e-10) {
		t.Errorf("closed has odds %v and earns %v, want %v and %v", l.Share/(1-l.Share), l.Profit(), w, w/g.Alpha)
	}
	open, err := g.Open()
	if err != nil {
		t.Fatal(err)
	}
	if !(open.LogRivals > l.LogRivals) {
		t.Errorf("against an open model rivals weigh %v, against the closed one %v: want more, as they cut prices", open.LogRivals, l.LogRivals)
	}
	// A limit that does not bind changes nothing; one that binds is met exactly.
	g.Capacity = 0.99
	if same := decide(t, g); same.Closed != l {
		t.Errorf("a capacity of 0.99 changes %+v to %+v", l, same.Closed)
	}
	g.Capacity = l.Share / 3
	if less := decide(t, g); !close(less.Closed.Share, g.Capacity, 1e-10) || less.Closed.Profit() >= l.Profit() {
		t.Errorf("a capacity of %v sells %v and earns %v, without it %v", g.Capacity, less.Closed.Share, less.Closed.Profit(), l.Profit())
	}
}

// In another currency prices and profits are the same money.
func TestMoneyHasNoUnit(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := giveaways(t)
		rate := rapid.Float64Range(0.1, 10).Draw(t, "rate")
		h := g
		h.Alpha, h.Cost, h.HostCost, h.RivalCost, h.Kappa = g.Alpha/rate, g.Cost*rate, g.HostCost*rate, g.RivalCost*rate, g.Kappa*rate
		if g.Devices != nil {
			d := *g.Devices
			d.Alpha, d.Cost = d.Alpha/rate, d.Cost*rate
			h.Devices = &d
		}
		a, b := decide(t, g), decide(t, h)
		if !close(a.Open.Profit()*rate, b.Open.Profit(), 1e-9) || !close(a.Closed.Profit()*rate, b.Closed.Profit(), 1e-9) {
			t.Errorf("%+v earns %v and %v; with money worth 1/%v of it %v and %v", g, a.Open.Profit(), a.Closed.Profit(), rate, b.Open.Profit(), b.Closed.Profit())
		}
	})
}

// More of what only an open licence earns never closes.
func TestOpenRisesWithCaptureAndBonus(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := giveaways(t)
		was := decide(t, g)
		more := g
		more.Bonus += rapid.Float64Range(0, 2).Draw(t, "more bonus")
		more.Capture += (1 - g.Capture) * rapid.Float64Range(0, 1).Draw(t, "more capture")
		if now := decide(t, more); now.Open.Profit() < was.Open.Profit()*(1-1e-12) || was.Opens() && !now.Opens() {
			t.Errorf("%+v: with bonus %v and capture %v open earns %v instead of %v", g, more.Bonus, more.Capture, now.Open.Profit(), was.Open.Profit())
		}
	})
}

// At the values that are said to turn the answer, it turns.
func TestFlipsTurnTheAnswer(t *testing.T) {
	s := study(t, 1, "delta", "1.5", "alpha", "1", "cost", "0.4", "host-cost", "0.3", "complement", "1.2", "capture", "0.6", "bonus", "0.5", "capacity", "0.3")
	flips, err := OpennessFlips(s, Giveaway{})
	if err != nil {
		t.Fatal(err)
	}
	turned := 0
	opens := func(v Values) bool { return decide(t, NewGiveaway(Giveaway{}, v)).Opens() }
	now := opens(s.Central())
	for _, f := range flips {
		for _, x := range []float64{f.Below, f.Above} {
			if math.IsNaN(x) {
				continue
			}
			turned++
			short := f.Now + (x-f.Now)*(1-1e-6)
			if opens(s.Central().with(f.Name, x)) == now || opens(s.Central().with(f.Name, short)) != now {
				t.Errorf("%s is said to turn the answer at %v: it does not just there", f.Name, x)
			}
		}
	}
	// A cost of hosts that was not given is an input of its own, once.
	s = study(t, 1, "delta", "1.5", "alpha", "1", "cost", "0.4", "complement", "1.2", "capture", "0.6", "bonus", "0.5", "capacity", "0.3")
	tied, err := OpennessFlips(s, Giveaway{})
	if err != nil || len(tied) != len(flips) || tied[len(tied)-1].Name != "host-cost" || tied[len(tied)-1].Now != 0.4 {
		t.Errorf("without a cost of hosts the flips are %+v (%v), want host-cost last, from 0.4", tied, err)
	}
	if turned < 4 {
		t.Errorf("only %d flips found: %+v", turned, flips)
	}
}

func TestOddsOfOpeningFollowTheInputThatIsUncertain(t *testing.T) {
	s := study(t, 400, "delta", "1.5", "alpha", "1", "cost", "0.4", "complement", "1.2", "capture", "0.6", "bonus", "-2:3", "capacity", "1")
	odds, err := OpennessOdds(s, Giveaway{})
	if err != nil {
		t.Fatal(err)
	}
	v := decide(t, NewGiveaway(Giveaway{}, s.Central()))
	want := 1 - s.Numbers[5].Law.CDF(v.Thresholds[0].Value)
	if odds.Opens.Lo > want || odds.Opens.Hi < want {
		t.Errorf("opens in %v (%v to %v) of futures, the law of the bonus says %v", odds.Opens.Mid(), odds.Opens.Lo, odds.Opens.Hi, want)
	}
	if odds.Driver == nil || odds.Driver.Name != "bonus" || odds.Driver.Rho < 0.99 {
		t.Errorf("what drives it is %+v, want the bonus", odds.Driver)
	}
}
