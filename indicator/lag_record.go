package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// A catch is a record of the followers and the first model of the leaders that
// was as good.
type catch struct{ follower, leader member }

func (c catch) months() float64 { return months(c.follower.day - c.leader.day) }

// catches lists the records of the followers since a day, and counts those by
// which they led: no leader had been as good before.
func (s *stairs) catches(from undercut.Day, dst []catch) (list []catch, led int) {
	for _, f := range s.follow {
		if f.day < from {
			continue
		}
		if l, ok := reaching(s.lead, s.score, s.score[f.release]); ok && l.day <= f.day {
			dst = append(dst, catch{f, l})
		} else {
			led++
		}
	}
	return dst, led
}

// meanByLeader is the mean of the lags and its sampling variance,
//
//	G/(G-1) Σ_g (Σ_{i in g} x_i - x̄)² / n²
//
// over the G leaders that were caught: followers that come after one leader
// one by one share its date, and their lags are no independent observations.
// The variance is NaN where there is but one leader.
func meanByLeader(list []catch) (mean, variance float64, leaders int) {
	for _, c := range list {
		mean += c.months() / float64(len(list))
	}
	sum, within := 0.0, 0.0
	for i, c := range list { // of one leader they stand together: records rise
		within += c.months() - mean
		if i+1 == len(list) || list[i+1].leader != c.leader {
			sum += within * within
			within = 0
			leaders++
		}
	}
	if len(list) == 0 {
		return math.NaN(), math.NaN(), 0
	}
	g, n := float64(leaders), float64(len(list))
	if leaders < 2 {
		return mean, math.NaN(), leaders // sum is 0 but for rounding, G/(G-1) infinite
	}
	return mean, g / (g - 1) * sum / (n * n), leaders
}

// atRecord is the mean lag of the followers' records since Args.From.
func (c *race) atRecord(a Args) Estimate {
	var s, drawn stairs
	c.climb(c.ruler.Score, &s)
	list, led := s.catches(a.From, nil)
	e := blank("")
	e.What = fmt.Sprintf("mean over the records of %s models of the months since the first %s model as good; scale %s of %v", c.follower.name, c.leader.name, a.Scale, c.ruler.Vintage)
	e.Table = c.catchTable(list)
	if len(list) == 0 {
		e.Undefined = fmt.Sprintf("no record of %s models %s had a %s model as good before it: widen the window", c.follower.name, a.within(), c.leader.name)
		return e
	}
	var buffer []catch
	mean, variance, leaders := meanByLeader(list)
	se, defined := c.ruler.imputed(func(score []float64) (float64, float64) {
		c.climb(score, &drawn)
		buffer, _ = drawn.catches(a.From, buffer[:0])
		m, w, _ := meanByLeader(buffer)
		return m, w
	})
	e.Mid, e.N = mean, len(list)
	e.Basis = fmt.Sprintf("%s after %s", plural(len(list), "record", "records"), plural(leaders, "leader", "leaders"))
	if variance == variance && se == se {
		e.Lo, e.Hi = mean-z95*se, mean+z95*se
		e.Basis += fmt.Sprintf(", standard error %.2f: %.2f between leaders, the rest from the scores", se, math.Sqrt(variance))
	}
	c.describe(&e)
	if e.Lo != e.Lo {
		e.Warnings = append(e.Warnings, "no interval: by most draws of the scores there are not two leaders to compare")
	}
	if led > 0 {
		e.Warnings = append(e.Warnings, fmt.Sprintf("%s by which %s models led are left out", plural(led, "record", "records"), c.follower.name))
	}
	e.often(defined, c.follower.name+" models lead")
	return e
}

func (c *race) catchTable(list []catch) Table {
	t := Table{Columns: []string{"follower", "joined", "score", "leader", "reached", "months"}}
	for _, x := range list {
		t.Rows = append(t.Rows, []string{c.id(x.follower), x.follower.day.String(), cell(c.score(x.follower)), c.id(x.leader), x.leader.day.String(), cell(x.months())})
	}
	return t
}
