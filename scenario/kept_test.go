package scenario

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
)

// What a run keeps is the same scenario, with the same hash, and every number
// still says where it was given first: in the table, in the library, in a file
// or by a setting. Read twice over it stays so.
func TestOriginsOutliveTheFiles(t *testing.T) {
	files := map[string]string{
		"mine.yaml": "name: mine\nextends: ai-overproduction\ndiscount: 0.07\nblocs:\n  - { name: us, serve_cost: { value: 1.1, note: mine } }\n",
	}
	read := func(name string) ([]byte, error) { return []byte(files[name]), nil }
	s, err := Load("mine.yaml", read, evidence.Parameters, []string{"article"}, []string{"technology.lag_open=3"})
	if err != nil {
		t.Fatal(err)
	}
	files["run/scenario.yaml"] = string(s.Kept)
	again, err := Load("run/scenario.yaml", read, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if again.Hash != s.Hash || string(again.Kept) != string(s.Kept) {
		t.Errorf("what a run keeps is another scenario: hash %.12s, want %.12s", again.Hash, s.Hash)
	}
	kinds := map[string]bool{}
	for i, n := range s.Numbers {
		kinds[strings.FieldsFunc(n.Origin, func(r rune) bool { return r == ' ' || r == ':' })[0]] = true
		if again.Numbers[i] != n {
			t.Errorf("%s becomes %+v, want %+v", n.Path, again.Numbers[i], n)
		}
	}
	for _, want := range []string{"parameters.csv", "library/belief-article.yaml", "mine.yaml", "--set"} {
		if !kinds[want] {
			t.Errorf("no number comes from %s: %v", want, kinds)
		}
	}
	if strings.Contains(string(s.YAML), "origin:") {
		t.Error("the file that stands alone, which people edit, has origins that an edit makes wrong")
	}
}

// A number that is set in a scenario that a run kept comes from the setting.
func TestSettingReplacesAnOrigin(t *testing.T) {
	s, err := Load("ai-overproduction", nil, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := Load("kept.yaml", only(s.Kept), nil, nil, []string{"discount=0.2"})
	if err != nil {
		t.Fatal(err)
	}
	if n := changed.value(t, "discount"); n.Origin != "--set" {
		t.Errorf("a number that was set comes from %q", n.Origin)
	}
}

// The files that a scenario names are named from where it is: kept in a run, it
// is the same scenario.
func TestNamedFilesOutliveTheirFolder(t *testing.T) {
	const text = "name: mine\nextends: ai-overproduction\ncounterfactuals: [trade.yaml, ../near/trade.yaml, sub/trade.yaml, /far/trade.yaml, cn-closed]\nbeliefs: [article, mine.yaml]\n"
	for at, want := range map[string]string{
		"x.yaml": "trade.yaml", "./x.yaml": "trade.yaml", "a/b/x.yaml": "a/b/trade.yaml", "../a/x.yaml": "../a/trade.yaml", "/home/x.yaml": "/home/trade.yaml",
	} {
		s, err := Load(at, only([]byte(text)), evidence.Parameters, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if s.Counterfactuals[0] != want || s.Counterfactuals[3] != "/far/trade.yaml" || s.Counterfactuals[4] != "cn-closed" {
			t.Errorf("%s names %q", at, s.Counterfactuals)
		}
		if !strings.Contains(string(s.Kept), `counterfactuals: ["trade.yaml", `) || !strings.Contains(string(s.Kept), `"mine.yaml"]`) {
			t.Errorf("%s is kept with other names than it has", at)
		}
		if !strings.Contains(string(s.YAML), `counterfactuals: ["`+want+`", `) {
			t.Errorf("%s is written with names that do not lead to the files", at)
		}
		again, err := Load("run/scenario.yaml", only(s.Kept), nil, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if again.Hash != s.Hash {
			t.Errorf("%s kept in a run is another scenario, which names %q", at, again.Counterfactuals)
		}
	}
}
