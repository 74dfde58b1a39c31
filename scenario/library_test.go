package scenario

import (
	"testing"

	"github.com/undercut-sim/undercut/evidence"
)

// Every scenario of the library loads, and so does every overlay on the
// flagship.
func TestLibraryLoads(t *testing.T) {
	for _, name := range Names() {
		s, err := Load(name, nil, evidence.Parameters, nil, nil)
		if err != nil {
			t.Errorf("%s does not load:\n%v", name, err)
			continue
		}
		if name == "ai-overproduction" {
			continue
		}
		o, err := Load("ai-overproduction", nil, evidence.Parameters, []string{name}, nil)
		if err != nil {
			t.Errorf("ai-overproduction with overlay %s does not load:\n%v", name, err)
			continue
		}
		if len(o.Numbers) != len(s.Numbers) {
			t.Errorf("%s has %d numbers as a scenario and %d as an overlay", name, len(s.Numbers), len(o.Numbers))
		}
	}
}
