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
