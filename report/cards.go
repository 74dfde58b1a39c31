package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/claim"
	"github.com/undercut-sim/undercut/evidence"
)

// A link leads to a source.
type link struct{ ID, URL, Title string }

// links are the facts and sources behind a list of ids.
func links(list string) []link {
	var out []link
	for _, id := range strings.FieldsFunc(list, func(r rune) bool { return r == ';' || r == ' ' }) {
		for _, f := range evidence.Facts() {
			if f.ID == id {
				out = append(out, link{id, f.URL, fmt.Sprintf("%s: %s %s (grade %s)", f.Statement, f.Value, f.Unit, f.Grade)})
			}
		}
		for _, s := range evidence.Sources() {
			if s.ID == id {
				out = append(out, link{id, s.URL, s.Title})
			}
		}
	}
	return out
}

// A claimCard is one claim of the article.
type claimCard struct {
	ID, Short, Quotation, Test, Observed, Note string
	Verdict, Tone, Seen, Future                string
	Links                                      []link
	Asks                                       string
	Odds                                       []string
	Under                                      []string
	Flip                                       string
	Illustrative                               bool // the odds hold numbers without a source
}

func (in *Input) claimCards() []claimCard {
	var list []claimCard
	for _, v := range in.Judgement.Claims {
		c := claimCard{
			ID: v.ID, Short: capital(v.Test.Short), Quotation: v.Quotation, Test: v.Claim.Test, Observed: v.Observed, Note: v.Note,
			Verdict: v.Verdict, Tone: tone(v.Verdict), Seen: v.Claim.Verdict, Links: links(v.Sources), Asks: capital(v.Test.Asks), Illustrative: v.Illustrative,
		}
		if v.Test.Future {
			c.Future = "about the future: odds decide"
		} else {
			c.Future = "about the past: observation decides"
		}
		for i, o := range v.Odds {
			c.Odds = append(c.Odds, in.claimOdds(o, v.Against[i]))
		}
		if len(v.By) > 1 && len(v.Odds) > 0 {
			for b, verdict := range v.By {
				var cells []string
				for _, o := range v.Under[b] {
					cells = append(cells, claim.Per100(o.Plain.Mid))
				}
				said := in.Judgement.Beliefs[b].Name + ": " + strings.Join(cells, " / ")
				if v.Test.Future {
					said += ", " + verdict
				}
				c.Under = append(c.Under, said)
			}
		}
		if v.Flip != nil {
			c.Flip = fmt.Sprintf("%s (rank correlation %s)", flipWords(v, math.MaxInt), signedRho(v.Flip.Rho))
		}
		list = append(list, c)
	}
	return list
}

// claimOdds is the odds of a claim as a sentence.
func (in *Input) claimOdds(o claim.Odds, against string) string {
	s := o.Plain.String()
	if against != "" {
		s += " against " + against
	}
	if o.Weighted != nil {
		s += ", weighted " + per100(*o.Weighted)
	}
	if o.Silent > 0 {
		s += fmt.Sprintf("; %d of %d futures cannot speak", o.Silent, o.Silent+o.N)
	}
	return s
}

// tone is the class of a verdict's pill.
func tone(verdict string) string { return strings.ReplaceAll(verdict, " ", "-") }

// A firmStrip is every firm, a row each, by segment.
type firmStrip struct {
	Worlds  []string // the counterfactuals
	Columns int
	Groups  []firmGroup
}

// A firmGroup is the firms of one segment.
type firmGroup struct {
	Segment      string
	Illustrative bool
	Rows         []firmRow
}

// A firmRow is one firm: in how many of 100 futures it is left.
type firmRow struct {
	Title, Bloc string
	Alive       []string // by world
	Bar         int      // of 100, as it is
	Exit        string
	Thin        bool // gone in more than half of the futures
}

func (in *Input) firmStrip() firmStrip {
	strip := firmStrip{Worlds: in.against(), Columns: 3 + len(in.worlds())}
	for i, s := range in.World.Segments {
		g := firmGroup{Segment: segmentWords(s), Illustrative: s.Illustrative}
		for _, f := range in.World.Firms {
			if f.Segment != i {
				continue
			}
			at := slices.IndexFunc(in.Judgement.Firms, func(x claim.Survival) bool { return x.Firm == f.Name })
			if at >= 0 {
				g.Rows = append(g.Rows, firmLine(f, in.World.Blocs[f.Bloc].Name, in.Judgement.Firms[at]))
			}
		}
		if len(g.Rows) > 0 {
			strip.Groups = append(strip.Groups, g)
		}
	}
	return strip
}

func segmentWords(s undercut.Segment) string {
	if s.Layer == undercut.Device {
		return capital(s.Name) + "s"
	}
	return capital(s.Name)
}

func firmLine(f undercut.Firm, bloc string, x claim.Survival) firmRow {
	r := firmRow{Title: f.Title, Bloc: bloc, Exit: "–"}
	if r.Title == "" {
		r.Title = f.Name
	}
	for w, o := range x.Alive {
		r.Alive = append(r.Alive, claim.Per100(o.Plain.Mid))
		if w == 0 && o.N > 0 {
			r.Bar = int(100*o.Plain.Mid + 0.5)
			r.Thin = o.Plain.Mid < 0.5
		}
	}
	if x.Exit.N > 0 {
		r.Exit = fmt.Sprintf("%.0f (%.0f to %.0f)", math.Floor(x.Exit.P50), math.Floor(x.Exit.P10), math.Floor(x.Exit.P90))
	}
	return r
}
