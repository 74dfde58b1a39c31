package main

import (
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
		s.saves = s.file
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
		return badInput{fmt.Errorf("%s: %w; use the undercut that played it, or take its moves as a new game: --adopt with --moves or --continue, and --save NEW", s.file, err)}
	}
	return nil
}

// keep notes the turns in the game and saves it.
func (s *sitting) keep(turns []game.Turn) error {
	s.table.Keep(here(), turns)
	return s.write()
}

// write saves the game, if it is saved at all.
func (s *sitting) write() error {
	if s.saves == "" {
		return nil
	}
	return s.writeTo(s.saves)
}

// writeTo saves the game in a file, so that at every moment the file is whole:
// the old one or the new one.
func (s *sitting) writeTo(name string) error {
	g := *s.table.Game
	if s.scene != "" {
		g.Scenario = fromFolder(filepath.Dir(name), s.scene)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), ".undercut-game-*")
	if err != nil {
		return fmt.Errorf("the game cannot be saved: %w", err)
	}
	defer os.Remove(tmp.Name()) // gone already if all went well
	_, err = tmp.Write(g.Text())
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
