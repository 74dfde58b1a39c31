package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/decision"
	"github.com/undercut-sim/undercut/priceindex"
	"github.com/undercut-sim/undercut/report"
)

// when are the two days of the comparison.
func (a *priceAnswer) when() [2]string {
	return [2]string{"now", "in " + strconv.Itoa(a.last().Horizon) + " months"}
}

func (a *priceAnswer) last() *priceindex.Forecast { return &a.Forecasts[len(a.Forecasts)-1] }

func priceText(w io.Writer, a *priceAnswer) error {
	fmt.Fprintf(w, "PRICE OF %s, %s at or above %s: %s a million tokens on %v, from what had been seen by %v\n\n",
		strings.ToUpper(a.Args.LevelName), a.Args.Scale, exact(a.Args.Level), perMillion(a.Now.Mid), a.Args.At, a.View.Day)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "months\tprice\t90% interval\tmethod\terred by\tlevels\twindows\tinside")
	for _, f := range a.Forecasts {
		fmt.Fprintf(t, "%d\t%s\t%s to %s\t%s\t×%s\t%d\t%d\t%s\n", f.Horizon, perMillion(math.Exp(f.Mid)), perMillion(math.Exp(f.Lo)), perMillion(math.Exp(f.Hi)),
			f.Method, brief(math.Exp(f.Best().Mean)), f.Histories, f.Windows, chart.Percent.Format(f.Covered))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, line := range report.Folded("Erred by: mean factor between such forecasts in the past and what came, for levels from the lowest sold on. "+
		"Windows: of the horizon's length that these would fill if none overlapped; all levels share one history. "+
		"Inside: errors of a level inside the interval that the other levels give.", 98) {
		fmt.Fprintln(w, "  "+line)
	}
	fmt.Fprintf(w, "\nPAST ERRORS of all methods, %d months ahead\n", a.last().Horizon)
	t = tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	for i, trial := range a.last().Trials {
		fmt.Fprintf(t, "  %s\t×%s\t%s\n", trial.Method, brief(math.Exp(trial.Mean)), priceindex.Methods[i].Doc)
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if err := hostText(w, a); err != nil {
		return err
	}
	if err := explained(w, hostFormula, a.numbers, a.studies[1]); err != nil {
		return err
	}
	fmt.Fprintf(w, "\nSOURCES\n  %s\n", strings.Join(a.Credits(a.Now), "\n  "))
	return nil
}

// hostText is the comparison of hosting with buying.
func hostText(w io.Writer, a *priceAnswer) error {
	when := a.when()
	fmt.Fprintf(w, "\nHOST OR BUY, dollars a month (hosting: %s)\n", a.Hosted)
	t := tabwriter.NewWriter(w, 2, 0, 2, ' ', 0)
	fmt.Fprintf(t, "  \t%s\t%s\n", when[0], when[1])
	row := func(label string, cell func(v *decision.HostVerdict) string) {
		fmt.Fprintf(t, "  %s\t%s\t%s\n", label, cell(&a.verdicts[0]), cell(&a.verdicts[1]))
	}
	row("buying", func(v *decision.HostVerdict) string { return dollarsOf(v.Bought) })
	row("hosting", func(v *decision.HostVerdict) string { return dollarsOf(v.Own) })
	row("hosting pays from, m tokens a month", func(v *decision.HostVerdict) string {
		return fmt.Sprintf("%s (%s to %s)", brief(v.BreakEven.P50), brief(v.BreakEven.P5), brief(v.BreakEven.P95))
	})
	row("hosting is cheaper", func(v *decision.HostVerdict) string { return of100(v.Cheaper) })
	row("what flips it", flipsHosting)
	return t.Flush()
}

// flipsHosting says what the answer hangs on.
func flipsHosting(v *decision.HostVerdict) string {
	if v.Driver == nil {
		return "nothing that is uncertain"
	}
	at := turns(*v.Flip)
	if at == "" {
		at = "at no value from " + brief(v.Flip.Lo) + " to " + brief(v.Flip.Hi)
	}
	return v.Driver.Name + " " + at + ", now " + brief(v.Flip.Now)
}

// hostFormula says what is computed.
var hostFormula = []string{
	"buying = V p; hosting = ceil(V/c) r g h + s, with h = 730.485 hours a month",
	"c = r q u 3600 h / 10^6, the m tokens a month that a replica serves",
	"hosting pays from (n r g h + s)/p on, n = max(1, ceil(s/(p c - r g h))); never if p c <= r g h",
}

func perMillion(x float64) string { return chart.Dollars.Format(x) }

func dollarsOf(q decision.Quantiles) string {
	if q.P5 == q.P95 {
		return chart.Dollars.Format(q.P50)
	}
	return fmt.Sprintf("%s (%s to %s)", chart.Dollars.Format(q.P50), chart.Dollars.Format(q.P5), chart.Dollars.Format(q.P95))
}

func priceJSON(w io.Writer, a *priceAnswer) error {
	type trial struct {
		Method string  `json:"method"`
		Factor float64 `json:"mean_factor_erred"`
	}
	type ahead struct {
		Months  int     `json:"months_ahead"`
		Mid     float64 `json:"price"`
		Lo      float64 `json:"lo"`
		Hi      float64 `json:"hi"`
		Method  string  `json:"method"`
		Levels  int     `json:"levels"`
		Windows int     `json:"windows"`
		Covered float64 `json:"inside"`
		Trials  []trial `json:"past_errors"`
	}
	type verdict struct {
		When      string        `json:"when"`
		Bought    [3]any        `json:"buying_p5_p50_p95"`
		Own       [3]any        `json:"hosting_p5_p50_p95"`
		BreakEven [3]any        `json:"hosting_pays_from_m_tokens_p5_p50_p95"`
		Cheaper   printedChance `json:"hosting_is_cheaper"`
		Flip      *printedFlip  `json:"flip"`
	}
	quantiles := func(q decision.Quantiles) [3]any { return [3]any{orNull(q.P5), orNull(q.P50), orNull(q.P95)} }
	aheads, verdicts := []ahead{}, []verdict{}
	for _, f := range a.Forecasts {
		x := ahead{f.Horizon, math.Exp(f.Mid), math.Exp(f.Lo), math.Exp(f.Hi), f.Method, f.Histories, f.Windows, f.Covered, nil}
		for _, t := range f.Trials {
			x.Trials = append(x.Trials, trial{t.Method, math.Exp(t.Mean)})
		}
		aheads = append(aheads, x)
	}
	for i, v := range a.verdicts {
		x := verdict{a.when()[i], quantiles(v.Bought), quantiles(v.Own), quantiles(v.BreakEven), printedFrequency(v.Cheaper), nil}
		if v.Flip != nil {
			f := printedFlipOf(*v.Flip)
			x.Flip = &f
		}
		verdicts = append(verdicts, x)
	}
	return writeJSON(w, struct {
		AsOf         string          `json:"as_of"`
		At           string          `json:"at"`
		Evidence     string          `json:"evidence"`
		Capability   string          `json:"capability"`
		Scale        string          `json:"scale"`
		Level        float64         `json:"level"`
		Now          float64         `json:"price_now"`
		Basis        string          `json:"price_now_basis"`
		Forecasts    []ahead         `json:"forecasts"`
		Hosted       string          `json:"hosted"`
		Verdicts     []verdict       `json:"host_or_buy"`
		Inputs       []printedNumber `json:"inputs"`
		Formula      []string        `json:"formula"`
		Attributions []string        `json:"attributions"`
	}{
		a.View.Day.String(), a.Args.At.String(), a.Version, a.Args.LevelName, a.Args.Scale, a.Args.Level, a.Now.Mid, a.Now.Basis,
		aheads, a.Hosted, verdicts, printedNumbers(a.numbers), hostFormula, a.Credits(a.Now),
	})
}

func priceCSV(w io.Writer, a *priceAnswer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"as_of", "at", "scale", "level", "months_ahead", "price", "lo", "hi", "method", "mean_factor_erred", "levels", "windows", "inside", "attribution"})
	head := []string{a.View.Day.String(), a.Args.At.String(), a.Args.Scale, exact(a.Args.Level)}
	credit := strings.Join(a.Credits(a.Now), "; ")
	out.Write(append(head[:4:4], "0", exact(a.Now.Mid), "", "", "observed", "", "", "", "", credit))
	for _, f := range a.Forecasts {
		out.Write(append(head[:4:4], strconv.Itoa(f.Horizon), exact(math.Exp(f.Mid)), exact(math.Exp(f.Lo)), exact(math.Exp(f.Hi)),
			f.Method, exact(math.Exp(f.Best().Mean)), strconv.Itoa(f.Histories), strconv.Itoa(f.Windows), exact(f.Covered), credit))
	}
	out.Flush()
	return out.Error()
}

// priceSVG draws the observed months in ink and the forecast after them.
func priceSVG(w io.Writer, a *priceAnswer) error {
	at := int(a.Args.At.Month())
	p := a.last()
	f := chart.Fan{
		Frame: chart.Frame{
			Standalone: true, Width: 640, Credit: strings.Join(a.Credits(a.Now), "; "),
			Title: fmt.Sprintf("%s: %s now, %s in %d months (90%%: %s to %s)", a.Args.LevelName, perMillion(a.Now.Mid), perMillion(math.Exp(p.Mid)), p.Horizon, perMillion(math.Exp(p.Lo)), perMillion(math.Exp(p.Hi))),
			Desc:  "Cheapest list price of the capability by month, and its forecast with an interval of past errors of the method.",
		},
		Axis:   chart.Axis{Label: "dollars per million tokens, log scale", Unit: chart.Dollars, Log: true},
		Months: []int{at}, ObservedName: "observed", BandNames: [2]string{"", "90% of past errors"},
		Base: chart.Quantiles{P10: []float64{a.Now.Mid}, P50: []float64{a.Now.Mid}, P90: []float64{a.Now.Mid}},
	}
	for _, m := range a.Series(a.View, a.Args, a.Since) {
		f.Observed = append(f.Observed, chart.Observation{Month: int(m.Day.Month()), Value: m.Mid})
	}
	for _, p := range a.Forecasts {
		f.Months = append(f.Months, at+p.Horizon)
		f.Base.P10, f.Base.P50, f.Base.P90 = append(f.Base.P10, math.Exp(p.Lo)), append(f.Base.P50, math.Exp(p.Mid)), append(f.Base.P90, math.Exp(p.Hi))
	}
	svg, err := f.SVG()
	if err != nil {
		return err
	}
	_, err = w.Write(svg)
	return err
}
