package episode_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/episode"
)

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
