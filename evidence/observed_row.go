package evidence

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

func (r *row) release() undercut.Release {
	return undercut.Release{
		ID: r.text("id"), Name: r.text("name"), Developer: r.optional("developer"), Country: r.country("country"),
		Domain: r.oneOf("domain", undercut.Domains[:]...), Day: r.day("released"), Seen: r.day("seen"),
		Params: undercut.Params{
			Total: r.positive("params_total_b"), Active: r.positive("params_active_b"),
			FLOP: r.positive("flop"), Cost: r.positive("cost_musd_2023"),
		},
		Source: r.text("source"), Grade: r.oneOf("grade", "A", "B", "C", "D", Assumption),
	}
}

func (r *row) access() AccessRow {
	return AccessRow{Release: r.text("release"), at: r.place(), Access: undercut.Access{
		State: undercut.Openness(r.index("state", undercut.OpennessNames())),
		From:  r.day("from"), Seen: r.day("seen"), Licence: r.optional("licence"),
		Source: r.text("source"), Grade: r.oneOf("grade", "A", "B", "C", "D", Assumption),
	}}
}

func (r *row) price() Price {
	p := Price{
		Release: r.text("release"), SKU: r.text("sku"), Provider: r.text("provider"),
		Seller:  undercut.Seller(r.index("seller", undercut.SellerNames())),
		Kind:    undercut.PriceKind(r.index("kind", undercut.PriceKindNames())),
		Removed: r.oneOf("event", "price", "removed") == "removed",
		From:    r.day("valid_from"), Seen: r.day("seen"), Dated: r.oneOf("dated", DatedNames...),
		In: math.NaN(), Out: math.NaN(), Cached: math.NaN(),
		Source: r.text("source"), Grade: r.oneOf("grade", "A", "B", "C", "D"), Suspect: r.oneOf("suspect", append([]string{""}, SuspectNames...)...), at: r.place(),
	}
	if !p.Removed {
		p.In, p.Out, p.Cached = r.dollars("input"), r.dollars("output"), r.maybe("cache_read")
	}
	return p
}

func (r *row) score() ScoreRow {
	return ScoreRow{Release: r.text("release"), at: r.place(), Score: undercut.Score{
		Variant: r.text("variant"), Scale: r.text("scale"), Seen: r.day("seen"),
		Value: r.number("score"), Low: r.maybe("low"), High: r.maybe("high"), Source: r.text("source"), Grade: r.oneOf("grade", "A", "B", "C", "D"),
	}}
}

func (r *row) figure() undercut.Figure {
	return undercut.Figure{
		Subject: r.text("subject"), Kind: r.oneOf("kind", FigureKinds...), Country: r.country("country"),
		Metric: r.text("metric"), From: r.day("from"), Until: r.day("until"), Seen: r.day("seen"),
		Value: r.number("value"), Low: r.maybe("low"), High: r.maybe("high"), Unit: r.text("unit"),
		Source: r.text("source"), Grade: r.oneOf("grade", "A", "B", "C", "D", Assumption), Note: r.optional("note"),
	}
}

// day returns a cell that must hold YYYY-MM-DD.
func (r *row) day(column string) undercut.Day {
	d, err := undercut.ParseDay(r.optional(column))
	if err != nil {
		r.fail(column, "is %q: want a day of the calendar as YYYY-MM-DD", r.optional(column))
	}
	return d
}

// country returns a cell that holds an ISO 3166 alpha-2 code or nothing.
func (r *row) country(column string) string {
	s := r.optional(column)
	if s != "" && (len(s) != 2 || strings.ToUpper(s) != s) {
		r.fail(column, "is %q: want two capital letters of ISO 3166, or nothing if not known", s)
	}
	return s
}

// index returns the place of a cell's word in a list.
func (r *row) index(column string, words []string) int {
	return max(0, slices.Index(words, r.oneOf(column, words...)))
}

// maybe returns a cell that may hold a number; NaN if it is empty.
func (r *row) maybe(column string) float64 {
	if r.optional(column) == "" {
		return math.NaN()
	}
	return r.number(column)
}

// positive returns a cell that may hold a number above 0; NaN if it is empty.
func (r *row) positive(column string) float64 {
	x := r.maybe(column)
	if x <= 0 {
		r.fail(column, "is %g: want above 0, or nothing if not known", x)
	}
	return x
}

// dollars returns a cell that must hold a price, 0 included.
func (r *row) dollars(column string) float64 {
	s := r.optional(column)
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || !(x >= 0) || math.IsInf(x, 0) {
		r.fail(column, "is %q: want dollars a million tokens, 0 or more", s)
	}
	return x
}
