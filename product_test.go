package undercut_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/undercut-sim/undercut"
)

// Files and outputs hold these words: a change of one is a change of format.
func TestNamesInFiles(t *testing.T) {
	for _, c := range []struct {
		value fmt.Stringer
		want  string
	}{
		{undercut.Compute, "compute"},
		{undercut.Model, "model"},
		{undercut.App, "app"},
		{undercut.Device, "device"},
		{undercut.Closed, "closed"},
		{undercut.Open, "open"},
		{undercut.Flagship, "flagship"},
		{undercut.Small, "small"},
		{undercut.Legacy, "legacy"},
	} {
		if got := c.value.String(); got != c.want {
			t.Errorf("%T(%d) is called %q, files call it %q", c.value, c.value, got, c.want)
		}
	}
}

// A link may point up the stack only, so the order of layers has a meaning.
func TestLayersAreListedInTheOrderOfTheStack(t *testing.T) {
	want := []string{"compute", "model", "app", "device"}
	if got := undercut.LayerNames(); !slices.Equal(got, want) {
		t.Fatalf("layers are %v, want %v", got, want)
	}
	for i, name := range undercut.LayerNames() {
		if l := undercut.Layer(i); l.String() != name {
			t.Errorf("layer %d is %s, the list says %s", i, l, name)
		}
	}
	if !(undercut.Compute < undercut.Model && undercut.Model < undercut.App && undercut.App < undercut.Device) {
		t.Error("a layer is not above the one that it uses")
	}
}
