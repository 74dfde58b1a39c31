package undercut

// A Release is a model as it was published.
type Release struct {
	ID        string // unique: deepseek-v3@2024-12
	Name      string
	Developer string // empty if not known
	Country   string // of the developer, ISO 3166 alpha-2; empty if not known
	Domain    string // one of Domains
	Day       Day    // released
	Seen      Day    // the row could have been known from then
	Params    Params
	Source    string // ids of evidence sources, joined by ";"
	Grade     string

	// Access holds what one could get of it since when, in order of dates. The
	// first state is that of the release.
	Access []Access
}

// Domains are the kinds of model that a Release may be of.
var Domains = [...]string{"language", "vision", "image", "video", "speech", "robotics"}

// Params are the size and cost of a model; NaN where not known.
type Params struct {
	Total, Active float64 // bn parameters; active per token
	FLOP          float64 // of the training run
	Cost          float64 // of the training run, million dollars of 2023
}

// An Access is the state of a model's openness from a day on.
type Access struct {
	State   Openness
	From    Day
	Seen    Day
	Licence string // as published; may be empty
	Source  string
	Grade   string // evidence grade, or assumption
}

// Openness is what one can get of a model.
type Openness uint8

// The states, from shut to open. Restricted weights can be had under terms on
// use, users or trade, open weights without; of weights the terms are not
// known.
const (
	Unknown Openness = iota
	Unreleased
	APIOnly
	Weights
	Restricted
	OpenWeights
)

var opennessNames = [...]string{"unknown", "unreleased", "api", "weights", "restricted", "open"}

// String returns the state's name in files.
func (o Openness) String() string { return opennessNames[o] }

// OpennessNames lists the names that files may use, by state.
func OpennessNames() []string { return opennessNames[:] }

// CanHost reports whether the weights can be had, on whatever terms.
func (o Openness) CanHost() bool { return o >= Weights }

// At returns the model's state on a day; Unknown before its first.
func (r *Release) At(d Day) Openness {
	state := Unknown
	for _, a := range r.Access {
		if a.From <= d {
			state = a.State
		}
	}
	return state
}

// A Seller says who offers a model.
type Seller uint8

// The sellers. A router passes calls on to others and may add a fee.
const (
	FirstParty Seller = iota
	Host
	Cloud
	Router
)

var sellerNames = [...]string{"first_party", "host", "cloud", "router"}

// String returns the seller's name in files.
func (s Seller) String() string { return sellerNames[s] }

// SellerNames lists the names that files may use.
func SellerNames() []string { return sellerNames[:] }

// A PriceKind says what a price is a price of. Series are made of one kind:
// a median over hosts or a cheapest route is no list price.
type PriceKind uint8

// The kinds of price.
const (
	List     PriceKind = iota
	Median             // over hosts
	Routed             // the cheapest route
	Batch              // answers within hours
	OffPeak            // at given hours
	Priority           // faster, dearer
	Free               // with limits, or in a plan
	LongContext
)

var priceNames = [...]string{"list", "median", "routed", "batch", "off_peak", "priority", "free", "long_context"}

// String returns the kind's name in files.
func (k PriceKind) String() string { return priceNames[k] }

// PriceKindNames lists the names that files may use.
func PriceKindNames() []string { return priceNames[:] }

// An Offer is a model at a price for a time.
type Offer struct {
	Release  int // index into View.Releases
	SKU      string
	Provider string
	Seller   Seller
	Kind     PriceKind
	From     Day     // the price held from then
	Until    Day     // and before then; Never if it still holds
	Seen     Day     // somebody noticed it then; later than From if the start is known from elsewhere
	Dated    string  // how From is known: announced, reported, observed, assumed_from_release, first_seen_late, undated
	In, Out  float64 // dollars a million tokens
	Cached   float64 // dollars a million tokens read from a cache; NaN if not known
	Source   string
	Grade    string // of the evidence
}

// Holds reports whether the offer stood on a day.
func (o *Offer) Holds(d Day) bool { return o.From <= d && d < o.Until }

// Blended is the price of three tokens read for one written, in dollars a
// million tokens: (3 in + out)/4.
func (o *Offer) Blended() float64 { return (3*o.In + o.Out) / 4 }

// A Score is a measurement of a model on one vintage of a scale.
type Score struct {
	Release   int
	Variant   string // the name under which it was measured
	Scale     string // eci, arena, gpqa, decades
	Seen      Day    // the vintage: scales are fitted anew and move
	Value     float64
	Low, High float64 // 90% interval; NaN if none is published
	Source    string
	Grade     string // of the evidence
}

// A Figure is one number about a firm or a market over a period: accounts of
// firms, units and prices of things, exports.
type Figure struct {
	Subject string // firm, segment or market, a part of it after a slash: Z.ai/cloud
	Kind    string // segment, or what a firm lives on: lab, maker, chips
	Country string // where that matters: of the maker; empty otherwise
	Metric  string // a word of the evidence tables: revenue, run_rate, units, price
	From    Day    // first day of the period
	Until   Day    // last day of the period; equal to From for a stock
	Seen    Day    // published
	Value   float64
	Low     float64
	High    float64
	Unit    string
	Source  string
	Grade   string
	Note    string
}
