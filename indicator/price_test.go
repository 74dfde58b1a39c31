package indicator

import (
	"fmt"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// market is four models around level 130, worked by hand below.
//
//	             score  on 2026-01-31
//	shut           140  owner 10
//	cheap          125  owner 1                      below the level
//	free weights   132  owner 6; hosts 0.1, 3, 4     one slip of a pen: 0.1
//	young          131  hosts 2, 2.5                 two hosts make no price
func market(t *testing.T) *panel {
	p := newPanel(t, "2026-01-31")
	p.release("lab", "shut", "2025-01-01", undercut.APIOnly, 140)
	p.release("lab", "cheap", "2025-02-01", undercut.APIOnly, 125)
	p.release("commons", "weights", "2025-03-01", undercut.OpenWeights, 132)
	p.release("commons", "young", "2025-04-01", undercut.Restricted, 131)
	p.offer("shut", "lab", undercut.FirstParty, 10, "2025-01-01", "")
	p.offer("shut", "cloud", undercut.Cloud, 5, "2025-01-01", "") // a closed model has its owner's price
	p.offer("cheap", "lab", undercut.FirstParty, 1, "2025-02-01", "")
	p.offer("weights", "commons", undercut.FirstParty, 6, "2025-03-01", "")
	p.offer("weights", "typo", undercut.Host, 0.1, "2025-06-01", "")
	p.offer("weights", "host", undercut.Host, 3, "2025-06-01", "")
	p.offer("weights", "cloud", undercut.Cloud, 4, "2025-09-01", "")
	p.offer("young", "host", undercut.Host, 2, "2025-04-01", "")
	p.offer("young", "cloud", undercut.Cloud, 2.5, "2025-04-01", "")
	return p
}

func TestPriceOfACapabilityByHand(t *testing.T) {
	p := market(t)
	for _, c := range []struct {
		definition, level, at string
		want                  float64
		who                   string
	}{
		{"", "130", "2026-01-31", 3, "weights from host"},           // second lowest of 0.1, 3, 4
		{"", "130", "2025-08-31", 6, "weights from commons"},        // two hosts as yet
		{"", "130", "2025-02-15", 10, "shut from lab"},              // before the weights
		{"", "120", "2026-01-31", 1, "cheap from lab"},              // the level reaches down to it
		{"", "135", "2026-01-31", 10, "shut from lab"},              // not the cloud's 5
		{"closed", "130", "2026-01-31", 10, "shut from lab"},        //
		{"open", "130", "2026-01-31", 3, "weights from host"},       //
		{"second", "130", "2026-01-31", 2, "young from host"},       // by provider: typo 0.1, host 2, cloud 2.5, commons 6, lab 10
		{"second", "135", "2026-01-31", 10, "shut from lab"},        // cloud 5, lab 10
		{"second", "130", "2025-02-15", 10, "shut from lab"},        // the same two
		{"", "weights", "2026-01-31", 3, "weights from host"},       // a level by name is its score, 132
		{"open", "131.5", "2025-05-31", 6, "weights from commons"},  //
		{"closed", "141", "2026-01-31", nan, ""},                    // nothing is as able
		{"second", "120", "2025-01-02", 10, "shut from lab since "}, //
	} {
		e := p.measure(Price, Choice{Definition: c.definition, Level: c.level, At: c.at})
		if !about(e.Mid, c.want) || !strings.Contains(e.Basis, c.who) {
			t.Errorf("%s price at %s on %s is %v (%s), by hand %v of %s", c.definition, c.level, c.at, e.Mid, e.Basis, c.want, c.who)
		}
		if (e.Mid != e.Mid) != (e.Undefined != "") {
			t.Errorf("price is %v and undefined for %q", e.Mid, e.Undefined)
		}
	}
}

// A model of which nobody knows what can be had of it is neither open nor
// closed, and hosts make the price of no model that is not to be had: here not
// until the weights come out.
func TestHostsPriceOnlyWhatTheyMayHost(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("lab", "later", "2025-01-01", undercut.Unknown, 140)
	p.Releases[0].Access = append(p.Releases[0].Access, undercut.Access{State: undercut.OpenWeights, From: p.day("2025-09-01")})
	p.offer("later", "lab", undercut.FirstParty, 10, "2025-01-01", "2025-12-01")
	for i, host := range []string{"a", "b", "c"} {
		p.offer("later", host, undercut.Host, float64(1+i), "2025-01-01", "2026-01-15")
	}
	for _, c := range []struct {
		definition, at string
		want           float64
	}{
		{"", "2025-08-31", 10},
		{"open", "2025-08-31", nan},
		{"closed", "2025-08-31", nan},
		{"second", "2025-08-31", 2},
		{"", "2025-09-01", 2},
		{"open", "2025-09-01", 2},
		{"closed", "2025-09-01", nan},
		{"", "2026-01-20", nan}, // the last host has left
	} {
		p.is(c.definition+" "+c.at, p.measure(Price, Choice{Definition: c.definition, Level: "130", At: c.at}).Mid, c.want)
	}
	a, err := Price.Choose(p.View, Choice{Level: "130"})
	if err != nil {
		t.Fatal(err)
	}
	p.Offers[0].Until = undercut.Never
	p.Offers[0].In, p.Offers[0].Out = 1.5, 1.5
	p.is("the owner is cheaper than the second of its hosts", p.measure(Price, Choice{Level: "130", At: "2025-09-01"}).Mid, 1.5)
	p.Offers[0].In, p.Offers[0].Out, p.Offers[0].Until = 10, 10, p.day("2025-12-01")
	var got []string
	for _, s := range newListings(&p.View, a).steps(0, p.Day) {
		got = append(got, fmt.Sprint(s.from, " ", s.price))
	}
	if want := "2025-01-01 10, 2025-09-01 2, 2026-01-15 NaN"; strings.Join(got, ", ") != want {
		t.Errorf("steps are %s, by hand %s", strings.Join(got, ", "), want)
	}
}

func TestOpenMeansWithoutTermsWhenAskedSo(t *testing.T) {
	p := market(t)
	p.offer("young", "commons", undercut.FirstParty, 0.5, "2025-04-01", "")
	p.is("with terms", p.measure(Price, Choice{Definition: "open", Level: "130"}).Mid, 0.5)
	p.is("without", p.measure(Price, Choice{Definition: "open", Level: "130", Strict: true}).Mid, 3)
}

// In three reads to one written at 1 and 5 a million tokens cost (3+5)/4 = 2;
// one to one (1+5)/2 = 3. A model that reasons and writes ten times as much:
// (3 + 10*5)/4 = 13.25.
func TestBlendedPrice(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("lab", "o3", "2025-01-01", undercut.APIOnly, 140)
	o := p.offer("o3", "lab", undercut.FirstParty, 1, "2025-01-01", "")
	o.Out = 5
	p.is("3:1", p.measure(Price, Choice{Level: "130"}).Mid, o.Blended())
	p.is("1:1", p.measure(Price, Choice{Level: "130", Weights: "1:1"}).Mid, 3)
	p.is("ten times", p.measure(Price, Choice{Level: "130", Multiplier: "10"}).Mid, 13.25)
	p.Releases[0].ID = "gpt-4o"
	p.is("not a reasoner", p.measure(Price, Choice{Level: "130", Multiplier: "10"}).Mid, 2)
}

func TestModelsThatReason(t *testing.T) {
	for _, id := range []string{"o1", "o3-mini", "gpt-5.6-sol", "claude-opus-4.5", "gemini-2.5-pro@2025-06", "deepseek-r1@2025-01", "qwen3-32b", "qwen3.8-max", "kimi-k2-thinking", "gpt-oss-20b"} {
		if !reasons(id) {
			t.Errorf("%s does not reason", id)
		}
	}
	for _, id := range []string{"gpt-4o-mini", "gpt-5-chat", "claude-3.5-sonnet@2024-06", "gemini-2.0-flash@2025-02", "deepseek-v3@2024-12", "qwen3-235b-a22b-instruct-2507", "qwen3-coder-plus", "qwen3-max", "kimi-k2@2025-07", "llama-4-maverick"} {
		if reasons(id) {
			t.Errorf("%s reasons", id)
		}
	}
}

// Two names of a firm are one host, and so is a marketplace that passes calls
// on to it: three names here are two hosts, which make no price.
func TestNamesOfOneHostCountOnce(t *testing.T) {
	p := newPanel(t, "2026-01-31")
	p.release("commons", "weights", "2025-03-01", undercut.OpenWeights, 132)
	p.offer("weights", "commons", undercut.FirstParty, 6, "2025-03-01", "")
	p.offer("weights", "siliconflow", undercut.Host, 1, "2025-03-01", "")
	p.offer("weights", "siliconflow-cn", undercut.Host, 2, "2025-03-01", "")
	p.offer("weights", "groq", undercut.Host, 4, "2025-03-01", "")
	p.is("two hosts", p.measure(Price, Choice{Level: "130"}).Mid, 6)
	p.is("second lowest", p.measure(Price, Choice{Level: "130", Definition: "second"}).Mid, 4)
	p.offer("weights", "chutes", undercut.Host, 5, "2025-03-01", "")
	p.is("three hosts", p.measure(Price, Choice{Level: "130"}).Mid, 4)
}

func TestPriceSaysWhatItRestsOn(t *testing.T) {
	e := market(t).measure(Price, Choice{Level: "130"})
	if e.N != 2 { // shut and weights: young has no price
		t.Errorf("n is %d", e.N)
	}
	if got := strings.Join(e.Sources, " "); got != "epoch.ai models.dev" {
		t.Errorf("sources are %s", got)
	}
	if len(e.Table.Rows) != e.N || len(e.Table.Rows[0]) != len(e.Table.Columns) {
		t.Errorf("the table has %d rows for %d models", len(e.Table.Rows), e.N)
	}
	// $3 at 127, $10 at 133: a step.
	if len(e.Warnings) != 1 || !strings.Contains(e.Warnings[0], "step") {
		t.Errorf("warnings are %q", e.Warnings)
	}
}
