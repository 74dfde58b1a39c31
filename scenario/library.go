package scenario

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

//go:embed library/*.yaml
var library embed.FS

// Names lists the scenarios of the library in alphabetical order.
func Names() []string {
	entries, err := library.ReadDir("library")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}

// Library returns the file of a scenario in the library.
func Library(name string) ([]byte, error) {
	text, err := library.ReadFile("library/" + name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("no scenario of this name in the library%s: want %s; write ./%s.yaml for a file", meant(name, Names()), anyOf(Names()), name)
	}
	return text, nil
}

// belief finds the file of a belief set: "article" is belief-article unless a
// scenario has the name itself.
func belief(name string) string {
	if full := "belief-" + name; !slices.Contains(Names(), name) && slices.Contains(Names(), full) {
		return full
	}
	return name
}

// An Entry is a line of the library's list.
type Entry struct {
	Name    string `json:"name"`
	Title   string `json:"title"`
	Extends string `json:"extends,omitempty"` // empty for a scenario that stands alone
}

// List returns every scenario of the library with its title.
func List() []Entry {
	var all []Entry
	for _, name := range Names() {
		e, err := Head(name, nil)
		if err != nil {
			panic(err) // listed a moment ago
		}
		all = append(all, e)
	}
	return all
}

// Head reads name, title and what it extends of a scenario that Load would
// find, and nothing of what it says. Extends is as Load wants it: a path is
// relative to where the reader stands, not to the file.
func Head(name string, read func(path string) ([]byte, error)) (Entry, error) {
	l := loader{read: read, bad: &list{}}
	f, err := l.open(name, "", nil)
	if err != nil {
		return Entry{}, err
	}
	e := Entry{Name: name}
	if n := f.root.get("title"); n != nil {
		e.Title = n.text
	}
	if n := f.root.get("extends"); n != nil && n.kind == scalar {
		if e.Extends = n.text; isPath(n.text) && !path.IsAbs(n.text) {
			e.Extends = path.Join(f.dir, n.text)
		}
	}
	return e, l.bad.err()
}
