package scenario

import (
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
)

// note is a small file of another format.
type note struct {
	Title string         `yaml:"title" doc:"words"`
	Count int64          `yaml:"count" min:"0" doc:"how many"`
	When  undercut.Month `yaml:"when,optional" doc:"a month"`
	Size  float64        `yaml:"size,optional,nan" doc:"a number"`
	Items []noteItem     `yaml:"items,optional" doc:"things"`
}

type noteItem struct {
	Name  string      `yaml:"name,optional" doc:"its name"`
	Lever lever.Lever `yaml:"lever,optional" doc:"a lever"`
	Many  []float64   `yaml:"many,optional" doc:"numbers"`
}

var noteFormat = Format{Noun: "note", Begin: "an empty page", Later: []string{"from"}}

func TestWhatIsWrittenReadsBack(t *testing.T) {
	for _, want := range []note{
		{Title: "yes", Count: 0, Size: math.NaN()},
		{Title: `a "quoted" title: with # signs`, Count: 1 << 53, When: undercut.Date(2027, 3), Size: 1.0 / 3, Items: []noteItem{
			{Name: "a", Many: []float64{math.Pi, -1e-300, 12345678901234567}},
			{Lever: &lever.Tariff{Window: lever.Window{From: undercut.Date(2027, 1)}, By: "us", On: "cn", Segments: []string{"x", "y"}, Rate: 0.1 + 0.2}},
		}},
	} {
		text := Write(want)
		got := note{}
		if err := noteFormat.Read("note.yaml", text, &got).Err(); err != nil {
			t.Fatalf("%v in\n%s", err, text)
		}
		if got.Size != got.Size && want.Size != want.Size {
			got.Size, want.Size = 0, 0
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s\nreads back as %+v, was %+v", text, got, want)
		}
	}
}

func TestAFileOfAnotherFormatIsReadAsStrictly(t *testing.T) {
	for text, words := range map[string]string{
		"":                              "start from an empty page",
		"[1]":                           "a mapping with keys such as title, count",
		"title: a\n---\ntitle: b\n":     "one note per file",
		"title: a\ncount: 1.5\n":        `count is 1.5: want a whole number, >= 0`,
		"title: a\ncount: -1\n":         "count is -1",
		"title: a\ncount: 1e30\n":       "whole number",
		"title: a\ncount: 1\nsise: 2\n": `unknown key "sise"`,
		"count: 1\n":                    "title is missing",
		"title: a\ncount: 1\nsize: { value: 1, dist: uniform, low: 0, high: 2 }\n": "size has a law: the numbers of a note are certain",
		"title: a\ncount: 1\nitems: [{ lever: { tarif: {} } }]\n":                  `unknown lever "tarif"`,
		"title: a\ncount: 1\nitems: [{ lever: { tariff: { on: cn } } }]\n":         "items.#1.lever.by is missing",
		"title: a\ncount: 1\nitems: [{ lever: { price_war: { bloc: cn } } }]\n":    "items.#1.lever.factor is missing: give >= 0 and <= 1 (unit: ratio)\n",
	} {
		err := noteFormat.Read("note.yaml", []byte(text), &note{}).Err()
		if err == nil || !strings.Contains(err.Error()+"\n", words) {
			t.Errorf("%q: %v, want it to say %q", text, err, words)
		}
	}
}
