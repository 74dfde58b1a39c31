package report

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/indicator"
)

// seen is the observatory as of a day, with the ruler of another.
func seen(t *testing.T, day, ruler undercut.Day) *Observatory {
	t.Helper()
	rows := evidence.Shipped()
	return &Observatory{View: rows.ViewBy(day, ruler), Version: rows.Version(), Sources: rows}
}

func latest(t *testing.T) *Observatory {
	day := evidence.Shipped().Latest()
	return seen(t, day, day)
}

func observatoryOf(t *testing.T, o *Observatory) string {
	t.Helper()
	var b bytes.Buffer
	if err := o.HTML(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// textOf is a page's text without marks, with single spaces.
func textOf(page string) string {
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(page, " ")
	for mark, letter := range map[string]string{"&#39;": "'", "&#43;": "+", "&amp;": "&", "&lt;": "<", "&gt;": ">", "&#34;": `"`} {
		text = strings.ReplaceAll(text, mark, letter)
	}
	return strings.Join(strings.Fields(text), " ")
}

// days are those of which the page is looked at: today, days before the first
// vintage of the index, one before there was a scale at all, and the first.
func days() []undercut.Day {
	rows := evidence.Shipped()
	return []undercut.Day{rows.Latest(), undercut.DayOf(2024, 12, 31), undercut.DayOf(2023, 6, 30), rows.Earliest()}
}

// As of any day the page is whole: it asks nothing of the network, everybody
// can read it, and each chart is there or says why it is not.
func TestObservatoryIsAPageAsOfAnyDay(t *testing.T) {
	for _, day := range days() {
		t.Run(day.String(), func(t *testing.T) {
			page := observatoryOf(t, seen(t, day, day))
			asksNothing(t, page)
			readable(t, page)
			for _, bad := range []string{"NaN", "%!", "ZgotmplZ", "Inf"} {
				if strings.Contains(page, bad) {
					t.Errorf("the page shows %s", bad)
				}
			}
			sections := strings.Split(page, `<section class="graph"`)[1:]
			if len(sections) != 6 {
				t.Fatalf("%d charts, want 6", len(sections))
			}
			for _, s := range sections {
				s, _, _ := strings.Cut(s, "</section>")
				drawn, told := strings.Contains(s, "<svg"), strings.Contains(s, `class="why">Not drawn`)
				if !drawn && !told {
					t.Errorf("a chart is neither drawn nor is it said why: %.200s", s)
				}
				if drawn != strings.Contains(s, "<table") || drawn != strings.Contains(textOf(s), "undercut observe ") || drawn != strings.Contains(s, "Data: ") {
					t.Errorf("a chart lacks its table, the line that prints it, or its sources: %.200s", s)
				}
			}
		})
	}
}

// What a chart leaves out is named with the reason.
func TestObservatoryNamesWhatIsNotDrawn(t *testing.T) {
	day := undercut.DayOf(2024, 12, 31)
	page := textOf(observatoryOf(t, seen(t, day, day)))
	if want := "Not drawn (GPT-5): no score of gpt-5 on scale gpqa had been seen by then."; !strings.Contains(page, want) {
		t.Errorf("the page as of %v does not say %q", day, want)
	}
	day = undercut.DayOf(2023, 6, 30)
	page = textOf(observatoryOf(t, seen(t, day, day)))
	for _, want := range []string{
		"Not drawn (GPT-4, Claude 3.5 Sonnet, o1, GPT-5, best models): no score on scale eci had been seen by 2023-06-30",
		"Nothing of what people ask first could be measured by then",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page as of %v does not say %q", day, want)
		}
	}
}

// Every figure of the dashboard stands on the page, beside its definition.
func TestObservatoryHasEveryFigure(t *testing.T) {
	o := latest(t)
	page := observatoryOf(t, o)
	parts, err := o.Read()
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string]bool{}
	for _, r := range strings.Split(page, `<tr role="row"`) {
		r, _, _ = strings.Cut(r, "</tr>")
		_, r, _ = strings.Cut(r, ">")
		rows[textOf(r)] = true
	}
	text := textOf(page)
	for _, part := range parts {
		for _, r := range part {
			row := strings.Join([]string{capital(strings.TrimSpace(r.Label)), r.value(), r.interval(), r.sample(), r.dataDay(), r.definition()}, " ")
			if !rows[row] {
				t.Errorf("no row is %q", row)
			}
			for _, words := range append([]string{r.What, r.Source}, r.Warnings...) {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(strings.Join(strings.Fields(words), " "))) {
					t.Errorf("the definitions do not say of %s: %s", r.Label, words)
				}
			}
		}
	}
}

// The answer is what the indicators say, and names the definitions.
func TestObservatoryAnswers(t *testing.T) {
	o := latest(t)
	_, answer, _ := strings.Cut(observatoryOf(t, o), `<p class="answer">`)
	answer, _, _ = strings.Cut(answer, "</p>")
	for _, c := range []struct{ name, definition, format string }{
		{"lag_open", "catch_up", "%.1f months by the record"},
		{"lag_open", "within_error", "%.1f within the error of the scores"},
		{"price", "", "$%.3g per million tokens"},
	} {
		in, err := indicator.Named(c.name)
		if err != nil {
			t.Fatal(err)
		}
		a, err := in.Choose(o.View, indicator.Choice{Definition: c.definition})
		if err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(c.format, in.Of(o.View, a).Mid); !strings.Contains(answer, want) {
			t.Errorf("the answer is %q, without %q", answer, want)
		}
	}
}

// The caption of a table says something else than the heading over it, no
// heading shouts, and days, numbers and lines of a table are not broken.
func TestObservatoryTablesAreSetWell(t *testing.T) {
	page := observatoryOf(t, latest(t))
	heading := ""
	day := regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)
	for _, e := range elements(t, page) {
		text := strings.TrimSpace(e.text)
		switch e.name {
		case "h1", "h2", "h3":
			heading = text
			if text == strings.ToUpper(text) && strings.ContainsAny(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") {
				t.Errorf("the heading %q shouts", text)
			}
		case "caption":
			if text != "" && strings.EqualFold(text, heading) {
				t.Errorf("the caption %q repeats the heading above it", text)
			}
		case "td":
			if day.MatchString(text) && !slices.Contains([]string{"k", "n"}, e.attr["class"]) {
				t.Errorf("the day %s may be broken over two lines", text)
			}
		}
	}
}

// Each chart names the publishers of all that it shows: those who ask for it
// with their licence and that the data were changed, the others by name.
func TestChartsNameTheirSources(t *testing.T) {
	o := latest(t)
	p, err := o.page()
	if err != nil {
		t.Fatal(err)
	}
	r, err := o.read(Dial{Name: "experience_curve", Choice: indicator.Choice{Definition: "solar"}})
	if err != nil {
		t.Fatal(err)
	}
	credit := p.Charts[5].Credit
	for _, s := range o.credited(r.Estimate) {
		name, _, _ := strings.Cut(s.Attribution, ", ")
		if !strings.Contains(credit, name) {
			t.Errorf("the chart of learning does not name %s: %s", name, credit)
		}
	}
	if !strings.Contains(credit, "BloombergNEF and Avicenne (CC BY 4.0, creativecommons.org/licenses/by/4.0/, changed)") {
		t.Errorf("the chart of learning does not say who made the data under which licence: %s", credit)
	}
	for _, line := range p.Credits {
		if strings.Contains(line, "CC BY") && !strings.Contains(line, ccByURL) {
			t.Errorf("the list of sources has %q without the address of its licence", line)
		}
	}
}

// Every source of the tables has a name in a credit, and none is lost.
func TestCreditLineNamesEverySource(t *testing.T) {
	all := evidence.Shipped().Sources
	line := creditLine(all)
	for _, s := range all {
		name, _, _ := strings.Cut(s.Attribution, ", ")
		if !strings.Contains(line, name) {
			t.Errorf("the credit does not name %s", s.ID)
		}
	}
	if got := creditLine(nil); got != "" {
		t.Errorf("nobody is credited as %q", got)
	}
}

// What only a user's evidence knows is named by its id, in pictures and on the
// page; of shipped evidence nothing is.
func TestOwnEvidenceIsCreditedByItsIds(t *testing.T) {
	in := sample(t, alike)
	if list := strings.Join(in.credits(), " "); strings.Contains(list, "wn evidence") {
		t.Errorf("the shipped series rest on somebody's own: %s", list)
	}
	for i := range in.Observed {
		in.Observed[i].Source += ";my-prices;her-scores"
	}
	s, err := in.series("price_gpt4")
	if err != nil {
		t.Fatal(err)
	}
	if got := s.credit(); !strings.HasPrefix(got, "Observed data: ") || !strings.HasSuffix(got, "; own evidence: her-scores, my-prices.") {
		t.Errorf("the picture credits %q", got)
	}
	if list := in.credits(); list[len(list)-1] != "Own evidence: her-scores, my-prices" {
		t.Errorf("the page credits %q", list)
	}
}

// Every unit is in words, or is words.
func TestUnitsAreWords(t *testing.T) {
	words := regexp.MustCompile(`^[a-z ]+$`)
	for _, in := range indicator.All {
		if _, ok := measures[in.Unit]; ok {
			continue
		}
		if !words.MatchString(in.Unit) || strings.Contains(in.Unit, "share") || strings.Contains(in.Unit, "change") {
			t.Errorf("%s is in %q, which nothing puts in words", in.Name, in.Unit)
		}
	}
	for _, c := range []struct {
		unit string
		x    float64
		want string
	}{
		{"×", 4. / 3, "1.33×"},
		{"$/m tokens", 26.25, "$26.25 per million tokens"},
		{"$/m tokens", 99.999, "$100 per million tokens"},
		{"$/m tokens", 37.5, "$37.50 per million tokens"},
		{"$/m tokens", 15, "$15 per million tokens"},
		{"fall with each doubling", 0.242, "24.2% cheaper with each doubling"},
		{"fall with each doubling", -0.05, "5% dearer with each doubling"},
		{"change a year", -0.211, "−21.1% a year"},
		{"developers", 1, "1 developer"},
		{"developers", 2, "2 developers"},
		{"points of the scale a year", 14.5, "14.5 points a year"},
		{"months", 8.64, "8.64 months"},
	} {
		if got := measureOf(indicator.Indicator{Unit: c.unit}, indicator.Args{Scale: "eci"}).value(c.x); got != c.want {
			t.Errorf("%g %s is printed as %q, want %q", c.x, c.unit, got, c.want)
		}
	}
}

// Each indicator is drawn by each of its definitions, and names its sources in
// the picture; or it has no month to draw.
func TestEveryIndicatorIsDrawn(t *testing.T) {
	o := latest(t)
	for _, in := range indicator.All {
		definitions, _ := definitionsOf(in)
		if definitions == nil {
			definitions = []string{""}
		}
		for _, d := range definitions {
			a, err := in.Choose(o.View, indicator.Choice{Definition: d})
			if err != nil {
				t.Errorf("%s %s: %v", in.Name, d, err)
				continue
			}
			q := &Question{Observatory: o, Indicator: in, Args: a, Since: undercut.DayOf(2026, 8, 31)}
			var svg bytes.Buffer
			if err := q.SVG(&svg); err != nil {
				if !strings.Contains(err.Error(), "no month to draw") {
					t.Errorf("%s %s: %v", in.Name, d, err)
				}
				continue
			}
			if e := in.Of(o.View, a); len(e.Sources) > 0 && !strings.Contains(svg.String(), "Data:") {
				t.Errorf("%s %s: the picture credits nobody", in.Name, d)
			}
			elements(t, svg.String())
		}
	}
}

// Every definition of an indicator that names several has its words.
func TestDefinitionsHaveWords(t *testing.T) {
	names, words := definitionsOf(indicator.LagOpen)
	if len(names) != 7 {
		t.Fatalf("lag_open has %d definitions with words, want 7", len(names))
	}
	for i, w := range words {
		if len(w) < 20 || i+1 < len(names) && strings.Contains(w, names[i+1]+":") {
			t.Errorf("%s is explained as %q", names[i], w)
		}
	}
}

// The page says which choices it was made with, and so do its lines.
func TestObservatorySaysHowToMakeItAgain(t *testing.T) {
	o := latest(t)
	o.Choice = indicator.Choice{Strict: true, At: "2026-03-31"}
	o.Flags = "--as-of 2026-10-09 --ruler 2026-11-01"
	page := textOf(observatoryOf(t, o))
	for _, want := range []string{
		"undercut observe report --as-of 2026-10-09 --ruler 2026-11-01 --at 2026-03-31 --strict",
		"undercut observe lag_open --at 2026-03-31 --strict --as-of 2026-10-09 --ruler 2026-11-01 --format csv",
		"undercut observe lag_cn --at 2026-03-31 --as-of 2026-10-09 --ruler 2026-11-01 --format csv",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not say %q", want)
		}
	}
}

// twoMonths is a curve with two months.
func twoMonths(unit string, from, to float64) drawnCurve {
	at := func(day undercut.Day, x float64) indicator.Moment {
		return indicator.Moment{Day: day, Estimate: indicator.Estimate{Mid: x}}
	}
	return drawnCurve{
		Reading: Reading{Indicator: indicator.Indicator{Unit: unit}, Estimate: indicator.Estimate{Mid: to}},
		months:  []indicator.Moment{at(undercut.DayOf(2023, 3, 31), from), at(undercut.DayOf(2026, 3, 31), to)},
	}
}

// A title says what is found, whichever way it goes.
func TestFindings(t *testing.T) {
	points := func(xs ...float64) (d []drawnCurve) {
		for _, x := range xs {
			d = append(d, twoMonths("points of the scale", 100, x))
		}
		return d
	}
	for want, got := range map[string]string{
		"The best open model is 9.7 points below the frontier, the best Chinese one 12":               frontierFinding(points(160, 150.3, 148)),
		"The best open and the best Chinese model are 10 points below the frontier":                   frontierFinding(points(160, 150, 150)),
		"The best open model is the best of all, the best Chinese one is 10 points below it":          frontierFinding(points(160, 160, 150)),
		"The best open model is 4 points below the frontier, the best Chinese one is the best of all": frontierFinding(points(160, 156, 160)),
		"A Chinese model with weights to be had is the best":                                          frontierFinding(points(160, 160, 160)),
		"The price of GPT-4’s capability fell from $30 in March 2023 to $0.06 per million tokens":     priceFinding([]drawnCurve{twoMonths("$/m tokens", 30, 0.06)}),
		"The price of GPT-4’s capability rose from $30 in March 2023 to $31.25 per million tokens":    priceFinding([]drawnCurve{twoMonths("$/m tokens", 30, 31.25)}),
		"Solar modules get 24% cheaper with each doubling of volume, battery packs 18%":               learningFinding([]string{"solar modules: 24% cheaper", "battery packs: 18% cheaper"}),
		"Solar modules get 24% cheaper with each doubling of volume, lidar 3% dearer":                 learningFinding([]string{"solar modules: 24% cheaper", "lidar: 3% dearer"}),
	} {
		if got != want {
			t.Errorf("found is %q, want %q", got, want)
		}
	}
}
