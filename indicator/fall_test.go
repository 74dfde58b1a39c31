package indicator

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// halving is a capability whose price at month ends is 64 dollars times
// 2^(-4t), t in years since 2024-01-31: a sixteenth a year.
func halving(t *testing.T) *panel {
	p := newPanel(t, "2025-12-31")
	p.release("lab", "able", "2024-01-31", undercut.APIOnly, 140)
	start := p.day("2024-01-31")
	for m := start.Month(); m.Last() <= p.Day; m++ {
		until := (m + 1).Last().String()
		if (m + 1).Last() > p.Day {
			until = ""
		}
		p.offer("able", "lab", undercut.FirstParty, 64*math.Exp2(-4*(m.Last().Years()-start.Years())), m.Last().String(), until)
	}
	return p
}

// Along an exponential both ways give its rate, and the time to a tenth is
// 12 log2(10)/4 months of it.
func TestFallOfAnExponentialPriceIsItsRate(t *testing.T) {
	p := halving(t)
	p.is("endpoints", p.measure(PriceFall, Choice{Level: "130"}).Mid, 16)
	fit := p.measure(PriceFall, Choice{Level: "130", Definition: "fit"})
	p.is("fit", fit.Mid, 16)
	if !alike(fit.Lo, 16) || !alike(fit.Hi, 16) { // a line without errors has no width
		t.Errorf("the fit lies between %v and %v", fit.Lo, fit.Hi)
	}
	p.is("months by fit", p.measure(MonthsToTenth, Choice{Level: "130", Definition: "fit"}).Mid, 3*math.Log2(10))
	// 64 fell below 6.4 at the first month end after log2(10)/4 = 0.83 years:
	// 2024-11-30, 304 days on.
	p.is("months to the first", p.measure(MonthsToTenth, Choice{Level: "130"}).Mid, 304/undercut.DaysPerMonth)
}

// 10 dollars on 2024-01-01, then a model at 4 from another lab, a sale at 0.9
// for a week, and 2 at the end, 730 days on.
func TestFallByHand(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	p.release("lab", "first", "2024-01-01", undercut.APIOnly, 140)
	p.offer("first", "lab", undercut.FirstParty, 10, "2024-01-01", "")
	p.release("lab", "second", "2024-07-01", undercut.APIOnly, 136)
	p.offer("second", "lab", undercut.FirstParty, 4, "2024-07-01", "2025-03-03")
	p.offer("second", "lab", undercut.FirstParty, 0.9, "2025-03-03", "2025-03-10")
	p.offer("second", "lab", undercut.FirstParty, 2, "2025-03-10", "")
	years := 730 / 365.2425
	p.is("endpoints", p.measure(PriceFall, Choice{Level: "130"}).Mid, math.Pow(5, 1/years))
	p.is("the first year", p.measure(PriceFall, Choice{Level: "130", Definition: "first_year"}).Mid, math.Pow(10.0/4, 365.2425/365))
	p.is("no first year yet", p.measure(PriceFall, Choice{Level: "130", Definition: "first_year", From: "2025-03-10"}).Mid, nan)
	p.is("from a given day", p.measure(PriceFall, Choice{Level: "130", From: "2024-07-01"}).Mid, math.Pow(2, 365.2425/548))
	p.is("the sale is the first tenth", p.measure(MonthsToTenth, Choice{Level: "130"}).Mid, 427/undercut.DaysPerMonth)
	p.is("a window after the sale", p.measure(MonthsToTenth, Choice{Level: "130", From: "2025-03-05"}).Mid, nan)
	p.is("no tenth at a level that only the first reaches", p.measure(MonthsToTenth, Choice{Level: "136.5"}).Mid, nan)
	p.is("a level that only the first reaches", p.measure(PriceFall, Choice{Level: "138"}).Mid, 1)
	p.is("a level that nothing reaches", p.measure(PriceFall, Choice{Level: "150"}).Mid, nan)
	p.is("a window before it could be bought", p.measure(PriceFall, Choice{Level: "130", From: "2023-12-31"}).Mid, nan)
	p.is("a window of months", p.measure(PriceFall, Choice{Level: "130", From: "2025-08-01"}).Mid, nan)
}

// A price that once was a tenth of today's has not fallen to a tenth since.
func TestATenthBeforeTheWindowIsNone(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	p.release("lab", "able", "2024-01-01", undercut.APIOnly, 140)
	p.prices("able", "lab", undercut.FirstParty, "2024-01-01", 0.5, "2025-01-01", 10.0)
	p.is("months", p.measure(MonthsToTenth, Choice{Level: "130", From: "2025-06-01"}).Mid, nan)
}

// A level just above a cheap model falls 18-fold a year where the level of the
// cheap one, 2 points lower, does not move: pitfall 11.
func TestFallWarnsOfAStep(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	p.release("lab", "cheap", "2024-01-01", undercut.APIOnly, 129)
	p.offer("cheap", "lab", undercut.FirstParty, 0.1, "2024-01-01", "")
	p.release("lab", "dear", "2024-01-01", undercut.APIOnly, 140)
	p.offer("dear", "lab", undercut.FirstParty, 32, "2024-01-01", "2025-06-01")
	p.offer("dear", "lab", undercut.FirstParty, 0.1, "2025-06-01", "")
	e := p.measure(PriceFall, Choice{Level: "131"})
	if e.Mid < 17 || e.Mid > 19 {
		t.Errorf("price falls × %v a year", e.Mid)
	}
	if w := strings.Join(e.Warnings, " "); !strings.Contains(w, "the level decides: × 1 to 17.9") {
		t.Errorf("warnings are %q", e.Warnings)
	}
	if len(e.Table.Rows) != 3 || e.Table.Rows[0][4] != "1" {
		t.Errorf("the table is %v", e.Table.Rows)
	}
}

// A price that falls for a year and a half and then rests for as long has a
// floor; one that goes on falling has none.
func TestFallSeesAFloor(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	p.release("lab", "able", "2023-01-31", undercut.APIOnly, 140)
	price := 10.0
	for m := p.day("2023-01-31").Month(); m < p.day("2024-07-31").Month(); m++ {
		p.offer("able", "lab", undercut.FirstParty, price, m.Last().String(), (m + 1).Last().String())
		price *= 0.8
	}
	p.offer("able", "lab", undercut.FirstParty, price, "2024-07-31", "")
	if w := strings.Join(p.measure(PriceFall, Choice{Level: "130"}).Warnings, " "); !strings.Contains(w, "stopped falling") || !strings.Contains(w, "2024-07") {
		t.Errorf("a price at rest since 2024-07 gives %q", w)
	}
	if e := halving(t).measure(PriceFall, Choice{Level: "130"}); !strings.Contains(e.Basis, "no floor") {
		t.Errorf("a falling price gives %q, %q", e.Basis, e.Warnings)
	}
}
