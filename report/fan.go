package report

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/gauge"
	"github.com/undercut-sim/undercut/store"
)

// A fanned indicator is one whose futures the page draws.
type fanned struct{ name, title string }

// fans are the indicators whose futures the page draws, with titles. One that
// the run has no bands of is left out.
func (in *Input) fans() []fanned {
	list := []fanned{
		{"price_gpt4", "Price of GPT-4's quality"},
		{"price_flagship", "Price of the best closed model"},
		{"lag_open", "How far open models lag"},
		{"lag_cn", "How far Chinese models lag"},
		{"open_tokens", "Open models' share of tokens"},
		{"margin_closed", "Gross margin of western closed labs"},
		{"profit_model_west", "Western model profit"},
		{"profit_device_cn", "Chinese device profit"},
		{"profit_app_cn", "Chinese app profit"},
		{"profit_chips_cn", "Chinese chip profit"},
		{"run_rate.openai", "Revenue of OpenAI"},
		{"run_rate.anthropic", "Revenue of Anthropic"},
		{"value_west_ai", "Market value of western AI"},
		{"share_cn_vehicle", "Chinese share of cars with a plug"},
	}
	for _, s := range in.World.Segments {
		switch s.Layer {
		case undercut.Model:
			list = append(list, fanned{"lag_open_" + s.Name, "How far open " + s.Name + " models lag"}, fanned{"revenue_" + s.Name, "Money paid for " + s.Name + " models"})
		case undercut.App:
			list = append(list, fanned{"share_cn_" + s.Name, "Chinese share of apps (" + s.Name + ")"})
		}
	}
	return list
}

// A series is one indicator under the main belief in every world.
type series struct {
	Indicator gauge.Gauge
	Worlds    []string
	Months    []undercut.Month
	Q         [][]store.Band // [world][month]
	Weighted  bool           // by fit to history
	Observed  []evidence.Point
	Left      []string // worlds that leave the picture, and where
}

// series gathers the bands of an indicator: weighted where the weights leave
// enough futures, all alike otherwise. The error names what there is.
func (in *Input) series(name string) (*series, error) {
	at := slices.Index(in.Run.SeriesNames, name)
	if at < 0 || len(in.Bands) == 0 {
		return nil, fmt.Errorf("there are no bands of %q: want one of %s", name, strings.Join(in.Run.SeriesNames, ", "))
	}
	s := &series{Indicator: in.Indicators[at], Worlds: in.worlds(), Weighted: !in.weightsRefused() && in.hasWeightedBands()}
	s.Q = make([][]store.Band, len(s.Worlds))
	for _, b := range in.Bands {
		cell := in.Run.Cells[b.Cell]
		if b.Series != at || b.Weighted != s.Weighted || cell.Belief != in.main().Name {
			continue
		}
		w := slices.Index(s.Worlds, cell.World)
		s.Q[w] = append(s.Q[w], b)
		if w == 0 {
			s.Months = append(s.Months, b.Month)
		}
	}
	for w := range s.Q {
		if len(s.Q[w]) != len(s.Months) || len(s.Months) == 0 {
			return nil, fmt.Errorf("%s has bands of %d months in %s and of %d in %s: write the bands of every cell", name, len(s.Q[w]), s.Worlds[w], len(s.Months), s.Worlds[0])
		}
	}
	for _, p := range in.Observed {
		if p.Indicator == name {
			s.Observed = append(s.Observed, p)
		}
	}
	return s, nil
}

func (in *Input) hasWeightedBands() bool {
	return slices.ContainsFunc(in.Bands, func(b store.Band) bool { return b.Weighted })
}

// at is a quantile of a band in the axis's own unit.
func at(b *store.Band, level int, scale float64) float64 {
	return scale * float64(b.Q[slices.Index(store.Levels[:], level)])
}

// axis is the scale of an indicator, and the factor from its unit to the
// axis's.
func (s *series) axis() (a chart.Axis, scale float64) {
	a, scale = chart.Axis{Label: s.Indicator.Unit, Log: s.Indicator.Log}, 1
	switch unit := s.Indicator.Unit; {
	case strings.HasPrefix(unit, "$bn"):
		a.Unit, a.Label, scale = chart.Dollars, strings.TrimSpace("dollars "+unitWords(unit)), 1e9
	case strings.HasPrefix(unit, "$"):
		a.Unit, a.Label = chart.Dollars, strings.TrimSpace("dollars "+unitWords(unit))
	case strings.Contains(unit, "share"):
		a.Unit = chart.Percent
	}
	if a.Log {
		a.Label += ", log scale"
	} else {
		a.Zero = true
	}
	return a, scale
}

// fan is the chart of a series. On a log scale months in which more than a
// tenth of futures are not above zero are left blank, as nothing can be drawn
// there.
func (s *series) fan(f chart.Frame) chart.Fan {
	axis, scale := s.axis()
	c := chart.Fan{
		Frame: f, Axis: axis, ObservedName: "observed", BandNames: [2]string{"50 of 100 futures", "80 of 100 futures"},
	}
	if len(s.Q) > 1 && s.Months[0] <= cohortMonth && cohortMonth <= s.Months[len(s.Months)-1] {
		c.Rules = []chart.Rule{{Month: int(cohortMonth), Label: "worlds part"}}
	}
	for _, m := range s.Months {
		c.Months = append(c.Months, int(m))
	}
	for w, bands := range s.Q {
		q := chart.Quantiles{Name: s.Worlds[w]}
		for i := range bands {
			b := &bands[i]
			blank := axis.Log && !(b.Q[1] > 0)
			add := func(to *[]float64, level int) {
				x := at(b, level, scale)
				if blank {
					x = math.NaN()
				}
				*to = append(*to, x)
			}
			add(&q.P50, 50)
			if w == 0 {
				add(&q.P10, 10)
				add(&q.P25, 25)
				add(&q.P75, 75)
				add(&q.P90, 90)
			}
		}
		switch {
		case w == 0:
			q.Name = "as it is"
			c.Base = q
		case slices.ContainsFunc(q.P50, func(x float64) bool { return x == x }):
			c.Others = append(c.Others, q)
		}
	}
	s.crop(&c, scale)
	for _, p := range s.Observed {
		o := chart.Observation{Month: int(p.Month), Value: scale * p.Value}
		if p.Low < p.High {
			o.Lo, o.Hi = scale*p.Low, scale*p.High
		}
		c.Observed = append(c.Observed, o)
	}
	return c
}

// defined reports whether the median of a world is defined in any month.
func (s *series) defined(world int) bool {
	axis, scale := s.axis()
	for i := range s.Q[world] {
		if x := at(&s.Q[world][i], 50, scale); x == x && (!axis.Log || at(&s.Q[world][i], 10, scale) > 0) {
			return true
		}
	}
	return false
}

// crop leaves out a world whose median goes beyond twice the range of the base
// and the observed values, so that these can be read, and notes it in Left.
func (s *series) crop(c *chart.Fan, scale float64) {
	s.Left = nil
	if c.Axis.Log {
		return
	}
	top := 0.0
	for _, x := range c.Base.P90 {
		if x > top { // false where undefined
			top = x
		}
	}
	for _, p := range s.Observed {
		top = math.Max(top, scale*p.Value)
	}
	c.Others = slices.DeleteFunc(c.Others, func(q chart.Quantiles) bool {
		i := slices.IndexFunc(q.P50, func(x float64) bool { return x > 2*top })
		if i >= 0 {
			s.Left = append(s.Left, fmt.Sprintf("%s is not drawn: from %s it is beyond twice the range shown", q.Name, s.Months[i]))
		}
		return i >= 0
	})
}

// cohortMonth is when the worlds part and cohorts are taken.
var cohortMonth = undercut.Date(2024, 12)

// describe says what the fan shows, for those who cannot see it.
func (s *series) describe() string {
	last := len(s.Months) - 1
	said := []string{}
	for w := range s.Worlds {
		b := &s.Q[w][last]
		said = append(said, fmt.Sprintf("%s in %s", amount(at(b, 50, 1), s.Indicator.Unit), s.Worlds[w]))
	}
	b := &s.Q[0][last]
	d := fmt.Sprintf("%s. In %s the median is %s; 80 of 100 futures of %s lie between %s and %s.", capital(s.Indicator.Doc), s.Months[last], strings.Join(said, ", "), s.Worlds[0],
		amount(at(b, 10, 1), s.Indicator.Unit), amount(at(b, 90, 1), s.Indicator.Unit))
	if n := len(s.Observed); n > 0 {
		o := s.Observed[n-1]
		d += fmt.Sprintf(" Last observed: %s in %s.", amount(o.Value, s.Indicator.Unit), o.Month)
	}
	return d
}

// SVG writes the fan of one indicator as a picture that stands alone. The
// error names the indicators that have bands.
func SVG(w io.Writer, in *Input, name string) error {
	if err := in.check(); err != nil {
		return err
	}
	s, err := in.series(name)
	if err != nil {
		return err
	}
	f := chart.Frame{Title: in.fanTitle(s), Desc: s.describe(), Standalone: true, Width: 640, Credit: s.credit()}
	if s.Indicator.Illustrative {
		f.Title += " * illustrative: counts some of " + in.unsourced() + ", whose numbers have no source"
	}
	svg, err := s.fan(f).SVG()
	if err != nil {
		return fmt.Errorf("cannot draw %s: %w", name, err)
	}
	_, err = w.Write(svg)
	return err
}

// credit names the sources of what was observed.
func (s *series) credit() string {
	var ids []string
	for _, o := range s.Observed {
		ids = append(ids, o.Source)
	}
	return strings.Replace(creditLine(evidence.Credited(ids...), evidence.Uncredited(ids...)...), "Data:", "Observed data:", 1)
}

func (in *Input) fanTitle(s *series) string {
	for _, f := range in.fans() {
		if f.name == s.Indicator.Name {
			return f.title
		}
	}
	return capital(s.Indicator.Doc)
}

// capital makes the first letter a capital.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// weightWords says which futures a picture or table shows.
func weightWords(weighted bool) string {
	if weighted {
		return "futures weighted by fit to 2023–26"
	}
	return "all futures alike"
}
