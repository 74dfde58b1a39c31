package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// What counts segments without sources is marked wherever it is shown, and the
// mark is explained once.
func TestWhatHasNoSourceIsMarked(t *testing.T) {
	in := sample(t, alike)
	var b bytes.Buffer
	if err := Text(&b, in); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{
		"O1 and O2*", "at least 30% below*", "vision* 55", "language 0", "models* +$10bn", "devices +$15bn", "apps* +$20bn", "toys* silent",
		"makers of vehicles 3", "works*", "  O3", "out of AI software*", "first in AI is within reach  ", "western model profit (PV)*", "fall of western profit*",
		"\n* illustrative: it counts firms, units or money of segments whose numbers have no source: toy,\n  vision, seat.\n",
	} {
		if !strings.Contains(b.String(), words) {
			t.Errorf("the text does not say %q:\n%s", words, b.String())
		}
	}
	page := pageOf(t, in)
	for _, words := range []string{"Vision*", "Apps*, beside the sum", "illustrative</span></h3>", "models*", "O1*", "Makers of toys*"} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	var svg bytes.Buffer
	if err := SVG(&svg, in, "profit_model_west"); err != nil || !strings.Contains(svg.String(), "* illustrative") {
		t.Errorf("the picture of western model profit is not marked: %v", err)
	}
	svg.Reset()
	if err := SVG(&svg, in, "price_gpt4"); err != nil || strings.Contains(svg.String(), "illustrative") {
		t.Errorf("the picture of a sourced price is marked: %v", err)
	}
}

// A world whose numbers all have sources has no mark and no footnote.
func TestNothingIsMarkedWithoutCause(t *testing.T) {
	in := sample(t, alike)
	for s := range in.World.Segments {
		in.World.Segments[s].Illustrative = false
	}
	if note := in.footnote(); note != "" {
		t.Errorf("there is a footnote: %s", note)
	}
	if strings.Contains(pageOf(t, in), "not sourced:") {
		t.Error("the page names segments without sources where there are none")
	}
}

// The JSON has every switch with the odds on and off, and the difference that
// they make.
func TestJSONHasTheSwitches(t *testing.T) {
	in := sample(t, alike)
	var b bytes.Buffer
	if err := JSON(&b, in); err != nil {
		t.Fatal(err)
	}
	var doc struct {
		Illustrative string
		Lines        []struct {
			Section, World, Name, Detail, Measure string
			Mid, Low, High                        *float64
			Illustrative                          bool
		}
	}
	if err := json.Unmarshal(b.Bytes(), &doc); err != nil {
		t.Fatal(err)
	}
	if doc.Illustrative != "toy, vision, seat" {
		t.Errorf("the segments without sources are %q", doc.Illustrative)
	}
	at := map[string]float64{}
	for _, l := range doc.Lines {
		if l.Detail == "variants.erosion" && l.World == "cn-closed" && l.Name == "O1 weak" {
			at[l.Section] = *l.Mid
			if !l.Illustrative {
				t.Errorf("%s of O1 weak is not marked", l.Section)
			}
		}
	}
	if on, off, d := at["switch on"], at["switch off"], at["switch"]; d == 0 || d != on-off {
		t.Errorf("with erosion on O1 weak has %g, off %g, and the difference is %g", on, off, d)
	}
}
