package backtest

import (
	"errors"
	"slices"
	"sort"

	"github.com/undercut-sim/undercut/episode"
	"github.com/undercut-sim/undercut/forecast"
)

// A Job is one world of an episode at one origin.
type Job struct {
	Episode *episode.Episode
	World   *episode.World
	Origin  episode.Date
	Named   bool // an origin that the plan names, not one of the range
}

// Jobs lists the origins of an episode's worlds at which a forecast is
// possible, by world and time.
func Jobs(e *episode.Episode, prior forecast.Prior) ([]Job, error) {
	var all []Job
	for i := range e.Plan.Worlds {
		w := &e.Plan.Worlds[i]
		for _, o := range origins(w) {
			_, err := forecast.Read(e.At(o), w, prior.Usual)
			if errors.Is(err, forecast.ErrNothing) {
				continue
			}
			if err != nil {
				return nil, err
			}
			named := slices.ContainsFunc(w.Origins.Named, o.Same)
			all = append(all, Job{e, w, o, named})
		}
	}
	return all, nil
}

// origins are the named ones and those of the range, in the order of time.
func origins(w *episode.World) []episode.Date {
	all := slices.Clone(w.Origins.Named)
	if from, to := w.Origins.From, w.Origins.To; from.Text != "" {
		step := float64(max(w.Origins.Step, 1))
		for o := from; o.End <= to.End+1e-6; o = o.Later(step) {
			if !slices.ContainsFunc(all, o.Same) {
				all = append(all, o)
			}
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].Mid < all[j].Mid })
	return all
}

// years is the farthest horizon of a job: of its scores, its hard cases, its
// exits and its odds of halving.
func (j Job) years() int {
	most := slices.Max(append([]int{1}, j.World.Horizons...))
	for _, h := range j.Episode.Plan.Hard {
		if h.World == j.World.Name && h.Origin.Same(j.Origin) {
			most = max(most, int(h.At.Mid-h.Origin.Mid+0.5))
		}
	}
	for _, h := range j.Episode.Plan.Halve {
		if h.World == j.World.Name && h.Origin.Same(j.Origin) {
			most = max(most, h.Years)
		}
	}
	if x := j.Episode.Plan.Exits; x != nil && x.World == j.World.Name && slices.ContainsFunc(x.Origins, j.Origin.Same) {
		most = max(most, slices.Max(append([]int{1}, x.Years...)))
	}
	return most
}

// horizons are the years ahead at which something is looked at: the plan's,
// and those of hard cases.
func (j Job) horizons() []int {
	all := slices.Clone(j.World.Horizons)
	for _, h := range j.Episode.Plan.Hard {
		if h.World == j.World.Name && h.Origin.Same(j.Origin) {
			all = append(all, int(h.At.Mid-h.Origin.Mid+0.5))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}
