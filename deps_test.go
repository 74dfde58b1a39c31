package undercut_test

import (
	"fmt"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// plan is who may import whom. A line is a number and its packages; a package
// imports from lines with smaller numbers only, so those that share a line are
// blind to each other. A line may be named before its packages are built.
//
// The numbers follow a fact from its source to a reader: kernels know numbers,
// the root package names what a market is, lines 4 and 5 observe or simulate
// one, line 6 asks a question, 7 runs it many times, 8 and 9 judge the answers
// and 10 to 12 show them.
const plan = `
	12  cmd/undercut
	11  serve
	10  report
	 9  backtest explore contrast
	 8  claim calibrate game
	 7  ensemble store forecast
	 6  scenario episode reconcile
	 5  lever importer
	 4  market gauge indicator evidence
	 3  . decision
	 2  bertrand share abc
	 1  rng dist demand learning priceindex survival score sketch optimise chart explore/design explore/sensitivity explore/discovery
`

const (
	module     = "github.com/undercut-sim/undercut"
	helper     = "internal/golden" // the test helper: no part of the program
	lastKernel = 2                 // lines up to here import only the standard library and gonum
	lastPure   = 5                 // lines up to here take values in and give values out
)

// impure are packages through which a result could come to depend on the
// clock, the machine, the network or an unnamed source of luck.
var impure = []string{"os", "time", "net", "log", "context", "math/rand", "syscall", "runtime", "unsafe"}

// parses lists exceptions to impure: dates are parsed, the clock is not read.
var parses = map[string]string{"evidence": "time"}

// guests are the modules from outside that a package may import beside the
// standard library; kernels may also import gonum.
var guests = map[string][]string{
	"importer":     {"github.com/BurntSushi/toml", "github.com/parquet-go/parquet-go"},
	"scenario":     {"github.com/goccy/go-yaml"},
	"episode":      {"github.com/goccy/go-yaml"},
	"store":        {"github.com/parquet-go/parquet-go"},
	"cmd/undercut": {"github.com/spf13/cobra", "github.com/schollz/progressbar", "github.com/guptarohit/asciigraph", "golang.org/x/term"},
}

// testGuests may be imported by any test.
var testGuests = []string{
	"pgregory.net/rapid", "gonum.org/v1/gonum", "github.com/rogpeppe/go-internal",
	"github.com/parquet-go/parquet-go", "github.com/santhosh-tekuri/jsonschema",
}

func TestImportsFollowThePlan(t *testing.T) {
	line := linesOf(t, plan)
	for _, f := range goFiles(t) {
		if f.pkg == helper {
			continue
		}
		if _, ok := line[f.pkg]; !ok {
			t.Errorf("package %s is not in the plan of deps_test.go: put it on the lowest line that its imports allow", f.pkg)
			line[f.pkg] = 0 // said once
		}
		for _, p := range f.imports {
			if why := f.mayNot(p, line); why != "" {
				t.Errorf("%s imports %s: %s", f.name, p, why)
			}
		}
	}
}

// mayNot says why a file may not import a path, or "".
func (f goFile) mayNot(p string, line map[string]int) string {
	own, local := strings.CutPrefix(p, module)
	switch {
	case local:
		return f.mayNotUse(path.Clean("."+own), line)
	case strings.Contains(strings.Split(p, "/")[0], "."):
		return f.mayNotInvite(p, line)
	case f.test:
		return ""
	}
	for _, bad := range impure {
		if within(p, bad) && line[f.pkg] <= lastPure && parses[f.pkg] != p {
			return fmt.Sprintf("lines 1 to %d are pure, results must not depend on %s; take the value as an argument, or do this in a package above", lastPure, bad)
		}
	}
	return ""
}

// mayNotUse judges an import from this module. Tests may look at anything but
// commands; those of kernels stay among kernels.
func (f goFile) mayNotUse(pkg string, line map[string]int) string {
	switch at, known := line[pkg]; {
	case pkg == helper && f.test:
		return ""
	case pkg == helper:
		return "it is a helper of tests"
	case !known:
		return fmt.Sprintf("package %s is not in the plan of deps_test.go", pkg)
	case f.test && (line[f.pkg] > lastKernel || at <= lastKernel) || f.test && pkg == f.pkg:
		return ""
	case at >= line[f.pkg]:
		return fmt.Sprintf("%s is on line %d, %s on line %d, and a package imports only from lines below its own; move what both need further down, or join the two in a package above", f.pkg, line[f.pkg], pkg, at)
	}
	return ""
}

// mayNotInvite judges an import from another module.
func (f goFile) mayNotInvite(p string, line map[string]int) string {
	allowed := guests[f.pkg]
	if f.test {
		allowed = slices.Concat(allowed, testGuests)
	}
	if line[f.pkg] <= lastKernel {
		allowed = slices.Concat(allowed, []string{"gonum.org/v1/gonum"})
	}
	for _, g := range allowed {
		if within(p, g) {
			return ""
		}
	}
	if len(allowed) == 0 {
		allowed = []string{"the standard library only"}
	}
	return fmt.Sprintf("%s may use %s; a new dependency is a decision: name it under guests in deps_test.go and say why in docs/decisions", f.pkg, strings.Join(allowed, ", "))
}

// within reports whether path p is the package root or lies below it.
func within(p, root string) bool { return p == root || strings.HasPrefix(p, root+"/") }

// A goFile is the imports of one Go file.
type goFile struct {
	name, pkg string // file and folder, from the root of the module
	test      bool
	imports   []string
}

// goFiles reads the imports of every Go file, whatever its build constraints.
func goFiles(t *testing.T) []goFile {
	t.Helper()
	var all []goFile
	err := filepath.WalkDir(".", func(name string, d fs.DirEntry, err error) error {
		slash := filepath.ToSlash(name)
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "testdata" || strings.HasPrefix(d.Name(), ".") && name != "."):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(name, ".go"):
			return nil
		}
		src, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly|parser.ParseComments)
		if err != nil {
			return err
		}
		for _, c := range src.Comments {
			if constraint.IsGoBuild(c.List[0].Text) && strings.Contains(c.List[0].Text, "ignore") {
				return nil
			}
		}
		f := goFile{name: slash, pkg: path.Dir(slash), test: strings.HasSuffix(name, "_test.go")}
		for _, i := range src.Imports {
			p, err := strconv.Unquote(i.Path.Value)
			if err != nil {
				return err
			}
			f.imports = append(f.imports, p)
		}
		all = append(all, f)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// linesOf reads the plan: package to line.
func linesOf(t *testing.T, plan string) map[string]int {
	t.Helper()
	line := map[string]int{}
	for text := range strings.Lines(plan) {
		words := strings.Fields(text)
		if len(words) == 0 {
			continue
		}
		n, err := strconv.Atoi(words[0])
		if err != nil || len(words) < 2 {
			t.Fatalf("plan has the line %q: want a number and packages", text)
		}
		for _, p := range words[1:] {
			if line[p] != 0 {
				t.Fatalf("plan names %s twice", p)
			}
			line[p] = n
		}
	}
	return line
}

// The plan is a test only if a wrong import fails it.
func TestPlanRefusesWrongImports(t *testing.T) {
	line := linesOf(t, plan)
	const kernel, model, above = "demand", "market", "scenario"
	for _, c := range []struct {
		name string
		file goFile
		path string
		want string // part of the reason; "" if the import is right
	}{
		{"upwards", goFile{pkg: model}, module + "/" + above, "lines below"},
		{"sideways", goFile{pkg: "indicator"}, module + "/" + model, "lines below"},
		{"downwards", goFile{pkg: above}, module + "/" + model, ""},
		{"the root package from a kernel", goFile{pkg: kernel}, module, "lines below"},
		{"the clock in the model", goFile{pkg: model}, "time", "pure"},
		{"a package under an impure one", goFile{pkg: model}, "net/http", "pure"},
		{"a name that only begins like one", goFile{pkg: model}, "logic", ""},
		{"dates in evidence", goFile{pkg: "evidence"}, "time", ""},
		{"the clock above the model", goFile{pkg: "store"}, "time", ""},
		{"luck without a name", goFile{pkg: kernel}, "math/rand/v2", "pure"},
		{"luck in a test", goFile{pkg: kernel, test: true}, "math/rand/v2", ""},
		{"gonum in a kernel", goFile{pkg: "dist"}, "gonum.org/v1/gonum/mathext", ""},
		{"gonum in the model", goFile{pkg: model}, "gonum.org/v1/gonum/mat", "decision"},
		{"YAML in its reader", goFile{pkg: above}, "github.com/goccy/go-yaml/ast", ""},
		{"YAML elsewhere", goFile{pkg: "store"}, "github.com/goccy/go-yaml", "decision"},
		{"the test helper in the program", goFile{pkg: "chart"}, module + "/" + helper, "helper of tests"},
		{"the test helper in a test", goFile{pkg: "chart", test: true}, module + "/" + helper, ""},
		{"the model in a kernel's test", goFile{pkg: kernel, test: true}, module + "/" + model, "lines below"},
		{"a scenario in the model's test", goFile{pkg: model, test: true}, module + "/" + above, ""},
		{"a stranger", goFile{pkg: above}, module + "/stranger", "not in the plan"},
	} {
		if got := c.file.mayNot(c.path, line); (got == "") != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: the plan says %q about %s in %s, want %q", c.name, got, c.path, c.file.pkg, c.want)
		}
	}
}
