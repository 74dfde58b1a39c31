package importer

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// A fact is what a catalogue says of a model apart from its price.
type fact struct {
	name, developer string
	day             undercut.Day
	whole           bool // the day is known, not only the month
	open            bool
	at              placed
}

// facts are those of each developer's models, by the name of the offer.
type facts map[string][]fact

// model notes the facts of an entry. Only what a maker says of its own models
// counts: hosts copy, and openness is noted for each of their offers anew.
func (r *modelsDevReader) model(p provider, sku string, e object) {
	if p.seller != undercut.FirstParty || len(p.owners) == 0 || !e.has("release_date") {
		return
	}
	day, whole, ok := r.dateOf(e, "release_date")
	if !ok {
		return
	}
	open, known := r.flag(e, "open_weights")
	name, ok := r.maybeText(e, "name")
	if !known || !ok {
		return
	}
	id := evidence.Stem(sku)
	r.models[id] = append(r.models[id], fact{name: name, developer: p.owners[0], day: day, whole: whole, open: open, at: e})
}

// add turns facts into releases with a first state of openness, in order of
// names. Weights that can be had say nothing of their terms.
func (f facts) add(r *reader) {
	r.Names = true
	ids := make([]string, 0, len(f))
	for id := range f {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		first := f[id][0]
		for _, other := range f[id][1:] {
			if other.open != first.open || other.day != first.day {
				r.doubt(other.at, id, fmt.Sprintf("says %v and open weights %v, another entry of %s says %v and %v: the first was taken; openness is a fact of a model, not of an offer", other.day, other.open, first.developer, first.day, first.open))
			}
		}
		first.release(id, r)
	}
}

func (f fact) release(id string, r *reader) {
	state := undercut.APIOnly
	if f.open {
		state = undercut.Weights
	}
	grade := "C"
	if !f.whole {
		grade = "D" // the first of its month
	}
	nan := math.NaN()
	name := f.name
	if strings.TrimSpace(name) == "" {
		name = id
	}
	r.Releases = append(r.Releases, undercut.Release{
		ID: id, Name: name, Developer: f.developer, Domain: "language", Day: f.day, Seen: r.seen,
		Params: undercut.Params{Total: nan, Active: nan, FLOP: nan, Cost: nan}, Source: r.source, Grade: grade,
	})
	r.Access = append(r.Access, evidence.AccessRow{Release: id, Access: undercut.Access{
		State: state, From: f.day, Seen: r.seen, Source: r.source, Grade: grade,
	}})
}
