package evidence

import (
	"testing"

	"github.com/undercut-sim/undercut"
)

func TestShippedObservationsObeyTheRules(t *testing.T) {
	o := Shipped()
	if len(o.Prices) < 6000 {
		t.Errorf("%d prices", len(o.Prices))
	}
}

// Nothing was seen after the day on which the tables were last extended.
func TestNothingIsSeenTomorrow(t *testing.T) {
	extended := undercut.DayOf(2026, 11, 30)
	if last := Shipped().Latest(); last > extended {
		t.Errorf("a row was seen on %v, the tables were last extended on %v: pages without a date have the day on which they were read", last, extended)
	}
}
