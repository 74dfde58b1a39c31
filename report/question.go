package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/indicator"
)

// A Question is one indicator with what is asked of it.
type Question struct {
	*Observatory
	indicator.Indicator
	Args  indicator.Args
	Since undercut.Day // the first of the months of a series
}

// mostRows is how many rows of a table stand under a figure; JSON has all.
const mostRows = 12

// reading is an estimate of what is asked.
func (q *Question) reading(e indicator.Estimate) Reading {
	return Reading{Indicator: q.Indicator, Args: q.Args, Estimate: e}
}

// Text prints the figure, what decided it and the first rows behind it.
func (q *Question) Text(w io.Writer) error {
	r := q.reading(q.Of(q.View, q.Args))
	fmt.Fprintf(w, "%s: %s\n\n", strings.ToUpper(q.Title), r.words())
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	line := func(label, text string) {
		for _, part := range Folded(text, 84) {
			fmt.Fprintf(t, "%s\t%s\n", label, part)
			label = ""
		}
	}
	line("measured", fmt.Sprintf("%v, from what had been seen by %v", q.Args.At, q.View.Day))
	line("definition", r.meaning())
	if r.Basis != "" {
		line("rests on", r.Basis)
	}
	line("n", fmt.Sprintf("%d, the latest seen on %s", r.N, r.dataDay()))
	if q.Args.At > q.View.Reach {
		line("note", fmt.Sprintf("models, prices and scores are known up to %v only", q.View.Reach))
	}
	for _, warning := range r.Warnings {
		line("note", warning)
	}
	line("method", q.Source)
	for _, c := range q.Credits(r.Estimate) {
		line("source", c)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return rowsBehind(w, r.Table)
}

// meaning is what was measured: as applied or, where so much is missing that
// nothing could be, in general.
func (r *Reading) meaning() string {
	if r.What == "" {
		return strings.TrimSuffix(r.Indicator.Doc, ".")
	}
	return r.What
}

// words is the figure with its interval, or why there is none.
func (r *Reading) words() string {
	switch {
	case r.Undefined != "":
		return "undefined, " + r.Undefined
	case math.IsNaN(r.Lo):
		return r.value()
	}
	return fmt.Sprintf("%s (90%%: %s)", r.value(), r.interval())
}

// rowsBehind prints the first rows of a table.
func rowsBehind(w io.Writer, rows indicator.Table) error {
	if len(rows.Rows) == 0 {
		return nil
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintln(t, "  "+strings.Join(rows.Columns, "\t"))
	for _, r := range rows.Rows[:min(mostRows, len(rows.Rows))] {
		fmt.Fprintln(t, "  "+strings.Join(r, "\t"))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if more := len(rows.Rows) - mostRows; more > 0 {
		fmt.Fprintf(w, "  … and %d more; --format json has all\n", more)
	}
	return nil
}

// A measurement is an estimate in JSON.
type measurement struct {
	Indicator  string              `json:"indicator"`
	Title      string              `json:"title"`
	Unit       string              `json:"unit"`
	At         string              `json:"at"`
	Mid        number              `json:"mid"`
	Lo         number              `json:"lo"`
	Hi         number              `json:"hi"`
	N          int                 `json:"n"`
	Data       string              `json:"data_day"`
	Definition string              `json:"definition"`
	Basis      string              `json:"basis"`
	Undefined  string              `json:"undefined"`
	Warnings   []string            `json:"warnings"`
	Method     string              `json:"method"`
	Sources    []string            `json:"sources"`
	Rows       []map[string]string `json:"rows"`
}

func (r *Reading) measurement() measurement {
	rows := []map[string]string{}
	for _, cells := range r.Table.Rows {
		row := map[string]string{}
		for k, c := range r.Table.Columns {
			row[c] = cells[k]
		}
		rows = append(rows, row)
	}
	title := r.Label
	if title == "" {
		title = r.Title
	}
	return measurement{
		r.Indicator.Name, title, r.Unit, r.Args.At.String(), number(r.Mid), number(r.Lo), number(r.Hi), r.N, r.dataDay(),
		r.meaning(), r.Basis, r.Undefined, append([]string{}, r.Warnings...), r.Source, append([]string{}, r.Sources...), rows,
	}
}

// measurements is the file of --format json.
type measurements struct {
	AsOf         string        `json:"as_of"`
	Evidence     string        `json:"evidence"`
	Estimates    []measurement `json:"estimates"`
	Attributions []string      `json:"attributions"`
}

func (o *Observatory) json(w io.Writer, all ...Reading) error {
	m := measurements{AsOf: o.View.Day.String(), Evidence: o.Version}
	var es []indicator.Estimate
	for i := range all {
		m.Estimates, es = append(m.Estimates, all[i].measurement()), append(es, all[i].Estimate)
	}
	m.Attributions = o.Credits(es...)
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	return e.Encode(m)
}

// JSON prints the figure with all rows behind it.
func (q *Question) JSON(w io.Writer) error {
	return q.json(w, q.reading(q.Of(q.View, q.Args)))
}

// JSON prints the dashboard.
func (o *Observatory) JSON(w io.Writer) error {
	parts, err := o.Read()
	if err != nil {
		return err
	}
	var all []Reading
	for _, p := range parts {
		all = append(all, p...)
	}
	return o.json(w, all...)
}

var momentColumns = []string{"as_of", "day", "indicator", "label", "unit", "mid", "lo", "hi", "n", "data_day", "definition", "basis", "undefined", "attribution"}

func (o *Observatory) record(r *Reading, day undercut.Day) []string {
	return []string{
		o.View.Day.String(), day.String(), r.Indicator.Name, r.Label, r.Unit, number(r.Mid).String(), number(r.Lo).String(), number(r.Hi).String(),
		strconv.Itoa(r.N), r.dataDay(), r.meaning(), r.Basis, r.Undefined, strings.Join(o.Credits(r.Estimate), "; "),
	}
}

// CSV prints the months of the indicator.
func (q *Question) CSV(w io.Writer) error {
	out := csv.NewWriter(w)
	out.Write(momentColumns)
	for _, m := range q.Series(q.View, q.Args, q.Since) {
		r := q.reading(m.Estimate)
		out.Write(q.record(&r, m.Day))
	}
	out.Flush()
	return out.Error()
}

// CSV prints the dashboard.
func (o *Observatory) CSV(w io.Writer) error {
	parts, err := o.Read()
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	out.Write(momentColumns)
	for _, p := range parts {
		for i := range p {
			out.Write(o.record(&p[i], p[i].Args.At))
		}
	}
	out.Flush()
	return out.Error()
}

// heading is the indicator with the choices that change what it means.
func (q *Question) heading() string {
	level, definition := "", ""
	if q.Takes(indicator.Level) {
		level = q.Args.LevelName
	}
	if q.Takes(indicator.Definition) {
		definition = strings.ReplaceAll(q.Args.Definition, "_", " ")
	}
	return joined(", ", capital(q.Title), level, definition)
}

// SVG draws the months of the indicator as a file of its own.
func (q *Question) SVG(w io.Writer) error {
	moments := q.Series(q.View, q.Args, q.Since)
	last := q.reading(moments[len(moments)-1].Estimate)
	f, err := momentsFan(q.Indicator, q.Args, moments)
	if err != nil {
		return err
	}
	f.Standalone, f.Width = true, 640
	f.Title = q.heading() + ": " + last.words()
	f.Desc = sentence(last.meaning())
	f.Credit = joined(" ", sentence(last.meaning()), fmt.Sprintf("Seen by %v.", q.View.Day), creditLine(q.credited(last.Estimate)))
	svg, err := f.SVG()
	if err != nil {
		return err
	}
	_, err = w.Write(svg)
	return err
}

// NoMonth says that an indicator is undefined in every month of a chart.
type NoMonth struct{ Why string }

func (e NoMonth) Error() string {
	return "there is no month to draw, in the last it is undefined: " + e.Why
}
