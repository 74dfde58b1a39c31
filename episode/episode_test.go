package episode_test

import (
	"testing"

	"github.com/undercut-sim/undercut/episode"
)

func TestLibraryLoads(t *testing.T) {
	for _, name := range episode.Names {
		e, err := episode.Load(name)
		if err != nil {
			t.Error(err)
			continue
		}
		if e.Plan.Name != name {
			t.Errorf("folder %s holds episode %q: want the same name", name, e.Plan.Name)
		}
	}
}
