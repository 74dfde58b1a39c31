package forecast

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/episode"
)

const few = 12 // futures

// The wall, by experiment: every figure and event after the origin is another,
// and no bit of the estimate or of a future is.
func TestTheFutureMovesNothing(t *testing.T) {
	s := shippedPrior(t).Central()
	before, after := usual.market(t, "2000"), usual
	after.after = 2000
	changed := after.market(t, "2000")
	if after.data() == usual.data() {
		t.Fatal("no figure was changed")
	}
	if !reflect.DeepEqual(before.Estimate, changed.Estimate) {
		t.Errorf("estimates are %+v and, with another future, %+v", before.Estimate, changed.Estimate)
	}
	if !same(before.futures(t, s, few), changed.futures(t, s, few)) {
		t.Error("other figures after the origin give other forecasts")
	}
	after.after = 1999
	if same(before.futures(t, s, few), after.market(t, "2000").futures(t, s, few)) {
		t.Error("other figures at the origin give the same forecasts: the test is blind")
	}
}

// The same in the library: what a past holds is what counts, whether it was cut
// from the episode or from a longer past.
func TestForecastsFromACutPastAreTheSame(t *testing.T) {
	for _, name := range []string{"solar_pv", "smartphone_os"} {
		e, err := episode.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		w := &e.Plan.Worlds[0]
		o := w.Origins.Named[0]
		cut, err := e.All().Cut(o)
		if err != nil {
			t.Fatal(err)
		}
		prior := shippedPrior(t)
		var all [2][]Future
		for i, p := range []episode.Past{e.At(o), cut} {
			m, err := New(p, w, prior, 3)
			if err != nil {
				t.Fatal(err)
			}
			all[i] = m.futures(t, prior.Central(), 3)
		}
		if !same(all[0], all[1]) {
			t.Errorf("%s at %s: forecasts from a cut past are others", name, o)
		}
	}
}

// Units of the tables are nobody's business: dearer money moves the level of
// the price, smaller units of output nothing.
func TestUnitsOfTheTablesMoveNothing(t *testing.T) {
	s := shippedPrior(t).Central()
	m := usual.market(t, "2000")
	want := m.futures(t, s, few)
	dear, small := usual, usual
	dear.price, small.output = 10, 1000
	for what, l := range map[string]lamps{"prices times ten": dear, "output times a thousand": small} {
		other := l.market(t, "2000")
		if !near(other.Estimate.Price, l.price*m.Estimate.Price) {
			t.Errorf("%s: price at the origin is %g, was %g", what, other.Estimate.Price, m.Estimate.Price)
		}
		if d := apart(want, other.futures(t, s, few)); d > 1e-9 {
			t.Errorf("%s moves a future by %g", what, d)
		}
	}
}

func TestOrderOfFirmsAndRowsMovesNothing(t *testing.T) {
	s := shippedPrior(t).Central()
	want := usual.market(t, "2005").futures(t, s, few)
	firms, rows := usual, usual
	firms.order, rows.turned = "c: [C], b: [B], a: [A]", true
	for what, l := range map[string]lamps{"firms": firms, "rows": rows} {
		if !same(want, l.market(t, "2005").futures(t, s, few)) {
			t.Errorf("another order of %s gives other forecasts", what)
		}
	}
}

// A future is its number: it does not matter which were run before.
func TestAFutureDoesNotRememberOthers(t *testing.T) {
	s := shippedPrior(t).Central()
	m := usual.market(t, "2000")
	all := m.futures(t, s, 8)
	r, err := m.Runner(1)
	if err != nil {
		t.Fatal(err)
	}
	alone, err := r.Run(s, 7)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(alone, all[7]) {
		t.Error("future 7 alone is another than future 7 after 0 to 6")
	}
	wild := s
	wild.Fixed, wild.Cash, wild.Noise, wild.Fashion = 1, 3, 2, 0.5 // firms fail
	if _, err := r.Run(wild, 3); err != nil {
		t.Fatal(err)
	}
	if again, err := r.Run(s, 7); err != nil || !reflect.DeepEqual(again, alone) {
		t.Errorf("future 7 after one with other shared numbers is another, %v", err)
	}
	if reflect.DeepEqual(all[6], all[7]) {
		t.Error("futures 6 and 7 are one")
	}
}

// The same where the scenario draws numbers of blocks that estimates write into.
func TestAFutureDrawsItsOwnBlocks(t *testing.T) {
	e := usual.read(t)
	for _, key := range []string{"spillover: 0.7", "years: 3"} {
		if !bytes.Contains(e.Scenario, []byte(key)) {
			t.Fatalf("the scenario of the lamps has no %q to draw", key)
		}
		name, value, _ := strings.Cut(key, ": ")
		law := name + ": { value: " + value + ", dist: triangular, low: 0.1, high: " + value + ", source: assumption }"
		e.Scenario = bytes.Replace(e.Scenario, []byte(key), []byte(law), 1)
	}
	p := shippedPrior(t)
	m, err := New(e.At(at(t, "2005")), &e.Plan.Worlds[0], p, 5)
	if err != nil {
		t.Fatal(err)
	}
	s := p.Central()
	all := m.futures(t, s, 5)
	r, err := m.Runner(1)
	if err != nil {
		t.Fatal(err)
	}
	if alone, err := r.Run(s, 4); err != nil || !reflect.DeepEqual(alone, all[4]) {
		t.Errorf("future 4 alone is another than future 4 after 0 to 3, %v", err)
	}
}

const subsidy = "\nlevers:\n  - subsidy: { name: aid, from: WHEN, by: world, segments: [lamp], rate: 0.3 }\n"

func TestALeverAfterTheOriginMovesNothing(t *testing.T) {
	s := shippedPrior(t).Central()
	want := usual.market(t, "2000").futures(t, s, few)
	for when, moves := range map[string]bool{"1995-01": true, "2000-07": true, "2000-08": false, "2001-01": false, "2004-01": false} {
		l := usual
		l.levers = strings.Replace(subsidy, "WHEN", when, 1)
		if got := same(want, l.market(t, "2000").futures(t, s, few)); got == moves {
			t.Errorf("a lever from %s moves forecasts of 2000: %v, want %v", when, !got, moves)
		}
	}
}

func TestFirmsThatAreNotThereYetAreLeftOut(t *testing.T) {
	for origin, want := range map[string]string{"2000": "a b", "2002": "a b", "2003": "a b c"} {
		m := usual.market(t, origin)
		var names []string
		sum := 0.0
		for _, f := range m.Estimate.Firms {
			names = append(names, f.Name)
			sum += f.Share
		}
		if got := strings.Join(names, " "); got != want || len(m.base) != len(names) || !near(sum, 1) {
			t.Errorf("at %s the market has %s with shares of %g and %d firms of the scenario: want %s", origin, got, sum, len(m.base), want)
		}
	}
}

// Nothing is forecast where the series had not begun, or had ended.
func TestTooLittleKnown(t *testing.T) {
	e := usual.read(t)
	for origin, known := range map[string]bool{"1985": false, "1990": false, "1991": true, "2010": true, "2011": false, "2020": false} {
		_, err := New(e.At(at(t, origin)), &e.Plan.Worlds[0], shippedPrior(t), 5)
		if errors.Is(err, ErrNothing) == known || known && err != nil {
			t.Errorf("at %s: %v: want it known: %v", origin, err, known)
		}
		if !known && !strings.Contains(err.Error(), "at "+origin) {
			t.Errorf("the error does not name the origin %s: %v", origin, err)
		}
	}
}
