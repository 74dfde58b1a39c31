package report

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/indicator"
)

// Text prints the dashboard.
func (o *Observatory) Text(w io.Writer) error {
	parts, err := o.Read()
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "THE MARKET as it had been seen by %v, models and prices to %v (evidence %s)\n", o.View.Day, o.View.Reach, o.Version)
	if note := o.scaleNote(parts); note != "" {
		for _, line := range Folded(note, 110) {
			fmt.Fprintln(w, line)
		}
	}
	var rows bytes.Buffer
	t := tabwriter.NewWriter(&rows, 0, 0, 2, ' ', 0)
	for i, part := range parts {
		head := "\t\t\t\t\t"
		if i == 0 {
			head = "\t\t90% interval\tn\tdata of\tdefinition"
		}
		fmt.Fprintf(t, "\n%s%s\n", strings.ToUpper(Board[i].Title), head)
		for _, r := range part {
			fmt.Fprintf(t, "  %s\t%s\t%s\t%s\t%s\t%s\n", r.Label, r.value(), r.interval(), r.sample(), r.dataDay(), r.definition())
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for line := range strings.Lines(rows.String()) {
		fmt.Fprintln(w, strings.TrimRight(line, " \n"))
	}
	fmt.Fprintf(w, "\nIntervals are 90%%; –: the sources leave none.\nMore of a figure: undercut observe NAME; all names and definitions: undercut observe --list\nSOURCES\n")
	for _, line := range Folded(strings.Join(o.Credits(estimates(parts)...), "; "), 110) {
		fmt.Fprintln(w, "  "+line)
	}
	return nil
}

// scaleNote says by what capability is measured if it is not the first of the
// scales.
func (o *Observatory) scaleNote(parts [][]Reading) string {
	for _, p := range parts {
		for _, r := range p {
			if !r.Takes(indicator.ScaleName) || r.Undefined != "" || r.Args.Scale == indicator.Scales[0].Name {
				continue
			}
			k := slices.IndexFunc(indicator.Scales, func(s indicator.Scale) bool { return s.Name == r.Args.Scale })
			note := "Capability is measured by " + indicator.Scales[k].Title + "."
			if o.Choice.Scale == "" {
				note += " No score of the " + indicator.Scales[0].Title + " had been seen by then; --ruler latest measures with that of now."
			}
			return note
		}
	}
	return ""
}

func (r *Reading) measure() measure { return measureOf(r.Indicator, r.Args) }

func (r *Reading) value() string {
	if r.Undefined != "" {
		return "–"
	}
	return r.measure().value(r.Mid)
}

func (r *Reading) interval() string {
	if math.IsNaN(r.Lo) {
		return "–"
	}
	return r.measure().figure(r.Lo) + " to " + r.measure().figure(r.Hi)
}

func (r *Reading) sample() string { return strconv.Itoa(r.N) }

func (r *Reading) dataDay() string {
	if r.Data <= 0 {
		return "–"
	}
	return r.Data.String()
}

func (r *Reading) definition() string {
	if r.Undefined != "" {
		return r.Undefined
	}
	return r.Definition
}

func estimates(parts [][]Reading) (all []indicator.Estimate) {
	for _, p := range parts {
		for _, r := range p {
			all = append(all, r.Estimate)
		}
	}
	return all
}

// Folded breaks a text into lines of at most some runes.
func Folded(text string, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > most {
			lines, line = append(lines, line), ""
		}
		line = strings.TrimSpace(line + " " + word)
	}
	return append(lines, line)
}
