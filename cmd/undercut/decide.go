package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/decision"
	"github.com/undercut-sim/undercut/evidence"
)

// The commands that decide something from the user's own numbers share how
// numbers are given and shown.

// A decisionInput is a number that a decision asks for.
type decisionInput struct {
	name, symbol, unit, help string
	domain                   decision.Domain
	otherwise                string // what stands where the flag is not given; "" is nothing
	source                   string // of otherwise: facts, "assumption", or "neutral" if it changes nothing
}

// A decisionNumber is an input with its value and where it comes from.
type decisionNumber struct {
	decision.Number
	decisionInput
	text, source string
}

// decisionFlags are the flags of a decision as given.
type decisionFlags struct {
	inputs  []decisionInput
	texts   []string
	format  string
	seed    uint64
	futures int
}

const (
	decisionFutures = 1000
	mostFutures     = 100_000
	rangesHelp      = `Each number is a point, low:high or low:mid:high, the ends of a 90% interval, to
which a law is fitted (beta on 0 to 1, log-normal on amounts, else normal; PERT
if the middle sits askew).`
)

// add defines the flags on a command.
func (d *decisionFlags) add(cmd *cobra.Command, inputs []decisionInput) {
	f := cmd.Flags()
	d.inputs, d.texts = inputs, make([]string, len(inputs))
	for i, in := range inputs {
		help := in.help
		if in.unit != "" {
			help += ", " + in.unit
		}
		if in.otherwise != "" {
			shown := in.otherwise
			if x, err := strconv.ParseFloat(shown, 64); err == nil {
				shown = strconv.FormatFloat(x, 'g', 4, 64)
			}
			help += fmt.Sprintf(" (default %s: %s)", shown, in.source)
		}
		f.StringVar(&d.texts[i], in.name, "", help)
	}
	f.StringVar(&d.format, "format", "text", "output: text, json, csv or svg")
	f.Uint64Var(&d.seed, "seed", 1, "seed of all luck")
	f.IntVar(&d.futures, "futures", decisionFutures, "number of futures drawn")
}

// read parses what was given, and what stands in for the rest, without those
// inputs that leave names. It reports every fault.
func (d *decisionFlags) read(cmd *cobra.Command, leave ...string) ([]decisionNumber, error) {
	var errs []error
	if !slices.Contains(formats, d.format) {
		errs = append(errs, fmt.Errorf("--format is %q: want %s", d.format, strings.Join(formats, ", ")))
	}
	if d.futures < 1 || d.futures > mostFutures {
		errs = append(errs, fmt.Errorf("--futures is %d: want 1 to %d", d.futures, mostFutures))
	}
	var all []decisionNumber
	for i, in := range d.inputs {
		text, source := d.texts[i], "given"
		if !cmd.Flags().Changed(in.name) {
			text, source = in.otherwise, in.source
			if text == "" || slices.Contains(leave, in.name) {
				continue
			}
		}
		n, err := decision.Parse(in.name, text, in.domain)
		if err != nil {
			errs = append(errs, fmt.Errorf("--%s is %q: %w", in.name, clip([]byte(text)), err))
			continue
		}
		all = append(all, decisionNumber{n, in, text, source})
	}
	return all, errors.Join(errs...)
}

// study makes the draws of numbers.
func (d *decisionFlags) study(all []decisionNumber) *decision.Study {
	s := &decision.Study{Seed: d.seed, Futures: d.futures}
	for _, n := range all {
		s.Numbers = append(s.Numbers, n.Number)
	}
	return s
}

// factNumber returns the value of a fact of the evidence.
func factNumber(id string) float64 {
	for _, f := range evidence.Facts() {
		if f.ID == id {
			if x, err := strconv.ParseFloat(f.Value, 64); err == nil {
				return x
			}
		}
	}
	panic("evidence has no number " + id) // the tables are part of the program; a test reads each
}

// citedFacts prints the facts that the sources of numbers name.
func citedFacts(all []decisionNumber) (lines []string) {
	for _, f := range evidence.Facts() {
		if slices.ContainsFunc(all, func(n decisionNumber) bool { return strings.Contains(n.source, f.ID) }) {
			lines = append(lines, fmt.Sprintf("%s  %s: %s %s (%s, %s)", f.ID, f.Statement, f.Value, f.Unit, f.Grade, f.Source))
		}
	}
	return lines
}

// inputLines are the rows of the table of inputs, tabs between cells.
func inputLines(all []decisionNumber) (lines []string) {
	for _, n := range all {
		law := n.LawName
		if n.Point() {
			law = ""
		}
		lines = append(lines, strings.Join([]string{n.symbol, n.decisionInput.name, n.shown(), n.unit, law, n.source}, "\t"))
	}
	return lines
}

// shown is the value as it was given, computed ones shortened.
func (n decisionNumber) shown() string {
	if n.source == "given" || !n.Point() {
		return n.text
	}
	return strconv.FormatFloat(n.Mid, 'g', 4, 64)
}

// printedNumber is an input in JSON.
type printedNumber struct {
	Name   string  `json:"name"`
	Symbol string  `json:"symbol"`
	Low    float64 `json:"low"`
	Mid    float64 `json:"mid"`
	High   float64 `json:"high"`
	Law    string  `json:"law"`
	Unit   string  `json:"unit"`
	Source string  `json:"source"`
}

func printedNumbers(all []decisionNumber) []printedNumber {
	out := []printedNumber{}
	for _, n := range all {
		out = append(out, printedNumber{n.decisionInput.name, n.symbol, n.Low, n.Mid, n.High, n.LawName, n.unit, n.source})
	}
	return out
}

// printedChance is a natural frequency in JSON.
type printedChance struct {
	Of100 float64 `json:"of_100"`
	Lo    float64 `json:"lo"`
	Hi    float64 `json:"hi"`
}

func printedFrequency(f decision.Frequency) printedChance {
	return printedChance{100 * f.Mid(), 100 * f.Lo, 100 * f.Hi}
}

// of100 is a natural frequency in words.
func of100(f decision.Frequency) string {
	return claim.Chance{Mid: f.Mid(), Lo: f.Lo, Hi: f.Hi}.String()
}

// brief prints three significant digits; infinite is never.
func brief(x float64) string {
	if math.IsInf(x, 1) {
		return "never"
	}
	return chart.Plain.Format(x)
}

// printedFlip is where an input turns the answer, null if nowhere.
type printedFlip struct {
	Name  string  `json:"name"`
	Now   float64 `json:"now"`
	Below any     `json:"below"`
	Above any     `json:"above"`
	Lo    float64 `json:"searched_from"`
	Hi    float64 `json:"searched_to"`
}

func printedFlipOf(f decision.Flip) printedFlip {
	return printedFlip{f.Name, f.Now, orNull(f.Below), orNull(f.Above), f.Lo, f.Hi}
}

// turns says at which values of an input an answer turns, or "".
func turns(f decision.Flip) string {
	var parts []string
	if !math.IsNaN(f.Below) {
		parts = append(parts, "at "+brief(f.Below)+" or less")
	}
	if !math.IsNaN(f.Above) {
		parts = append(parts, "at "+brief(f.Above)+" or more")
	}
	return strings.Join(parts, ", or ")
}
