package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/decision"
)

const paybackHelp = `Does a release earn back what it cost before an open model of equal quality is
out? The answer is given on both bases on which people count: the final training
run alone, and all research behind the release.

` + rangesHelp + `

Without flags the numbers are those published of OpenAI's GPT-5 in 2025. What you
give replaces them one by one; the answer prints which are yours. Revenue may be
given as market times share. The open equal comes after lag months, by copying
the release, or after lead months, at the pace of open labs, whichever is shorter
of those given; a lead that is given alone stands for itself.`

// monthsOfExample is how long the published figures of GPT-5 reach: from 7
// August to the end of December 2025.
const monthsOfExample = 4.8

// paybackInputs are the numbers of "undercut payback". Defaults are computed
// from facts, so they change with them.
func paybackInputs() []decisionInput {
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	revenue, inference := factNumber("F0007"), factNumber("F0008")
	rate := decision.Domain{Lo: -0.9, Hi: 2}
	horizon := decision.Domain{Lo: 0, Hi: 1200, LoOpen: true}
	return []decisionInput{
		{"run", "F", "$m", "final training run", decision.Positive, "500", "assumption, near F0040"},
		{"research", "F", "$m", "all research behind the release", decision.Positive, number(1000 * factNumber("F0043")), "F0043"},
		{"revenue", "r", "$m a month", "revenue at release", decision.Positive, number(1000 * revenue / monthsOfExample), "F0007 over 4.8 months"},
		{"market", "", "$bn a year", "market, in place of --revenue", decision.Positive, "", ""},
		{"share", "", "0 to 1", "share of it that is yours", decision.Fraction, "", ""},
		{"margin", "m", "0 to 1", "gross margin, after serving", decision.Fraction, number(1 - inference/revenue), "1 - F0008/F0007"},
		{"growth", "g", "a month", "growth of the release's revenue", rate, "0", "neutral"},
		{"lead", "A", "months", "ahead of the best open model at release", horizon, "", ""},
		{
			"lag", "A", "months", "until a copy of equal quality is open", horizon,
			fmt.Sprintf("%g:%g:%g", factNumber("F0200"), factNumber("F0199"), factNumber("F0201")), "F0200, F0199, F0201",
		},
		{"erosion", "e", "0 to 1", "part of the margin that survives an open equal", decision.Share, "0.05:0.5:0.95", "assumption"},
		{"discount", "rho", "a year", "discount rate, continuous", rate, "0", "neutral"},
	}
}

// paybackFormula says what is computed.
var paybackFormula = []string{
	"earned(t) = m r (phi(min(t, A)) + e exp(kA) phi(t - A)), the second part from A on",
	"phi(t) = (exp(kt) - 1)/k, which is t for k = 0; k = ln(1 + g) - rho/12; A = min(lead, lag)",
	"recouped at the t with earned(t) = F; without open equal t = ln(1 + kF/(m r))/k, F/(m r) for k = 0",
	"lead needed to recoup before: that t; ever: ln((1 - y)/(1 - e))/k, y = -kF/(m r), for k < 0 and y > e",
}

// A paybackAnswer is everything that is printed.
type paybackAnswer struct {
	numbers []decisionNumber
	study   *decision.Study
	central decision.Release
	bases   []decision.Recoupment
	release undercut.Month // first month of the chart
}

// paybackCommand is "undercut payback".
func paybackCommand() *cobra.Command {
	var d decisionFlags
	var release string
	cmd := &cobra.Command{
		Use:   "payback",
		Short: "Ask whether a release earns back its cost before an open equal is out",
		Long:  paybackHelp,
		Example: `  undercut payback
  undercut payback --run 300:500 --research 4000 --revenue 250 --margin 0.4:0.6 --lead 4:9
  undercut payback --market 30 --share 0.1:0.2 --growth=-0.03 --discount 0.1 --format json
  undercut payback --format svg --release 2025-08 > payback.svg`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			a, err := askPayback(cmd, &d, release)
			if err != nil {
				return badInput{err}
			}
			for _, base := range []string{"run", "research"} {
				r, err := decision.Recoup(a.study, base)
				if err != nil {
					return err
				}
				a.bases = append(a.bases, r)
			}
			return paybackFormats[d.format](cmd.OutOrStdout(), a)
		},
	}
	d.add(cmd, paybackInputs())
	cmd.Flags().StringVar(&release, "release", "", "month of release, `YYYY-MM`, where the chart of --format svg begins")
	return cmd
}

// paybackFormats are the values of --format.
var paybackFormats = map[string]func(io.Writer, *paybackAnswer) error{
	"text": paybackText, "json": paybackJSON, "csv": paybackCSV, "svg": paybackSVG,
}

// askPayback reads the flags; its error names every fault of them.
func askPayback(cmd *cobra.Command, d *decisionFlags, release string) (*paybackAnswer, error) {
	var leave []string
	given := cmd.Flags().Changed
	var errs []error
	if given("market") || given("share") {
		leave = append(leave, "revenue")
		if !given("market") || !given("share") {
			errs = append(errs, errors.New("--market and --share go together: revenue is market times share"))
		}
		if given("revenue") {
			errs = append(errs, errors.New("--revenue and --market with --share say the same: want one of them"))
		}
	}
	if given("lead") {
		leave = append(leave, "lag")
	}
	numbers, err := d.read(cmd, leave...)
	a := &paybackAnswer{numbers: numbers}
	errs = append(errs, err)
	if d.format == "svg" || release != "" {
		if a.release, err = undercut.ParseMonth(release); err != nil {
			errs = append(errs, fmt.Errorf("--release is %q: want the month of release as YYYY-MM, as the chart has a calendar", release))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	a.study = d.study(numbers)
	a.central = decision.NewRelease(a.study.Central())
	return a, nil
}
