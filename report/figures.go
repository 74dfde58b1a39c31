package report

import (
	"fmt"
	"html/template"
	"slices"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
)

// A figure is a fan chart with its table.
type figure struct {
	ID      string
	Title   string
	Picture template.HTML
	Doc     string
	Which   string // which futures: weighted or not
	Command string
	Credit  string
	Table   sheet
	Seen    sheet // observed values

	Illustrative bool // it holds numbers without a source
}

// figures draws the fans.
func (p *page) figures(in *Input) error {
	p.NoBands = len(in.Bands) == 0
	for _, f := range in.fans() {
		if p.NoBands || !slices.Contains(in.Run.SeriesNames, f.name) {
			continue
		}
		s, err := in.series(f.name)
		if err != nil {
			return err
		}
		if !s.defined(0) { // nothing to draw: a world that begins late, a market without sales
			continue
		}
		svg, err := draw(f.name, s.fan(chart.Frame{Title: f.title, Desc: s.describe(), Untitled: true}))
		if err != nil {
			return err
		}
		doc := capital(s.Indicator.Doc) + "."
		if s.Indicator.Illustrative {
			doc += " Illustrative: it counts some of " + in.unsourced() + ", whose numbers have no source."
		}
		for _, left := range s.Left {
			doc += " " + left + "."
		}
		p.Figures = append(p.Figures, figure{
			ID: "fan-" + f.name, Title: f.title, Picture: svg, Doc: doc, Which: capital(weightWords(s.Weighted)) + ".",
			Command: in.Command + " --format svg --indicator " + f.name, Credit: s.credit(), Table: s.table(f.title), Seen: s.seen(f.title), Illustrative: s.Indicator.Illustrative,
		})
	}
	return nil
}

// table is every December and the last month of a series.
func (s *series) table(title string) sheet {
	unit := s.Indicator.Unit
	t := sheet{Caption: title + tail(unit) + ": quantiles of futures as it is, medians of the other worlds", Head: []string{"Month", "10%", "25%", "50%", "75%", "90%"}}
	t.Head = append(t.Head, s.Worlds[1:]...)
	for i, m := range s.Months {
		if int(m)%12 != 11 && i != len(s.Months)-1 {
			continue
		}
		var cells []string
		for _, level := range []int{10, 25, 50, 75, 90} {
			cells = append(cells, amount(at(&s.Q[0][i], level, 1), unit))
		}
		for w := range s.Worlds[1:] {
			cells = append(cells, amount(at(&s.Q[w+1][i], 50, 1), unit))
		}
		t.add(m.String(), cells...)
	}
	return t
}

// seen is the observed values.
func (s *series) seen(title string) sheet {
	t := sheet{Name: title + ": observed", Caption: "Observed", Head: []string{"Month", "value", "low", "high", "source"}}
	for _, o := range s.Observed {
		t.add(o.Month.String(), amount(o.Value, s.Indicator.Unit), amount(o.Low, s.Indicator.Unit), amount(o.High, s.Indicator.Unit), o.Source)
	}
	return t
}

// pools are the profit pools before and after.
type pools struct {
	Picture template.HTML
	Table   sheet
	Which   string
}

// A poolLayer is a layer of the pools with the words for it.
type poolLayer struct{ series, words string }

// poolLayers are the layers whose profit is shown; nil if the run lacks models,
// devices or chips. Apps are shown where there are any.
func (in *Input) poolLayers() []poolLayer {
	var list []poolLayer
	for _, l := range []poolLayer{{"profit_model_", "models"}, {"profit_app_", "apps"}, {"profit_device_", "devices"}, {"profit_chips_", "chips"}} {
		switch i := in.indicatorNamed(l.series + "west"); {
		case i != nil:
			list = append(list, poolLayer{l.series, l.words + star(i.Illustrative)})
		case l.words != "apps":
			return nil
		}
	}
	return list
}

var poolBlocs = []struct{ suffix, words string }{{"west", "West"}, {"cn", "China"}}

// pools compares profit by layer and bloc in the last month before the worlds
// part with the ends of 2030 and of the run, in every world.
func (p *page) pools(in *Input) error {
	layers := in.poolLayers()
	if p.NoBands || len(layers) == 0 {
		return nil
	}
	c := chart.Stack{
		Frame: chart.Frame{Title: "Gross profit a year by layer", Desc: "Medians by bloc, in each world; the table below has the numbers.", Untitled: true},
		Axis:  chart.Axis{Label: "dollars a year, medians", Unit: chart.Dollars}, Net: "sum",
	}
	for _, l := range layers {
		c.Series = append(c.Series, l.words)
	}
	research := "research" + star(in.indicatorNamed("research_west").Illustrative)
	p.Pools.Table = sheet{
		Caption: "Gross profit a year by layer and bloc, medians; research is what the labs of the bloc spend",
		Head:    slices.Concat([]string{"Month, bloc, world"}, c.Series, []string{research}),
	}
	first, err := undercut.ParseMonth(in.Run.Months[0])
	if err != nil {
		return err
	}
	last, err := undercut.ParseMonth(in.Run.Months[1])
	if err != nil {
		return err
	}
	shown := slices.DeleteFunc([]undercut.Month{cohortMonth - 1, undercut.Date(2030, 12), last}, func(m undercut.Month) bool { return m < first || m > last })
	for _, m := range slices.Compact(shown) {
		g := chart.Group{Label: m.String()}
		for _, b := range poolBlocs {
			for w, world := range in.worlds() {
				if m < cohortMonth && w > 0 {
					continue // the worlds are one until then
				}
				name := b.words
				if m >= cohortMonth {
					name += ", " + world
					if w == 0 {
						name = b.words + ", as it is"
					}
				}
				bar, cells, err := in.poolBar(layers, m, w, b.suffix)
				if err != nil {
					return err
				}
				g.Bars = append(g.Bars, chart.Bar{Label: name, Values: bar})
				p.Pools.Table.add(m.String()+" "+name, cells...)
			}
		}
		c.Groups = append(c.Groups, g)
	}
	p.Pools.Which = capital(weightWords(!in.weightsRefused() && in.hasWeightedBands())) + "."
	if note := in.footnote(); note != "" {
		p.Pools.Which += " " + note
	}
	p.Pools.Picture, err = draw("profit pools", c)
	return err
}

// poolBar is the median profits of a bloc in a month of a world, in dollars,
// and as cells with research after them.
func (in *Input) poolBar(layers []poolLayer, m undercut.Month, world int, bloc string) (bar []float64, cells []string, err error) {
	for _, l := range append(slices.Clip(layers), poolLayer{series: "research_"}) {
		name := l.series + bloc
		s, err := in.series(name)
		if err != nil {
			return nil, nil, err
		}
		i := slices.Index(s.Months, m)
		if i < 0 {
			return nil, nil, fmt.Errorf("%s has no month %s: the profit pools are compared there", name, m)
		}
		x := at(&s.Q[world][i], 50, 1)
		cells = append(cells, amount(x, "$bn/year"))
		if len(bar) < len(layers) {
			bar = append(bar, 1e9*x)
		}
	}
	return bar, cells, nil
}
