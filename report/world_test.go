package report

import (
	"bytes"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/market"
	"github.com/undercut-sim/undercut/scenario"
)

func drawn(t *testing.T, w *market.World) string {
	t.Helper()
	var b bytes.Buffer
	if err := World(&b, w); err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
		t.Fatalf("the picture is not well formed: %v", err)
	}
	return b.String()
}

// Every scenario of the library has a picture with all its segments, its title
// and as many arrows as it has links, models on their chips among them.
func TestWorldDrawsTheScenario(t *testing.T) {
	for _, name := range scenario.Names() {
		s, err := scenario.Load(name, nil, evidence.Parameters, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		w := &s.World
		svg := drawn(t, w)
		if !strings.Contains(svg, "<title>"+w.Title) {
			t.Errorf("%s: the picture has another title", name)
		}
		for _, seg := range w.Segments {
			if !strings.Contains(svg, `font-weight="600">`+seg.Name+"<") {
				t.Errorf("%s: segment %s is not drawn", name, seg.Name)
			}
		}
		arrows := len(w.Links) + segments(w, "model")*segments(w, "compute")
		if got := strings.Count(svg, "Z\""); got < arrows { // heads of arrows are closed paths, signs of blocs too
			t.Errorf("%s: %d closed shapes, want a head for each of %d links at least", name, got, arrows)
		}
		if marked := strings.Contains(svg, "without a source"); marked != (segments(w, "illustrative") > 0) {
			t.Errorf("%s: the key explains dashed boxes: %v", name, marked)
		}
	}
}

// segments counts those of a layer, or the illustrative ones.
func segments(w *market.World, layer string) (n int) {
	for _, s := range w.Segments {
		if s.Layer == layer || layer == "illustrative" && s.Illustrative {
			n++
		}
	}
	return n
}

// A segment without sources is dashed, a lab that is open is hollow, and the
// description says the rest.
func TestWorldByHand(t *testing.T) {
	w := &market.World{
		Name: "two", Blocs: []market.Bloc{{Name: "home"}, {Name: "away"}},
		Segments: []market.Segment{{Name: "eyes", Layer: "model", Illustrative: true}, {Name: "toy", Layer: "device"}},
		Firms: []market.Firm{
			{Name: "a", Title: "Lab A", Bloc: "home", Segment: "eyes", Lab: &market.Lab{Licence: "open"}},
			{Name: "b", Bloc: "away", Segment: "toy", Maker: &market.Maker{}},
		},
		Links: []market.Link{{From: "eyes", To: "toy", Payer: "user"}},
	}
	svg := drawn(t, w)
	for _, words := range []string{
		"<title>two<", "Lab A<", ">b<", ">home<", ">away<", "stroke-dasharray=\"5 4\"", "its user pays", "illustrative: numbers without a source",
		"<desc>Devices: toy of 1 firm. Models: eyes of 1 firm, illustrative. Toy uses eyes.<",
	} {
		if !strings.Contains(svg, words) {
			t.Errorf("the picture lacks %s", words)
		}
	}
	for _, words := range []string{"its maker pays", "runs on"} {
		if strings.Contains(svg, words) {
			t.Errorf("the key explains %q, which is not drawn", words)
		}
	}
}
