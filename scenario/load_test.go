package scenario

import (
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
)

// small loads the two-segment scenario with overlays given as text.
func small(t *testing.T, sets []string, overlays ...string) *Scenario {
	t.Helper()
	s, err := smallError(sets, overlays...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func smallError(sets []string, overlays ...string) (*Scenario, error) {
	var names []string
	for i := range overlays {
		names = append(names, fmt.Sprintf("overlay/%d.yaml", i))
	}
	read := func(path string) ([]byte, error) {
		for i, n := range names {
			if n == path {
				return []byte(overlays[i]), nil
			}
		}
		return os.ReadFile(path)
	}
	return Load("testdata/two.yaml", read, testRows, names, sets)
}

// only is a read function with one file.
func only(text []byte) func(string) ([]byte, error) {
	return func(string) ([]byte, error) { return text, nil }
}

func (s *Scenario) value(t *testing.T, path string) Number {
	t.Helper()
	for _, n := range s.Numbers {
		if n.Path == path {
			return n
		}
	}
	t.Fatalf("no number at %s", path)
	return Number{}
}

// The printed scenario is a file that loads to the same scenario.
func TestPrintedScenarioReloads(t *testing.T) {
	sources := map[string]*Scenario{
		"plain":   small(t, nil),
		"set":     small(t, []string{"levers.wall.rate=0.1", "asymmetries.trust=null"}),
		"overlay": small(t, nil, "name: x\nfirms: [{name: chat, remove: true}]\nlevers: [{tariff: {name: wall, to: 2024-01}}]"),
		"rows":    small(t, []string{"parameters=small"}),
		"text":    small(t, []string{`title="a: 'b' \"c\" \\ # d\te \u00e9 – null"`}),
	}
	for name, s := range sources {
		again, err := Load("printed.yaml", only(s.YAML), nil, nil, nil)
		if err != nil {
			t.Errorf("%s: the printed scenario does not load: %v\n%s", name, err, s.YAML)
			continue
		}
		if string(again.YAML) != string(s.YAML) || again.Hash != s.Hash {
			t.Errorf("%s: printed twice, the scenario changes:\n%s\n---\n%s", name, s.YAML, again.YAML)
		}
		if !alike(reflect.ValueOf(again.World), reflect.ValueOf(s.World)) || !alike(reflect.ValueOf(again.Levers), reflect.ValueOf(s.Levers)) {
			t.Errorf("%s: the reloaded world differs:\n%+v\n%+v", name, again.World, s.World)
		}
		if !reflect.DeepEqual(again.Uncertain, s.Uncertain) {
			t.Errorf("%s: the reloaded laws differ:\n%+v\n%+v", name, again.Uncertain, s.Uncertain)
		}
		for i := range again.Numbers {
			a, b := again.Numbers[i], s.Numbers[i]
			a.Origin, b.Origin = "", ""
			if a != b {
				t.Errorf("%s: the reloaded number differs:\n%+v\n%+v", name, a, b)
			}
		}
	}
}

// alike is deep equality in which NaN equals NaN.
func alike(a, b reflect.Value) bool {
	if a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type() {
		return false
	}
	switch a.Kind() {
	case reflect.Float64:
		return a.Float() == b.Float() || math.IsNaN(a.Float()) && math.IsNaN(b.Float())
	case reflect.Pointer, reflect.Interface:
		return a.IsNil() == b.IsNil() && (a.IsNil() || alike(a.Elem(), b.Elem()))
	case reflect.Slice:
		if a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !alike(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Struct:
		for i := range a.NumField() {
			if !alike(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	}
	return a.Equal(b)
}

// An overlay laid twice is an overlay laid once, and a file that extends a
// base is that file as an overlay on it.
func TestOverlaysAreIdempotentAndEqualChildren(t *testing.T) {
	const change = `
discount: 0.07
segments: [{name: solar, learning: {rate: {value: 0.1, dist: uniform, low: 0.05, high: 0.2}}, types: [{name: all, taste: 2}]}]
levers: [{tariff: {name: wall, rate: 0.5}}]
links: [{from: talk, to: solar, worth: 0.3}]
correlate: [{between: [segments.solar.size, links.talk-solar.worth], rank: -0.5}]
`
	once, twice := small(t, nil, change), small(t, nil, change, change)
	child, err := Load("testdata/child.yaml", func(path string) ([]byte, error) {
		if path == "testdata/child.yaml" {
			return []byte("extends: two.yaml\n" + change), nil
		}
		return os.ReadFile(path)
	}, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for what, s := range map[string]*Scenario{"overlay laid twice": twice, "child": child} {
		if body(s) != body(once) {
			t.Errorf("%s differs from the overlay laid once:\n%s\n---\n%s", what, body(s), body(once))
		}
	}
	if n := once.value(t, "segments.solar.types.all.price"); n.Value != 1 {
		t.Errorf("an overlay that does not name a number moves it to %g", n.Value)
	}
}

// body is the printed scenario without the list of layers.
func body(s *Scenario) string {
	text := string(s.YAML)
	if strings.HasPrefix(text, "applied:") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}

// A number replaces a number whole: an overlay's number takes the law away.
func TestANumberReplacesItsLaw(t *testing.T) {
	s := small(t, nil, "placebo: 0.25")
	for _, q := range s.Uncertain {
		if q.Path == "placebo" {
			t.Errorf("placebo still has the law %v", q.Dist)
		}
	}
	if n := s.value(t, "placebo"); n.Value != 0.25 || n.Origin != "overlay/0.yaml:1" {
		t.Errorf("placebo is %+v", n)
	}
}

// A setting and an overlay that say the same give the same numbers.
func TestSettingsEqualOverlays(t *testing.T) {
	set := small(t, []string{
		"placebo={value: 0.3, dist: pert, low: 0, high: 1}", "segments.solar.buyers.us=0.6", "firms.sun.cash=3",
		"levers.wall.rate=0.4", "links.talk-solar.threat=4", "prestige=null", "title=other",
	})
	file := small(t, nil, `
placebo: {value: 0.3, dist: pert, low: 0, high: 1}
segments: [{name: solar, buyers: {us: 0.6}}]
firms: [{name: sun, cash: 3}]
levers: [{tariff: {name: wall, rate: 0.4}}]
links: [{from: talk, to: solar, threat: 4}]
prestige: null
`)
	a := strings.Replace(body(set), "title: other", `title: "A small world for tests"`, 1)
	if a != body(file) {
		t.Errorf("settings and overlay differ:\n%s\n---\n%s", a, body(file))
	}
}

// Settings that name nothing say what there is.
func TestBadSettings(t *testing.T) {
	for setting, want := range map[string]string{
		"discont=0.1":              `(did you mean "discount"?)`,
		"discount":                 "want path=value",
		"firms.sum.cash=1":         `(did you mean "sun"?)`,
		"firms.sun.cahs=1":         `(did you mean "cash"?)`,
		"firms.sun=1":              "is a whole item",
		"discount.x=1":             "no number at this path",
		"discount=high":            `discount is "high"`,
		"discount=7":               "discount is 7: want >= 0 and <= 1",
		"discount=0.1\nend: 2025":  "control",
		"segments.solar.buyers=3":  "want a mapping from blocs",
		"levers.wall.rat=1":        `(did you mean "rate"?)`,
		"segments.solar.buyers.a=": "unknown bloc",
		"placebo=[":                "not YAML",
	} {
		_, err := smallError([]string{setting})
		if err == nil {
			t.Errorf("--set %q is accepted", setting)
		} else if setting != "discount=0.1\nend: 2025" && !strings.Contains(err.Error(), want) {
			t.Errorf("--set %q says\n%v\nwithout %q", setting, err, want)
		}
	}
}

// Rows give what a file lacks, never what it has, and keep their source.
func TestRowsFillWhatTheFileLacks(t *testing.T) {
	text, err := os.ReadFile("testdata/two.yaml")
	if err != nil {
		t.Fatal(err)
	}
	lacking := strings.NewReplacer(
		"discount: 0.1\n", "parameters: small\n",
		`    size: {value: 100, dist: lognormal, low: 50, high: 200, source: "made up: \"quoted\"", grade: C}`+"\n", "",
		"    buyers: {us: 0.6, cn: {value: 0.4, dist: uniform, low: 0.3, high: 0.5}}\n", "",
		", rate: {value: 0.25, dist: uniform, low: 0, high: 0.5}}", "}",
	).Replace(string(text))
	s, err := Load("lacking.yaml", only([]byte(lacking)), testRows, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := Number{
		Path: "segments.solar.size", Value: 100, Low: 50, High: 200, Dist: "lognormal", Unit: "m units/year or $bn/year",
		Source: "F1", Grade: "B", KnownFrom: "2024-01-01", Origin: "parameters.csv small/segments.solar.size",
	}
	if n := s.value(t, want.Path); n != want {
		t.Errorf("the row gives %+v, want %+v", n, want)
	}
	if n := s.value(t, "segments.solar.buyers.cn"); n.Value != 0.4 || n.Dist != "uniform" {
		t.Errorf("the row of a bloc gives %+v", n)
	}
	if !s.value(t, "discount").Calibrated {
		t.Error("a calibrated row loses its mark")
	}
	if n := s.value(t, "asymmetries.trust"); n.Origin != "lacking.yaml:60" {
		t.Errorf("a number that the file gives comes from %s", n.Origin)
	}
	if len(s.Unused) != 1 { // segments.gone.size; the file gives asymmetries.trust itself
		t.Errorf("unused rows are %v", s.Unused)
	}
	if again, err := Load("printed.yaml", only(s.YAML), nil, nil, nil); err != nil || again.Hash != s.Hash {
		t.Errorf("the filled scenario does not stand alone: %v", err)
	}
}

// A row in another unit is refused.
func TestRowsHaveTheUnitOfTheirKey(t *testing.T) {
	rows := func(string) ([]Row, error) {
		return []Row{{Key: "segments.solar.cash_months", Value: 3, Unit: "years"}}, nil
	}
	_, err := Load("testdata/two.yaml", os.ReadFile, rows, nil, []string{"parameters=s"})
	if err == nil || !strings.Contains(err.Error(), `has unit "years" in its row: want "months of fixed cost"`) {
		t.Errorf("a row in years for a key in months gives %v", err)
	}
}

// The order of keys in a file changes nothing.
func TestOrderOfKeysDoesNotMatter(t *testing.T) {
	a := small(t, nil, "discount: 0.2\nplacebo: 0.1")
	b := small(t, nil, "placebo: 0.1\ndiscount: 0.2")
	if a.Hash != b.Hash {
		t.Error("two orders of the same keys have different hashes")
	}
}

// Input beyond the limits is refused by a message, at once.
func TestLimits(t *testing.T) {
	var firms, segments, blocs, levers, many strings.Builder
	for i := range 10000 {
		fmt.Fprintf(&firms, "  - {name: f%d, bloc: us, segment: solar, maker: {unit_cost: 1, cumulative: 1, brand: 0}}\n", i)
		fmt.Fprintf(&many, "k%d: 1\n", i)
	}
	for i := range 600 {
		fmt.Fprintf(&segments, "  - {name: s%d, layer: app}\n", i)
		fmt.Fprintf(&blocs, "  - {name: b%d, serve_cost: 1}\n", i)
		fmt.Fprintf(&levers, "  - subsidy: {name: l%d, from: 2023-02, by: cn, segments: [solar], rate: 0}\n", i)
	}
	for want, text := range map[string]string{
		"firms has 10003 items: the limit is 500": "firms:\n" + firms.String(),
		"segments has 602 items: the limit is 50": "segments:\n" + segments.String(),
		"blocs has 602 items: the limit is 20":    "blocs:\n" + blocs.String(),
		"levers has 602 items: the limit is 500":  "levers:\n" + levers.String(),
		"mapping has more than 500 keys":          many.String(),
		"more than 1048576 bytes":                 "# " + strings.Repeat("x", 1<<20),
		"nesting is deeper than 32":               "a: " + strings.Repeat("[", 500000),
		`key "b" is given twice`:                  "a: {" + strings.Repeat("b: {c: 1}, ", 90000) + "}",
		"the limit is 20000":                      "a:\n" + strings.Repeat("  b:\n    c: 1\n", 70000),
	} {
		_, err := smallError(nil, text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("want %q, got %.400v", want, err)
		}
	}
}

// Errors that are nobody's file are not Problems.
func TestErrorsOfReading(t *testing.T) {
	if _, err := Load("nosuch", nil, nil, nil, nil); err == nil || !strings.Contains(err.Error(), "no scenario of this name") {
		t.Errorf("an unknown name gives %v", err)
	}
	if _, err := Load("./x.yaml", nil, nil, nil, nil); err == nil || !strings.Contains(err.Error(), "cannot be read here") {
		t.Errorf("a file without a reader gives %v", err)
	}
	_, err := Load("testdata/nosuch.yaml", os.ReadFile, nil, nil, nil)
	var problems Problems
	if err == nil || errors.As(err, &problems) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a missing file gives %v", err)
	}
}
