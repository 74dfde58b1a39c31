package scenario

import (
	"os"
	"strings"
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

// Beliefs, counterfactuals and policies lie over the flagship together, keep
// its structure, and print to files that stand alone.
func TestLayersOfTheLibraryCombine(t *testing.T) {
	base, err := Load("ai-overproduction", nil, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, belief := range base.Beliefs {
		for _, world := range append([]string{"western-open-weights"}, base.Counterfactuals...) {
			s, err := Load("tariff-wall", nil, evidence.Parameters, []string{belief, world}, nil)
			if err != nil {
				t.Errorf("tariff-wall with %s and %s: %v", belief, world, err)
				continue
			}
			if len(s.World.Firms) != len(base.World.Firms) || s.World.Name != "tariff-wall" || len(s.Levers) < len(base.Levers)+3 {
				t.Errorf("tariff-wall with %s and %s is %s with %d firms and %d levers", belief, world, s.World.Name, len(s.World.Firms), len(s.Levers))
			}
			again, err := Load("printed.yaml", only(s.YAML), nil, nil, nil)
			if err != nil || again.Hash != s.Hash {
				t.Errorf("tariff-wall with %s and %s does not stand alone: %v", belief, world, err)
			}
		}
	}
}

// The head of a file is what can be known of it before what it extends is read,
// with paths as the reader needs them.
func TestHeadSaysWhatAFileExtends(t *testing.T) {
	files := map[string]string{
		"mine/policy.yaml": "title: Mine\nextends: ../base.yaml\nlevers: nonsense\n",
		"mine/other.yaml":  "extends: tariff-wall\n",
		"mine/alone.yaml":  "name: alone\n",
		"mine/broken.yaml": "title: [\n",
	}
	read := func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	}
	for _, c := range []struct{ name, title, extends string }{
		{"mine/policy.yaml", "Mine", "base.yaml"},
		{"mine/other.yaml", "", "tariff-wall"},
		{"mine/alone.yaml", "", ""},
		{"tariff-wall", "A 100% duty of the US and the EU on Chinese devices from 2027", "ai-overproduction"},
	} {
		e, err := Head(c.name, read)
		if err != nil || e.Name != c.name || e.Title != c.title || e.Extends != c.extends {
			t.Errorf("the head of %s is %+v (%v), want title %q and extends %q", c.name, e, err, c.title, c.extends)
		}
	}
	for _, name := range []string{"mine/broken.yaml", "mine/none.yaml", "tariff-wal"} {
		if _, err := Head(name, read); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("the head of %s has the error %v, want one that names it", name, err)
		}
	}
}
