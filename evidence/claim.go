package evidence

const (
	claimColumns = "id,quotation,test,observed,sources,verdict_observed,model_claim,note"
	eventColumns = "date,event,size,sources"
)

// A Claim is a sentence of the article as something that can be tested.
type Claim struct {
	ID        string // C0 to C12
	Quotation string // the article's words in quotation marks; without marks a paraphrase
	Test      string // what would have to be measured, with thresholds; fixed before anyone looked
	Observed  string // what has happened to 2026-11
	Sources   string // ids joined by ";"
	Verdict   string // of what was observed: supported, open, contradicted, not testable
	Model     string // the simulated outcome that speaks to it, O1 to O5, or empty
	Note      string
	at        place
}

// An Event is a dated event that a chart may mark.
type Event struct {
	Date    string // YYYY-MM-DD
	Event   string
	Size    string // may be empty
	Sources string
	at      place
}

func (r *row) claim() Claim {
	c := Claim{
		ID: r.text("id"), Quotation: r.text("quotation"), Test: r.text("test"), Observed: r.optional("observed"),
		Sources: r.text("sources"),
		Verdict: r.oneOf("verdict_observed", "supported", "open", "contradicted", "not testable"),
		Model:   r.oneOf("model_claim", "", "O1", "O2", "O3", "O4", "O5"),
		Note:    r.optional("note"), at: r.place(),
	}
	if c.Observed == "" && c.Verdict != "not testable" {
		r.fail("observed", "is empty: a verdict of %s wants what was observed", c.Verdict)
	}
	return c
}

func (r *row) event() Event {
	return Event{
		Date: r.date("date"), Event: r.text("event"), Size: r.optional("size"), Sources: r.text("sources"), at: r.place(),
	}
}
