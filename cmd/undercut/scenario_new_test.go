package main

import (
	"os"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

// A firm of one's own joins any segment with one command: the file is there,
// is valid, and runs against the counterfactuals.
func TestOwnFirmInEverySegmentRuns(t *testing.T) {
	t.Chdir(t.TempDir())
	base, err := scenario.Load(defaultScenario, nil, evidence.Parameters, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range base.World.Segments {
		segment := base.World.Segments[i].Name
		for _, line := range [][]string{
			{"scenario", "new", "--firm", "own-" + segment, "--segment", segment},
			{"scenario", "validate", "own-" + segment + ".yaml"},
			{"run", "own-" + segment + ".yaml", "--futures", "1", "--beliefs", "default", "--quiet"},
		} {
			if said, err := programRun(t, line...); err != nil || strings.Contains(said, "note:") {
				t.Errorf("%s ends with %v: %s", strings.Join(line, " "), err, said)
			}
		}
	}
}

// Nothing that is there is overwritten.
func TestScenarioNewOverwritesNothing(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("acme.yaml", []byte("dear: diary\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errs := undercutRun(t, "scenario", "new", "--firm", "acme", "--segment", "drone")
	if code != exitBadInput || !strings.Contains(errs, "acme.yaml is there already") || out != "" {
		t.Errorf("a file in the way: exits with %d, says %s%s", code, out, errs)
	}
	if text, err := os.ReadFile("acme.yaml"); err != nil || string(text) != "dear: diary\n" {
		t.Errorf("the file in the way is now %q, %v", text, err)
	}
}

// Without a firm the file is a question named after itself; and a file may
// extend one that lies elsewhere.
func TestScenarioNewExtends(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.MkdirAll("deep/er", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, line := range [][]string{
		{"scenario", "new", "-o", "deep/open-cars.yaml"},
		{"scenario", "new", "--firm", "acme", "--like", "dji", "--extends", "deep/open-cars.yaml", "-o", "deep/er/acme.yaml"},
		{"scenario", "new", "--firm", "beta", "--like", "acme", "--extends", "deep/er/acme.yaml"},
		{"scenario", "validate", "deep/open-cars.yaml", "deep/er/acme.yaml", "beta.yaml"},
	} {
		if code, out, errs := undercutRun(t, line...); code != exitDone {
			t.Errorf("%s exits with %d: %s%s", strings.Join(line, " "), code, out, errs)
		}
	}
	_, out, _ := undercutRun(t, "scenario", "show", "beta.yaml")
	for _, want := range []string{"beta: ", "firms.acme.maker.price", "deep/er/acme.yaml:", "firms.beta.maker.price", "  beta.yaml:"} {
		if !strings.Contains(out, want) {
			t.Errorf("the scenario of three files lacks %q", want)
		}
	}
	code, out, _ := undercutRun(t, "scenario", "new", "--firm", "acme", "-o", "-")
	if code != exitDone || !strings.HasPrefix(out, "# acme joins") {
		t.Errorf("-o - exits with %d and prints %.60q", code, out)
	}
}

// What is wrong with the flags is bad input, with nothing written.
func TestScenarioNewRefuses(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct{ want, line string }{
		{"name it with --firm", "--segment drone"},
		{"name it with --firm", "--like byd"},
		{`want a file that ends in .yaml`, "--firm acme -o acme.txt"},
		{`no scenario of this name`, "--firm acme --extends nosuch"},
		{"nosuch.yaml", "--firm acme --extends ./nosuch.yaml"},
		{"for example a-b", "-o A_b.yaml"},
		{"want us, cn", "--firm acme --bloc mars"},
	} {
		code, _, errs := undercutRun(t, append([]string{"scenario", "new"}, strings.Fields(c.line)...)...)
		if code != exitBadInput || !strings.Contains(errs, c.want) {
			t.Errorf("scenario new %s exits with %d and says %s, want %q", c.line, code, errs, c.want)
		}
	}
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("%d files were written, %v", len(left), err)
	}
}

// validate runs what it has read: a firm that cannot live is told so.
func TestValidateSaysWhoIsLost(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, c := range []struct{ name, firm, want string }{
		{"broke", "bloc: eu, segment: vehicle, cash: 0, fixed_cost: 3, maker: { price: 30000, unit_cost: 29000, units: 0.1, cumulative: 1 }", "broke leaves in 2023-"},
		{"gift", "bloc: eu, segment: vehicle, maker: { price: 30000, unit_cost: 39000, units: 0.1, cumulative: 1 }", "leaves a loss on each unit"},
		{"late", "bloc: eu, segment: vehicle, start: 2031-01, cash: 0, fixed_cost: 3, maker: { price: 30000, unit_cost: 29000, units: 0.1, cumulative: 1 }", "months after its start"},
	} {
		text := "name: " + c.name + "\nextends: ai-overproduction\nfirms:\n  - { name: " + c.name + ", " + c.firm + " }\n"
		if err := os.WriteFile(c.name+".yaml", []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		code, out, errs := undercutRun(t, "scenario", "validate", c.name+".yaml")
		if code != exitDone || !strings.Contains(out, ": ok, ") || !strings.Contains(errs, c.want) {
			t.Errorf("%s: exits with %d, says %s%s, want %q", c.name, code, out, errs, c.want)
		}
	}
	text := "name: nosuch\nextends: ai-overproduction\nfirms:\n  - { name: dear, bloc: eu, segment: vehicle, maker: { brand: 1, unit_cost: 3, cumulative: 1 } }\n"
	if err := os.WriteFile("impossible.yaml", []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	code, out, errs := undercutRun(t, "scenario", "validate", "impossible.yaml")
	if code != exitBadInput || !strings.Contains(errs, "firms.dear.maker: give") || out != "" {
		t.Errorf("a firm that the market refuses: exits with %d, says %s%s", code, out, errs)
	}
}
