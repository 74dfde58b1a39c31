package report

import (
	"strings"
)

// star marks what holds numbers without a source; the footnote explains it.
func star(illustrative bool) string {
	if illustrative {
		return "*"
	}
	return ""
}

// unsourced names the segments whose numbers have no source, "" if all have.
func (in *Input) unsourced() string {
	var names []string
	for _, s := range in.World.Segments {
		if s.Illustrative {
			names = append(names, s.Name)
		}
	}
	return strings.Join(names, ", ")
}

// footnote explains the star, "" where nothing carries one.
func (in *Input) footnote() string {
	if names := in.unsourced(); names != "" {
		return "* illustrative: it counts firms, units or money of segments whose numbers have no source: " + names + "."
	}
	return ""
}
