package report

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/market"
)

// layerWords are the layers from the top of the picture to its bottom.
var layerWords = []struct {
	layer undercut.Layer
	words string
}{{undercut.Device, "devices"}, {undercut.App, "apps"}, {undercut.Model, "models"}, {undercut.Compute, "compute"}}

// Kinds of link in the picture.
const (
	makerPays = "its maker pays for what it uses"
	userPays  = "its user pays"
	runsOn    = "runs on"
)

// World draws who is in a scenario: its layers with their segments, the firms
// by bloc, who gives products away at the start, and which segments use which.
// Segments whose numbers have no source are dashed.
func World(out io.Writer, w *market.World) error {
	svg, err := worldPicture(w).SVG()
	if err != nil {
		return fmt.Errorf("cannot draw the world of %s: %w", w.Name, err)
	}
	_, err = out.Write(svg)
	return err
}

func worldPicture(w *market.World) chart.World {
	p := chart.World{
		Frame:  chart.Frame{Title: w.Title, Desc: describeWorld(w), Standalone: true, Width: 760},
		Closed: "sells", Open: "gives its product away at the start",
	}
	if p.Title == "" {
		p.Title = w.Name
	}
	for _, b := range w.Blocs {
		title := blocTitles[b.Name]
		if title == "" {
			title = b.Name
		}
		p.Blocs = append(p.Blocs, title)
	}
	for _, l := range layerWords {
		if segments := segmentsOf(w, l.layer.String()); len(segments) > 0 {
			p.Layers = append(p.Layers, chart.Layer{Label: l.words, Segments: segments})
		}
	}
	for _, s := range w.Segments {
		if s.Illustrative {
			p.Marked = "illustrative: numbers without a source"
		}
	}
	for _, l := range worldLinks(w) {
		kind := slices.Index(p.Kinds, l.kind)
		if kind < 0 {
			kind = len(p.Kinds)
			p.Kinds = append(p.Kinds, l.kind)
		}
		p.Links = append(p.Links, chart.Link{From: l.from, To: l.to, Kind: kind})
	}
	return p
}

// blocTitles are the usual blocs in full; others are called as in the file.
var blocTitles = map[string]string{"us": "US", "cn": "China", "eu": "Europe", "jp": "Japan and Korea", "row": "rest of the world"}

// segmentsOf are the boxes of a layer, with their firms in the order of the
// file.
func segmentsOf(w *market.World, layer string) (list []chart.Segment) {
	for _, s := range w.Segments {
		if s.Layer != layer {
			continue
		}
		box := chart.Segment{Name: s.Name, Marked: s.Illustrative}
		for _, f := range w.Firms {
			if f.Segment == s.Name {
				bloc := slices.IndexFunc(w.Blocs, func(b market.Bloc) bool { return b.Name == f.Bloc })
				name := f.Title
				if name == "" {
					name = f.Name
				}
				box.Firms = append(box.Firms, chart.Firm{Name: name, Bloc: bloc, Open: f.Lab != nil && f.Lab.Licence == undercut.Open.String()})
			}
		}
		list = append(list, box)
	}
	return list
}

// A worldLink is a link of the picture, by the names of its segments.
type worldLink struct{ from, to, kind string }

// worldLinks are the links of the file, and that models run on what the
// compute layer sells.
func worldLinks(w *market.World) (list []worldLink) {
	for _, l := range w.Links {
		kind := makerPays
		if l.Payer == "user" {
			kind = userPays
		}
		list = append(list, worldLink{l.From, l.To, kind})
	}
	for _, from := range w.Segments {
		for _, to := range w.Segments {
			if from.Layer == undercut.Compute.String() && to.Layer == undercut.Model.String() {
				list = append(list, worldLink{from.Name, to.Name, runsOn})
			}
		}
	}
	return list
}

// describeWorld says what the picture shows, for those who cannot see it.
func describeWorld(w *market.World) string {
	var said []string
	for _, l := range layerWords {
		var names []string
		for _, s := range segmentsOf(w, l.layer.String()) {
			name := fmt.Sprintf("%s of %s", s.Name, count(len(s.Firms), "firm", "firms"))
			if s.Marked {
				name += ", illustrative"
			}
			names = append(names, name)
		}
		if len(names) > 0 {
			said = append(said, capital(l.words)+": "+strings.Join(names, "; ")+".")
		}
	}
	for _, l := range w.Links {
		said = append(said, fmt.Sprintf("%s uses %s.", capital(l.To), l.From))
	}
	return strings.Join(said, " ")
}
