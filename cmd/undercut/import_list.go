package main

import (
	"fmt"
	"io"

	"github.com/undercut-sim/undercut/importer"
)

// listFormats prints what can be imported.
func listFormats(w io.Writer, answer string) error {
	if answer == "json" {
		return formatsJSON(w)
	}
	for n := range importer.All {
		f := &importer.All[n]
		if n > 0 {
			fmt.Fprintln(w)
		}
		fmt.Fprintf(w, "%s\n  %s\n  file      %s\n", f.Name, f.Doc, f.File)
		if f.URL != "" {
			fmt.Fprintf(w, "  from      %s\n", f.URL)
		}
		if _, err := fmt.Fprintf(w, "  rows may  %s\n", terms(f)); err != nil {
			return err
		}
	}
	return nil
}

// terms says what may be done with rows of a format.
func terms(f *importer.Format) string {
	if f.Ship {
		return "be passed on, under their licence"
	}
	return "be used by yourself: do not pass them on"
}

func formatsJSON(w io.Writer) error {
	type format struct {
		Name       string `json:"name"`
		Doc        string `json:"doc"`
		File       string `json:"file"`
		URL        string `json:"url,omitempty"`
		Folder     bool   `json:"folder"`    // it is a folder
		Whole      bool   `json:"whole"`     // it lists all that is on sale
		PassedOn   bool   `json:"passed_on"` // its rows may be
		Attributed string `json:"attribution,omitempty"`
	}
	var all []format
	for n := range importer.All {
		f := &importer.All[n]
		all = append(all, format{f.Name, f.Doc, f.File, f.URL, f.ReadTree != nil, f.Whole, f.Ship, f.Publisher.Attribution})
	}
	return writeJSON(w, all)
}
