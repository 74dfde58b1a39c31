package evidence

import (
	"regexp"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
)

// FigureKinds are the kinds of subject that a figure may have: firms by what
// they live on, and what many firms share.
var FigureKinds = []string{"lab", "host", "cloud", "chips", "app", "maker", "segment"}

// A Metric is what a figure may be of.
type Metric struct {
	Name   string
	Units  []string // those allowed; USD is nominal, USD2025 constant dollars of 2025
	Span   Span
	Signed bool // may be below 0
	Doc    string
}

// A Span says whether a figure speaks of a day or of a period.
type Span uint8

// The spans. A price can be a sticker of a day or a mean over a year.
const (
	Flow  Span = iota // a period: from is before until
	Stock             // a day: from is until
	Either
)

// Metrics is the vocabulary of figures.csv.
var Metrics = []Metric{
	{"revenue", money, Flow, false, "sales of the period"},
	{"run_rate", []string{"million USD/year"}, Stock, false, "sales of the last month or so, times what makes a year"},
	{"research", money, Flow, false, "research and development expense"},
	{"research_compute", money, Flow, false, "the part of it that is computing"},
	{"inference_cost", money, Flow, false, "computing that serves customers"},
	{"compute_cost", money, Flow, false, "all computing"},
	{"capex", money, Flow, false, "capital expenditure"},
	{"net_income", money, Flow, true, "profit after tax; a loss is below 0"},
	{"adjusted_income", money, Flow, true, "the same without what the firm leaves out, such as paper losses"},
	{"operating_income", money, Flow, true, "profit before interest and tax"},
	{"gross_margin", ratio, Flow, true, "1 - cost of revenue/revenue"},
	{"compute_margin", ratio, Flow, true, "1 - cost of running models/revenue, often of paying users only"},
	{"valuation", money, Stock, false, "market capitalisation, or the value at a round after the money"},
	{"training_cost", money, Stock, false, "the run that made a model, on the day of its release; research not counted"},
	{"training_compute", []string{"FLOP"}, Stock, false, "operations of that run"},
	{"staff", people, Stock, false, "employees"},
	{"users", people, Stock, false, "people who use it in a week or a month"},
	{"payers", people, Stock, false, "people or seats that are paid for"},
	{"tokens", []string{"trillion/day"}, Stock, false, "tokens read and written"},
	{"token_share", ratio, Flow, false, "share of all tokens"},
	{"units", amounts, Flow, false, "sold, shipped or made in the period"},
	{"cumulative", amounts, Stock, false, "sold, shipped, made or installed since the first"},
	{"exports", []string{"units"}, Flow, false, "from the country in the period"},
	{"maker_share", ratio, Flow, false, "share of makers of the country in sales"},
	{"production_share", ratio, Flow, false, "share of the country in production"},
	{"firm_share", ratio, Flow, false, "share of the firm in sales"},
	{"price", prices, Flow, false, "mean price over the period"},
	{"list_price", prices, Stock, false, "on the list that day"},
	{"rental_price", []string{"USD/h"}, Stock, false, "of an accelerator"},
	{"unit_revenue", prices, Flow, false, "revenue over units: moves with the mix too"},
	{"unit_cost", prices, Either, false, "cost of revenue over units"},
	{"learning_rate", ratio, Flow, true, "published: fall of the price with each doubling of cumulative volume"},
	{"growth", []string{"x/year"}, Flow, false, "published: factor a year"},
}

var (
	money   = []string{"million USD"}
	ratio   = []string{"share"}
	people  = []string{"people"}
	amounts = []string{"units", "MW", "MWh"}
	prices  = []string{"USD/unit", "USD/kWh", "USD/W", "USD/month"}
)

// metric returns the metric of a name, nil if there is none.
func metric(name string) *Metric {
	i := slices.IndexFunc(Metrics, func(m Metric) bool { return m.Name == name })
	if i < 0 {
		return nil
	}
	return &Metrics[i]
}

// metricNames lists the vocabulary.
func metricNames() string {
	var names []string
	for _, m := range Metrics {
		names = append(names, m.Name)
	}
	return strings.Join(names, ", ")
}

var constantDollars = regexp.MustCompile(`\bUSD(19|20)\d\d\b`)

// takes reports whether a unit is one of the metric's, in nominal or constant
// dollars.
func (m *Metric) takes(unit string) bool {
	return slices.Contains(m.Units, constantDollars.ReplaceAllString(unit, "USD"))
}

// spans reports whether a figure is of a day or a period as the metric wants.
func (m *Metric) spans(f *undercut.Figure) bool {
	return m.Span == Either || (m.Span == Stock) == (f.From == f.Until)
}
