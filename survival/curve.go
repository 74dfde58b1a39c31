package survival

import (
	"errors"
	"fmt"
	"math"
	"slices"
)

// A Curve is an estimated survivor function.
type Curve struct {
	Steps    []Step  // in order of time, one per distinct time of an event
	Subjects int     // how many were followed
	Events   int     // how many of them ended; the others are censored
	Last     float64 // longest follow-up: S is unknown beyond it, unless it is 0 there
}

// A Step is what happens at a time of an event.
type Step struct {
	Time     float64
	AtRisk   int     // n, followed just before Time
	Events   int     // d, ended at Time
	Survival float64 // S, share that lasts longer than Time
	SE       float64 // Greenwood standard error of S; 0 once S is 0, where it says nothing
	hazard   float64 // Σ d/(n(n-d)) up to Time, Var S / S²; infinite once S is 0
}

// KaplanMeier estimates the survivor function from times of follow-up, each
// ended by an event or censored, in any order.
//
// It is an error if there are no subjects, if the lengths differ, or if a time
// is negative or not finite.
func KaplanMeier(time []float64, event []bool) (Curve, error) {
	entry := make([]float64, len(time))
	for i := range entry {
		entry[i] = math.Inf(-1) // at risk from the start, at time 0 too
	}
	if err := check(nil, time, event); err != nil {
		return Curve{}, err
	}
	return estimate(entry, time, event)
}

// DelayedEntry is [KaplanMeier] for subjects that were watched from entry on,
// not from their start. The curve is conditional on lasting to the first entry.
//
// Beside the errors of KaplanMeier it is one if an entry is negative or not
// before its time, and if the risk set runs empty while others are still to
// enter: nobody then shows the hazard there, and everything after would rest
// on a guess.
func DelayedEntry(entry, time []float64, event []bool) (Curve, error) {
	if len(entry) != len(time) {
		return Curve{}, fmt.Errorf("survival: %d entries for %d times: give one entry per subject", len(entry), len(time))
	}
	if err := check(entry, time, event); err != nil {
		return Curve{}, err
	}
	if err := watched(entry, time); err != nil {
		return Curve{}, err
	}
	return estimate(entry, time, event)
}

// check reports all faults of the follow-up; entry may be nil.
func check(entry, time []float64, event []bool) error {
	if len(time) != len(event) {
		return fmt.Errorf("survival: %d times for %d events: give one of each per subject", len(time), len(event))
	}
	if len(time) == 0 {
		return errors.New("survival: no subjects: give at least one")
	}
	var errs []error
	for i, t := range time {
		if !(t >= 0) || math.IsInf(t, 1) {
			errs = append(errs, fmt.Errorf("survival: time[%d] is %g: give a finite number, 0 or more", i, t))
		}
		if entry != nil && !(entry[i] >= 0 && entry[i] < t) {
			errs = append(errs, fmt.Errorf("survival: entry[%d] is %g at time %g: give a number from 0 to below the time", i, entry[i], t))
		}
	}
	return errors.Join(errs...)
}

// watched reports stretches between the first entry and the last exit at which
// nobody is followed.
func watched(entry, time []float64) error {
	order := indices(entry)
	until := time[order[0]]
	var errs []error
	for _, i := range order[1:] {
		if entry[i] > until {
			errs = append(errs, fmt.Errorf("survival: nobody is followed between %g and %g: the hazard there is unknown; analyse the two sides apart", until, entry[i]))
		}
		until = max(until, time[i])
	}
	return errors.Join(errs...)
}

// indices returns the order that sorts x.
func indices(x []float64) []int {
	order := make([]int, len(x))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case x[a] < x[b]:
			return -1
		case x[a] > x[b]:
			return 1
		}
		return 0
	})
	return order
}

// estimate walks through the times of events: at each, n is those who have
// entered less those who have left.
func estimate(entry, time []float64, event []bool) (Curve, error) {
	in, out := indices(entry), indices(time)
	c := Curve{Subjects: len(time), Last: time[out[len(out)-1]]}
	survival, hazard, entered := 1.0, 0.0, 0
	for left := 0; left < len(out); {
		t := time[out[left]]
		for entered < len(in) && entry[in[entered]] < t {
			entered++
		}
		n, d, gone := entered-left, 0, left
		for ; gone < len(out) && time[out[gone]] == t; gone++ {
			if event[out[gone]] {
				d++
			}
		}
		if left = gone; d == 0 {
			continue
		}
		if n == d && left < len(out) {
			return Curve{}, fmt.Errorf("survival: all %d at risk end at %g while others are yet to enter: the curve would be 0 from there on; start later, or give more subjects", n, t)
		}
		survival *= 1 - float64(d)/float64(n)
		hazard += float64(d) / (float64(n) * float64(n-d))
		c.Events += d
		c.Steps = append(c.Steps, Step{Time: t, AtRisk: n, Events: d, Survival: survival, SE: greenwood(survival, hazard), hazard: hazard})
	}
	return c, nil
}

// greenwood is S √hazard. At S = 0 the formula is 0 times infinity, and the
// estimate of the variance is 0.
func greenwood(survival, hazard float64) float64 {
	if survival == 0 {
		return 0
	}
	return survival * math.Sqrt(hazard)
}

// At returns S(t), the share that lasts longer than t. It is NaN for negative t
// and beyond the last follow-up if some lasted longer.
func (c Curve) At(t float64) float64 {
	s := 1.0
	for _, step := range c.Steps {
		if step.Time > t {
			break
		}
		s = step.Survival
	}
	if !(t >= 0) || t > c.Last && s > 0 {
		return math.NaN()
	}
	return s
}
