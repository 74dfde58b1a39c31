package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/ensemble"
	"github.com/undercut-sim/undercut/store"
)

const replayHelp = `Simulate one future of a finished run again and print its rows of outcomes.csv,
byte for byte, one for each belief and world. The rows are computed, then
compared with the file: a difference is an error that names the first one.

With --panel the future's panel is printed instead: a row for each product on
offer in each market and month, in one world under one belief. With --states it
is a row for each bloc and month: duties, taxes, subsidies, purchases.`

// replayCommand is "undercut replay".
func replayCommand(e *env) *cobra.Command {
	var o struct {
		future        int
		panel, states bool
		world, belief string
	}
	cmd := &cobra.Command{
		Use:   "replay RUN --future N",
		Short: "Simulate one future of a run again, alone",
		Long:  replayHelp,
		Example: `  undercut replay undercut-runs/ai-overproduction-1a2b3c4d --future 17
  undercut replay undercut-runs/ai-overproduction-1a2b3c4d --future 17 --panel --world cn-closed > panel.csv`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if !cmd.Flags().Changed("future") {
				return badInput{errors.New("which future? give --future N, counted from 0")}
			}
			s, q, err := e.finished(args[0])
			if err != nil {
				return err
			}
			if o.future < 0 || o.future >= s.Futures {
				return badInput{fmt.Errorf("--future is %d: %s has futures 0 to %d", o.future, s.Dir, s.Futures-1)}
			}
			if o.panel && o.states {
				return badInput{errors.New("--panel and --states are two tables: give one of them")}
			}
			if !o.panel && !o.states {
				if o.world != "" || o.belief != "" {
					return badInput{errors.New("--world and --belief choose a panel: give --panel or --states, or leave them out for the rows of all")}
				}
				return e.replay(cmd.Context(), s, q, o.future)
			}
			cell, err := q.cell(o.belief, o.world)
			if err != nil {
				return badInput{err}
			}
			if o.states {
				return q.panel(cmd.Context(), e.out, cell, o.future, states)
			}
			return q.panel(cmd.Context(), e.out, cell, o.future, products)
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.future, "future", 0, "`N`umber of the future, from 0")
	f.BoolVar(&o.panel, "panel", false, "print the panel (month x product x market) as CSV")
	f.BoolVar(&o.states, "states", false, "print what states take and spend (month x bloc) as CSV")
	f.StringVar(&o.world, "world", "", "world of the panel (default the scenario itself)")
	f.StringVar(&o.belief, "belief", "", "belief of the panel (default the main one)")
	return cmd
}

// finished loads a finished run and the question that it answers.
func (e *env) finished(dir string) (*store.Stored, *question, error) {
	s, err := store.Load(dir)
	if err != nil {
		return nil, nil, badInput{err}
	}
	q, err := restore(s.Dir, &s.Manifest, e.readFile)
	return s, q, err
}

// replay prints the rows of a future and compares them with those of the run.
func (e *env) replay(ctx context.Context, s *store.Stored, q *question, future int) error {
	rows, err := q.rows(ctx, &s.Manifest, future)
	if err != nil {
		return err
	}
	for _, row := range rows {
		if _, err := e.out.Write(row); err != nil {
			return err
		}
	}
	return compare(s, future, rows)
}

// rows simulates one future in all cells and returns its lines of outcomes.csv.
func (q *question) rows(ctx context.Context, m *store.Manifest, future int) ([][]byte, error) {
	var records []store.Record
	plan := ensemble.Plan{Cells: q.sim.Cells, Futures: q.futures, From: future, To: future + 1, Workers: 1}
	err := ensemble.Run(ctx, plan, nil, q.sim.NewWorker, func(rec *ensemble.Record) error {
		records = append(records, store.Record{
			Cell: rec.Cell, Future: rec.Future, Err: rec.Err,
			Draws: append([]float64(nil), rec.Draws...), Outcomes: append([]float64(nil), rec.Outcomes...),
		})
		return nil
	}, nil)
	if err != nil {
		return nil, err
	}
	weight, err := q.weigh(func(visit func(*store.Record) error) error {
		for i := range records {
			if err := visit(&records[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	var rows [][]byte
	for i := range records {
		rows = append(rows, m.Row(&records[i], weight(&records[i])))
	}
	return rows, nil
}

// compare says where the rows of a future differ from those in outcomes.csv,
// which has the header in its first line and then, future by future, a line
// for each cell.
func compare(s *store.Stored, future int, rows [][]byte) error {
	path := filepath.Join(s.Dir, store.OutcomesName)
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(f, 1<<16)
	first := 1 + future*len(rows)
	for line := range first + len(rows) {
		stored, err := in.ReadBytes('\n')
		if err != nil {
			return fmt.Errorf("%s ends at line %d: %w", path, line+1, err)
		}
		if line >= first && !bytes.Equal(stored, rows[line-first]) {
			return fmt.Errorf("%s:%d: %s", path, line+1, difference(&s.Manifest, stored, rows[line-first]))
		}
	}
	return nil
}

// difference names the first column in which two lines differ.
func difference(m *store.Manifest, stored, computed []byte) string {
	parse := func(line []byte) []string {
		fields, err := csv.NewReader(bytes.NewReader(line)).Read()
		if err != nil {
			return nil
		}
		return fields
	}
	names, a, b := parse(m.Header()), parse(stored), parse(computed)
	for i, name := range names {
		if i < len(a) && i < len(b) && a[i] != b[i] {
			return fmt.Sprintf("%s is %q in the run and %q now: the run was made by a program or on a machine that computes differently", name, a[i], b[i])
		}
	}
	return fmt.Sprintf("the run has %d columns, this program writes %d", len(a), len(b))
}
