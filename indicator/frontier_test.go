package indicator

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

func TestFrontiersByHand(t *testing.T) {
	p := chaseOfThree(t)
	for _, c := range []struct {
		choice Choice
		want   float64
	}{
		{Choice{}, 114.5},
		{Choice{Definition: "open"}, 112},
		{Choice{Definition: "open", At: "2024-08-31"}, 105},
		{Choice{Definition: "open", At: "2024-08-31", Strict: true}, 95},
		{Choice{Definition: "closed", At: "2024-06-30"}, 108.5},
		{Choice{Definition: "us"}, 114.5},
		{Choice{Definition: "cn", At: "2024-08-31"}, 112},
	} {
		e := p.measure(Frontier, c.choice)
		if e.Mid != c.want {
			t.Errorf("%+v: %v, by hand %v", c.choice, e.Mid, c.want)
		}
		if !(e.Lo < e.Hi) {
			t.Errorf("%+v: interval %v to %v", c.choice, e.Lo, e.Hi)
		}
	}
}

// One score alone has its own interval: that of ±2 is drawn back to within the
// error of 200 draws, which is 0.3 points at the ends (√(0.05·0.95/200) over
// the density 0.103/1.216).
func TestIntervalOfOneScore(t *testing.T) {
	p := newPanel(t, "2024-12-31")
	p.release("West", "c1", "2024-01-01", undercut.APIOnly, 100)
	if e := p.measure(Frontier, Choice{}); math.Abs(e.Lo-98) > 0.7 || math.Abs(e.Hi-102) > 0.7 {
		t.Errorf("interval %v to %v, the score has 98 to 102", e.Lo, e.Hi)
	}
}

// Of many models that are equally good the best score flatters, and the value
// is told to lie outside the interval.
func TestTheBestOfManyScoresFlatters(t *testing.T) {
	p := newPanel(t, "2024-12-31")
	for i := range 40 {
		p.release("West", "c"+string(rune('A'+i)), "2024-01-01", undercut.APIOnly, 100)
	}
	if e := p.measure(Frontier, Choice{}); !(e.Lo > 100) || !warned(e, "outside its interval") {
		t.Errorf("value %v in %v to %v, warnings %q", e.Mid, e.Lo, e.Hi, e.Warnings)
	}
}

// Records on a line of 12 points a year, and models below it that count for
// nothing, have that slope, without an error but for the scores.
func TestSlopeOfALine(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	start := p.day("2025-01-01")
	for k := range 7 {
		d := start + undercut.Day(50*k)
		p.release("West", "r"+string(rune('0'+k)), d.String(), undercut.APIOnly, 100+12*50*float64(k)/365.2425)
		p.release("West", "s"+string(rune('0'+k)), (d + 5).String(), undercut.APIOnly, 90)
	}
	e := p.measure(FrontierSlope, Choice{})
	p.is("slope", e.Mid, 12)
	if e.N != 7 || !(e.Lo < 12 && e.Hi > 12) {
		t.Errorf("n %d, interval %v to %v", e.N, e.Lo, e.Hi)
	}
	for i := range p.Scores {
		p.Scores[i].Low, p.Scores[i].High = nan, nan
	}
	if e := p.measure(FrontierSlope, Choice{}); math.Abs(e.Hi-e.Lo) > 1e-6 {
		t.Errorf("an exact line has the interval %v to %v", e.Lo, e.Hi)
	}
}

// Through (0,1) (1,2) (2,6) (3,7): means 1.5 and 4, slope 11/5, residuals 0.3
// -0.9 0.9 -0.3, sum of squares 1.8, s² 0.9, variance 0.9/5; they alternate, so
// that nothing is added for autocorrelation: r = (-0.27-0.81-0.27)/1.8.
func TestLineByHand(t *testing.T) {
	p := newPanel(t, "2025-12-31")
	l := fitLine([]float64{0, 1, 2, 3}, []float64{1, 2, 6, 7})
	p.is("slope", l.slope, 2.2)
	p.is("variance", l.variance, 0.18)
	p.is("autocorrelation", l.lag1, -0.75)
	// Through (0,0) (1,1) (2,2) (3,1) (4,0) the slope is 0, residuals -0.8 0.2
	// 1.2 0.2 -0.8, squares 2.8, r = (-0.16+0.24+0.24-0.16)/2.8 = 2/35, and the
	// variance 2.8/3/10 grows by (1+r)/(1-r) = 37/33.
	l = fitLine([]float64{0, 1, 2, 3, 4}, []float64{0, 1, 2, 1, 0})
	p.is("slope", l.slope, 0)
	p.is("autocorrelation", l.lag1, 2.0/35)
	p.is("variance", l.variance, 2.8/30*37/33)
}

// A model that equals the record is none, nor is one of the day of a better one.
func TestRecordsAreBroken(t *testing.T) {
	p := chaseOfThree(t)
	before := p.measure(RecordDays, Choice{})
	p.release("West", "equal", "2024-10-01", undercut.APIOnly, 114.5)
	p.release("West", "beside", "2024-07-01", undercut.APIOnly, 113)
	after := p.measure(RecordDays, Choice{})
	if before.N != 2 || after.N != 2 || !about(before.Mid, after.Mid) {
		t.Errorf("%d records a %v days, with a model that equals the last and one beside it %d a %v days", before.N, before.Mid, after.N, after.Mid)
	}
}

func TestSlopeSaysWhatIsMissing(t *testing.T) {
	p := chaseOfThree(t)
	if e := p.measure(FrontierSlope, Choice{From: "2024-06-01"}); !strings.Contains(e.Undefined, "1 record of released models from 2024-06-01 to 2024-12-31") {
		t.Errorf("%v: %q", e.Mid, e.Undefined)
	}
}

// Records after the first: of closed models c2 and c3, in the 365 days from
// 01-01 to 12-31.
func TestDaysBetweenRecordsByHand(t *testing.T) {
	p := chaseOfThree(t)
	e := p.measure(RecordDays, Choice{Definition: "closed"})
	p.is("days", e.Mid, 365.0/2)
	// Two events: the expected count lies in 0.3554 to 6.2958 (tables of Garwood).
	if math.Abs(e.Lo-365/6.2958) > 0.01 || math.Abs(e.Hi-365/0.3554) > 0.2 {
		t.Errorf("interval %v to %v", e.Lo, e.Hi)
	}
	e = p.measure(RecordDays, Choice{Definition: "closed", From: "2024-06-01"})
	p.is("days of a window", e.Mid, 213) // c3 alone, 06-01 to 12-31
}
