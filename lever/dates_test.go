package lever_test

import (
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
)

// A lever tells when it begins and is over, so that who may not know the future
// can look.
func TestLeversTellTheirDates(t *testing.T) {
	a, b := undercut.Date(2024, 1), undercut.Date(2024, 7)
	for _, x := range []struct {
		l        lever.Lever
		from, to undercut.Month
	}{
		{&lever.Tariff{Window: lever.Window{From: a, To: b}}, a, b},
		{&lever.Ban{Window: lever.Window{From: a}}, a, 0},
		{&lever.Merger{From: b}, b, 0},
	} {
		if from, to := x.l.Dates(); from != x.from || to != x.to {
			t.Errorf("%T is from %v to %v: want %v to %v", x.l, from, to, x.from, x.to)
		}
	}
}
