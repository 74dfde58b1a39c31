package survival

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Weeks in remission of 21 children with leukaemia on 6-mercaptopurine
// (Freireich et al., Blood 21, 1963), the example of most textbooks.
var (
	remission = []float64{6, 6, 6, 7, 10, 13, 16, 22, 23, 6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35}
	relapse   = []bool{true, true, true, true, true, true, true, true, true, 20: false}
)

func freireich(t *testing.T) Curve {
	t.Helper()
	c, err := KaplanMeier(remission, relapse)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func near(got, want, tol float64) bool { return math.Abs(got-want) <= tol }

// Survival to three digits as in Klein and Moeschberger (2003), table 4.1;
// standard errors by R's survfit (package survival 3.5), which also prints
// the risk sets.
func TestFreireichsRemissions(t *testing.T) {
	c := freireich(t)
	want := []struct {
		time            float64
		atRisk, relapse int
		s, se           float64
	}{
		{6, 21, 3, 0.857, 0.0763603548321},
		{7, 17, 1, 0.807, 0.0869352851801},
		{10, 15, 1, 0.753, 0.0963496529943},
		{13, 12, 1, 0.690, 0.1068147077750},
		{16, 11, 1, 0.627, 0.1140538652568},
		{22, 7, 1, 0.538, 0.1282337516930},
		{23, 6, 1, 0.448, 0.1345914567558},
	}
	if len(c.Steps) != len(want) || c.Events != 9 || c.Subjects != 21 || c.Last != 35 {
		t.Fatalf("%d steps, %d events of %d subjects until %g, want 7, 9, 21 and 35", len(c.Steps), c.Events, c.Subjects, c.Last)
	}
	for i, w := range want {
		s := c.Steps[i]
		if s.Time != w.time || s.AtRisk != w.atRisk || s.Events != w.relapse || !near(s.Survival, w.s, 5e-4) || !near(s.SE, w.se, 1e-12) {
			t.Errorf("week %g: %d of %d relapse, S = %.6f ± %.12f, want week %g: %d of %d, %.3f ± %.12f",
				s.Time, s.Events, s.AtRisk, s.Survival, s.SE, w.time, w.relapse, w.atRisk, w.s, w.se)
		}
	}
}

func TestTheCurveEndsWhereFollowUpDoes(t *testing.T) {
	c := freireich(t)
	for _, x := range []struct{ t, want float64 }{
		{0, 1}, {5.9, 1}, {6, 18.0 / 21}, {22.5, 0.5378151}, {35, 0.4481793}, {35.1, math.NaN()}, {-1, math.NaN()},
	} {
		if got := c.At(x.t); !near(got, x.want, 1e-7) && !(math.IsNaN(got) && math.IsNaN(x.want)) {
			t.Errorf("S(%g) is %.7f, want %.7f", x.t, got, x.want)
		}
	}
	all, err := KaplanMeier([]float64{2, 1}, []bool{true, true})
	if err != nil || all.At(100) != 0 {
		t.Errorf("once all have ended S is %g (%v), want 0 for ever", all.At(100), err)
	}
}

// Without censoring the estimate is the empirical survivor function, its
// variance that of a binomial share.
func TestWithoutCensoringSIsTheShareStillGoing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		time := rapid.SliceOfN(rapid.Map(rapid.IntRange(0, 9), func(i int) float64 { return float64(i) }), 1, 30).Draw(t, "times")
		event := make([]bool, len(time))
		for i := range event {
			event[i] = true
		}
		c, err := KaplanMeier(time, event)
		if err != nil {
			t.Fatal(err)
		}
		n := float64(len(time))
		for _, s := range c.Steps {
			var longer float64
			for _, x := range time {
				if x > s.Time {
					longer++
				}
			}
			share := longer / n
			if se := math.Sqrt(share * (1 - share) / n); !near(s.Survival, share, 1e-14) || !near(s.SE, se, 1e-14) {
				t.Errorf("at %g S is %.15f ± %.15f, %g of %g last longer: want %.15f ± %.15f", s.Time, s.Survival, s.SE, longer, n, share, se)
			}
		}
	})
}

// The order of subjects, the unit of time and a twin of every subject leave S
// as it is; twins shrink its standard error by √2.
func TestWhatMustNotMoveTheCurve(t *testing.T) {
	c := freireich(t)
	order := rand.New(rand.NewPCG(1, 2)).Perm(len(remission))
	var time []float64
	var event []bool
	for _, i := range slices.Concat(order, order) {
		time, event = append(time, remission[i]*7), append(event, relapse[i])
	}
	twins, err := KaplanMeier(time, event)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range c.Steps {
		d := twins.Steps[i]
		if d.Time != 7*s.Time || !near(d.Survival, s.Survival, 1e-14) || !near(d.SE, s.SE/math.Sqrt2, 1e-14) {
			t.Errorf("day %g of the twins: %.15f ± %.15f, want day %g: %.15f ± %.15f", d.Time, d.Survival, d.SE, 7*s.Time, s.Survival, s.SE/math.Sqrt2)
		}
	}
}

// Entry at the start is no delayed entry, and entry later, before anything has
// happened to anyone, changes nothing either.
func TestEntryBeforeTheFirstEventChangesNothing(t *testing.T) {
	c := freireich(t)
	for _, entry := range []float64{0, 5.5} {
		at := make([]float64, len(remission))
		for i := range at {
			at[i] = entry
		}
		d, err := DelayedEntry(at, remission, relapse)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(c.Steps, d.Steps) {
			t.Errorf("entry at %g moves the curve to %+v", entry, d.Steps)
		}
	}
}

// Eight subjects by hand: at 5 the risk set is those who entered before 5 and
// are still there, 6, 7, 9, 10 and itself; who enters at 5 comes too late.
func TestDelayedEntryByHand(t *testing.T) {
	c, err := DelayedEntry(
		[]float64{0, 0, 2, 3, 5, 1, 4, 6}, []float64{4, 6, 7, 9, 8, 5, 10, 12},
		[]bool{true, false, true, true, false, true, true, false})
	if err != nil {
		t.Fatal(err)
	}
	s := 1.0
	for i, w := range []struct {
		time   float64
		atRisk int
	}{{4, 5}, {5, 5}, {7, 5}, {9, 3}, {10, 2}} {
		s *= 1 - 1/float64(w.atRisk)
		if got := c.Steps[i]; got.Time != w.time || got.AtRisk != w.atRisk || !near(got.Survival, s, 1e-15) {
			t.Errorf("step %d is %+v, want 1 of %d at %g, S = %.6f", i, got, w.atRisk, w.time, s)
		}
	}
	if got := c.Steps[4].SE; !near(got, 0.154230803476, 1e-12) { // R's survfit
		t.Errorf("the last standard error is %.12f, want 0.154230803476", got)
	}
}

// Memoryless lives that are watched from a random age on and lost at another
// still give their true survivor function; counting them from birth does not.
func TestDelayedEntryRecoversTheLaw(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var entry, time []float64
	var event []bool
	for len(time) < 20000 {
		life, from, lost := r.ExpFloat64(), r.Float64(), 1+2*r.Float64()
		if life <= from { // never seen
			continue
		}
		entry, time, event = append(entry, from), append(time, min(life, lost)), append(event, life <= lost)
	}
	c, err := DelayedEntry(entry, time, event)
	if err != nil {
		t.Fatal(err)
	}
	naive, err := KaplanMeier(time, event)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range []float64{0.5, 1, 2} {
		if want := math.Exp(-x); !near(c.At(x), want, 0.03) || near(naive.At(x), want, 0.03) {
			t.Errorf("S(%g) is %.3f with entry and %.3f without, want %.3f with it only", x, c.At(x), naive.At(x), want)
		}
	}
}

func TestErrorsNameTheSubject(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	both := []bool{true, true}
	for _, c := range []struct {
		entry, time []float64
		event       []bool
		want        string
	}{
		{nil, []float64{1}, both, "survival: 1 times for 2 events: give one of each per subject"},
		{nil, nil, nil, "survival: no subjects"},
		{nil, []float64{nan, -1}, both, "survival: time[0] is NaN: give a finite number, 0 or more\nsurvival: time[1] is -1"},
		{nil, []float64{inf, 1}, both, "survival: time[0] is +Inf"},
		{[]float64{0}, []float64{1, 2}, both, "survival: 1 entries for 2 times"},
		{[]float64{2, -1}, []float64{2, 2}, both, "survival: entry[0] is 2 at time 2: give a number from 0 to below the time\nsurvival: entry[1] is -1"},
		{[]float64{0, 3}, []float64{2, 4}, both, "survival: nobody is followed between 2 and 3"},
		{[]float64{0, 1}, []float64{2, 4}, []bool{true, true}, ""},
		{[]float64{0, 2}, []float64{2, 4}, []bool{true, true}, "survival: all 1 at risk end at 2 while others are yet to enter"},
	} {
		var err error
		if c.entry == nil {
			_, err = KaplanMeier(c.time, c.event)
		} else {
			_, err = DelayedEntry(c.entry, c.time, c.event)
		}
		if got := fmt.Sprint(err); c.want == "" && err != nil || !strings.HasPrefix(got, c.want) {
			t.Errorf("%v to %v: error is %q, want %q", c.entry, c.time, got, c.want)
		}
	}
}
