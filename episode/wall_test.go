package episode_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// source is a program that forecasts; %s is what it forecasts from.
const source = `package calibrate

import (
	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/forecast"
)

func try(e *episode.Episode, p episode.Past, w *episode.World, prior forecast.Prior) (any, error) {
	STATEMENT
}
`

// Three ways lead to the future from inside a calibration: to ask for a later
// value, to widen a past (both in past_test.go, ErrFuture), and to hand on what
// holds the future. The third does not compile, and so has no way round it.
func TestTheFutureDoesNotTypeCheck(t *testing.T) {
	fset := token.NewFileSet()
	modules := importer.ForCompiler(fset, "source", nil)
	for _, c := range []struct{ name, statement, refused string }{
		{"a past", `return forecast.New(p, w, prior, 5)`, ""},
		{"a past cut further", `cut, err := p.Cut(p.Until().Later(-1)); _ = cut; return nil, err`, ""},
		{"an episode for a past", `return forecast.New(e, w, prior, 5)`, "cannot use e"},
		{"the truth for a past", `return forecast.New(e.Truth(), w, prior, 5)`, "cannot use e.Truth()"},
		{"a conversion", `return forecast.New(episode.Past(e.Truth()), w, prior, 5)`, "cannot convert"},
		{"an estimate from the truth", `return forecast.Read(e.Truth(), w, prior.Usual)`, "cannot use e.Truth()"},
		{"rows of an episode", `return e.rows, nil`, "e.rows undefined"},
		{"rows of a past", `return p.rows, nil`, "p.rows undefined"},
		{"a later cut-off", `p.until = p.Until().Later(5); return p, nil`, "p.until undefined"},
		{"a past made by hand", `return episode.Past{Plan: p.Plan, Scenario: p.Scenario, until: p.Until()}, nil`, "unexported field until"},
		{"the episode of a past", `return p.Truth(), nil`, "p.Truth undefined"},
	} {
		file, err := parser.ParseFile(fset, "try.go", strings.Replace(source, "STATEMENT", c.statement, 1), 0)
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		_, err = (&types.Config{Importer: modules}).Check("calibrate", fset, []*ast.File{file}, nil)
		switch {
		case c.refused == "" && err != nil:
			t.Errorf("%s is refused: %v", c.name, err)
		case c.refused != "" && (err == nil || !strings.Contains(err.Error(), c.refused)):
			t.Errorf("%s gives %v: want %q", c.name, err, c.refused)
		}
	}
}

// Whoever makes forecasts, or learns to, is given pasts: it does not name the
// truth, which is opened where forecasts are scored, nor the episode that has
// it. A package may be named here before it is built.
func TestForecastersDoNotOpenTheTruth(t *testing.T) {
	read := 0
	for _, pkg := range []string{"forecast", "calibrate"} {
		files, err := filepath.Glob("../" + pkg + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			read++
			for _, at := range truths(t, name) {
				t.Errorf("%s: forecasts are made from an episode.Past, and scored in backtest", at)
			}
		}
	}
	if read == 0 {
		t.Error("no file was read: the test looks at nothing")
	}
	if len(truths(t, "../backtest/judge.go")) == 0 {
		t.Error("backtest/judge.go, which scores, is said not to name Truth: the test is blind")
	}
}

// truths are the places at which a file names the truth, by call, by method
// value or as a type, or what opens it.
func truths(t *testing.T, name string) (at []string) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(file, func(n ast.Node) bool {
		s, ok := n.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		of, _ := s.X.(*ast.Ident)
		opens := of != nil && of.Name == "episode" && slices.Contains([]string{"Episode", "Load", "Read"}, s.Sel.Name)
		if opens || s.Sel.Name == "Truth" {
			at = append(at, fmt.Sprintf("%v names %s", fset.Position(s.Pos()), s.Sel.Name))
		}
		return true
	})
	return at
}
