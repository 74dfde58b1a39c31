package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/report"
	"github.com/undercut-sim/undercut/store"
)

// A description is what can be said of a run that nobody can judge: one
// without a counterfactual, or of a market without the layers that the claims
// are about. It is the spread of every indicator at the horizon.
type description struct {
	Scenario string      `json:"scenario"`
	Unjudged string      `json:"unjudged"` // why there are no odds
	Month    string      `json:"month"`
	Rows     []described `json:"indicators"`
}

// A described is an indicator over the futures of the main belief in a world.
type described struct {
	Name  string   `json:"name"`
	Unit  string   `json:"unit"`
	World string   `json:"world"`
	P10   *float64 `json:"p10"` // null where no future has a value
	P50   *float64 `json:"p50"`
	P90   *float64 `json:"p90"`
	N     int      `json:"n"` // futures in which it is defined

	Illustrative bool `json:"illustrative"` // it holds numbers without a source
}

// describe reads the horizon off the bands of a run.
func describe(in *report.Input, why error) description {
	d := description{Scenario: in.Run.Scenario, Unjudged: why.Error(), Month: in.Run.Months[1], Rows: []described{}}
	for _, b := range in.Bands {
		if b.Weighted || b.Month.String() != d.Month {
			continue
		}
		i := in.Indicators[b.Series]
		d.Rows = append(d.Rows, described{
			i.Name, i.Unit, in.Run.Cells[b.Cell].World, level(&b, 10), level(&b, 50), level(&b, 90), b.N, i.Illustrative,
		})
	}
	return d
}

// level is the quantile of a band at a level in percent, nil if undefined.
func level(b *store.Band, percent int) *float64 {
	for i, l := range store.Levels {
		if l == percent {
			if x := float64(b.Q[i]); !math.IsNaN(x) {
				return &x
			}
		}
	}
	return nil
}

// print writes the description in a format of --format other than svg.
func (d description) print(w io.Writer, format string) error {
	switch format {
	case "json":
		out := json.NewEncoder(w)
		out.SetIndent("", "  ")
		return out.Encode(d)
	case "csv":
		out := csv.NewWriter(w)
		lines := [][]string{{"indicator", "unit", "world", "month", "p10", "p50", "p90", "n", "illustrative"}}
		for _, r := range d.Rows {
			lines = append(lines, []string{r.Name, r.Unit, r.World, d.Month, short(r.P10, ""), short(r.P50, ""), short(r.P90, ""), strconv.Itoa(r.N), strconv.FormatBool(r.Illustrative)})
		}
		return out.WriteAll(lines)
	}
	fmt.Fprintf(w, "%s in %s: median and the middle 80 of 100 futures; %s\n\n", d.Scenario, d.Month, d.Unjudged)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "indicator\tworld\tp10\tp50\tp90\tn\tunit")
	marked := false
	for _, r := range d.Rows {
		name := r.Name
		if r.Illustrative {
			name, marked = name+"*", true
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%d\t%s\n", name, r.World, short(r.P10, "-"), short(r.P50, "-"), short(r.P90, "-"), r.N, r.Unit)
	}
	if marked {
		fmt.Fprintln(t, "\n* illustrative: it holds numbers without a source")
	}
	return t.Flush()
}

// short prints a quantile to four digits, or what stands for none.
func short(x *float64, none string) string {
	if x == nil {
		return none
	}
	return strconv.FormatFloat(*x, 'g', 4, 64)
}
