package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/demand"
)

// equilibriumFormats are the values of --format: how to print one market and
// the comparison of two.
var equilibriumFormats = map[string]struct {
	one func(io.Writer, *equilibrium) error
	two func(io.Writer, *equilibrium, *equilibrium) error
}{
	"text": {printMarket, printDiff},
	"json": {marketJSON, diffJSON},
	"csv":  {marketCSV, diffCSV},
}

func printMarket(w io.Writer, e *equilibrium) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "product\tfirm\tprice\t%s\tmargin\tLerner\t\n", e.shareName())
	for j, name := range e.market.products {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%s\t%.4f\t\n", name, e.firmOf(j), digits(e.price[j]), digits(e.share[j]), digits(e.margin[j]), e.lerner[j])
	}
	if err := t.Flush(); err != nil {
		return err
	}
	return printStatus(w, e)
}

func (e *equilibrium) firmOf(j int) string { return e.market.firms[e.market.problem.Firm[j]] }

// shareName says of what the shares are.
func (e *equilibrium) shareName() string {
	if e.market.problem.Form == demand.Spend {
		return "revenue share"
	}
	return "share"
}

func printStatus(w io.Writer, e *equilibrium) error {
	_, err := fmt.Fprintf(w, "\nconsumer prices; residual %s of price; %v\n", residualWords(e.result.Residual), e.result.Status)
	for _, warning := range e.result.Warnings {
		if err == nil {
			_, err = fmt.Fprintln(w, "warning:", warning)
		}
	}
	return err
}

// digits prints seven significant digits.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', 7, 64) }

// exact prints a number so that reading it gives the same bits.
func exact(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

// orNull makes a number that JSON cannot hold a null.
func orNull(x float64) any {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return x
}

func orNulls(v []float64) []any {
	out := make([]any, len(v))
	for i, x := range v {
		out[i] = orNull(x)
	}
	return out
}

// printedMarket is what --format json says of one market.
type printedMarket struct {
	Prices    []any    `json:"prices"`
	Shares    []any    `json:"shares"`
	Residual  any      `json:"residual"`
	Converged bool     `json:"converged"`
	Warnings  []string `json:"warnings"`
}

func (e *equilibrium) printed() printedMarket {
	warnings := append([]string{}, e.result.Warnings...) // a list even when there is none
	return printedMarket{orNulls(e.price), orNulls(e.share), orNull(e.result.Residual), e.result.Status.Converged(), warnings}
}

func marketJSON(w io.Writer, e *equilibrium) error { return writeJSON(w, e.printed()) }

func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func marketCSV(w io.Writer, e *equilibrium) error {
	out := csv.NewWriter(w)
	out.Write([]string{"product", "firm", "price", "share", "margin", "lerner"})
	for j, name := range e.market.products {
		out.Write([]string{name, e.firmOf(j), exact(e.price[j]), exact(e.share[j]), exact(e.margin[j]), exact(e.lerner[j])})
	}
	out.Flush()
	return out.Error()
}

// A profitRow is the profit of one firm before and after; a firm that exists on
// one side only has NaN on the other.
type profitRow struct {
	firm          string
	before, after float64
}

func profitRows(a, b *equilibrium) []profitRow {
	var rows []profitRow
	for f, name := range a.market.firms {
		rows = append(rows, profitRow{name, a.profit[f], math.NaN()})
	}
	for f, name := range b.market.firms {
		at := slices.Index(a.market.firms, name)
		if at < 0 {
			rows = append(rows, profitRow{name, math.NaN(), b.profit[f]})
			continue
		}
		rows[at].after = b.profit[f]
	}
	return rows
}

func change(before, after float64) float64 { return 100 * (after/before - 1) }

func printDiff(w io.Writer, a, b *equilibrium) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "product\tfirm\tprice\tafter\tchange\t%s\tafter\t\n", a.shareName())
	for j, name := range a.market.products {
		firm := a.firmOf(j)
		if after := b.firmOf(j); after != firm {
			firm += " > " + after
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%+.3f%%\t%s\t%s\t\n", name, firm, digits(a.price[j]), digits(b.price[j]), change(a.price[j], b.price[j]), digits(a.share[j]), digits(b.share[j]))
	}
	fmt.Fprintf(t, "\nfirm\tprofit\tafter\tchange\t\n")
	for _, row := range profitRows(a, b) {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\t\n", row.firm, orDash(row.before, digits), orDash(row.after, digits), orDash(change(row.before, row.after), func(x float64) string { return fmt.Sprintf("%+.3f%%", x) }))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if why := incomparable(a.market, b.market); why != "" {
		fmt.Fprintf(w, "\nconsumer surplus: not comparable, since %s\n", why)
	} else {
		fmt.Fprintf(w, "\nconsumer surplus changes by %s %s\n", digits(b.surplus-a.surplus), a.perWhom())
	}
	for _, e := range []*equilibrium{a, b} {
		fmt.Fprintf(w, "\n%s:", e.name)
		if err := printStatus(w, e); err != nil {
			return err
		}
	}
	return nil
}

// perWhom is the unit of profit and surplus.
func (e *equilibrium) perWhom() string {
	if e.market.problem.Form == demand.Spend {
		return "per dollar of spending"
	}
	return "per potential buyer"
}

func orDash(x float64, print func(float64) string) string {
	if math.IsNaN(x) {
		return "-"
	}
	return print(x)
}

func diffJSON(w io.Writer, a, b *equilibrium) error {
	type profit struct {
		Firm   string `json:"firm"`
		Before any    `json:"before"`
		After  any    `json:"after"`
	}
	percent := make([]float64, len(a.price))
	for j := range percent {
		percent[j] = change(a.price[j], b.price[j])
	}
	profits := []profit{}
	for _, row := range profitRows(a, b) {
		profits = append(profits, profit{row.firm, orNull(row.before), orNull(row.after)})
	}
	surplus := any(nil)
	if incomparable(a.market, b.market) == "" {
		surplus = orNull(b.surplus - a.surplus)
	}
	return writeJSON(w, struct {
		Before  printedMarket `json:"before"`
		After   printedMarket `json:"after"`
		Change  []any         `json:"price_change_percent"`
		Profits []profit      `json:"profits"`
		Surplus any           `json:"consumer_surplus_change"`
	}{a.printed(), b.printed(), orNulls(percent), profits, surplus})
}

func diffCSV(w io.Writer, a, b *equilibrium) error {
	out := csv.NewWriter(w)
	out.Write([]string{"product", "firm_before", "firm_after", "price_before", "price_after", "price_change_percent", "share_before", "share_after"})
	for j, name := range a.market.products {
		out.Write([]string{
			name, a.firmOf(j), b.firmOf(j), exact(a.price[j]), exact(b.price[j]), exact(change(a.price[j], b.price[j])),
			exact(a.share[j]), exact(b.share[j]),
		})
	}
	out.Flush()
	return out.Error()
}

// residualWords gives a residual as text. Below 1e-12 it is rounding, which
// differs between machines; JSON has the number.
func residualWords(r float64) string {
	if r < 1e-12 {
		return "below 1e-12"
	}
	return fmt.Sprintf("%.1e", r)
}
