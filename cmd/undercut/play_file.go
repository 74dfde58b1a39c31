package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/game"
	"github.com/undercut-sim/undercut/scenario"
)

// here are the versions that a game is played with.
func here() game.Versions { return game.Versions{Engine: engineVersion, Evidence: evidence.Version()} }

// load reads the game file of a sitting and seats it.
func (s *sitting) load() error {
	text, err := s.readFile(s.file)
	if err != nil {
		return badInput{err}
	}
	g, err := game.Read(s.file, text)
	if err != nil {
		return badInput{err}
	}
	s.text = text
	written := g.Engine == "" // by hand
	if err := s.target(written); err != nil {
		return badInput{err}
	}
	return s.sit(g, filepath.Dir(s.file))
}

// target finds where a game from a file is saved.
func (s *sitting) target(written bool) error {
	s.saves = s.o.save
	switch {
	case s.o.again != "" && s.saves == "" && written:
		return fmt.Errorf("%s was written by hand and stays as it is: say with --save FILE where the game goes on", s.file)
	case s.o.again != "" && s.saves == "":
		s.saves, s.disk = s.file, s.text
		return nil
	case s.saves == "":
		return nil
	}
	return free(s.saves)
}

// free says that a file is not there yet.
func free(name string) error {
	switch _, err := os.Stat(name); {
	case err == nil:
		return fmt.Errorf("%s is there already, and nothing is written over it", name)
	case !errors.Is(err, fs.ErrNotExist):
		return err
	}
	return nil
}

// sit loads the scenario of a game, which a file names from its own folder,
// and checks every move against it.
func (s *sitting) sit(g *game.Game, dir string) error {
	name := g.Scenario
	if file := strings.Contains(name, "/") || strings.HasSuffix(name, ".yaml") || strings.HasSuffix(name, ".yml"); file {
		if !filepath.IsAbs(name) {
			name = filepath.ToSlash(filepath.Join(dir, name))
		}
		if !strings.Contains(name, "/") {
			name = "./" + name
		}
		s.scene = name
	}
	var over []string
	if g.Belief != "" {
		over = []string{g.Belief}
	}
	sc, err := scenario.Load(name, s.readFile, evidence.Parameters, over, g.Set)
	if err != nil {
		return badInput{err}
	}
	if s.o.adopt {
		g.Adopt()
	}
	if s.table, err = g.Sit(sc); err != nil {
		return badInput{err}
	}
	if err := s.table.Agrees(here()); err != nil {
		return badInput{fmt.Errorf("%s: %w; %s, or take its moves as a new game: --adopt with --moves or --continue, and --save NEW", s.file, err, s.wayBack())}
	}
	return nil
}

// wayBack says how a game that was played otherwise can be gone on with.
func (s *sitting) wayBack() string {
	g, v := s.table.Game, here()
	switch {
	case g.Engine != v.Engine || g.Evidence != v.Evidence:
		return "use the undercut that played it"
	case s.scene != "":
		return "bring " + s.scene + ", what it extends, and belief and settings of the game back to what they were"
	}
	return "bring scenario, belief and settings of the game back to what they were"
}

// keep notes the turns in the game and saves it.
func (s *sitting) keep(turns []game.Turn) error {
	s.table.Keep(here(), turns)
	return s.write()
}

// write saves the game, if it is saved at all. A file that somebody else wrote
// since is left alone, and the game goes on in another beside it.
func (s *sitting) write() error {
	if s.saves == "" {
		return nil
	}
	is, err := os.ReadFile(s.saves)
	switch {
	case errors.Is(err, fs.ErrNotExist): // nothing to lose
	case err != nil:
		return fmt.Errorf("the game cannot be saved: %w", err)
	case s.disk == nil || !bytes.Equal(is, s.disk):
		other, err := beside(s.saves)
		if err != nil {
			return fmt.Errorf("the game cannot be saved: %w", err)
		}
		fmt.Fprintf(s.err, "undercut: warning: %s was changed by somebody else and stays as it is: from now on this game is saved in %s\n", s.saves, other)
		s.saves = other
	}
	if err := s.writeTo(s.saves); err != nil {
		return err
	}
	s.disk = s.bytes(s.saves)
	return nil
}

// mostBeside is how many other names are tried.
const mostBeside = 1000

// beside is a name like game-2.yaml that is free.
func beside(name string) (string, error) {
	ext := filepath.Ext(name)
	for n := 2; n <= mostBeside; n++ {
		other := fmt.Sprintf("%s-%d%s", strings.TrimSuffix(name, ext), n, ext)
		if free(other) == nil {
			return other, nil
		}
	}
	return "", fmt.Errorf("%s was changed by somebody else, and no name beside it is free", name)
}

// bytes is the game as a file of that name has it, which names the scenario
// from its own folder.
func (s *sitting) bytes(name string) []byte {
	g := *s.table.Game
	if s.scene != "" {
		g.Scenario = fromFolder(filepath.Dir(name), s.scene)
	}
	return g.Text()
}

// writeTo saves the game in a file, so that at every moment the file is whole:
// the old one or the new one.
func (s *sitting) writeTo(name string) error {
	tmp, err := os.CreateTemp(filepath.Dir(name), ".undercut-game-*")
	if err != nil {
		return fmt.Errorf("the game cannot be saved: %w", err)
	}
	defer os.Remove(tmp.Name()) // gone already if all went well
	_, err = tmp.Write(s.bytes(name))
	err = errors.Join(err, tmp.Sync(), tmp.Close())
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("the game cannot be saved: %w", err)
	}
	return nil
}

// fromFolder is the path of a scenario as a game in dir names it.
func fromFolder(dir, scene string) string {
	from, errA := filepath.Abs(dir)
	to, errB := filepath.Abs(scene)
	rel, errC := filepath.Rel(from, to)
	if errors.Join(errA, errB, errC) != nil {
		return filepath.ToSlash(to)
	}
	if rel = filepath.ToSlash(rel); !strings.Contains(rel, "/") {
		rel = "./" + rel
	}
	return rel
}
