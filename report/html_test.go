package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func pageOf(t *testing.T, in *Input) string {
	t.Helper()
	var b bytes.Buffer
	if err := HTML(&b, in); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// void are the elements of HTML without an end tag: closed here, the page is
// XML, and XML that parses strictly is well formed.
var void = regexp.MustCompile(`<(meta|link|br)([^>]*)>`)

// An element is a start tag of the page with the tags around it.
type element struct {
	name  string
	attr  map[string]string
	up    []string // names of the elements around it, outermost first
	first string   // name of its first child
	text  string   // its own text
}

func elements(t *testing.T, page string) []element {
	t.Helper()
	page = strings.TrimPrefix(page, "<!doctype html>\n")
	d := xml.NewDecoder(strings.NewReader(void.ReplaceAllString(page, "<$1$2/>")))
	var all []element
	var open []int
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("the page is not well formed: %v", err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			e := element{name: x.Name.Local, attr: map[string]string{}}
			for _, a := range x.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			for _, i := range open {
				e.up = append(e.up, all[i].name)
			}
			if n := len(open); n > 0 && all[open[n-1]].first == "" {
				all[open[n-1]].first = e.name
			}
			open = append(open, len(all))
			all = append(all, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if n := len(open); n > 0 {
				all[open[n-1]].text += string(x)
			}
		}
	}
}

func TestPageAsksNothingOfTheNetwork(t *testing.T) {
	asksNothing(t, pageOf(t, sample(t, alike)))
}

func asksNothing(t *testing.T, page string) {
	t.Helper()
	for _, e := range elements(t, page) {
		switch e.name {
		case "script", "iframe", "img", "object", "embed", "form", "base":
			t.Errorf("the page has a %s", e.name)
		case "link":
			if e.attr["href"] != "data:," {
				t.Errorf("the page links to %s", e.attr["href"])
			}
		}
		for a := range e.attr {
			if a == "src" || a == "srcset" || strings.HasPrefix(a, "on") {
				t.Errorf("a %s has the attribute %s", e.name, a)
			}
		}
		if e.name == "style" && (strings.Contains(e.text, "url(") || strings.Contains(e.text, "@import")) {
			t.Error("the style sheet fetches something")
		}
	}
}

func TestPageCanBeReadByEverybody(t *testing.T) {
	if count := readable(t, pageOf(t, sample(t, alike))); count["svg"] < 12 {
		t.Errorf("%d pictures: want the odds, fans, pools, drivers and fit", count["svg"])
	}
}

// readable wants a description, landmarks, one heading of the page and none skipped, captions,
// scopes, titles of pictures, links that lead somewhere, regions told apart. It
// counts the elements.
func readable(t *testing.T, page string) map[string]int {
	t.Helper()
	all := elements(t, page)
	ids, level, count, regions := map[string]bool{}, 0, map[string]int{}, map[string]bool{}
	for _, e := range all {
		count[e.name]++
		if id := e.attr["id"]; id != "" {
			if ids[id] {
				t.Errorf("the id %s stands twice", id)
			}
			ids[id] = true
		}
	}
	for i, e := range all {
		if name := e.attr["aria-label"]; e.attr["role"] == "region" {
			if name == "" || regions[name] {
				t.Errorf("the region %q has no name, or that of another", name)
			}
			regions[name] = true
		}
		switch e.name {
		case "html":
			if e.attr["lang"] != "en" {
				t.Error("the page does not say its language")
			}
		case "meta":
			if e.attr["name"] == "description" && e.attr["content"] != "" {
				count["description"]++
			}
		case "h1", "h2", "h3":
			if n := int(e.name[1] - '0'); n > level+1 {
				t.Errorf("heading %q skips a level", e.text)
			} else {
				level = n
			}
		case "table":
			if e.first != "caption" {
				t.Errorf("element %d: a table begins with %s, not its caption", i, e.first)
			}
		case "th":
			if e.attr["scope"] == "" {
				t.Errorf("the heading %q of a table has no scope", e.text)
			}
		case "svg":
			if e.first != "title" || e.attr["role"] != "img" {
				t.Errorf("a picture begins with %s and has the role %q", e.first, e.attr["role"])
			}
			if i+2 >= len(all) || all[i+1].name != "title" || all[i+2].name != "desc" {
				t.Errorf("picture %d has not both a title and a description", i)
			}
		case "title", "desc":
			if strings.TrimSpace(e.text) == "" {
				t.Errorf("an empty %s in %v", e.name, e.up)
			}
		case "a":
			href := e.attr["href"]
			if inside, ok := strings.CutPrefix(href, "#"); ok && !ids[inside] {
				t.Errorf("the link %q leads to %s, which is not there", e.text, href)
			}
			if strings.TrimSpace(e.text) == "" {
				t.Errorf("the link to %s has no words", href)
			}
		case "section":
			if by := e.attr["aria-labelledby"]; by != "" && !ids[by] {
				t.Errorf("a section is named by %s, which is not there", by)
			}
		}
		if slices.Contains(e.up, "table") && e.name == "tr" && e.first != "th" {
			t.Errorf("a row begins with %s, not a heading", e.first)
		}
	}
	for name, want := range map[string]int{"description": 1, "h1": 1, "main": 1, "nav": 1, "header": 1} {
		if count[name] != want {
			t.Errorf("%d elements %s: want %d", count[name], name, want)
		}
	}
	return count
}

func TestPageSaysWhatItIsMadeOf(t *testing.T) {
	in := sample(t, alike)
	page := pageOf(t, in)
	for what, words := range map[string]string{
		"the title, escaped":                   "A small world &lt;with&gt; brackets",
		"the command":                          in.Command,
		"the picture's command":                in.Command + " --format svg --indicator price_gpt4",
		"the hash":                             in.Run.InputHash,
		"an assumption":                        `<span class="tag assumption">assumption</span>`,
		"that a number was tuned":              `<span class="tag">calibrated</span>`,
		"that a segment is illustrative":       "illustrative: numbers are not sourced",
		"an empty cohort":                      "no such firm at the cohort date",
		"a failed future":                      "1 future failed and cannot speak",
		"what is missed":                       "<code>margin_closed@2024-12</code>",
		"the source of the history of a chart": "Epoch",
	} {
		if !strings.Contains(page, words) {
			t.Errorf("the page does not say %s: %s", what, words)
		}
	}
	if strings.Contains(page, "NaN") || strings.Contains(page, "%!") || strings.Contains(page, "ZgotmplZ") {
		t.Error("the page shows a number or an address that is none")
	}
}

// A run without series has a page too, and says what is not there.
func TestPageWithoutBands(t *testing.T) {
	in := sample(t, one)
	in.Bands = nil
	page := pageOf(t, in)
	elements(t, page)
	if !strings.Contains(page, "This run kept no series") || !strings.Contains(page, "are refused: the weights leave 1.") {
		t.Error("the page does not say what is missing and what is refused")
	}
}

func TestSVGNamesWhatThereIs(t *testing.T) {
	in := sample(t, alike)
	var b bytes.Buffer
	if err := SVG(&b, in, "price_gpt4"); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "<svg") || !strings.Contains(b.String(), "<title>Price of GPT-4") {
		t.Errorf("the picture begins with %.80s", b.String())
	}
	if err := SVG(&b, in, "price"); err == nil || !strings.Contains(err.Error(), "price_gpt4") {
		t.Errorf("an unknown indicator gives %v: want an error that names the known ones", err)
	}
}

// A world that dwarfs the others is left out of the picture in words.
func TestWorldBeyondThePictureIsNamed(t *testing.T) {
	in := sample(t, alike)
	for i := range in.Bands {
		b := &in.Bands[i]
		if in.Run.Cells[b.Cell].World == "cn-absent" && in.Run.SeriesNames[b.Series] == "lag_cn" && b.Month.Year() >= 2028 {
			for q := range b.Q {
				b.Q[q] *= 100
			}
		}
	}
	if page := pageOf(t, in); strings.Count(page, "cn-absent is not drawn: from 20") != 1 {
		t.Error("a median a hundred times the others' is drawn, or left out without a word")
	}
}

// The same input gives the same bytes.
func TestPageIsTheSameEveryTime(t *testing.T) {
	a, b := pageOf(t, sample(t, alike)), pageOf(t, sample(t, alike))
	if a != b {
		t.Error("two reports of one run differ")
	}
}
