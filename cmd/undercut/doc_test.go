package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/internal/golden"
)

// A reader who types what the documents show sees what the documents show.
// Every line "$ undercut …" in a fenced block of README.md and docs/*.md runs
// in a shell, in a folder that has the repository's docs, and must print the
// lines below it, up to the next command or the end of the block. A line "..."
// stands for any number of lines. What a command that fails says is printed
// too, "go run ./cmd/undercut" is undercut, and a picture that a command writes
// into docs must be the one that is there. With -update blocks and pictures are
// rewritten, elisions kept.
func TestDocuments(t *testing.T) {
	path := programPath(t)
	root := filepath.Join("..", "..")
	pages, err := filepath.Glob(filepath.Join(root, "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	commands := 0
	for _, page := range append(pages, filepath.Join(root, "README.md")) {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		shown := sessions(string(text))
		if len(shown) == 0 {
			continue
		}
		commands += len(shown)
		t.Run(filepath.Base(page), func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(filepath.Join(dir, "docs"), os.DirFS(filepath.Join(root, "docs"))); err != nil {
				t.Fatal(err)
			}
			for i := range shown {
				shown[i].try(t, dir, path)
			}
			pictures(t, filepath.Join(dir, "docs"), filepath.Join(root, "docs"))
			if golden.Updating() {
				if err := os.WriteFile(page, []byte(rewritten(string(text), shown)), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
	if commands == 0 {
		t.Error("no document shows a command")
	}
}

// A session is one command of a document and what is to be seen below it.
type session struct {
	command     string
	first, last int // lines of the output in the document, the last exclusive
	output      []string
}

// sessions finds the commands in a document.
func sessions(text string) []session {
	var all []session
	lines := strings.Split(text, "\n")
	fenced, open := false, false
	end := func(i int) {
		if open {
			s := &all[len(all)-1]
			s.last, s.output, open = i, lines[s.first:i], false
		}
	}
	for i := 0; i < len(lines); i++ {
		line := lines[i]
		switch {
		case strings.HasPrefix(line, "```"):
			end(i)
			fenced = !fenced
		case fenced && strings.HasPrefix(line, "$ "):
			end(i)
			command := strings.TrimPrefix(line, "$ ")
			for strings.HasSuffix(line, `\`) && i+1 < len(lines) {
				i++
				line = lines[i]
				command += "\n" + line
			}
			command = strings.TrimPrefix(command, "go run ./cmd/")
			if strings.HasPrefix(command, "undercut ") {
				all = append(all, session{command: command, first: i + 1})
				open = true
			}
		}
	}
	return all
}

// pictures compares the pictures in made with those in kept, which -update
// overwrites.
func pictures(t *testing.T, made, kept string) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(made, "*.svg"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(kept, filepath.Base(name))
		if golden.Updating() {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if want, err := os.ReadFile(path); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the commands of the page draw (run with -update and look at it): %v", path, err)
		}
	}
}

// try runs the command in dir, with the programs of path, and compares. Under
// -update it keeps what was printed.
func (s *session) try(t *testing.T, dir, path string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.Command("sh", "-c", s.command)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &errs
	cmd.Env = append(os.Environ(), "PATH="+path, "HOME="+dir, "TERM=dumb")
	if err := cmd.Run(); err != nil {
		out.Write(errs.Bytes())
	}
	got := printed(out.String())
	switch {
	case golden.Updating():
		s.output = elided(s.output, got)
	case !matches(s.output, got):
		t.Errorf("$ %s\nprints\n%s\nthe document shows\n%s", s.command, strings.Join(got, "\n"), strings.Join(s.output, "\n"))
	}
}

// printed are the lines of an output as a document shows them: without spaces
// and empty lines at the end.
func printed(text string) []string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	if len(lines) == 1 && lines[0] == "" {
		return nil
	}
	return lines
}

const elision = "..."

// matches reports whether lines are as shown.
func matches(shown, lines []string) bool {
	for len(shown) > 0 && shown[len(shown)-1] == "" {
		shown = shown[:len(shown)-1]
	}
	at := slices.Index(shown, elision)
	if at < 0 {
		return slices.Equal(shown, lines)
	}
	if len(lines) < at || !slices.Equal(shown[:at], lines[:at]) {
		return false
	}
	for skip := at; skip <= len(lines); skip++ {
		if matches(shown[at+1:], lines[skip:]) {
			return true
		}
	}
	return false
}

// elided shortens lines to as many before and after the elision as are shown.
func elided(shown, lines []string) []string {
	if matches(shown, lines) {
		return shown
	}
	head, tail := slices.Index(shown, elision), 0
	if head < 0 {
		return lines
	}
	for tail < len(shown) && shown[len(shown)-1-tail] != elision {
		tail++
	}
	if head+tail >= len(lines) {
		return lines
	}
	return slices.Concat(lines[:head], []string{elision}, lines[len(lines)-tail:])
}

// rewritten is a document with the outputs of its sessions replaced.
func rewritten(text string, shown []session) string {
	lines := strings.Split(text, "\n")
	for _, s := range slices.Backward(shown) {
		lines = slices.Replace(lines, s.first, s.last, s.output...)
	}
	return strings.Join(lines, "\n")
}

func Example_sessions() {
	page := "text\n```\n$ undercut one \\\n  --two\na\n...\nz\n$ other\n```\n$ undercut outside\n"
	for _, s := range sessions(page) {
		fmt.Printf("%q shows %q\n", s.command, s.output)
		fmt.Println(matches(s.output, printed("a\nb\nc\nz\n")), matches(s.output, printed("a\nz\n")), matches(s.output, printed("a\nb\n")))
		s.output = elided(s.output, printed("A\nB\nC\nZ\n"))
		fmt.Print(rewritten(page, []session{s}))
	}
	// Output:
	// "undercut one \\\n  --two" shows ["a" "..." "z"]
	// true true false
	// text
	// ```
	// $ undercut one \
	//   --two
	// A
	// ...
	// Z
	// $ other
	// ```
	// $ undercut outside
}
