package evidence

import (
	"fmt"
	"os"
	"strings"
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
	for _, f := range Facts() {
		if f.Date > extended.String() {
			t.Errorf("fact %s is of %s", f.ID, f.Date)
		}
	}
	if last := Shipped().Latest(); last > extended {
		t.Errorf("a row was seen on %v, the tables were last extended on %v: pages without a date have the day on which they were read", last, extended)
	}
}

// docs/evidence.md counts what is shipped.
func TestDocumentCountsRows(t *testing.T) {
	text, err := os.ReadFile("../docs/evidence.md")
	if err != nil {
		t.Fatal(err)
	}
	o := Shipped()
	suspect := 0
	for _, p := range o.Prices {
		if p.Suspect != "" {
			suspect++
		}
	}
	grouped := func(n int) string { return fmt.Sprintf("%d,%03d", n/1000, n%1000) }
	for _, want := range []string{
		grouped(len(o.Releases)) + " models", grouped(len(o.Prices)) + " events", fmt.Sprintf("%d rows, most of them past prices", suspect), fmt.Sprintf("%d rows on", len(o.Figures)),
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("docs/evidence.md does not say %q", want)
		}
	}
}
