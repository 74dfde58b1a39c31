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
		if does := having(c.List, verb.name); len(does) > 0 {
			fmt.Fprintln(w)
			some(i, w, "", does, func(l *reconcile.Change) string { return verb.sign + " " + inLine(l) })
		}
	}
	i.told(w, "doubtful, and kept", c.Doubts)
	bad := "bad, and nothing can be written"
	if i.partial {
		bad = "bad, and left out"
	}
	i.told(w, bad, c.Problems)
	if len(c.Behind) > 0 {
		fmt.Fprintf(w, "\nnot taken: %s what another source has reported otherwise since\n", counted(len(c.Behind), "row repeats", "rows repeat"))
		some(i, w, "  ", having(c.Behind, ""), inLine)
	}
	if len(i.strange) > 0 {
		fmt.Fprintf(w, "\nnot matched: %s no rule and no release knows\n", counted(len(i.strange), "name that", "names that"))
		some(i, w, "  ", i.strange, func(u importer.Unmatched) string { return u.Provider + " " + u.SKU })
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

// having are the changes with a verb; all if it is empty.
func having(list []reconcile.Change, verb string) (all []*reconcile.Change) {
	for n := range list {
		if verb == "" || list[n].Verb == verb {
			all = append(all, &list[n])
		}
	}
	return all
}

// inLine is a change as it is shown.
func inLine(l *reconcile.Change) string {
	text := fmt.Sprintf("%s %s: %s", strings.TrimSuffix(l.Table, ".csv"), l.Name(), l.Is())
	if was := l.Was(); was != "" {
		text += "; was " + was
	}
	return text
}

// told shows doubts or problems.
func (i *importing) told(w io.Writer, what string, problems []importer.Problem) {
	if len(problems) == 0 {
		return
	}
	fmt.Fprintf(w, "\n%s: %s\n", what, counted(len(problems), "row", "rows"))
	some(i, w, "  ", problems, func(p importer.Problem) string {
		if p.Suspect != "" && (!i.trust || p.Suspect == "early") {
			return p.Error() + " (suspect: " + p.Suspect + ")"
		}
		return p.Error()
	})
}

// some shows the first rows, or all.
func some[T any](i *importing, w io.Writer, margin string, rows []T, line func(T) string) {
	for n, row := range rows {
		if n == firstLines && !i.all {
			fmt.Fprintf(w, "%sand %d more: --all shows them\n", margin, len(rows)-n)
			return
		}
		fmt.Fprintln(w, margin+line(row))
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
