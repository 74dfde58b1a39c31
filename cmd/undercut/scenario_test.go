package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/scenario"
)

// scenarioRun runs "undercut scenario" and returns what it prints and its exit
// code.
func scenarioRun(args ...string) (stdout, stderr string, code int) {
	var out, errs bytes.Buffer
	cmd := scenarioCommand()
	cmd.SilenceErrors, cmd.SilenceUsage = true, true
	cmd.SetOut(&out)
	cmd.SetErr(&errs)
	cmd.SetArgs(args)
	err := cmd.Execute()
	if err != nil {
		errs.WriteString(err.Error())
	}
	return out.String(), errs.String(), exitCode(err)
}

// writeScenario writes a file for a test and returns its path.
func writeScenario(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "mine.yaml")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// The list names every scenario of the library.
func TestScenarioList(t *testing.T) {
	out, _, code := scenarioRun("list")
	for _, name := range scenario.Names() {
		if !strings.Contains(out, "\n"+name+" ") {
			t.Errorf("the list lacks %s:\n%s", name, out)
		}
	}
	var entries []scenario.Entry
	text, _, _ := scenarioRun("list", "--format", "json")
	if err := json.Unmarshal([]byte(text), &entries); err != nil || len(entries) != len(scenario.Names()) || code != exitDone {
		t.Errorf("the list as JSON has %d entries, %v", len(entries), err)
	}
}

// Every format of show has every number, its value and its origin, and yaml is
// a file that loads to the same scenario.
func TestScenarioShow(t *testing.T) {
	set := []string{"--set", "technology.lag_open=3", "--beliefs", "article"}
	show := func(format string) string {
		out, errs, code := scenarioRun(append([]string{"show", "ai-overproduction", "--format", format}, set...)...)
		if code != exitDone {
			t.Fatalf("show --format %s ends with %d: %s", format, code, errs)
		}
		return out
	}
	var got struct {
		Hash    string
		Numbers []scenario.Number
	}
	if err := json.Unmarshal([]byte(show("json")), &got); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(show("csv"))).ReadAll()
	if err != nil || len(rows) != len(got.Numbers)+1 {
		t.Errorf("csv has %d rows for %d numbers, %v", len(rows)-1, len(got.Numbers), err)
	}
	text := show("text")
	origins := map[string]bool{}
	for _, n := range got.Numbers {
		if !strings.Contains(text, "\n"+n.Path+" ") {
			t.Errorf("the text lacks %s", n.Path)
		}
		switch {
		case n.Origin == "":
			t.Errorf("%s has no origin", n.Path)
		case n.Path == "technology.lag_open":
			origins[n.Origin] = true
			if n.Value != 3 || n.Dist != "" {
				t.Errorf("technology.lag_open is %g %s after --set", n.Value, n.Dist)
			}
		default:
			kind, _, _ := strings.Cut(n.Origin, ":")
			origins[strings.Fields(kind)[0]] = true
		}
	}
	for _, kind := range []string{"--set", "parameters.csv", "library/belief-article.yaml"} {
		if !origins[kind] {
			t.Errorf("no number comes from %s: %v", kind, origins)
		}
	}
	again, errs, _ := scenarioRun("show", writeScenario(t, show("yaml")), "--format", "json")
	var same struct{ Hash string }
	if err := json.Unmarshal([]byte(again), &same); err != nil || same.Hash != got.Hash {
		t.Errorf("the printed file is another scenario: %v %s", err, errs)
	}
}

// validate accepts good files, lists the problems of bad ones and ends with 2.
func TestScenarioValidate(t *testing.T) {
	good := writeScenario(t, "extends: ai-overproduction\nname: mine\ntechnology: {lag_open: 1}\n")
	out, errs, code := scenarioRun("validate", good)
	if code != exitDone || !strings.Contains(out, ": ok, ") {
		t.Errorf("a good file ends with %d: %s%s", code, out, errs)
	}
	bad := writeScenario(t, "extends: ai-overproduction\nname: mine\ntechnology: {lag_opn: 1}\ndiscount: 10%\n")
	_, errs, code = scenarioRun("validate", good, bad)
	if code != exitBadInput || !strings.Contains(errs, bad+":3:14: unknown key \"lag_opn\"") || !strings.Contains(errs, bad+":4:11: discount is \"10%\"") {
		t.Errorf("a bad file ends with %d:\n%s", code, errs)
	}
	overlay := writeScenario(t, "levers:\n  - tariff: {name: us-home-duty, rate: 0.5}\n")
	if _, errs, code = scenarioRun("validate", "--on", "ai-overproduction", overlay); code != exitDone {
		t.Errorf("a good overlay ends with %d: %s", code, errs)
	}
	if _, errs, code = scenarioRun("validate", filepath.Join(t.TempDir(), "nosuch.yaml")); code != exitBadInput {
		t.Errorf("a missing file ends with %d: %s", code, errs)
	}
	huge := writeScenario(t, strings.Repeat("#", 3<<20))
	if _, errs, code = scenarioRun("validate", huge); code != exitBadInput || !strings.Contains(errs, "more than 1048576 bytes") {
		t.Errorf("a file of 3 MiB ends with %d: %.200s", code, errs)
	}
}

// diff names what differs and nothing else.
func TestScenarioDiff(t *testing.T) {
	out, _, code := scenarioRun("diff", "ai-overproduction", "cn-closed", "--format", "json")
	var got []scenario.Difference
	if err := json.Unmarshal([]byte(out), &got); err != nil || code != exitDone {
		t.Fatal(code, err)
	}
	var paths []string
	for _, d := range got {
		paths = append(paths, d.Path)
	}
	if strings.Join(paths, " ") != "name title levers.cn-closed" {
		t.Errorf("cn-closed differs from its base in %v, want its name, title and lever", paths)
	}
	text, _, _ := scenarioRun("diff", "belief-article", "belief-sceptic")
	if !strings.Contains(text, "technology.follow_cost") {
		t.Errorf("two beliefs differ in\n%s", text)
	}
}

// schema prints JSON.
func TestScenarioSchema(t *testing.T) {
	out, _, code := scenarioRun("schema")
	if code != exitDone || !json.Valid([]byte(out)) {
		t.Errorf("the schema is no JSON, code %d", code)
	}
}

// A wrong format is bad input.
func TestScenarioFormats(t *testing.T) {
	for _, args := range [][]string{{"show", "cn-closed", "--format", "xml"}, {"list", "--format", "xml"}, {"diff", "cn-closed", "cn-absent", "--format", "xml"}} {
		if _, errs, code := scenarioRun(args...); code != exitBadInput || !strings.Contains(errs, "want text") {
			t.Errorf("%v ends with %d: %s", args, code, errs)
		}
	}
}
