package report

import (
	"fmt"
	"strings"

	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// lineGraphs are the charts over months, in the order of the page.
var lineGraphs = []lineGraph{
	{
		id: "price", short: "Price of a capability", definition: "Cheapest list price at month end of a model that scores at or above a level, for three tokens read and one written.",
		curves: []curve{
			{"price", "GPT-4", indicator.Choice{}},
			{"price", "Claude 3.5 Sonnet", indicator.Choice{Level: "claude-3.5-sonnet@2024-06"}},
			{"price", "o1", indicator.Choice{Level: "o1"}},
			{"price", "GPT-5", indicator.Choice{Level: "gpt-5"}},
			{"price_frontier", "best models", indicator.Choice{}},
		},
		needs: 1, finding: priceFinding,
	},
	{
		id: "frontier", short: "Frontier", definition: "Highest score by month end of all models released, of those whose weights can be had, and of Chinese ones.",
		curves: []curve{
			{"frontier", "all models", indicator.Choice{}},
			{"frontier", "open weights", indicator.Choice{Definition: "open"}},
			{"frontier", "Chinese", indicator.Choice{Definition: "cn"}},
		},
		needs:   3,
		finding: frontierFinding,
	},
	{
		id: "lag", short: "Lag", definition: "Months at month end since a closed (US) model first scored as high as the best open (Chinese) one. It grows until the next record and falls with it.",
		curves: []curve{
			{"lag_open", "open behind closed", indicator.Choice{}},
			{"lag_cn", "China behind US", indicator.Choice{}},
		},
		needs: 2, finding: lagFinding, more: lagDefinitions,
	},
}

func priceFinding(d []drawnCurve) string {
	a, b := d[0].first(), d[0].last()
	if a.Day == b.Day {
		return fmt.Sprintf("GPT-4’s capability costs %s", d[0].value())
	}
	verb := map[string]string{"up": "rose", "down": "fell"}[way(a.Mid, b.Mid)]
	return fmt.Sprintf("The price of GPT-4’s capability %s from %s in %s to %s", verb, chart.Dollars.Format(a.Mid), monthWords(a.Day), d[0].value())
}

func frontierFinding(d []drawnCurve) string {
	unit := 1.0
	if m := d[0].measure(); m.unit == chart.Percent {
		unit = 100 // a share of answers, in points of a hundred
	}
	below := func(k int) string { return chart.Plain.Format(unit * (d[0].last().Mid - d[k].last().Mid)) }
	const best = "The best open model %s, the best Chinese one %s"
	switch open, chinese := below(1), below(2); {
	case open == chinese && open == "0":
		return "A Chinese model with weights to be had is the best"
	case open == chinese:
		return fmt.Sprintf("The best open and the best Chinese model are %s points below the frontier", open)
	case open == "0":
		return fmt.Sprintf(best, "is the best of all", "is "+chinese+" points below it")
	case chinese == "0":
		return fmt.Sprintf(best, "is "+open+" points below the frontier", "is the best of all")
	default:
		return fmt.Sprintf(best, "is "+open+" points below the frontier", chinese)
	}
}

func lagFinding(d []drawnCurve) string {
	return fmt.Sprintf("Open models are where closed ones were %.1f months ago, Chinese ones where American ones were %.1f months ago", d[0].last().Mid, d[1].last().Mid)
}

// lagDefinitions puts the other definitions beside the chart: the numbers that
// are quoted differ by them more than by the data.
func lagDefinitions(o *Observatory, g *graph) error {
	names, words := definitionsOf(indicator.LagOpen)
	example := o.command("lag_open", indicator.Choice{Definition: names[0]})
	s := sheet{
		Name: "Lag by definition", Caption: "Months by each definition, with 90% intervals; the line of one: " + oneOf(example, indicator.Definition, names[0]),
		Head: []string{"Definition", "Open behind closed", "China behind US", "What it asks"}, Kinds: []string{"n", "n", ""}, Stack: true,
	}
	at := map[string][2]Reading{}
	for i, d := range names {
		var two [2]Reading
		for k, name := range []string{"lag_open", "lag_cn"} {
			r, err := o.read(Dial{Name: name, Choice: indicator.Choice{Definition: d}})
			if err != nil {
				return err
			}
			two[k] = r
		}
		at[d] = two
		s.add(d, two[0].monthsBetween(), two[1].monthsBetween(), strings.ReplaceAll(words[i], " since --from", ""))
	}
	g.Tables = append(g.Tables, s)
	within, record, mean := at["within_error"][0], at["catch_up"][0], at["mean"][1]
	if within.Undefined == "" && record.Undefined == "" {
		g.Words = append(g.Words, fmt.Sprintf("Epoch AI asks how long after a closed model the first open one follows that is not significantly worse: %s months. By the record, without that allowance, it takes %s.", within.months(), record.months()))
	}
	if mean.Undefined == "" {
		g.Words = append(g.Words, fmt.Sprintf("For China it asks how long ago the United States had what China has, on the mean of all days: %s months, the mean of the dashed line.", mean.months()))
	}
	return nil
}

// monthsBetween is a figure of months with its interval.
func (r *Reading) monthsBetween() string {
	if r.Undefined != "" || r.Lo != r.Lo {
		return r.months()
	}
	if r.Hi != r.Hi {
		return fmt.Sprintf("%s (%.1f and more)", r.months(), r.Lo)
	}
	return fmt.Sprintf("%s (%.1f to %.1f)", r.months(), r.Lo, r.Hi)
}

// months is a figure of months with one decimal.
func (r *Reading) months() string {
	if r.Undefined != "" {
		return "–"
	}
	return fmt.Sprintf("%.1f", r.Mid)
}
