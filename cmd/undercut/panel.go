package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// panelHeader names the columns of a panel. Units: price, low and cost in
// dollars a unit; units in millions, or trillions of tokens; revenue, hosted,
// profit and host_profit in $bn in the month. The last says that the numbers of
// the segment are not sourced.
const panelHeader = "month,segment,market,firm,tier,licence,price,low,cost,quality,share,units,revenue,hosted,profit,host_profit,outside,illustrative\n"

// statesHeader names the columns of what blocs and their states have. Units:
// prestige, news and compute none, all others $bn in the month.
const statesHeader = "month,bloc,prestige,news,tariffs,tax,subsidy,procurement,host_profit,compute\n"

// A sheet is a part of the panel as CSV: a header, and the lines of a month.
type sheet struct {
	header string
	lines  func(b []byte, v *undercut.View) []byte
}

var (
	products = sheet{panelHeader, func(b []byte, v *undercut.View) []byte {
		for i := range v.Rows {
			b = appendRow(b, v, &v.Rows[i])
		}
		return b
	}}
	states = sheet{statesHeader, func(b []byte, v *undercut.View) []byte {
		for i := range v.States {
			b = appendState(b, v, &v.States[i])
		}
		return b
	}}
)

// cell returns the cell of a belief and a world; empty stands for the first.
func (q *question) cell(belief, world string) (int, error) {
	b, err := choose("belief", belief, q.beliefs)
	if err != nil {
		return 0, err
	}
	w, err := choose("world", world, q.worlds)
	return b*len(q.worlds) + w, err
}

func choose(what, name string, names []string) (int, error) {
	if name == "" {
		return 0, nil
	}
	i := slices.Index(names, name)
	if i < 0 {
		return 0, fmt.Errorf("--%s is %q: the run has %s", what, name, strings.Join(names, ", "))
	}
	return i, nil
}

// panel writes a sheet of one future of a cell, month by month as it comes.
func (q *question) panel(ctx context.Context, w io.Writer, cell, future int, s sheet) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString(s.header); err != nil {
		return err
	}
	var lines []byte
	err := q.sim.Panel(cell, future, func(v undercut.View) error {
		lines = s.lines(lines[:0], &v)
		if _, err := out.Write(lines); err != nil {
			return err
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// appendRow appends one product in one market, with names in place of indices.
func appendRow(b []byte, v *undercut.View, r *undercut.Row) []byte {
	return appendLine(b, []string{
		r.Month.String(), v.Segments[r.Segment].Name, v.Blocs[r.Market].Name, v.Firms[r.Firm].Name, r.Tier.String(), r.Licence.String(),
	}, []float64{
		r.Price, r.Low, r.Cost, r.Quality, r.Share, r.Units, r.Revenue, r.Hosted, r.Profit, r.HostPro, r.Outside,
	}, strconv.FormatBool(v.Segments[r.Segment].Illustrative))
}

// appendState appends one bloc.
func appendState(b []byte, v *undercut.View, r *undercut.BlocRow) []byte {
	return appendLine(b, []string{r.Month.String(), v.Blocs[r.Bloc].Name}, []float64{
		r.Prestige, r.News, r.Tariffs, r.Tax, r.Subsidy, r.Procurement, r.HostPro, r.Compute,
	})
}

// appendLine writes names, then numbers, then notes.
func appendLine(b []byte, names []string, numbers []float64, notes ...string) []byte {
	for _, s := range names {
		b = append(append(b, s...), ',')
	}
	for _, x := range numbers {
		if x == x { // what is undefined is an empty field
			b = strconv.AppendFloat(b, x, 'g', -1, 64)
		}
		b = append(b, ',')
	}
	for _, s := range notes {
		b = append(append(b, s...), ',')
	}
	b[len(b)-1] = '\n'
	return b
}
