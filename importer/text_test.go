package importer

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// What is not the file that was asked for is named with its place and the way
// out, and nothing of it is taken.
func TestBadFiles(t *testing.T) {
	for _, c := range []struct{ name, text, place, want string }{
		{"empty", " \n", "the file", "empty"},
		{"gzip", "\x1f\x8b\x08", "the file", "gunzip"},
		{"zip", "PK\x03\x04", "the file", "unpack"},
		{"UTF-16", "\xff\xfe{\x00}\x00", "the file", "iconv"},
		{"UTF-16 without a mark", "{\x00}\x00", "line 1, column 2", "iconv"},
		{"Latin-1", "{\"n\":\n\"Qualit\xe9\"}", "line 2, column 8", "LATIN1"},
		{"a web page", "\n<!DOCTYPE html><title>404</title>", "the file", "web page"},
		{"Git LFS", "version https://git-lfs.github.com/spec/v1\n", "the file", "git lfs pull"},
		{"cut off", "{\"a\": {\n\"b\": 1", "line 2, column 7", "cut off"},
		{"no JSON", "{\"a\": 1,}", "line 1, column 9", "not JSON"},
		{"NaN", "{\"a\":\n NaN}", "line 2, column 2", "null"},
		{"text behind", "{} {}", "line 1, column 4", "not JSON"},
	} {
		r := &reader{}
		if _, ok := r.json([]byte(c.text)); ok || len(r.Problems) != 1 {
			t.Errorf("%s: ok %v, problems %v", c.name, ok, r.Problems)
			continue
		}
		if p := r.Problems[0]; p.Place != c.place || !strings.Contains(p.Want, c.want) {
			t.Errorf("%s: %v, want %s at %s", c.name, p, c.want, c.place)
		}
	}
}

func TestByteOrderMarkIsNoText(t *testing.T) {
	r := &reader{}
	if n, ok := r.json([]byte("\xef\xbb\xbf {}")); !ok || n.kind() != '{' {
		t.Error(r.Problems)
	}
}

func TestNodesSayWhereTheyAre(t *testing.T) {
	r := &reader{}
	root, _ := r.json([]byte("{\"openai\": {\"models\": {\n  \"gpt-5\": {\"cost\": [0, {\"input\": -1.5}]}}}}"))
	n := root
	for _, i := range []int{0, 0, 0, 0, 1, 0} {
		n = n.items()[i]
	}
	if got := n.place(); got != `$.openai.models["gpt-5"].cost[1].input (line 2, column 35)` {
		t.Error(got)
	}
	if n.kind() != '0' || n.string() != "-1.5" {
		t.Errorf("%c %s", n.kind(), n.string())
	}
}

// encoding/json would take the last of two equal names without a word.
func TestDuplicatedNames(t *testing.T) {
	r := &reader{}
	root, _ := r.json([]byte(`{"a": 1, "b": 2, "a": 1, "c": 3, "c": 4}`))
	o, _ := r.object(root)
	if !o.has("a") || !o.has("b") || o.has("c") || r.faults != 1 || len(r.Problems) != 2 {
		t.Errorf("kept %v, problems %v", o.names(), r.Problems)
	}
}

func TestRenamedField(t *testing.T) {
	r := &reader{}
	root, _ := r.json([]byte(`{"prix": {"input": 1}}`))
	o, _ := r.object(root)
	if r.expect([]object{o}, "cost"); !strings.Contains(r.Problems[0].Error(), "prix") || !strings.Contains(r.Problems[0].Want, "cost") {
		t.Error(r.Problems)
	}
}

func TestUnitsMoveTheDecimalPoint(t *testing.T) {
	for _, c := range []struct {
		text string
		tens int
		want float64
	}{{"2.5e-07", 6, 0.25}, {"0.0000011", 6, 1.1}, {"1E-6", 6, 1}, {"0.0003", 3, 0.3}, {"15", 0, 15}, {"-0", 0, 0}, {"3.3e-07", 6, 0.33}} {
		if got, err := scaled(c.text, c.tens); err != nil || got != c.want {
			t.Errorf("%s times 10^%d = %v, %v; want %v", c.text, c.tens, got, err, c.want)
		}
	}
	for _, text := range []string{"", "abc", "1e", "e5", "NaN", "Inf", "0x10", "1_000", "1e999", "$1", "1,5"} {
		if x, err := scaled(text, 0); err == nil {
			t.Errorf("%q is taken for %v", text, x)
		}
	}
}

func TestDates(t *testing.T) {
	r := &reader{seen: undercut.DayOf(2026, 10, 9)}
	for _, c := range []struct {
		text, want string
		whole, ok  bool
	}{
		{"2024-12-31", "2024-12-31", true, true},
		{"2024-12", "2024-12-01", false, true},
		{"2026-10-10", "", false, false},
		{"2024-02-30", "", false, false},
		{"31.12.2024", "", false, false},
	} {
		d, whole, ok := r.date(line{number: 1}, c.text)
		if ok != c.ok || ok && (d.String() != c.want || whole != c.whole) {
			t.Errorf("%s: %v %v %v", c.text, d, whole, ok)
		}
	}
}

func TestTablesReportEveryRow(t *testing.T) {
	r := &reader{}
	var got []string
	r.lines([]byte("b,a\n1,2\n3\n4,5\n\"6"), func(l line) { got = append(got, l.get("a")) }, "a")
	if strings.Join(got, " ") != "2 5" || r.faults != 2 || r.Problems[0].Place != "line 3" || r.Problems[1].Place != "line 5" {
		t.Error(got, r.Problems)
	}
	r = &reader{}
	if r.lines([]byte("a,a\n1,2\n"), nil, "c") || r.faults != 2 {
		t.Error(r.Problems)
	}
}
