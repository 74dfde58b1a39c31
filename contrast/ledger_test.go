package contrast

import (
	"math"
	"reflect"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/market"
)

// small is a world of one bloc, a lab that is watched and another, from the
// first month of 2025 for a number of months.
func small(months int) (*market.World, *layout) {
	w := &market.World{
		Start: undercut.Date(2025, 1), End: undercut.Date(2025, months),
		Segments: []market.Segment{{Name: "talk", Form: "spend"}, {Name: "car", Form: "unit"}},
	}
	l := newLayout(w, undercut.View{
		Blocs: []undercut.Bloc{{Name: "us"}}, Segments: []undercut.Segment{{Name: "talk", Layer: undercut.Model}, {Name: "car", Layer: undercut.Device}},
		Firms: []undercut.Firm{{Name: "watched", Layer: undercut.Model}, {Name: "other", Layer: undercut.Model}},
	})
	l.watch = 0
	l.place()
	return w, l
}

// Prices that fall from 30 to 20 while sales rise from 100 to 140 million give
// buyers the trapezoid of 10 × 120 million dollars; a budget of which $6bn, then
// $8bn is spent gains 7 × ln 2 when prices halve. Money of a year later counts
// e^(−r). Cars of another maker, sold with the option only, count nothing, and
// nor does it that buyers turn from dear talk to cheap.
func TestBuyersGainTheAreaUnderTheirDemand(t *testing.T) {
	w, l := small(13)
	w.Discount = 0.1
	g, base := newLedger(l), newPurchases(l)
	view := func(month int, worth, cars, log, spent, second float64) *undercut.View {
		v := &undercut.View{AsOf: w.Start + undercut.Month(month), Markets: []undercut.MarketRow{{Segment: 0, Mass: 2 * spent}, {Segment: 1, Mass: 1000}}}
		if month > 0 && month < 12 {
			return v // nothing is sold in either
		}
		v.Rows = []undercut.Row{
			{Segment: 0, Firm: 0, Share: 0.5, Worth: log},
			{Segment: 0, Firm: 1, Share: second, Worth: 40},
			{Segment: 1, Firm: 1, Share: second, Worth: -7},
			{Segment: 1, Firm: 0, Share: cars / 1000, Worth: worth},
		}
		return v
	}
	g.begin(w)
	for month := range 13 {
		base.month(view(month, -30, 100, 1, 6, 0))
	}
	for month := range 13 {
		g.buyers(base, view(month, -20, 140, 1+math.Ln2, 8, 0.1))
	}
	two := 1 + math.Exp(-0.1)
	if got, want := g.values[g.buyer(1, 0)], two*1.2; math.Abs(got-want) > 1e-12 {
		t.Errorf("buyers of cars gain $%vbn, the trapezoid says %v", got, want)
	}
	if got, want := g.values[g.buyer(0, 0)], two*7*math.Ln2; math.Abs(got-want) > 1e-12 {
		t.Errorf("buyers of talk gain $%vbn, a saving of ln 2 on $7bn is %v", got, want)
	}
}

// A firm that burns $1bn a month of $30bn has 18 months left at the end of the
// year; when it leaves, its last year has burnt 12 and revenue was 6 a year.
func TestALifeByHand(t *testing.T) {
	w, l := small(24)
	g := newLedger(l)
	g.begin(w)
	for month := range 24 {
		at := w.Start + undercut.Month(month)
		b := undercut.FirmRow{
			Month: at, Alive: month < 20, Cash: 30 - float64(month+1), Research: 2, Gross: 0.7, Grant: 0.5, Overhead: 0.2, Revenue: 0.5, Funding: 0.1, Best: 1,
		}
		o := undercut.FirmRow{Month: at, Firm: 1, Alive: true, Best: 3}
		g.month(undercut.View{AsOf: at, Firms: l.names.Firms, Books: []undercut.FirmRow{b, o}})
	}
	r := newResult(&Study{Options: make([]Option, 1)}, l)
	r.rows[0], r.Futures = [][]float64{g.values}, []int{0}
	years := r.Years(0, w.Start)
	if len(years) != 2 || len(years[0].Runway) != 1 || math.Abs(years[0].Runway[0]-18) > 1e-9 || math.Abs(years[0].Burn[0]-12) > 1e-9 {
		t.Errorf("with $18bn and a burn of 12 a year the runway is %+v, want 18 months", years)
	}
	if len(years) == 2 && len(years[1].Cash) != 0 {
		t.Errorf("a firm that left in August still has %v at the year's end", years[1].Cash)
	}
	e := r.Exits(0)
	if len(e.Month) != 1 || undercut.Month(e.Month[0]) != undercut.Date(2026, 9) {
		t.Fatalf("it leaves in %v, want 2026-09", e.Month)
	}
	for what, pair := range map[string][2]float64{
		"burn": {e.Burn[0], 12}, "revenue": {e.Revenue[0], 6}, "research": {e.Research[0], 24}, "funding": {e.Funding[0], 1.2},
		"cash": {e.Cash[0], 9}, "peak": {e.Peak[0], 29}, "month of the peak": {e.PeakMonth[0], float64(w.Start)}, "decades behind": {e.Behind[0], 2},
	} {
		if math.Abs(pair[0]-pair[1]) > 1e-9 {
			t.Errorf("%s of the exit is %v, want %v", what, pair[0], pair[1])
		}
	}
	if got := r.Firm(0, 0, Months)[0]; got != 20 {
		t.Errorf("it was there for %v months, want 20", got)
	}
	if cash := r.Firm(0, 0, Cash)[0]; cash != 0 {
		t.Errorf("a firm that has left has cash %v at the end, want 0", cash)
	}
}

// Money that a panel reports is somebody's: a column of dollars that is added to
// firms or blocs has to be given to a party, or named here as no flow between
// them.
func TestEveryFlowOfThePanelIsInALedger(t *testing.T) {
	taken := map[string]bool{
		"FirmRow.Gross": true, "FirmRow.Research": true, "FirmRow.Overhead": true, "FirmRow.Subsidy": true, "FirmRow.Grant": true, "FirmRow.Funding": true,
		"FirmRow.Cash": true, "FirmRow.Value": true, "BlocRow.HostPro": true, "BlocRow.Tariffs": true, "BlocRow.Tax": true,
		"BlocRow.Subsidy": true, "BlocRow.Procurement": true,
	}
	none := map[string]bool{
		"FirmRow.Revenue": true, "FirmRow.DayMove": true, "FirmRow.Best": true, "FirmRow.BestOpen": true, "FirmRow.Payback": true, "FirmRow.PaybackAll": true,
		"FirmRow.Transfer": true, // within one owner
		"BlocRow.Prestige": true, "BlocRow.News": true, "BlocRow.Compute": true,
	}
	for _, row := range []reflect.Type{reflect.TypeFor[undercut.FirmRow](), reflect.TypeFor[undercut.BlocRow]()} {
		for i := range row.NumField() {
			f := row.Field(i)
			name := row.Name() + "." + f.Name
			if f.Type.Kind() == reflect.Float64 && !taken[name] && !none[name] {
				t.Errorf("%s is in no ledger: add it to an item of ledger.go and to the party whose it is, or say here that it is no flow", name)
			}
		}
	}
}
