package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/importer"
	"github.com/undercut-sim/undercut/reconcile"
)

// firstLines is how many rows of each kind are shown.
const firstLines = 10

// print shows what an import would do.
func (i *importing) print(w io.Writer) error {
	c := i.changes
	fmt.Fprintf(w, "%s: %s of %v, sha256 %s\n", i.format.Name, i.file, i.seen, i.sum[:12])
	against := "the shipped tables"
	if len(i.had) > 0 {
		against += " and " + counted(len(i.had), "import", "imports") + " in " + i.into
	}
	fmt.Fprintf(w, "compared with %s\n\n", against)
	if err := i.printCounts(w); err != nil {
		return err
	}
	for _, verb := range verbs {
		i.some(w, changeLines(c.List, verb.name, verb.sign), 0)
	}
	i.told(w, "doubtful, and kept", c.Doubts)
	bad := "bad, and nothing can be written"
	if i.partial {
		bad = "bad, and left out"
	}
	i.told(w, bad, c.Problems)
	if len(c.Behind) > 0 {
		fmt.Fprintf(w, "\nnot taken: %s what another source has reported otherwise since\n", counted(len(c.Behind), "row repeats", "rows repeat"))
		i.some(w, changeLines(c.Behind, "", "="), 2)
	}
	if len(i.strange) > 0 {
		fmt.Fprintf(w, "\nnot matched: %s no rule and no release knows\n", counted(len(i.strange), "name that", "names that"))
		var names []string
		for _, u := range i.strange {
			names = append(names, u.Provider+" "+u.SKU)
		}
		i.some(w, names, 2)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// verbs are what rows do, and their signs.
var verbs = []struct{ name, sign string }{{reconcile.Added, "+"}, {reconcile.Changed, "~"}, {reconcile.Removed, "-"}}

// tableNames are the tables in the order in which they are shown.
var tableNames = []string{"releases.csv", "access.csv", "prices.csv", "scores.csv", "figures.csv"}

// printCounts shows how many rows do what.
func (i *importing) printCounts(w io.Writer) error {
	c := i.changes
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "\tadded\tchanged\tremoved\tunchanged\t")
	for _, table := range tableNames {
		n := []int{c.Count(table, reconcile.Added), c.Count(table, reconcile.Changed), c.Count(table, reconcile.Removed), c.Unchanged[table]}
		if slices.Max(n) > 0 {
			fmt.Fprintf(t, "%s\t%d\t%d\t%d\t%d\t\n", strings.TrimSuffix(table, ".csv"), n[0], n[1], n[2], n[3])
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	notes := []struct {
		n    int
		text string
	}{
		{i.batch.Skipped, "skipped: no language models on sale by the token, or samples of the format"},
		{i.nameless, "under names that a rule takes for no release here"},
		{c.Dearer, "beside a cheaper one of the same name and day: regions, tiers"},
		{c.Old, "doubtful, and known already"},
	}
	for _, note := range notes {
		if note.n > 0 {
			fmt.Fprintf(w, "%d %s\n", note.n, note.text)
		}
	}
	return nil
}

// changeLines are changes as they are shown, those of a verb, or all.
func changeLines(list []reconcile.Change, verb, sign string) (all []string) {
	for _, l := range list {
		if verb != "" && l.Verb != verb {
			continue
		}
		text := fmt.Sprintf("%s %s %s: %s", sign, strings.TrimSuffix(l.Table, ".csv"), l.Name, l.Is)
		if l.Was != "" {
			text += "; was " + l.Was
		}
		all = append(all, text)
	}
	return all
}

// told shows doubts or problems.
func (i *importing) told(w io.Writer, what string, problems []importer.Problem) {
	if len(problems) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s: %s\n", what, counted(len(problems), "row", "rows"))
	var all []string
	for _, p := range problems {
		text := p.Error()
		if p.Suspect != "" && (!i.trust || p.Suspect == "early") {
			text += " (suspect: " + p.Suspect + ")"
		}
		all = append(all, text)
	}
	i.some(w, all, 2)
}

// some shows the first lines, or all.
func (i *importing) some(w io.Writer, all []string, indent int) {
	if len(all) > 0 && indent == 0 {
		fmt.Fprintln(w)
	}
	margin := strings.Repeat(" ", indent)
	for n, line := range all {
		if n == firstLines && !i.all {
			fmt.Fprintf(w, "%sand %d more: --all shows them\n", margin, len(all)-n)
			return
		}
		fmt.Fprintln(w, margin+line)
	}
}

// printJSON prints everything as one object.
func (i *importing) printJSON(w io.Writer) error {
	type told struct {
		Place   string `json:"place"`
		Value   string `json:"value"`
		Want    string `json:"want"`
		Suspect string `json:"suspect,omitempty"`
	}
	type named struct {
		Provider string `json:"provider"`
		SKU      string `json:"sku"`
		Rows     int    `json:"rows"`
	}
	names := []named{}
	for _, u := range i.strange {
		names = append(names, named{u.Provider, u.SKU, u.Rows})
	}
	list := func(problems []importer.Problem) []told {
		all := []told{}
		for _, p := range problems {
			all = append(all, told{p.Place, p.Value, p.Want, p.Suspect})
		}
		return all
	}
	c := i.changes
	return writeJSON(w, struct {
		Manifest  evidence.Manifest  `json:"manifest"`
		Into      string             `json:"into"`
		Vintage   string             `json:"vintage"` // empty if nothing is new
		Written   bool               `json:"written"`
		Outcome   string             `json:"outcome"`
		Changes   []reconcile.Change `json:"changes"`
		Behind    []reconcile.Change `json:"behind"`
		Doubts    []told             `json:"doubts"`
		Problems  []told             `json:"problems"`
		Unmatched []named            `json:"unmatched"`
	}{
		i.manifest(nil), i.into, i.name, i.written, i.outcome,
		orEmpty(c.List), orEmpty(c.Behind), list(c.Doubts), list(c.Problems), names,
	})
}

// orEmpty makes no list an empty one, as JSON tells the two apart.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
