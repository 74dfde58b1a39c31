package indicator

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
)

// The groups of models that have a frontier of their own.
var groups = []string{"all", "open", "closed", "us", "cn"}

// groupParam chooses one of groups.
func groupParam(what string) Param {
	return Param{Definition, groups, what + " of all released models; of those with weights; of those sold by use only; of developers in the United States; of Chinese ones"}
}

// group is the side of a word of groups.
func group(a Args) (side, bool) {
	switch a.Definition {
	case "all":
		return anySide(), true
	case "open":
		return openSide(a.Strict), true
	case "closed":
		return closedSide(), true
	case "us":
		return countrySide("US", "US"), true
	case "cn":
		return countrySide("Chinese", "CN"), true
	}
	return side{}, false
}

// measure reads the scored members of the group that Args.Definition names. The
// error says what is missing.
func measure(v undercut.View, a Args) (*Ruler, side, []member, error) {
	s, ok := group(a)
	if !ok {
		return nil, s, nil, fmt.Errorf("%s", unknownWord(a.Definition, groups))
	}
	r, err := rulerAt(v, a)
	if err != nil {
		return nil, s, nil, err
	}
	list, _ := s.members(r, a.Domain, a.At)
	if len(list) == 0 {
		return nil, s, nil, fmt.Errorf("no %s model of domain %s had a score on scale %s by %v", s.name, a.Domain, a.Scale, a.At)
	}
	return r, s, list, nil
}

// top is the highest score of members; NaN without one.
func top(list []member, score []float64) (m member, high float64) {
	high = math.NaN()
	for _, x := range list {
		if s := score[x.release]; high != high || s > high {
			m, high = x, s
		}
	}
	return m, high
}

func frontier(v undercut.View, a Args) Estimate {
	r, s, list, err := measure(v, a)
	if err != nil {
		return missing("best score of the group "+a.Definition, err.Error())
	}
	e := blank("")
	e.What = fmt.Sprintf("best score of %s models by %v; scale %s of %v", s.name, a.At, a.Scale, r.Vintage)
	var m member
	m, e.Mid = top(list, r.Score)
	e.Lo, e.Hi, _ = r.spread(func(score []float64) float64 {
		_, x := top(list, score)
		return x
	})
	e.N = len(list)
	e.Basis = fmt.Sprintf("%s (%v)", r.releases[m.release].ID, m.day)
	if low, high := r.low[m.release], r.high[m.release]; low < high {
		e.Basis += fmt.Sprintf(", its own interval %.4g to %.4g", low, high)
	}
	e.Table = r.stepTable(records(list, r.Score, nil))
	r.cite(&e, list)
	e.outside()
	return e
}

// stepTable shows records.
func (r *Ruler) stepTable(steps []member) Table {
	t := Table{Columns: []string{"record", "joined", "score", "low", "high"}}
	for _, m := range steps {
		t.Rows = append(t.Rows, []string{r.releases[m.release].ID, m.day.String(), cell(r.Score[m.release]), cell(r.low[m.release]), cell(r.high[m.release])})
	}
	return t
}

// Frontier is the best score of a group of models.
var Frontier = Indicator{
	Name: "frontier", Title: "Frontier of capability", Unit: "points of the scale",
	Doc: "The highest score of a released model. The interval is that of the highest of all scores drawn, " +
		"which lies above the score of the best model where several are close: of many noisy scores the highest flatters.",
	Source: "epoch.ai/eci",
	Params: append([]Param{groupParam("the best"), strictly}, scored[:2]...),
	Of:     frontier,
}
