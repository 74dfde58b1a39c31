package scenario

import (
	"embed"
	"fmt"
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
		text, err := Library(name)
		if err != nil {
			panic(err) // listed a moment ago
		}
		e := Entry{Name: name}
		root := parse(fileName(name), 0, text, 0, &list{})
		if n := root.get("title"); n != nil {
			e.Title = n.text
		}
		if n := root.get("extends"); n != nil {
			e.Extends = n.text
		}
		all = append(all, e)
	}
	return all
}
