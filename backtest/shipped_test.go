package backtest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/calibrate"
	"github.com/undercut-sim/undercut/episode"
)

// printed is a value with what its pointers point to, NaN equal to itself.
func printed(b *Board) string {
	var s strings.Builder
	for i := range b.Misses {
		m := &b.Misses[i]
		if m.Line != nil {
			fmt.Fprintln(&s, *m.Line, m.Method, m.By)
		} else {
			fmt.Fprintln(&s, *m.Case, m.By)
		}
	}
	fmt.Fprintln(&s, b.Lines, b.Totals, b.Covered, b.Goals, b.Hard, b.Further, b.Halved, b.Exits, b.Uniform, b.AI)
	return s.String()
}

func shippedOrFail(t *testing.T) *Results {
	t.Helper()
	r, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// What is committed was made of the files that are here.
func TestShippedIsFresh(t *testing.T) {
	stale, err := shippedOrFail(t).Stale()
	if err != nil || stale != "" {
		t.Errorf("backtest/data: %s %v", stale, err)
	}
}

// Every file reads back as what was written, to the digits that it has.
func TestFilesReadBack(t *testing.T) {
	r := shippedOrFail(t)
	one, two := filepath.Join(t.TempDir(), "one"), filepath.Join(t.TempDir(), "two")
	if err := r.Save(one); err != nil {
		t.Fatal(err)
	}
	again, err := Read(os.DirFS(one))
	if err != nil {
		t.Fatal(err)
	}
	if err := again.Save(two); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{manifestName, scoresName, chancesName, pathsName, posteriorName, summariesName, aiName, creditsName} {
		a, err1 := os.ReadFile(filepath.Join(one, name))
		b, err2 := os.ReadFile(filepath.Join(two, name))
		committed, err3 := os.ReadFile(filepath.Join("data", name))
		if err := errors.Join(err1, err2, err3); err != nil || !bytes.Equal(a, b) || !bytes.Equal(a, committed) {
			t.Errorf("%s does not read back as it was written: %v", name, err)
		}
	}
	if again.Inputs != r.Inputs || len(again.Rows) != len(r.Rows) || len(again.AI.Rows) != len(r.AI.Rows) {
		t.Error("results read back have another size")
	}
}

// Figures under a licence that asks for the same licence are named as such.
func TestShareAlikeRowsAreNamed(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("data", creditsName))
	if want := "Rows of episode desktop_os in scores.csv and paths.csv are made from StatCounter and are under CC BY-SA 3.0"; err != nil || !strings.Contains(string(text), want) {
		t.Errorf("%s does not say %q: %v", creditsName, want, err)
	}
}

// A file that is cut, renamed columns, or a number that is none is an error
// that says where; a folder with something else in it is left alone.
func TestDamagedFilesAreRefused(t *testing.T) {
	r := shippedOrFail(t)
	for _, c := range []struct{ file, from, to, want string }{
		{scoresName, "episode,world", "episode,market", "header"},
		{chancesName, ",exit,", ",exit,x", "is no number"},
		{posteriorName, "\n,0,", "\n,0,x", "line 2"},
		{manifestName, `"scores": `, `"scores": 9`, "counts"},
		{manifestName, `"format": 1`, `"format": 99`, "format is 99"},
		{manifestName, `"carry"`, `"curry"`, "shared numbers"},
		{aiName, "simulated", "dreamt", "line 2"},
		{pathsName, ",fan,", ",fun,", `"fun"`},
		{summariesName, "left_out,summary", "left,summary", "header"},
	} {
		dir := filepath.Join(t.TempDir(), "results")
		if err := r.Save(dir); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, c.file)
		text, err := os.ReadFile(name)
		if err != nil || !bytes.Contains(text, []byte(c.from)) {
			t.Fatalf("%s has no %q: %v", c.file, c.from, err)
		}
		if err := os.WriteFile(name, bytes.Replace(text, []byte(c.from), []byte(c.to), 1), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := Read(os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q: error is %v: want one that says %q", c.file, c.to, err, c.want)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "thesis.txt"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := r.Save(dir); err == nil || !strings.Contains(err.Error(), "thesis.txt") {
		t.Errorf("a folder with a thesis is written into: %v", err)
	}
}

// Three jobs, of a price, of shares and of exits, give the committed rows again
// from the committed draws: if they do not, code has moved numbers, and engine
// in study.go is to be raised and the results made again.
func TestShippedIsReproduced(t *testing.T) {
	r := shippedOrFail(t)
	for _, c := range []struct{ episode, world, origin string }{{"model_t", "car", "1912"}, {"newspaper_classified", "notices", "2005"}, {"navigation_pnd", "devices", "2009"}} {
		q, err := New([]string{c.episode}, r.Effort, 0)
		if err != nil {
			t.Fatal(err)
		}
		jobs, err := q.jobs()
		if err != nil {
			t.Fatal(err)
		}
		jobs = slices.DeleteFunc(jobs, func(j Job) bool { return j.World.Name != c.world || j.Origin.Text != c.origin })
		if len(jobs) != 1 {
			t.Fatalf("%v is %d jobs", c, len(jobs))
		}
		got, err := Run(context.Background(), jobs, q.Prior, Setting{Futures: r.Effort.Futures, Seed: r.Effort.Seed, Draws: r.draws}, nil)
		if err != nil {
			t.Fatal(err)
		}
		here := func(episode, world, origin string) bool {
			return episode == c.episode && world == c.world && origin == c.origin
		}
		var rows []Row
		for i := range r.Rows {
			if here(r.Rows[i].Episode, r.Rows[i].World, r.Rows[i].Origin) {
				rows = append(rows, r.Rows[i])
			}
		}
		var chances []Chance
		for _, x := range r.Chances {
			if here(x.Episode, x.World, x.Origin) {
				chances = append(chances, x)
			}
		}
		if len(rows) != len(got[0].Rows) || len(chances) != len(got[0].Chances) || len(rows) == 0 {
			t.Fatalf("%v: %d rows and %d odds are committed, %d and %d are made", c, len(rows), len(chances), len(got[0].Rows), len(got[0].Chances))
		}
		for i := range rows {
			for k, pair := range rows[i].numbers(&got[0].Rows[i]) {
				if math.Abs(pair[0]-pair[1]) > 1e-8*math.Abs(pair[0]) {
					t.Errorf("%v, row %d, number %d: committed is %.9g, made again it is %.9g: raise engine and run make update", c, i, k, pair[0], pair[1])
				}
			}
		}
		for i := range chances {
			if math.Abs(chances[i].Odds-got[0].Chances[i].Odds) > 1e-8 || chances[i].Came != got[0].Chances[i].Came {
				t.Errorf("%v: odds are %+v, made again %+v", c, chances[i], got[0].Chances[i])
			}
		}
	}
}

// numbers pairs those of two rows.
func (r *Row) numbers(o *Row) [][2]float64 {
	all := [][2]float64{{r.CRPS, o.CRPS}, {r.PIT, o.PIT}, {r.Winkler, o.Winkler}, {r.Observed, o.Observed}, {r.Last, o.Last}}
	for k := range r.Q {
		all = append(all, [2]float64{r.Q[k], o.Q[k]})
	}
	return all
}

// failing is a folder whose disk fills up after some parts.
type failing struct {
	Folder
	left int
}

var errFull = errors.New("the disk is full")

func (f *failing) Put(name string, b []byte) error {
	if f.left--; f.left < 0 {
		return errFull
	}
	return f.Folder.Put(name, b)
}

// tiny is an effort that only tests would make.
var tiny = Effort{Draws: 110, Keep: 10, Futures: 20, AI: 20, Seed: 3}

func tinyQuestion(t *testing.T, workers int) Question {
	t.Helper()
	q, err := New([]string{"model_t"}, tiny, workers)
	if err != nil {
		t.Fatal(err)
	}
	q.Learn = slices.DeleteFunc(slices.Clone(q.Learn), func(e *episode.Episode) bool {
		return !slices.Contains([]string{"model_t", "newspaper_classified", "solar_pv", "dram", "li_ion", "web_servers"}, e.Plan.Name)
	})
	return q
}

// A run that died and went on, and one of three workers, give the bits of one
// that was left alone.
func TestResumedRunsAreIdentical(t *testing.T) {
	if raceEnabled {
		t.Skip("long; what is concurrent the tests of commands watch on a small episode")
	}
	quiet := func(string, int, int) {}
	whole, err := tinyQuestion(t, 1).Run(context.Background(), Folder(t.TempDir()), quiet)
	if err != nil {
		t.Fatal(err)
	}
	dir := Folder(t.TempDir())
	for _, parts := range []int{0, 1, 3} { // dies at the draws, at the first job, at a later one
		_, err := tinyQuestion(t, 1).Run(context.Background(), &failing{dir, parts}, quiet)
		if !errors.Is(err, errFull) {
			t.Fatalf("with room for %d parts: %v", parts, err)
		}
	}
	again, err := tinyQuestion(t, 3).Run(context.Background(), dir, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if a, b := studyText(whole), studyText(again); a != b {
		t.Error("a run that was resumed by three workers differs from one of one worker")
	}
}

func studyText(s *Study) string {
	return fmt.Sprint(s.Inputs, s.Names, s.Rows, s.Chances, s.Paths) + fmt.Sprint(orderedPosteriors(s.Learned))
}

func orderedPosteriors(all map[string]calibrate.Posterior) (list []calibrate.Posterior) {
	for _, name := range leftOut(all) {
		list = append(list, all[name])
	}
	return list
}
