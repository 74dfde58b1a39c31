package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/bertrand"
	"github.com/undercut-sim/undercut/demand"
)

const equilibriumHelp = `Solve one market for its Bertrand-Nash prices: the prices at which no firm
gains by moving any of its own.

FILE (- for standard input) is a JSON object with two keys:

  {"model": "nested_logit",
   "inputs": {"delta": [1, 2, 1.5], "alpha": 1.2, "sigma": 0.5, "nest": [0, 0, 1],
              "cost": [0.5, 1, 0.7], "firm": ["a", "b", "b"]}}

model is logit, nested_logit (adds sigma, one number or one per nest, and nest)
or ces (a and elasticity in place of delta and alpha). Optional inputs:
outside_weight (default 1) or no_outside_good, duty (ad valorem on the seller's
price: buyers pay p, the seller keeps p/(1+duty); one number or one per
product), labels. Numbers may be written as decimal strings.

Prices are what consumers pay, duty included. Shares are of buyers in logit and
of revenue in ces. The margin is what the seller keeps less cost, the Lerner
index that margin over what the seller keeps. Profits are per potential buyer in
logit and per dollar of spending in ces.

With --diff FILE2 the command compares two markets with the same products: a
merger, a tariff, a cost shock.`

// equilibriumCommand is "undercut equilibrium".
func equilibriumCommand() *cobra.Command {
	var opt struct {
		format, diff string
		check        bool
	}
	cmd := &cobra.Command{
		Use:   "equilibrium FILE",
		Short: "Solve one market for its Bertrand-Nash prices",
		Long:  equilibriumHelp,
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			print, ok := equilibriumFormats[opt.format]
			if !ok {
				return badInput{fmt.Errorf("--format is %q: want text, json or csv", opt.format)}
			}
			before, err := solveFile(cmd.Context(), cmd.InOrStdin(), args[0])
			if err != nil {
				return err
			}
			if opt.check {
				if err := before.check(cmd.ErrOrStderr()); err != nil {
					return err
				}
			}
			if opt.diff == "" {
				return errors.Join(print.one(cmd.OutOrStdout(), before), before.failure())
			}
			after, err := solveFile(cmd.Context(), cmd.InOrStdin(), opt.diff)
			if err != nil {
				return err
			}
			if !slices.Equal(before.market.products, after.market.products) {
				return badInput{fmt.Errorf("%s and %s differ in their products or labels: --diff compares the same products in the same order", args[0], opt.diff)}
			}
			return errors.Join(print.two(cmd.OutOrStdout(), before, after), before.failure(), after.failure())
		},
	}
	cmd.Flags().StringVar(&opt.format, "format", "text", "output: text, json or csv")
	cmd.Flags().StringVar(&opt.diff, "diff", "", "compare with the equilibrium of this `FILE2`")
	cmd.Flags().BoolVar(&opt.check, "check", false, "search a grid for a price change that pays, and fail if there is one")
	return cmd
}

// An equilibrium is a market with its solution.
type equilibrium struct {
	name   string
	market *marketFile
	result bertrand.Result
	solver *bertrand.Solver

	price, share, margin, lerner []float64 // per product; margin in dollars
	profit                       []float64 // per firm
	surplus                      float64   // consumer surplus, up to a constant
}

// solveFile reads, parses and solves a file. Whatever is wrong with the file
// itself comes back as badInput.
func solveFile(ctx context.Context, stdin io.Reader, name string) (*equilibrium, error) {
	data, err := readLimited(ctx, stdin, name)
	if err != nil {
		return nil, badInput{err}
	}
	m, err := parseMarket(data)
	if err != nil {
		return nil, badInput{fmt.Errorf("%s:\n%w", name, err)}
	}
	e := &equilibrium{name: name, market: m, solver: new(bertrand.Solver)}
	if err := e.solve(); err != nil {
		return nil, badInput{fmt.Errorf("%s: %w", name, err)}
	}
	return e, nil
}

func readLimited(ctx context.Context, stdin io.Reader, name string) (data []byte, err error) {
	if name == "-" {
		data, err = readStream(ctx, stdin, maxBytes+1)
	} else {
		data, err = readUpTo(name, maxBytes+1)
	}
	if err == nil && len(data) > maxBytes {
		err = fmt.Errorf("%s is larger than %d MiB", name, maxBytes>>20)
	}
	return data, err
}

// solve fills e from its market. Its error is that of a market without any
// equilibrium; one that is not found is a result that says so.
func (e *equilibrium) solve() error {
	p := &e.market.problem
	n := len(p.Cost)
	e.price, e.share, e.margin, e.lerner = make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	e.profit = make([]float64, p.Firms)
	for j := range e.price {
		e.price[j] = math.NaN()
	}
	e.result = e.solver.Solve(p, e.price)
	if len(e.result.Dropped) > 0 {
		return e.dropped()
	}
	if s := e.result.Status; s == bertrand.Unbounded || s == bertrand.Invalid {
		return fmt.Errorf("no equilibrium: %s", e.result.Warnings[0])
	}
	e.solver.Shares(e.share)
	e.solver.Profits(e.profit)
	for j, price := range e.price {
		kept := price
		if p.Keep != nil {
			kept *= p.Keep[j]
		}
		e.margin[j] = kept - p.Cost[j]
		e.lerner[j] = e.margin[j] / kept
	}
	e.surplus = p.ConsumerSurplus(e.price)
	return nil
}

// dropped is the error of a market whose firms would rather not sell some of
// their products, by the names that the file gives them.
func (e *equilibrium) dropped() error {
	var errs []error
	for _, j := range e.result.Dropped {
		errs = append(errs, fmt.Errorf("product %s has no finite price: firm %s keeps at most %.3g of a dollar spent on it, loses more on what buyers spend on its other products, and drops it: take it out of the file, or lower its duty",
			e.market.products[j], e.market.firms[e.market.problem.Firm[j]], e.market.problem.Keep[j]))
	}
	return errors.Join(errs...)
}

// failure is the error of a market whose prices are no equilibrium.
func (e *equilibrium) failure() error {
	if e.result.Status.Converged() {
		return nil
	}
	return fmt.Errorf("%s: %v, residual %.2g of price after %d evaluations", e.name, e.result.Status, e.result.Residual, e.result.Iterations)
}

// check looks for a firm that gains by leaving the prices.
func (e *equilibrium) check(w io.Writer) error {
	if n := len(e.price); n > maxChecked {
		return badInput{fmt.Errorf("--check of %d products takes too long: at most %d", n, maxChecked)}
	}
	worst, firm := 0.0, 0
	for f, gain := range e.solver.Gains(&e.market.problem, e.price) {
		if gain > worst {
			worst, firm = gain, f
		}
	}
	fmt.Fprintf(w, "check: the most that any firm gains by other prices is %.2g\n", worst)
	if worst > 1e-9*math.Abs(e.profit[firm]) {
		return fmt.Errorf("%s: firm %s gains %.3g on a profit of %.3g by other prices", e.name, e.market.firms[firm], worst, e.profit[firm])
	}
	return nil
}

// incomparable says why the consumer surplus of two markets cannot be
// subtracted, or "": utility must mean the same in both.
func incomparable(a, b *marketFile) string {
	p, q := &a.problem, &b.problem
	s, t := &p.Types[0], &q.Types[0]
	switch {
	case a.model != b.model:
		return "the models differ"
	case s.Alpha != t.Alpha && p.Form == demand.Spend:
		return "the elasticities differ"
	case s.Alpha != t.Alpha:
		return "alpha differs"
	case s.Outside != t.Outside:
		return "the outside goods differ"
	case !slices.Equal(p.Nest, q.Nest) || !slices.Equal(s.Sigma, t.Sigma):
		return "the nests differ"
	}
	return ""
}
