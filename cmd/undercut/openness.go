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
)

const opennessHelp = `Should you give your model away? Closed, you serve it, price it and earn its margin
and the complement on each of your users. Open, hosts sell it at their cost, you
earn the part of the complement that you capture, and openness may win users of
its own. Both markets are solved; money is per potential buyer of models.

` + rangesHelp + `

Rivals either hold their prices (--rivals: weights, e to the utils of each over
the outside option at its price) or answer with new ones (--rival-deltas: utils
at price 0). With --devices models make devices of yours worth more, whoever
serves them, by --gamma utils per util of model surplus.

--pricing together lets a closed price serve all that you earn; alone prices the
model as a division of its own would, which gives the complement no say.

` + gameHelp

// opennessInputs are the numbers of "undercut openness". None has an empirical
// default: what stands in for a flag changes nothing.
func opennessInputs() []decisionInput {
	utils := decision.Domain{Lo: -100, Hi: 100}
	dollars := decision.Domain{Lo: 0, Hi: 1e6}
	slope := decision.Domain{Lo: 0, Hi: 1e6, LoOpen: true}
	return []decisionInput{
		{"delta", "delta", "utils", "your model over the outside option at price 0", utils, "", ""},
		{"alpha", "a", "utils/$", "price slope", slope, "", ""},
		{"cost", "c", "$", "of serving a user yourself", dollars, "", ""},
		{"host-cost", "c_h", "$", "of serving a user by hosts, their price (absent: --cost)", dollars, "", ""},
		{"rival-cost", "", "$", "unit cost of --rival-deltas (absent: --cost)", dollars, "", ""},
		{"complement", "kappa", "$ a user", "margin that you earn elsewhere on a user of your model", dollars, "0", "neutral"},
		{"capture", "lambda", "0 to 1", "part of it that you keep if hosts serve", decision.Share, "1", "neutral"},
		{"bonus", "Delta", "utils", "what openness adds: trust, customisation, no lock-in", utils, "0", "neutral"},
		{"capacity", "k", "0 to 1", "share of buyers that you can serve yourself", decision.Fraction, "1", "neutral"},
		{"devices", "M_d", "ratio", "potential buyers of devices per potential buyer of models", slope, "", ""},
		{"gamma", "gamma", "utils/util", "what a device gains per util of model surplus", decision.Domain{Lo: 0, Hi: 20}, "", ""},
		{"device-alpha", "a_d", "utils/$", "price slope of devices", slope, "", ""},
		{"device-delta", "", "utils", "your device over none at price 0, without models", utils, "", ""},
		{"device-cost", "", "$", "unit cost of your device", dollars, "", ""},
	}
}

// opennessFormula says what is computed; W() is Lambert's function.
var opennessFormula = []string{
	"buyers choose by logit: share = e/(A + e), e = exp(delta - a p), A the weight of all else",
	"closed: max over p of (p - c + kappa) share + devices, share at most k",
	"open: p = c_h, delta + Delta for delta, lambda kappa share + devices",
	"devices: (M_d/a_d) W(x exp(gamma L)), L = ln(A + e), x the device's weight at cost over its rivals'/e",
	"W = W(exp(delta - a(c - kappa) - 1)/A), without kappa in psi(W) = W/ln((1 + W exp(1 + W))/(1 + W))",
	"Delta* = ln A - delta + a c_h + ln(W/(a lambda kappa - W))",
	"k*: (k/a)(delta - a(c - kappa) - ln A - ln(k/(1-k))) = open profit",
	"kappa*: best closed price = 0",
}

// opennessFlags are the flags that are no numbers.
type opennessFlags struct {
	rivals, rivalDeltas, deviceRivals, pricing, floor, game string
}

// An opennessAnswer is everything that is printed.
type opennessAnswer struct {
	numbers []decisionNumber
	lists   []decisionList
	study   *decision.Study
	like    decision.Giveaway // lists and switches
	verdict decision.Verdict  // at the middle of all inputs
	flips   []decision.Flip
	odds    decision.Odds
}

// A decisionList is a list of numbers or a word, as given.
type decisionList struct{ name, text string }

// opennessCommand is "undercut openness".
func opennessCommand() *cobra.Command {
	var d decisionFlags
	var o opennessFlags
	cmd := &cobra.Command{
		Use:   "openness",
		Short: "Ask whether giving your model away earns more than selling it",
		Long:  opennessHelp,
		Example: `  undercut openness --delta 2 --alpha 1 --cost 0.5 --complement 0.8 --capture 0.5:0.9 --rivals 1.5
  undercut openness --delta 2 --alpha 1 --cost 0.5 --complement 1 --capacity 0.05 --rival-deltas 1.8,1
  undercut openness --delta 2 --alpha 1 --cost 0.5 --pricing alone --devices 3 --gamma 0.8 \
      --device-alpha 0.8 --device-delta 1 --device-cost 1 --format json
  undercut openness --game docs/examples/games/labs.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if o.game != "" {
				return askGame(cmd, o.game, d.format)
			}
			a, err := askOpenness(cmd, &d, &o)
			if err != nil {
				return badInput{err}
			}
			if err := a.decide(); err != nil {
				return err
			}
			return opennessFormats[d.format](cmd.OutOrStdout(), a)
		},
	}
	d.add(cmd, opennessInputs())
	f := cmd.Flags()
	f.StringVar(&o.rivals, "rivals", "", "`weights` of rivals that hold their prices, separated by commas")
	f.StringVar(&o.rivalDeltas, "rival-deltas", "", "`utils` at price 0 of rivals that answer with new prices")
	f.StringVar(&o.deviceRivals, "device-rivals", "", "`weights` of others' devices at their prices")
	f.StringVar(&o.pricing, "pricing", "together", "closed price: together with complement and devices, or alone")
	f.StringVar(&o.game, "game", "", "`file` in which several labs choose")
	f.StringVar(&o.floor, "floor", "0", "lowest closed price, $, or none (users are paid)")
	return cmd
}

// opennessFormats are the values of --format.
var opennessFormats = map[string]func(io.Writer, *opennessAnswer) error{
	"text": opennessText, "json": opennessJSON, "csv": opennessCSV, "svg": opennessSVG,
}

// decide fills in the answer.
func (a *opennessAnswer) decide() error {
	g := decision.NewGiveaway(a.like, a.study.Central())
	var err error
	if a.verdict, err = g.Decide(); err != nil {
		return err
	}
	if a.flips, err = decision.OpennessFlips(a.study, a.like); err != nil {
		return err
	}
	a.odds, err = decision.OpennessOdds(a.study, a.like)
	return err
}

// askOpenness reads the flags; its error names every fault of them.
func askOpenness(cmd *cobra.Command, d *decisionFlags, o *opennessFlags) (*opennessAnswer, error) {
	numbers, err := d.read(cmd)
	a := &opennessAnswer{numbers: numbers}
	errs := []error{err}
	given := cmd.Flags().Changed
	for _, name := range []string{"delta", "alpha", "cost"} {
		if !given(name) {
			errs = append(errs, fmt.Errorf("--%s is missing: it has no default, see undercut openness --help", name))
		}
	}
	list := func(name, text string, d decision.Domain) []float64 {
		v, err := readList(name, text, d)
		errs = append(errs, err)
		if given(name) {
			a.lists = append(a.lists, decisionList{name, text})
		}
		return v
	}
	weights := decision.Domain{Lo: 0, Hi: 1e12}
	a.like.Held = list("rivals", o.rivals, weights)
	a.like.Rivals = list("rival-deltas", o.rivalDeltas, decision.Domain{Lo: -100, Hi: 100})
	errs = append(errs, a.switches(given, o), a.devices(given, list("device-rivals", o.deviceRivals, weights)))
	if given("rival-cost") && len(a.like.Rivals) == 0 {
		errs = append(errs, errors.New("--rival-cost is given, but no --rival-deltas: it is the cost of rivals that answer with new prices"))
	}
	if a.like.Devices != nil && math.IsInf(a.like.Floor, -1) && !a.like.Alone {
		errs = append(errs, errors.New("--floor is none with --devices: profit on devices may rise for ever as the price falls; want a price, such as 0"))
	}
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	a.study = d.study(numbers)
	return a, a.sizes()
}

// switches reads --pricing and --floor.
func (a *opennessAnswer) switches(given func(string) bool, o *opennessFlags) error {
	var errs []error
	if o.pricing != "together" && o.pricing != "alone" {
		errs = append(errs, fmt.Errorf("--pricing is %q: want together or alone", clip([]byte(o.pricing))))
	}
	a.like.Alone, a.like.Floor = o.pricing == "alone", math.Inf(-1)
	if o.floor != "none" {
		x, err := strconv.ParseFloat(o.floor, 64)
		if err != nil || !(math.Abs(x) <= 1e6) {
			errs = append(errs, fmt.Errorf("--floor is %q: want a price in dollars, or none", clip([]byte(o.floor))))
		}
		a.like.Floor = x
	}
	for _, l := range []decisionList{{"pricing", o.pricing}, {"floor", o.floor}} {
		if given(l.name) {
			a.lists = append(a.lists, l)
		}
	}
	return errors.Join(errs...)
}

// devices wants all numbers of the second layer or none.
func (a *opennessAnswer) devices(given func(string) bool, rivals []float64) error {
	var absent []string
	names := []string{"devices", "gamma", "device-alpha", "device-delta", "device-cost"}
	for _, name := range names {
		if !given(name) {
			absent = append(absent, "--"+name)
		}
	}
	if len(absent) == len(names) && !given("device-rivals") {
		return nil
	}
	a.like.Devices = &decision.Devices{Rivals: rivals}
	if absent != nil {
		return fmt.Errorf("%s missing: devices want all of --%s", strings.Join(absent, ", "), strings.Join(names, ", --"))
	}
	return nil
}

// sizes refuses money that would be hundreds of utils: nobody would choose so.
func (a *opennessAnswer) sizes() error {
	high := map[string]float64{}
	for _, n := range a.numbers {
		high[n.decisionInput.name] = n.High
	}
	var errs []error
	for _, pair := range [][2]string{
		{"alpha", "cost"}, {"alpha", "host-cost"}, {"alpha", "rival-cost"}, {"alpha", "complement"}, {"device-alpha", "device-cost"},
	} {
		if u := high[pair[0]] * high[pair[1]]; u > 100 {
			errs = append(errs, fmt.Errorf("--%s is %g, which at --%s of %g is %.3g utils: want at most 100; use the same dollars in both", pair[1], high[pair[1]], pair[0], high[pair[0]], u))
		}
	}
	if u := math.Abs(a.like.Floor) * high["alpha"]; !math.IsInf(u, 1) && u > 100 {
		errs = append(errs, fmt.Errorf("--floor is %g, which at --alpha of %g is %.3g utils: want at most 100", a.like.Floor, high["alpha"], u))
	}
	return errors.Join(errs...)
}

// readList reads numbers separated by commas; "" is none.
func readList(name, text string, d decision.Domain) ([]float64, error) {
	if text == "" {
		return nil, nil
	}
	var all []float64
	for part := range strings.SplitSeq(text, ",") {
		n, err := decision.Parse(name, part, d)
		if err == nil && !n.Point() {
			err = errors.New("want points: rivals have no ranges")
		}
		if err != nil {
			return nil, fmt.Errorf("--%s is %q: %w", name, clip([]byte(text)), err)
		}
		if all = append(all, n.Mid); len(all) > 100 {
			return nil, fmt.Errorf("--%s has more than 100 rivals: add small ones together", name)
		}
	}
	return all, nil
}
