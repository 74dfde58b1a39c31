package importer

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// A judged is an offer's name that was read by a person.
type judged struct{ sku, provider, day, release, verdict, note string }

func judgedNames(t *testing.T, name string) (all []judged) {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	r := &reader{}
	r.lines(b, func(l line) {
		all = append(all, judged{l.get("sku"), l.get("provider"), l.get("day"), l.get("release"), l.get("verdict"), l.get("note")})
	}, "sku", "provider", "day", "release", "verdict", "note")
	for _, p := range r.Problems {
		t.Fatal(p)
	}
	return all
}

func (j judged) match(t *testing.T, m *Matcher) string {
	t.Helper()
	day, err := undercut.ParseDay(j.day)
	if err != nil {
		t.Fatal(err)
	}
	id, _, _ := m.Match(j.provider, j.sku, day)
	return id
}

// wilson is the 95% interval of a share: E. B. Wilson, "Probable Inference, the
// Law of Succession, and Statistical Inference", JASA 22 (1927).
func wilson(k, n int) (low, high float64) {
	const z = 1.959964
	p, m := float64(k)/float64(n), float64(n)
	middle := p + z*z/(2*m)
	half := z * math.Sqrt(p*(1-p)/m+z*z/(4*m*m))
	return (middle - half) / (1 + z*z/m), (middle + half) / (1 + z*z/m)
}

func TestWilson(t *testing.T) {
	// Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
	for _, c := range []struct {
		k, n      int
		low, high float64
	}{{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0, 0.1611}, {1, 29, 0.0061, 0.1718}} {
		if low, high := wilson(c.k, c.n); math.Abs(low-c.low) > 5e-5 || math.Abs(high-c.high) > 5e-5 {
			t.Errorf("%d of %d: %.4f to %.4f, want %.4f to %.4f", c.k, c.n, low, high, c.low, c.high)
		}
	}
}

// matches.csv are 150 of the 3,866 pairs of provider and name of the shipped
// prices that the rules matched, drawn with rand.NewPCG(2026, 1009) and judged
// one by one. The rules must still give what was judged right; what was judged
// wrong they gave then and may not give again.
func TestMatchesJudgedByHand(t *testing.T) {
	m := ShippedRules().Over(evidence.Shipped().Releases)
	count := map[string]int{}
	all := judgedNames(t, "matches.csv")
	for _, j := range all {
		count[j.verdict]++
		switch got := j.match(t, m); {
		case j.verdict == "wrong" && got == j.release:
			t.Errorf("%s at %s is %s again, which was judged wrong: %s", j.sku, j.provider, got, j.note)
		case j.verdict != "wrong" && got != j.release:
			t.Errorf("%s at %s is %q, want %s", j.sku, j.provider, got, j.release)
		}
		if j.verdict != "right" && j.note == "" {
			t.Errorf("%s at %s is judged %q without a word of why", j.sku, j.provider, j.verdict)
		}
	}
	low, high := wilson(count["right"], len(all))
	t.Logf("%d of %d right (95%%: %.1f%% to %.1f%%), %d wrong, %d unclear", count["right"], len(all), 100*low, 100*high, count["wrong"], count["unclear"])
	if len(all) != 150 || count["right"] < 147 || count["right"]+count["wrong"]+count["unclear"] != len(all) {
		t.Errorf("verdicts are %v: docs/imports.md states 147 of 150", count)
	}
}

// heldout.csv are the names of three providers in models.dev of September 2026
// that no shipped price has, with what rules gave that had not seen them.
// Afterwards the rules were mended: what they missed they now give.
func TestNamesThatRulesHadNotSeen(t *testing.T) {
	m := ShippedRules().Over(evidence.Shipped().Releases)
	count := map[string]int{}
	for _, j := range judgedNames(t, "heldout.csv") {
		count[j.verdict]++
		if got := j.match(t, m); got != j.release {
			t.Errorf("%s at %s is %q, want %q", j.sku, j.provider, got, j.release)
		}
	}
	if count["right"] != 61 || count["unclear"] != 1 || count["wrong"] != 0 || count["missed"] != 67 || count["none"] != 38 {
		t.Errorf("verdicts are %v: docs/imports.md states 61 right, 1 unclear, 67 missed, 38 without a release", count)
	}
}

// The shipped prices say of each of their names what it is. Where the rules say
// otherwise, -v lists it.
func TestRulesAgreeWithTheShippedPrices(t *testing.T) {
	o := evidence.Shipped()
	m := ShippedRules().Over(o.Releases)
	same, matched := 0, 0
	other := map[string]int{}
	for _, p := range o.Prices {
		id, _, ok := m.Match(p.Provider, p.SKU, p.From)
		if ok {
			matched++
		}
		if id == p.Release {
			same++
		} else {
			other[fmt.Sprintf("%s at %s: table %s, rules %s", p.SKU, p.Provider, p.Release, id)]++
		}
	}
	n := float64(len(o.Prices))
	t.Logf("%d prices, %.1f%% matched, %.1f%% of them as in the table", len(o.Prices), 100*float64(matched)/n, 100*float64(same)/float64(matched))
	for text, rows := range other {
		t.Logf("%s (%d)", text, rows)
	}
	if float64(matched) < 0.985*n || float64(same) < 0.95*float64(matched) {
		t.Errorf("%d of %d prices are matched, %d as in the table", matched, len(o.Prices), same)
	}
}

// One name in many spellings has one key, and other names have others.
func TestKeys(t *testing.T) {
	for _, same := range [][]string{
		{"llama-3.1-8b", "Llama_3.1-8B", "llama3-1-8b", "llama 3.1 8b"},
		{"qwen3.5-397b-a17b", "qwen-3-5-397b-a17b"},
		{"gpt-4o-mini", "GPT-4o mini", "gpt4o-mini"},
		{"o3-mini", "o3 mini"},
	} {
		for _, name := range same[1:] {
			if key(name) != key(same[0]) {
				t.Errorf("%s has key %s, %s has %s", name, key(name), same[0], key(same[0]))
			}
		}
	}
	for _, other := range [][2]string{{"qwen-3-4b", "qwen-34b"}, {"gpt-4o", "gpt-4-o"}, {"glm-4.5", "glm-4.5v"}, {"glm-4.5", "glm-45"}, {"o3", "o3-mini"}, {"llama-3-70b", "llama-3.1-70b"}} {
		if key(other[0]) == key(other[1]) {
			t.Errorf("%s and %s have one key %s", other[0], other[1], key(other[0]))
		}
	}
	ids := map[string]string{}
	for _, r := range evidence.Shipped().Releases {
		if k := key(r.ID); ids[k] != "" {
			t.Logf("%s and %s are written alike", ids[k], r.ID)
		} else {
			ids[k] = r.ID
		}
		if key(key(r.ID)) != key(r.ID) {
			t.Errorf("the key of %s has another key", r.ID)
		}
	}
}

func TestDatesInNames(t *testing.T) {
	for name, want := range map[string]string{
		"gpt-4o-2024-08-06":       "gpt-4o {2024 8 6}",
		"gpt-4o-2024-0806":        "gpt-4o {2024 8 6}",
		"claude-3-opus@20240229":  "claude-3-opus {2024 2 29}",
		"doubao-seed-1-8-251215":  "doubao-seed-1-8 {2025 12 15}",
		"command-r-08-2024":       "command-r {2024 8 0}",
		"mistral-large-2407":      "mistral-large {2024 7 0}",
		"gpt-3.5-turbo-0613":      "gpt-3.5-turbo {0 6 13}",
		"gemini-2.5-pro-05-06":    "gemini-2.5-pro {0 5 6}",
		"kimi-k2@2025-09":         "kimi-k2 {2025 9 0}",
		"qwen3-235b-a22b":         "",
		"phi-3-medium-128k":       "",
		"llama-3.1-8b":            "",
		"deepseek-coder-v2-lite":  "",
		"gpt-4-32k":               "",
		"grok-4.20-0309":          "grok-4.20 {0 3 9}",
		"mistral-small-24b-v0.10": "",
	} {
		s, rest, ok := cutStamp(name)
		got := ""
		if ok {
			got = fmt.Sprintf("%s %v", rest, s)
		}
		if got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	day := undercut.DayOf(2025, 1, 10)
	for _, c := range []struct {
		s    stamp
		want undercut.Day
	}{{stamp{2025, 1, 10}, 0}, {stamp{2025, 1, 0}, 0}, {stamp{2024, 12, 0}, 10}, {stamp{2025, 2, 0}, 22}, {stamp{0, 12, 31}, 10}, {stamp{0, 1, 20}, 10}} {
		if got := c.s.distance(day); got != c.want {
			t.Errorf("%v is %d days from %v, want %d", c.s, got, day, c.want)
		}
	}
}

// A user's rows come before the shipped ones of the same number.
func TestRulesOfAUser(t *testing.T) {
	own := []byte(RuleColumns + "\n1,is,acme-turbo,acme,gpt-5,,2026-06-01,what Acme sells\n1,is,acme-turbo,acme,gpt-5.4,2026-06-01,,\n2,none,^acme-,,,,,\n400,is,claude-v2:1,,claude,,,\n")
	rules, bad := LoadRules(own)
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	if rules.Version() == ShippedRules().Version() {
		t.Error("the version does not know the user's rows")
	}
	m := rules.Over(evidence.Shipped().Releases)
	day := undercut.DayOf(2026, 1, 1)
	for _, c := range []struct {
		provider, sku, want string
		day                 undercut.Day
		rule                int
	}{
		{"acme", "acme-turbo", "", day, 2}, // none comes before names
		{"amazon-bedrock", "anthropic.claude-v2:1", "claude", day, 400},
		{"openai", "acme-pro", "", day, 2},
		{"openai", "gpt-5", "gpt-5", day, 0},
	} {
		if id, rule, _ := m.Match(c.provider, c.sku, c.day); id != c.want || rule != c.rule {
			t.Errorf("%s at %s is %q by rule %d, want %q by %d", c.sku, c.provider, id, rule, c.want, c.rule)
		}
	}
}

func TestBadRules(t *testing.T) {
	_, bad := LoadRules([]byte(RuleColumns + "\n0,is,x,,y,,,\n1,may,x,,y,,,\n2,strip,(,,,,,\n3,is,x,,,,,\n4,is,x,,y,2026-01-02,2026-01-01,\n5,is,,,y,,,\n6,is,x,,y,soon,,\n"))
	text := fmt.Sprint(bad)
	for _, want := range []string{"line 2: order", "line 3: do", "line 4: pattern", "line 5: release", "line 6: until", "line 7: pattern", "line 8: from"} {
		if !strings.Contains(text, want) {
			t.Errorf("problems are %s, want %s", text, want)
		}
	}
	if _, bad := LoadRules([]byte("order,do\n")); len(bad) == 0 {
		t.Error("a table without its columns is taken")
	}
}

// Rows of the shipped rules are in order, and give releases that exist.
func TestShippedRules(t *testing.T) {
	r := &ruleReader{}
	r.lines(rulesCSV, r.row)
	m := ShippedRules().Over(evidence.Shipped().Releases)
	for i, row := range r.rows {
		if i > 0 && row.order <= r.rows[i-1].order {
			t.Errorf("rule %d comes after %d", row.order, r.rows[i-1].order)
		}
		if row.do == "is" && row.release != "(none)" && !m.ids[row.release] {
			t.Errorf("rule %d gives %s, which is no release", row.order, row.release)
		}
	}
}

// Apply says by whom a model is sold, and keeps prices of before a release out.
func TestApplySaysWhoSells(t *testing.T) {
	b := Batch{Prices: []evidence.Price{
		{SKU: "kimi-k2.5", Provider: "alibaba", Seller: undercut.FirstParty, From: seenThen, In: 1, Out: 2},
		{SKU: "qwen3-max", Provider: "alibaba", Seller: undercut.FirstParty, From: seenThen, In: 1, Out: 2},
		{SKU: "gpt-5.4", Provider: "openai", Seller: undercut.FirstParty, From: undercut.DayOf(2026, 3, 1), In: 1, Out: 2},
		{SKU: "nobody-knows", Provider: "openai", From: seenThen, In: 1, Out: 2},
		{SKU: "nobody-knows", Provider: "openai", From: seenThen, In: 1, Out: 2},
	}}
	unmatched := ShippedRules().Apply(&b, evidence.Shipped().Releases)
	if b.Prices[0].Seller != undercut.Host || b.Prices[1].Seller != undercut.FirstParty {
		t.Errorf("Alibaba sells Kimi as %v and Qwen as %v", b.Prices[0].Seller, b.Prices[1].Seller)
	}
	if b.Prices[2].Suspect != "early" || len(b.Problems) != 1 || b.Problems[0].Row != 3 {
		t.Errorf("a price of before the release: %+v, %v", b.Prices[2], b.Problems)
	}
	if len(unmatched) != 1 || unmatched[0] != (Unmatched{Provider: "openai", SKU: "nobody-knows", Rows: 2}) {
		t.Errorf("unmatched are %v", unmatched)
	}
}
