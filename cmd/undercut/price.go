package main

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/decision"
	"github.com/undercut-sim/undercut/indicator"
	"github.com/undercut-sim/undercut/priceindex"
	"github.com/undercut-sim/undercut/report"
)

const priceHelp = `What will a capability cost, and should you buy it or host open weights yourself?

The forecast takes the method that erred least in the past, for levels from the
lowest sold on and from every month in which it could have been made. The interval
is the middle 90% of that moved by each of its past errors at that horizon. History
is short: neither knows of a shortage of chips or a war of prices that it has not seen.

` + rangesHelp + `

Hosting rents whole replicas of the model by the hour, buying pays the forecast
price. Numbers that you do not give are assumptions or facts, and say so.`

// memoryPerParameter and memoryPerGPU say how many GPUs hold a model: a byte a
// parameter and a fifth more for what it remembers of a conversation, on 80 GB.
const (
	memoryPerParameter = 1.2 // bytes, assumption
	memoryPerGPU       = 80  // GB
)

// priceInputs are the numbers of "undercut price" that are not observed.
func priceInputs(replica float64) []decisionInput {
	open := decision.Domain{Lo: 0, Hi: 1, LoOpen: true}
	return []decisionInput{
		{"tokens", "V", "m a month", "tokens that you use, read and written together", decision.Positive, "1000", "an example"},
		{"gpu", "g", "$ an hour", "rent of one GPU", decision.Positive, fmt.Sprintf("%g:%g:%g", factNumber("F0030"), factNumber("F0031"), factNumber("F0032")), "F0030, F0031, F0032"},
		{"throughput", "q", "tokens/s", "of one busy GPU", decision.Positive, "500:2000:5000", "assumption, up to the 4951 that F0129 counts"},
		{"utilisation", "u", "0 to 1", "part of the time in which a GPU is busy", open, "0.1:0.3:0.6", "assumption"},
		{"replica", "r", "GPUs", "that hold the model once, a whole number", decision.Positive, strconv.FormatFloat(replica, 'g', -1, 64), "parameters"},
		{"staff", "s", "$ a month", "people who run it, whatever the volume", decision.Domain{Lo: 0, Hi: math.Inf(1)}, "1000:4000:15000", "assumption"},
	}
}

// A priceAnswer is everything that is printed.
type priceAnswer struct {
	*report.Question
	Now       indicator.Estimate
	Forecasts []priceindex.Forecast // by horizon, rising
	Hosted    string                // the model that would be hosted, and how large it is
	numbers   []decisionNumber
	studies   []*decision.Study // now, and at the last horizon
	verdicts  []decision.HostVerdict
}

// priceCommand is "undercut price".
func priceCommand() *cobra.Command {
	var f observeFlags
	var d decisionFlags
	var horizon string
	cmd := &cobra.Command{
		Use:   "price",
		Short: "Forecast what a capability will cost, and set hosting against buying",
		Long:  priceHelp,
		Example: `  undercut price --capability GPT-4 --horizon 24mo
  undercut price --capability 145 --horizon 12mo --tokens 50000 --utilisation 0.5
  undercut price --capability claude-opus-4.5 --format json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			f.format = d.format
			a, err := askPrice(cmd, &f, &d, horizon)
			if err != nil {
				return badInput{err}
			}
			for _, s := range a.studies {
				v, err := decision.Host(s)
				if err != nil {
					return err
				}
				a.verdicts = append(a.verdicts, v)
			}
			return priceFormats[d.format](cmd.OutOrStdout(), a)
		},
	}
	d.add(cmd, priceInputs(0))
	s := cmd.Flags()
	s.StringVar(&f.choice.Level, "capability", "GPT-4", "a number on the scale, or a release")
	s.StringVar(&horizon, "horizon", "24mo", "how far ahead, in months (24mo) or years (2y)")
	s.StringVar(&f.choice.Scale, indicator.ScaleName, "", "scale of capability: "+strings.Join(indicator.ScaleNames(), ", "))
	s.StringVar(&f.choice.Weights, indicator.Weights, "", "tokens read to written in a price, 3:1 unless given")
	f.addDays(cmd)
	return cmd
}

// priceFormats are the values of --format.
var priceFormats = map[string]func(io.Writer, *priceAnswer) error{
	"text": priceText, "json": priceJSON, "csv": priceCSV, "svg": priceSVG,
}

// askPrice reads the flags; its error names every fault of them.
func askPrice(cmd *cobra.Command, f *observeFlags, d *decisionFlags, horizon string) (*priceAnswer, error) {
	months, errMonths := parseHorizon(horizon)
	o, errView := f.observatory()
	if err := errors.Join(errMonths, errView); err != nil {
		return nil, err
	}
	q, err := f.ask(o, "price")
	if err != nil {
		return nil, fmt.Errorf("%w (--capability is the level)", err)
	}
	a := &priceAnswer{Question: q, Now: q.Of(q.View, q.Args)}
	replica := a.host()
	d.inputs = priceInputs(replica)
	if a.numbers, err = d.read(cmd); err != nil {
		return nil, err
	}
	if err := a.whole(); err != nil {
		return nil, err
	}
	return a, a.forecast(d, months)
}

// host finds what would be hosted and how many GPUs hold it; eight, a machine,
// if no open model of the level says how large it is.
func (a *priceAnswer) host() float64 {
	r, ok := indicator.Weighted(a.View, a.Args)
	if !ok {
		a.Hosted = "no open model of the level says how large it is: a replica of 8 GPUs is an assumption"
		return 8
	}
	gpus := math.Ceil(r.Params.Total * memoryPerParameter / memoryPerGPU)
	a.Hosted = fmt.Sprintf("%s, %s bn parameters: %g GPUs of %d GB at %g bytes a parameter (assumption)", r.ID, brief(r.Params.Total), gpus, memoryPerGPU, memoryPerParameter)
	return gpus
}

// whole refuses a part of a GPU.
func (a *priceAnswer) whole() error {
	for _, n := range a.numbers {
		if n.decisionInput.name == "replica" && (!n.Point() || n.Mid != math.Trunc(n.Mid)) {
			return fmt.Errorf("--replica is %q: want one whole number of GPUs", n.text)
		}
	}
	return nil
}

// forecast fills in the horizons and the studies of now and of the last.
func (a *priceAnswer) forecast(d *decisionFlags, months int) error {
	histories, err := indicator.Histories(a.View, a.Args)
	if err != nil {
		return fmt.Errorf("--capability is %s: %w", a.Args.LevelName, err)
	}
	for _, h := range horizons(months) {
		f, err := priceindex.Ahead(histories, 0, h)
		if err != nil {
			return fmt.Errorf("--horizon is %d months: %w", months, err)
		}
		a.Forecasts = append(a.Forecasts, f)
	}
	last := a.Forecasts[len(a.Forecasts)-1]
	var then []float64
	for _, e := range last.Best().Errors {
		then = append(then, math.Exp(last.Mid+e))
	}
	for _, n := range []decision.Number{decision.PointOf("api", a.Now.Mid), decision.Sample("api", then)} {
		s := d.study(a.numbers)
		s.Numbers = append(s.Numbers, n)
		a.studies = append(a.studies, s)
	}
	return nil
}

// horizons are every half year and the last month.
func horizons(months int) (all []int) {
	for h := 6; h < months; h += 6 {
		all = append(all, h)
	}
	return append(all, months)
}

// mostMonths is more than any history is long.
const mostMonths = 120

// parseHorizon reads 24mo, 24 or 2y.
func parseHorizon(text string) (int, error) {
	number, unit := strings.TrimSuffix(text, "mo"), 1
	if years, ok := strings.CutSuffix(text, "y"); ok {
		number, unit = years, 12
	}
	n, err := strconv.Atoi(number)
	if err != nil || n < 1 || n*unit > mostMonths {
		return 0, fmt.Errorf("--horizon is %q: want 1 to %d months, as 24mo or 2y", text, mostMonths)
	}
	return n * unit, nil
}
