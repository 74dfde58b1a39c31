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

// panel writes one future of a cell as CSV, month by month as it comes.
func (q *question) panel(ctx context.Context, w io.Writer, cell, future int) error {
	out := bufio.NewWriter(w)
	if _, err := out.WriteString(panelHeader); err != nil {
		return err
	}
	var line []byte
	err := q.sim.Panel(cell, future, func(v undercut.View) error {
		for i := range v.Rows {
			line = appendRow(line[:0], &v, &v.Rows[i])
			if _, err := out.Write(line); err != nil {
				return err
			}
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// appendRow appends one line of a panel, with names in place of indices.
func appendRow(b []byte, v *undercut.View, r *undercut.Row) []byte {
	for _, s := range []string{
		r.Month.String(), v.Segments[r.Segment].Name, v.Blocs[r.Market].Name, v.Firms[r.Firm].Name, r.Tier.String(), r.Licence.String(),
	} {
		b = append(append(b, s...), ',')
	}
	for _, x := range []float64{
		r.Price, r.Low, r.Cost, r.Quality, r.Share, r.Units, r.Revenue, r.Hosted, r.Profit, r.HostPro, r.Outside,
	} {
		if x == x { // what is undefined is an empty field
			b = strconv.AppendFloat(b, x, 'g', -1, 64)
		}
		b = append(b, ',')
	}
	return append(strconv.AppendBool(b, v.Segments[r.Segment].Illustrative), '\n')
}
