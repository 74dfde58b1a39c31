package importer

import (
	"fmt"
	"math"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// scoreKey is what may come once: a measurement on a vintage of a scale.
type scoreKey struct {
	variant, scale string
	seen           undercut.Day
}

// scores takes scores of which none comes twice.
type scores struct {
	*reader
	at map[scoreKey]int // index in Batch.Scores
}

// take takes a row that obeys the rules of scores.csv; release is the id in the
// batch, empty if only the variant tells. Of a measurement that
// comes twice the first is kept if both say the same, and reported otherwise.
func (r scores) take(at placed, release string, s undercut.Score) bool {
	if !r.ordered(at, s.Value, s.Low, s.High) {
		return false
	}
	key := scoreKey{s.Variant, s.Scale, s.Seen}
	if i, again := r.at[key]; again {
		if r.Scores[i].Value == s.Value {
			r.doubt(at, s.Variant, "the score comes twice with the same value: the first was taken")
			return true
		}
		return r.bad(at, s.Variant, fmt.Sprintf("another score of it on %s on %v is %g: the first was taken; keep one", s.Scale, s.Seen, r.Scores[i].Value))
	}
	r.at[key] = len(r.Scores)
	s.Source, s.Grade = r.source, scoreGrade
	r.Scores = append(r.Scores, evidence.ScoreRow{Release: release, Score: s})
	return true
}

// ordered reports a score that is not within its bounds, or that has only one.
func (r *reader) ordered(at placed, value, low, high float64) bool {
	for _, x := range []float64{value, low, high} {
		if math.IsInf(x, 0) {
			return r.bad(at, fmt.Sprint(x), "want a finite number")
		}
	}
	if low > value || high < value || (low == low) != (high == high) {
		return r.bad(at, fmt.Sprintf("%g in %g to %g", value, low, high), "want low <= score <= high, or neither bound")
	}
	return true
}
