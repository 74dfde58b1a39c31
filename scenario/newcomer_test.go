package scenario

import (
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
)

// flagship is the scenario that newcomers of these tests join.
func flagship(t *testing.T) *Scenario {
	t.Helper()
	s, err := Load("ai-overproduction", nil, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// written counts the lines of a file that are not comments.
func written(text []byte) (n int) {
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(strings.TrimSpace(line), "#") {
			n++
		}
	}
	return n
}

// A firm can join every segment, beginning as any firm that makes it: the file
// has at most twelve lines of YAML, loads, changes nothing but the firm, and
// gives it what the other has, to three digits, and no more sales than buyers
// have room for.
func TestFirmJoinsEverySegment(t *testing.T) {
	base := flagship(t)
	likes := map[string][]string{}
	for i := range base.World.Segments {
		likes[base.World.Segments[i].Name] = []string{""}
	}
	for i := range base.World.Firms {
		f := &base.World.Firms[i]
		likes[f.Segment] = append(likes[f.Segment], f.Name)
	}
	for segment, names := range likes {
		for _, like := range names {
			n := &Newcomer{Name: "acme", Segment: segment, Like: like}
			text, err := base.Join("ai-overproduction", n)
			if err != nil {
				t.Errorf("no firm joins %s like %q: %v", segment, like, err)
				continue
			}
			if lines := written(text); lines > 12 {
				t.Errorf("the file of a firm in %s like %s has %d lines of YAML, want at most 12:\n%s", segment, n.Like, lines, text)
			}
			s, err := Load("acme.yaml", only(text), evidence.Parameters, nil, nil)
			if err != nil {
				t.Errorf("the file of a firm in %s like %s does not load: %v\n%s", segment, n.Like, err, text)
				continue
			}
			joins(t, base, s, n)
		}
	}
}

// joins wants s to be base with a newcomer.
func joins(t *testing.T, base, s *Scenario, n *Newcomer) {
	t.Helper()
	had := map[string]Number{}
	for _, x := range base.Numbers {
		had[x.Path] = x
	}
	for _, x := range s.Numbers {
		rest, mine := strings.CutPrefix(x.Path, "firms.acme.")
		if old := had[x.Path]; !mine {
			gives := strings.HasPrefix(x.Path, "firms."+n.Like+".chips.share")
			if x.Value != old.Value && !gives {
				t.Errorf("acme in %s moves %s from %g to %g", n.Segment, x.Path, old.Value, x.Value)
			}
			continue
		}
		want := had["firms."+n.Like+"."+rest].Value
		if strings.Contains(rest, "share.") || strings.Contains(rest, "share_end.") {
			want *= takenFrom
		}
		if rest == "maker.units" {
			want = min(want, base.room(n.Segment)/2)
		}
		if x.Value != rounded(want) || x.Source != "own" {
			t.Errorf("firms.acme.%s is %g with source %q, want %g of %s and own", rest, x.Value, x.Source, rounded(want), n.Like)
		}
	}
	if f := &s.World.Firms[len(s.World.Firms)-1]; f.Name != "acme" || f.Segment != n.Segment || f.Bloc != n.Bloc || s.World.Name != "acme" {
		t.Errorf("the newcomer is %s in %s of %s, in the scenario %s", f.Name, f.Segment, f.Bloc, s.World.Name)
	}
	if own := s.OwnFirms(); !slices.Contains(own, len(s.World.Firms)-1) {
		t.Errorf("the newcomer in %s is not among the firms of the user: %v", n.Segment, own)
	}
}

// A newcomer lies under every belief and counterfactual of the flagship.
func TestNewcomerLiesUnderBeliefs(t *testing.T) {
	base := flagship(t)
	for _, segment := range []string{"language", "vehicle", "chips"} {
		text, err := base.Join("ai-overproduction", &Newcomer{Name: "acme", Segment: segment})
		if err != nil {
			t.Fatal(err)
		}
		for _, over := range append(append([]string{}, base.Beliefs...), base.Counterfactuals...) {
			if _, err := Load("acme.yaml", only(text), evidence.Parameters, []string{over}, nil); err != nil {
				t.Errorf("acme in %s under %s: %v", segment, over, err)
			}
		}
	}
}

// What cannot join is named, all of it, with a way out.
func TestWhatCannotJoin(t *testing.T) {
	base := flagship(t)
	for _, c := range []struct {
		n    Newcomer
		want []string
	}{
		{Newcomer{Name: "Acme Cars"}, []string{`--firm is "Acme Cars"`, "for example acme-cars"}},
		{Newcomer{Name: strings.Repeat("a", 65)}, []string{"want up to 64"}},
		{Newcomer{}, []string{`--firm is ""`, "for example mine"}},
		{Newcomer{Name: "byd"}, []string{"a firm of ai-overproduction already", "my-byd", "--like byd"}},
		{Newcomer{Name: "tariff-wall"}, []string{"a scenario of the library", "my-tariff-wall"}},
		{Newcomer{Name: "vehicle-entrant-3"}, []string{"firms that enter later"}},
		{Newcomer{Name: "acme", Segment: "vehicel", Bloc: "uk"}, []string{`--segment is "vehicel"`, `did you mean "vehicle"?`, `--bloc is "uk": want us, cn, eu, jp or row`}},
		{Newcomer{Name: "acme", Like: "teslaa"}, []string{`--like is "teslaa"`, `did you mean "tesla"?`}},
		{Newcomer{Name: "acme", Like: "byd", Segment: "vacuum"}, []string{"makes vehicle, not vacuum", "roborock"}},
	} {
		_, err := base.Join("ai-overproduction", &c.n)
		for _, want := range c.want {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%+v gives %v, want it to say %q", c.n, err, want)
			}
		}
	}
}

// Closed American labs do not sell in China, so nor does one that begins like a
// Chinese lab; and a firm in a bloc is not kept out of its own.
func TestNewcomerSellsWhereItsPeersDo(t *testing.T) {
	base := flagship(t)
	for _, c := range []struct{ bloc, like, want string }{
		{"us", "deepseek", "not_in: [cn]"}, {"us", "mistral", "not_in: [cn]"}, {"cn", "openai", ""}, {"row", "openai", ""},
	} {
		text, err := base.Join("ai-overproduction", &Newcomer{Name: "acme", Bloc: c.bloc, Like: c.like})
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(string(text), "not_in"); got != (c.want != "") || !strings.Contains(string(text), c.want) {
			t.Errorf("a lab in %s like %s: want %q in\n%s", c.bloc, c.like, c.want, text)
		}
	}
}

// A blank file is the scenario that it extends under another name.
func TestBlankChangesNothing(t *testing.T) {
	base := flagship(t)
	text, err := Blank("mine", "ai-overproduction", base.World.Start)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Load("mine.yaml", only(text), evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if d := Diff(base, s); len(d) != 1 || d[0].Path != "name" {
		t.Errorf("a blank file differs in %v, want its name alone", d)
	}
	// Every line that is commented out is one that may stand.
	on := strings.ReplaceAll(string(text), "\n# ", "\n")
	on = on[strings.Index(on, "name:"):]
	if s, err = Load("mine.yaml", only([]byte(on)), evidence.Parameters, nil, nil); err != nil {
		t.Errorf("the examples of a blank file do not load: %v\n%s", err, on)
	} else if d := Diff(base, s); len(d) != 4 {
		t.Errorf("the examples of a blank file change %v", d)
	}
	if _, err := Blank("a/b", "ai-overproduction", base.World.Start); err == nil || !strings.Contains(err.Error(), "for example a-b") {
		t.Errorf("a blank file called a/b gives %v", err)
	}
}
