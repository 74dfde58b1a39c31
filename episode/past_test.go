package episode_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/episode"
)

// each calls f for every episode of the library and every year at which one of
// its rows stands.
func each(t *testing.T, f func(t *testing.T, e *episode.Episode, origin episode.Date)) {
	t.Helper()
	for _, name := range episode.Names {
		e, err := episode.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range e.Plan.Worlds {
			for _, o := range append(w.Origins.Named, w.Origins.From, w.Origins.To) {
				if o.Text != "" {
					f(t, e, o)
				}
			}
		}
	}
}

// figures are all that the plan of an episode names.
func figures(p *episode.Plan) (all []episode.Figure) {
	for _, w := range p.Worlds {
		for _, f := range []*episode.Figure{w.Price, w.Units, w.Cumulative} {
			if f != nil {
				all = append(all, *f)
			}
		}
		if w.Shares == nil {
			continue
		}
		for _, firm := range w.Shares.FirmNames() {
			for _, entity := range w.Shares.Firms[firm] {
				all = append(all, episode.Figure{Series: w.Shares.Series, Entity: entity})
			}
		}
	}
	return all
}

// What a past holds is what the truth holds up to the origin, and no more.
func TestAPastEndsAtItsOrigin(t *testing.T) {
	each(t, func(t *testing.T, e *episode.Episode, origin episode.Date) {
		p, truth := e.At(origin), e.Truth()
		for _, f := range figures(&e.Plan) {
			past, all := p.Series(f), truth.Series(f)
			n := len(past.Dates)
			for i, d := range all.Dates {
				if known := d.End <= origin.End+1e-6; known != (i < n) || known && past.Values[i] != all.Values[i] {
					t.Fatalf("%s at %s: %s of %s has %d figures of %d, %s is the %d.", e.Plan.Name, origin, f.Series, f.Entity, n, len(all.Dates), d, i+1)
				}
			}
		}
		for _, x := range p.Events() {
			if x.Date.End > origin.End+1e-6 {
				t.Errorf("%s at %s: event of %s is known", e.Plan.Name, origin, x.Date)
			}
		}
	})
}

func TestTheLastDayOfAYearIsKnownAndTheNextIsNot(t *testing.T) {
	events := lamps(t).At(date(t, "2002")).Events()
	if len(events) != 1 || events[0].Firm != "c" {
		t.Errorf("at 2002 events are %v: want that of 2002-12-31 and not that of 2003-01-01", events)
	}
}

// A past that was cut twice is that which was cut once.
func TestCutIsAt(t *testing.T) {
	each(t, func(t *testing.T, e *episode.Episode, origin episode.Date) {
		want := e.At(origin)
		for _, later := range []float64{0, 1, 7} {
			got, err := e.At(origin.Later(later)).Cut(origin)
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("%s: the past at %s cut from that %g years later is another, %v", e.Plan.Name, origin, later, err)
			}
		}
		if got, err := e.All().Cut(origin); origin.End <= e.All().Until().End && (err != nil || !reflect.DeepEqual(got, want)) {
			t.Errorf("%s: the past at %s cut from all is another, %v", e.Plan.Name, origin, err)
		}
	})
}

// A value after the cut-off is refused, whether the table has it or not; one
// before that the table lacks is another matter.
func TestValuesAfterTheCutOffAreRefused(t *testing.T) {
	p := lamps(t).At(date(t, "2002"))
	if x, err := p.Value(price, date(t, "2002")); err != nil || x != 8 {
		t.Errorf("price at the origin is %g, %v: want 8", x, err)
	}
	for _, at := range []string{"2003", "2004", "2009", "2003-Q1", "2003-01-01"} {
		_, err := p.Value(price, date(t, at))
		if !errors.Is(err, episode.ErrFuture) || !strings.Contains(err.Error(), "price of World at "+at) || !strings.Contains(err.Error(), "the past of lamps at 2002") {
			t.Errorf("price at %s: %v: want ErrFuture with figure, date and cut-off", at, err)
		}
	}
	if _, err := p.Value(price, date(t, "1999")); err == nil || errors.Is(err, episode.ErrFuture) || !strings.Contains(err.Error(), "lamps has no price of World at 1999") {
		t.Errorf("price before the table: %v", err)
	}
}

func TestAPastIsNotWidened(t *testing.T) {
	p := lamps(t).At(date(t, "2002"))
	for _, at := range []string{"2003", "2002-12-31", "2003-01-01"} {
		_, err := p.Cut(date(t, at))
		if refused := at != "2002-12-31"; errors.Is(err, episode.ErrFuture) != refused {
			t.Errorf("past of 2002 cut at %s: %v", at, err)
		}
	}
}

// With all firms there, shares are of one whole, to the rounding of tables that
// give the whole themselves; with some of them they are of no more.
func TestSharesAddUpToOne(t *testing.T) {
	each(t, func(t *testing.T, e *episode.Episode, origin episode.Date) {
		for _, w := range e.Plan.Worlds {
			if w.Shares == nil {
				continue
			}
			sum, firms := map[string]float64{}, map[string]int{}
			names := w.Shares.FirmNames()
			for _, firm := range names {
				s := e.At(origin).Shares(w.Shares, firm)
				for i, d := range s.Dates {
					sum[d.Text] += s.Values[i]
					firms[d.Text]++
				}
			}
			off := 1e-9
			if w.Shares.Of != "" {
				off = 0.003
			}
			for at, x := range sum {
				if x > 1+off || firms[at] == len(names) && x < 1-off {
					t.Errorf("%s, world %s, known at %s: shares of %d of %d firms add up to %g at %s", e.Plan.Name, w.Name, origin, firms[at], len(names), x, at)
				}
			}
		}
	})
}

// A firm that has ended has a share of zero wherever others have one, also
// where the origin is later; a date that the past does not hold has none.
func TestEndedFirmsHaveShareZero(t *testing.T) {
	e := lamps(t)
	s := e.Plan.Worlds[0].Shares
	for _, c := range []struct {
		origin string
		want   []float64
	}{
		{"2001", []float64{1, 20.0 / 100}},
		{"2002", []float64{1, 20.0 / 100, 5.0 / 120}},
		{"2004", []float64{1, 20.0 / 100, 5.0 / 120, 0, 0}},
	} {
		if got := e.At(date(t, c.origin)).Shares(s, "c"); !reflect.DeepEqual(got.Values, c.want) {
			t.Errorf("shares of c at %s are %v: want %v", c.origin, got.Values, c.want)
		}
	}
	if got := e.Truth().Shares(s, "b").Values; !reflect.DeepEqual(got, []float64{0.1, 35.0 / 120, 75.0 / 150, 130.0 / 200}) {
		t.Errorf("shares of b are %v: want the sum of its entities", got)
	}
}

// Sums have one order: sorting a table in another way moves no bit.
func TestOrderOfRowsMovesNothing(t *testing.T) {
	files := small()
	lines := strings.Split(strings.TrimSpace(files["data.csv"]), "\n")
	back := lines[:1:1]
	for i := len(lines) - 1; i > 0; i-- {
		back = append(back, lines[i])
	}
	files["data.csv"] = strings.Join(back, "\n") + "\n"
	turned, err := read(files)
	if err != nil {
		t.Fatal(err)
	}
	e := lamps(t)
	for _, firm := range []string{"a", "b", "c"} {
		s := e.Plan.Worlds[0].Shares
		if a, b := e.Truth().Shares(s, firm), turned.Truth().Shares(s, firm); !reflect.DeepEqual(a, b) {
			t.Errorf("shares of %s are %v, and %v where the table is turned around", firm, a, b)
		}
	}
	if e.Hash == turned.Hash {
		t.Error("another table has the same hash")
	}
}
