package evidence

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// What is written can be read, or the place of what cannot is named.
func TestReread(t *testing.T) {
	o := Observed{Prices: []Price{{Release: "x", SKU: "x", Provider: "p", From: 20000, Seen: 20000, Dated: "observed", In: 1, Out: 2, Source: "mine", Grade: "C"}}}
	if err := Reread(o.Files()); err != nil {
		t.Error(err)
	}
	o.Prices[0].Provider = " p"
	o.Releases = []undercut.Release{{ID: "x"}}
	err := Reread(o.Files())
	for _, want := range []string{`prices.csv:2: provider is " p"`, `releases.csv:2: name is ""`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %s", err, want)
		}
	}
}
