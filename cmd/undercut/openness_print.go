package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"strings"
	"text/tabwriter"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/decision"
)

// openOrClosed names what earns more.
func openOrClosed(opens bool) string {
	if opens {
		return "open"
	}
	return "closed"
}

// licenceRows are what both licences are compared by.
var licenceRows = []struct {
	name, words string
	of          func(l decision.Licence) float64
}{
	{"price", "price, $", func(l decision.Licence) float64 { return l.Price }},
	{"share", "share of buyers", func(l decision.Licence) float64 { return l.Share }},
	{"model", "earned on the model", func(l decision.Licence) float64 { return l.Model }},
	{"complement", "on the complement", func(l decision.Licence) float64 { return l.Complement }},
	{"devices", "on devices", func(l decision.Licence) float64 { return l.Device }},
	{"profit", "profit per potential buyer, $", decision.Licence.Profit},
}

func opennessText(w io.Writer, a *opennessAnswer) error {
	v := a.verdict
	advice := "KEEP IT CLOSED"
	if v.Opens() {
		advice = "GIVE IT AWAY"
	}
	fmt.Fprintf(w, "%s: open earns %s per potential buyer, closed %s\n\n", advice, dollars(v.Open.Profit()), dollars(v.Closed.Profit()))
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "\tclosed\topen")
	for _, r := range licenceRows {
		if r.name != "devices" || a.like.Devices != nil {
			fmt.Fprintf(t, "%s\t%s\t%s\n", r.words, brief(r.of(v.Closed)), brief(r.of(v.Open)))
		}
	}
	if v.Thresholds != nil {
		fmt.Fprintf(t, "\nTHRESHOLDS of the closed forms, rivals held to their prices against the closed model\n")
	}
	for _, th := range v.Thresholds {
		fmt.Fprintf(t, "  %s\t%s\tnow %s\t%s\n", th.Symbol, thresholdValue(th), brief(th.Now), th.Meaning)
	}
	fmt.Fprintf(t, "\nWHAT FLIPS IT, one input at a time, both markets solved again\n")
	idle := []string{}
	for _, f := range a.flips {
		if at := turns(f); at != "" {
			fmt.Fprintf(t, "  %s\t%s\tnow %s\n", f.Name, openOrClosed(!v.Opens())+" "+at, brief(f.Now))
		} else {
			idle = append(idle, fmt.Sprintf("%s (%s to %s)", f.Name, brief(f.Lo), brief(f.Hi)))
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	if len(idle) > 0 {
		fmt.Fprintln(w, "  nothing within the range searched:")
		for from := 0; from < len(idle); from += 4 {
			fmt.Fprintln(w, "    "+strings.Join(idle[from:min(from+4, len(idle))], ", "))
		}
	}
	opennessFutures(w, a)
	if err := explained(w, opennessFormula, a.numbers, a.study); err != nil {
		return err
	}
	for _, l := range a.lists {
		fmt.Fprintf(w, "  %s: %s\n", l.name, l.text)
	}
	return nil
}

// dollars prints an amount of money.
func dollars(x float64) string { return chart.Dollars.Format(x) }

// thresholdValue prints a threshold that may not exist.
func thresholdValue(th decision.Threshold) string {
	if math.IsNaN(th.Value) {
		return "none"
	}
	return brief(th.Value)
}

// opennessFutures prints the odds, if there is something to draw.
func opennessFutures(w io.Writer, a *opennessAnswer) {
	if a.study.Certain() {
		return
	}
	fmt.Fprintf(w, "\nOVER ALL FUTURES open earns more in %s; it gains %s (90%%: %s to %s)\n", of100(a.odds.Opens), dollars(a.odds.P50), dollars(a.odds.P5), dollars(a.odds.P95))
	if n := a.odds.Silent; n > 0 {
		fmt.Fprintf(w, "  not counting %d futures in which prices have no equilibrium\n", n)
	}
	if d := a.odds.Driver; d != nil {
		fmt.Fprintf(w, "  most of all by %s (rank correlation %+.2f)\n", d.Name, d.Rho)
	}
}

func opennessJSON(w io.Writer, a *opennessAnswer) error {
	type licence struct {
		Price      float64 `json:"price"`
		Share      float64 `json:"share"`
		Model      float64 `json:"model"`
		Complement float64 `json:"complement"`
		Devices    float64 `json:"devices"`
		Profit     float64 `json:"profit"`
	}
	type threshold struct {
		Symbol  string  `json:"symbol"`
		Value   any     `json:"value"`
		Now     float64 `json:"now"`
		Meaning string  `json:"meaning"`
	}
	side := func(l decision.Licence) licence {
		return licence{l.Price, l.Share, l.Model, l.Complement, l.Device, l.Profit()}
	}
	thresholds, flips := []threshold{}, []printedFlip{}
	for _, th := range a.verdict.Thresholds {
		thresholds = append(thresholds, threshold{th.Symbol, orNull(th.Value), th.Now, th.Meaning})
	}
	for _, f := range a.flips {
		flips = append(flips, printedFlipOf(f))
	}
	var driver *string
	var rho *float64
	if d := a.odds.Driver; d != nil {
		driver, rho = &d.Name, &d.Rho
	}
	lists := [][2]string{}
	for _, l := range a.lists {
		lists = append(lists, [2]string{l.name, l.text})
	}
	return writeJSON(w, struct {
		Decision   string          `json:"decision"`
		Closed     licence         `json:"closed"`
		Open       licence         `json:"open"`
		Thresholds []threshold     `json:"thresholds"`
		Flips      []printedFlip   `json:"flips"`
		Opens      printedChance   `json:"open_earns_more"`
		Gain       [3]float64      `json:"gain_p5_p50_p95"`
		Silent     int             `json:"futures_without_equilibrium"`
		Driver     *string         `json:"driver"`
		Rho        *float64        `json:"driver_rank_correlation"`
		Seed       uint64          `json:"seed"`
		Futures    int             `json:"futures"`
		Inputs     []printedNumber `json:"inputs"`
		Others     [][2]string     `json:"others"`
		Formula    []string        `json:"formula"`
	}{
		openOrClosed(a.verdict.Opens()), side(a.verdict.Closed), side(a.verdict.Open), thresholds, flips,
		printedFrequency(a.odds.Opens),
		[3]float64{a.odds.P5, a.odds.P50, a.odds.P95},
		a.odds.Silent, driver, rho,
		a.study.Seed, a.study.Futures, printedNumbers(a.numbers), lists, opennessFormula,
	})
}

func opennessCSV(w io.Writer, a *opennessAnswer) error {
	out := csv.NewWriter(w)
	out.Write([]string{"quantity", "closed", "open"})
	for _, r := range licenceRows {
		out.Write([]string{r.name, exact(r.of(a.verdict.Closed)), exact(r.of(a.verdict.Open))})
	}
	out.Write([]string{"of_100_futures", exact(100 - 100*a.odds.Opens.Mid()), exact(100 * a.odds.Opens.Mid())})
	out.Flush()
	return out.Error()
}

// opennessSVG draws both profits, by where they come from, at five values of
// the complement: 0 to twice yours, or to $1/alpha where you have none.
func opennessSVG(w io.Writer, a *opennessAnswer) error {
	v := a.study.Central()
	step := v["complement"] / 2
	if step == 0 {
		step = 0.25 / v["alpha"]
	}
	stack := chart.Stack{
		Frame: chart.Frame{
			Title: "Profit closed and open, by the complement", Standalone: true,
			Desc: fmt.Sprintf("Profit per potential buyer of models under both licences at five values of the complement. At yours, $%s a user, %s earns more.", brief(v["complement"]), openOrClosed(a.verdict.Opens())),
		},
		Axis:   chart.Axis{Label: "dollars per potential buyer", Unit: chart.Dollars, Zero: true},
		Series: []string{"model", "complement", "devices"}, Net: "profit",
	}
	if a.like.Devices == nil {
		stack.Series = stack.Series[:2]
	}
	for k := range 5 {
		kappa := step * float64(k)
		v["complement"] = kappa
		g := decision.NewGiveaway(a.like, v)
		closed, err := g.Closed()
		if err != nil {
			return err
		}
		open, err := g.Open()
		if err != nil {
			return err
		}
		group := chart.Group{Label: fmt.Sprintf("complement of $%s a user", brief(kappa))}
		for i, l := range []decision.Licence{closed, open} {
			parts := []float64{visible(l.Model), visible(l.Complement), visible(l.Device)}
			group.Bars = append(group.Bars, chart.Bar{Label: openOrClosed(i == 1), Values: parts[:len(stack.Series)]})
		}
		stack.Groups = append(stack.Groups, group)
	}
	picture, err := stack.SVG()
	if err == nil {
		_, err = w.Write(picture)
	}
	return err
}

// visible takes an amount that no picture could show for nothing.
func visible(x float64) float64 {
	if math.Abs(x) < 1e-90 {
		return 0
	}
	return x
}
