package indicator

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// chaseOfThree is three closed models of the United States and three open ones
// of China that follow them; scores are known to ±2.
//
//	2024-01-01  c1  100      2024-03-01  o1   95
//	2024-04-01  c2  108.5    2024-06-01  o2  105
//	2024-07-01  c3  114.5    2024-08-01  o3  112, its weights from 2024-09-01
//
// The first closed model as good as o1 is c1, as o2 c2, as o3 c3.
func chaseOfThree(t *testing.T) *panel {
	p := newPanel(t, "2024-12-31")
	p.release("West", "c1", "2024-01-01", undercut.APIOnly, 100)
	p.release("West", "c2", "2024-04-01", undercut.APIOnly, 108.5)
	p.release("West", "c3", "2024-07-01", undercut.APIOnly, 114.5)
	p.release("East", "o1", "2024-03-01", undercut.OpenWeights, 95)
	p.release("East", "o2", "2024-06-01", undercut.Restricted, 105)
	p.release("East", "o3", "2024-08-01", undercut.APIOnly, 112)
	for i := range p.Releases {
		p.Releases[i].Country = map[string]string{"West": "US", "East": "CN"}[p.Releases[i].Developer]
	}
	p.opens("o3", "2024-09-01")
	return p
}

// opens adds a state without terms to a release.
func (p *panel) opens(id, day string) {
	r := &p.Releases[p.at(id)]
	r.Access = append(r.Access, undercut.Access{State: undercut.OpenWeights, From: p.day(day), Seen: p.day(day)})
}

// warned reports whether a warning says something.
func warned(e Estimate, part string) bool {
	return slices.ContainsFunc(e.Warnings, func(w string) bool { return strings.Contains(w, part) })
}

func inMonths(days float64) float64 { return days / undercut.DaysPerMonth }

func TestLagsByHand(t *testing.T) {
	p := chaseOfThree(t)
	for _, c := range []struct {
		name   string
		in     Indicator
		choice Choice
		days   float64
	}{
		// o3 is as good as c3 was on 07-01: 183 days before 12-31.
		{"month end", LagOpen, Choice{}, 183},
		// On 08-31 the weights of o3 are not out: o2, as good as c2 on 04-01.
		{"month end before weights came out", LagOpen, Choice{At: "2024-08-31"}, 152},
		// China has o3 from 08-01: as good as c3 on 07-01.
		{"month end of China", LagChina, Choice{At: "2024-08-31"}, 61},
		{"month end behind any", LagOpen, Choice{Definition: monthEndAny}, 183},
		// o2 does not count as open without terms: o1, as good as c1 on 01-01.
		{"month end of open without terms", LagOpen, Choice{At: "2024-08-31", Strict: true}, 243},
		// 03-01 after 01-01, 06-01 after 04-01, 09-01 after 07-01: 60, 61, 62.
		{"at records", LagOpen, Choice{Definition: atRecord}, 61},
		{"at records of a window", LagOpen, Choice{Definition: atRecord, From: "2024-06-01"}, 61.5},
		// Month ends of March to December: 90 120 151 | 90 121 152 | 91 122 152 183.
		{"mean of month ends", LagOpen, Choice{Definition: meanOfEnds}, 127.2},
		// May to July: 151, 90, 121.
		{"mean of month ends of a window", LagOpen, Choice{Definition: meanOfEnds, From: "2024-05-01", At: "2024-07-31"}, 362.0 / 3},
		// c1 until o2 152, c2 until o3 153, c3 not within 183: S 2/3, 1/3.
		{"catching up", LagOpen, Choice{Definition: catchUp}, 153},
		// o2 is 3.5 below c2, o3 2.5 below c3, the error of a difference 2√2:
		// 152, 153, 62.
		{"catching up within the error", LagOpen, Choice{Definition: withinError}, 152},
		// o1 up to 97 is below c1 from 98; o2 up to 107 reaches c2 from 106.5:
		// 152, 61, 62.
		{"catching up by overlap", LagOpen, Choice{Definition: overlap}, 62},
	} {
		e := p.measure(c.in, c.choice)
		p.is(c.name, e.Mid, inMonths(c.days))
		if e.Undefined != "" || e.What == "" || e.Basis == "" || e.N == 0 || len(e.Table.Rows) == 0 || len(e.Sources) == 0 {
			t.Errorf("%s: does not say what it rests on: %+v", c.name, e)
		}
		if e.Data != p.day("2024-09-01") && e.Data > p.Day {
			t.Errorf("%s: data of %v", c.name, e.Data)
		}
	}
}

// The variance of three lags behind three leaders, 60, 61 and 62 days, is
// 3/2 · (1 + 0 + 1)/9: a standard error of 1/√3 days.
func TestErrorOfLagsAtRecords(t *testing.T) {
	p := chaseOfThree(t)
	for i := range p.Scores {
		p.Scores[i].Low, p.Scores[i].High = nan, nan
	}
	e := p.measure(LagOpen, Choice{Definition: atRecord})
	p.is("upper end", e.Hi, inMonths(61+z95/math.Sqrt(3)))
	p.is("lower end", e.Lo, inMonths(61-z95/math.Sqrt(3)))
}

// Followers of one leader are no independent observations: beside c1 caught
// after 60 days by o1 and c2 after 61 and 91 days by o2 and a better one,
// deviations from the mean are -32/3 and -29/3 + 61/3.
func TestLagsBehindOneLeaderAreOneObservation(t *testing.T) {
	p := chaseOfThree(t)
	p.release("East", "o2b", "2024-07-01", undercut.OpenWeights, 106)
	for i := range p.Scores {
		p.Scores[i].Low, p.Scores[i].High = nan, nan
	}
	e := p.measure(LagOpen, Choice{Definition: atRecord, At: "2024-08-31"})
	p.is("mean", e.Mid, inMonths(212.0/3))
	one, two := -32.0/3, -29.0/3+61.0/3
	p.is("half width", e.Hi-e.Mid, inMonths(z95*math.Sqrt(2*(one*one+two*two)/9)))
}

// The mean time uncaught up to 183 days is 152 + 1·2/3 + 30·1/3.
func TestRestrictedMeanOfCatchingUp(t *testing.T) {
	p := chaseOfThree(t)
	e := p.measure(LagOpen, Choice{Definition: catchUp})
	var mean, half, last float64
	if _, err := fmt.Sscanf(e.Basis, "3 records, 2 caught by 2024-12-31; mean %g ± %g months, of those not caught %g at most", &mean, &half, &last); err != nil {
		t.Fatalf("basis is %q: %v", e.Basis, err)
	}
	if math.Abs(mean-inMonths(152+2.0/3+10)) > 0.005 || math.Abs(last-inMonths(183)) > 0.05 {
		t.Errorf("basis is %q", e.Basis)
	}
}

func TestGapsByHand(t *testing.T) {
	p := chaseOfThree(t)
	p.is("month end", p.measure(GapOpen, Choice{}).Mid, 2.5)
	p.is("before the weights came out", p.measure(GapOpen, Choice{At: "2024-08-31"}).Mid, 9.5)
	p.is("of China then", p.measure(GapChina, Choice{At: "2024-08-31"}).Mid, 2.5)
	// March to December: 5 13.5 13.5 3.5 9.5 9.5 and four times 2.5.
	p.is("mean of month ends", p.measure(GapOpen, Choice{Definition: meanOfEnds}).Mid, 6.45)
}

// Who leads has no lag: it is undefined, not 0, and says who leads.
func TestTheLeaderHasNoLag(t *testing.T) {
	p := chaseOfThree(t)
	p.release("East", "o4", "2024-10-01", undercut.OpenWeights, 130)
	p.Releases[p.at("o4")].Country = "CN"
	for _, c := range []struct {
		in     Indicator
		choice Choice
	}{{LagOpen, Choice{}}, {LagChina, Choice{}}} {
		if e := p.measure(c.in, c.choice); e.Mid == e.Mid || !strings.Contains(e.Undefined, "o4, 130, leads") {
			t.Errorf("%s is %v, %q", c.in.Name, e.Mid, e.Undefined)
		}
	}
	p.is("gap", p.measure(GapOpen, Choice{}).Mid, 114.5-130)
	// Behind any model it is the age of the record: 10-01 to 12-31.
	p.is("age of the record", p.measure(LagOpen, Choice{Definition: monthEndAny}).Mid, inMonths(91))
	e := p.measure(LagOpen, Choice{Definition: meanOfEnds})
	// October to December have no lag; the others add up to 90+120+151+90+121+152+91.
	p.is("mean of month ends", e.Mid, inMonths(815.0/7))
	if !warned(e, "3 month ends") {
		t.Errorf("warnings are %q", e.Warnings)
	}
}

// The level may have been reached by a model that nobody scored.
func TestTheFirstLeaderIsDoubted(t *testing.T) {
	p := chaseOfThree(t)
	if e := p.measure(LagOpen, Choice{At: "2024-04-30"}); !warned(e, "c1 is of the first day") {
		t.Errorf("warnings are %q", e.Warnings)
	}
	if e := p.measure(LagOpen, Choice{}); warned(e, "first day") {
		t.Errorf("warnings are %q", e.Warnings)
	}
}

func TestLagsSayWhatIsMissing(t *testing.T) {
	p := chaseOfThree(t)
	for _, c := range []struct {
		choice Choice
		want   string
	}{
		{Choice{At: "2024-02-01"}, "no open model of domain language had a score on scale eci by 2024-02-01"},
		{Choice{Domain: "video"}, "no closed model of domain video"},
		{Choice{Scale: "gpqa"}, "no score on scale gpqa"},
		{Choice{Definition: atRecord, From: "2024-12-01"}, "no record of open models from 2024-12-01 to 2024-12-31"},
		{Choice{Definition: catchUp, From: "2024-12-01"}, "no record of closed models from 2024-12-01"},
		{Choice{Definition: catchUp, From: "2024-07-01"}, "fewer than half of 1 records"},
		{Choice{Definition: meanOfEnds, From: "2024-12-02", At: "2024-12-30"}, "0 month ends from 2024-12-02 to 2024-12-30"},
	} {
		e := p.measure(LagOpen, c.choice)
		if e.Mid == e.Mid || !strings.Contains(e.Undefined, c.want) {
			t.Errorf("%+v: %v, undefined as %q: want %q", c.choice, e.Mid, e.Undefined, c.want)
		}
	}
	a, err := LagOpen.Defaults(p.View)
	if err != nil {
		t.Fatal(err)
	}
	a.At = p.Day + 1
	if e := LagOpen.Of(p.View, a); !strings.Contains(e.Undefined, "the view ends at 2024-12-31") {
		t.Errorf("a day beyond the view: %q", e.Undefined)
	}
}
