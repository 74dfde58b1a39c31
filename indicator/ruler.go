package indicator

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/rng"
)

// A Scale measures capability.
type Scale struct {
	Name  string
	Title string
	Unit  string
	Refit bool // all scores move when it is fitted anew: only those of one vintage compare
	Doc   string

	Default bool // it may stand in when nobody names a scale, in the order of Scales
}

// Scales lists the scales, the first being the default.
var Scales = []Scale{
	{"eci", "Epoch Capabilities Index", "points", true, "latent capability behind many benchmarks; Claude 3.5 Sonnet is 130, GPT-5 150; fitted anew with every update", true},
	{"arena", "LMArena text rating", "Elo", true, "who wins votes in blind pairs; drifts as models join", false},
	{"gpqa", "GPQA diamond", "share", false, "answers right beyond guessing, run by Epoch AI", true},
	{"aime", "OTIS mock AIME", "share", false, "answers right beyond guessing, run by Epoch AI", false},
	{"math", "MATH level 5", "share", false, "answers right beyond guessing, run by Epoch AI", false},
	{"swe", "SWE-bench verified", "share", false, "issues mended, run by Epoch AI", false},
	{"aa_index", "Artificial Analysis Intelligence Index", "points", true, "mean of benchmarks that Artificial Analysis has run; another scale with each version", false},
	{"aa_index_estimated", "Artificial Analysis Intelligence Index, with estimates", "points", true, "the same with models of which it estimates the index", false},
	{"aa_coding", "Artificial Analysis Coding Index", "points", true, "mean of its benchmarks of coding", false},
	{"aa_agentic", "Artificial Analysis Agentic Index", "points", true, "mean of its benchmarks of agents", false},
	{"aa_gpqa", "GPQA diamond", "share", false, "answers right, run by Artificial Analysis", false},
	{"aa_hle", "Humanity's Last Exam", "share", false, "answers right, run by Artificial Analysis", false},
	{"decades", "effective compute", "decades above GPT-4", false, "quality in simulated futures", true},
}

// NoScores says that nobody had seen a score on a scale by a day.
type NoScores struct {
	Scale string
	Day   undercut.Day
}

func (e NoScores) Error() string {
	return fmt.Sprintf("no score on scale %s had been seen by %v: name another scale, or a later day of the ruler", e.Scale, e.Day)
}

// NoLevel says that a release that names a level has no score on a scale.
type NoLevel struct {
	Name, Scale string
	Near        string // releases with a score whose names come near
}

func (e NoLevel) Error() string {
	return fmt.Sprintf("level is %q: want a number on scale %s or a release with a score, such as %s", e.Name, e.Scale, e.Near)
}

// A Ruler holds the scores of a view's releases on one scale. Of a refitted
// scale it holds one vintage: the latest with at least half as many releases
// as the fullest.
type Ruler struct {
	Scale          Scale
	Vintage        undercut.Day // the latest score in it
	Score          []float64    // by release; NaN where there is none
	low, high      []float64    // 90% interval; the score itself where none is published
	Source         []string     // ids of sources
	releases       []undercut.Release
	scored         []int    // releases with a score
	stream         []uint64 // of random numbers, of each of them
	normals        func() []float64
	withoutSpreads bool // no interval at all is published
}

// NewRuler reads the scores of a view. The error says what is missing.
func NewRuler(v undercut.View, scale string) (*Ruler, error) {
	at := slices.IndexFunc(Scales, func(s Scale) bool { return s.Name == scale })
	if at < 0 {
		return nil, fmt.Errorf("scale is %q: want one of %s", scale, strings.Join(ScaleNames(), ", "))
	}
	r := &Ruler{Scale: Scales[at], releases: v.Releases, withoutSpreads: true}
	r.Score, r.low, r.high = nans(len(v.Releases)), nans(len(v.Releases)), nans(len(v.Releases))
	vintage := fullVintage(v.Scores, scale)
	for i := range v.Scores {
		s := &v.Scores[i]
		if s.Scale != scale || r.Scale.Refit && s.Seen != vintage || s.Value <= r.Score[s.Release] {
			continue // of several variants the best counts
		}
		r.take(s)
	}
	for i, x := range r.Score {
		if x == x {
			r.scored = append(r.scored, i)
			r.stream = append(r.stream, rng.Name("score/"+v.Releases[i].ID))
		}
	}
	if r.scored == nil {
		return nil, NoScores{scale, v.Day}
	}
	r.normals = sync.OnceValue(func() []float64 { return normals(r.stream) })
	return r, nil
}

func (r *Ruler) take(s *undercut.Score) {
	r.Score[s.Release], r.low[s.Release], r.high[s.Release] = s.Value, s.Value, s.Value
	if s.Low == s.Low {
		r.low[s.Release], r.high[s.Release], r.withoutSpreads = s.Low, s.High, false
	}
	r.Vintage = max(r.Vintage, s.Seen)
	if !slices.Contains(r.Source, s.Source) {
		r.Source = append(r.Source, s.Source)
	}
}

// fullVintage is the latest day on which at least half as many releases were
// scored as on the fullest.
func fullVintage(scores []undercut.Score, scale string) undercut.Day {
	count := map[undercut.Day]int{}
	most := 0
	for i := range scores {
		if scores[i].Scale == scale {
			count[scores[i].Seen]++
			most = max(most, count[scores[i].Seen])
		}
	}
	latest := undercut.Day(math.MinInt32)
	for day, n := range count { // a maximum does not depend on the order
		if 2*n >= most {
			latest = max(latest, day)
		}
	}
	return latest
}

// Draws is how many draws of the scores make an interval.
const Draws = 200

// Draw writes the k-th draw of all scores into dst: each from a normal law
// with two spreads that has the published 90% interval, independent of the
// others. Streams bear the names of releases, so that another release moves
// nobody's draw.
func (r *Ruler) Draw(k int, dst []float64) {
	for i := range dst {
		dst[i] = math.NaN()
	}
	z := r.normals()[k*len(r.scored):]
	for n, i := range r.scored {
		spread := r.high[i] - r.Score[i]
		if z[n] < 0 {
			spread = r.Score[i] - r.low[i]
		}
		dst[i] = r.Score[i] + z[n]*spread
	}
}

// A luck is the draws of a set of streams.
type luck struct {
	stream []uint64
	z      []float64 // draw by draw
}

// lately is the last answer of normals: all figures of a dashboard ask it the
// same.
var lately atomic.Pointer[luck]

// normals returns Draws normal numbers of each stream, draw by draw, in units
// of the 95% quantile.
func normals(stream []uint64) []float64 {
	if l := lately.Load(); l != nil && slices.Equal(l.stream, stream) {
		return l.z
	}
	const z95 = 1.6448536269514722 // normal quantile of 0.95
	z := make([]float64, 0, Draws*len(stream))
	for k := range uint64(Draws) {
		for _, name := range stream {
			word, _, _, _ := rng.At(0, k, name, 0)
			z = append(z, dist.NormalQuantile(rng.Unit(word))/z95)
		}
	}
	lately.Store(&luck{stream, z})
	return z
}

// Level is the score of a release named by a person: an id, or the name of a
// family, of which the first release counts. The error lists near names.
func (r *Ruler) Level(name string) (float64, error) {
	if r.Scale.Name == "decades" && strings.EqualFold(name, "gpt-4") {
		return 0, nil
	}
	want := strings.ReplaceAll(strings.ToLower(name), " ", "-")
	best := -1
	for _, i := range r.scored {
		id, _, dated := strings.Cut(r.releases[i].ID, "@")
		if r.releases[i].ID == want {
			return r.Score[i], nil
		}
		if dated && id == want && (best < 0 || r.releases[i].Day < r.releases[best].Day) {
			best = i
		}
	}
	if best < 0 {
		return math.NaN(), NoLevel{name, r.Scale.Name, r.near(want)}
	}
	return r.Score[best], nil
}

// near lists the ids that share most of their beginning with a name.
func (r *Ruler) near(name string) string {
	ids := make([]string, 0, len(r.scored))
	for _, i := range r.scored {
		ids = append(ids, r.releases[i].ID)
	}
	slices.SortFunc(ids, func(a, b string) int {
		return cmp.Or(cmp.Compare(shared(b, name), shared(a, name)), cmp.Compare(a, b))
	})
	return strings.Join(ids[:min(5, len(ids))], ", ")
}

func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}

// ScaleNames lists the names of scales.
func ScaleNames() []string {
	var names []string
	for _, s := range Scales {
		names = append(names, s.Name)
	}
	return names
}

func nans(n int) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = math.NaN()
	}
	return x
}
