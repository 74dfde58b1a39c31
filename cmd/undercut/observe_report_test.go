package main

import (
	"encoding/csv"
	"encoding/json"
	"html"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

var (
	mark     = regexp.MustCompile(`<[^>]*>`)
	tableRow = regexp.MustCompile(`(?s)<tr[^>]*>(.*?)</tr>`)
	tableTag = regexp.MustCompile(`(?s)<table.*?</table>`)
	cellTag  = regexp.MustCompile(`(?s)<t[hd][^>]*>(.*?)</t[hd]>`)
	codeTag  = regexp.MustCompile(`(?s)<code>(.*?)</code>`)
	termTag  = regexp.MustCompile(`(?s)<dt>(.*?)</dt>.*?<code>(.*?)</code>`)
	caption  = regexp.MustCompile(`(?s)<caption>(.*?)</caption>`)
)

// words is the text of a piece of a page.
func words(piece string) string {
	return strings.TrimSpace(html.UnescapeString(mark.ReplaceAllString(piece, "")))
}

// rowsOf are the cells of a table, the head first.
func rowsOf(table string) (rows [][]string) {
	for _, r := range tableRow.FindAllStringSubmatch(table, -1) {
		var cells []string
		for _, c := range cellTag.FindAllStringSubmatch(r[1], -1) {
			cells = append(cells, words(c[1]))
		}
		rows = append(rows, cells)
	}
	return rows
}

// reportPage is the page that "undercut observe report" writes.
func reportPage(t *testing.T, flags ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "page.html")
	if code, _, stderr := undercutRun(t, append([]string{"observe", "report", "--out", name}, flags...)...); code != 0 {
		t.Fatalf("exits with %d: %s", code, stderr)
	}
	page, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

// partOf is the part of a page with an id.
func partOf(t *testing.T, page, id string) string {
	t.Helper()
	_, after, ok := strings.Cut(page, `id="`+id+`"`)
	if !ok {
		t.Fatalf("the page has no part %s", id)
	}
	part, _, _ := strings.Cut(after, "</section>")
	return part
}

// commandsOf are the lines above the tables of a chart.
func commandsOf(part string) []string {
	return strings.Split(words(codeTag.FindStringSubmatch(part)[1]), "\n")
}

// answers runs a line of the page.
func answers(t *testing.T, line string) string {
	t.Helper()
	args := strings.Fields(line)
	if len(args) < 3 || args[0] != "undercut" {
		t.Fatalf("%q is no line of undercut", line)
	}
	code, stdout, stderr := undercutRun(t, args[1:]...)
	if code != 0 {
		t.Fatalf("%s exits with %d: %s", line, code, stderr)
	}
	return stdout
}

// figureOf reads a figure as a person does: $1.2, 93.8%, 1.33×; NaN is a dash.
func figureOf(t *testing.T, text string) float64 {
	t.Helper()
	if text == "–" || text == "" {
		return math.NaN()
	}
	scale := 1.0
	if strings.HasSuffix(text, "%") {
		scale = 0.01
	}
	x, err := strconv.ParseFloat(strings.NewReplacer("$", "", "%", "", "×", "", "−", "-").Replace(text), 64)
	if err != nil {
		t.Fatalf("%q is no figure: %v", text, err)
	}
	return scale * x
}

// alike reports whether a figure on the page is a value to three digits.
func alike(page, value float64) bool {
	if math.IsNaN(page) || math.IsNaN(value) {
		return math.IsNaN(page) == math.IsNaN(value)
	}
	return math.Abs(page-value) <= 0.0051*math.Abs(value)+1e-12
}

// number reads a cell of CSV, empty where there is none.
func number(text string) float64 {
	x, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return math.NaN()
	}
	return x
}

// The lines over the tables of charts over months print the tables.
func TestLinesOfThePagePrintItsMonths(t *testing.T) {
	for _, flags := range [][]string{nil, {"--as-of", "2024-12-31"}, {"--as-of", "2024-12-31", "--ruler", "latest", "--strict"}} {
		page := reportPage(t, flags...)
		cells := 0
		for _, id := range []string{"price", "frontier", "lag"} {
			part := partOf(t, page, id)
			rows := rowsOf(tableTag.FindString(part))
			column := 1
			for i, line := range commandsOf(part) {
				months := byMonth(t, answers(t, line))
				for _, r := range rows[1:] {
					m, ok := months[r[0]]
					if got := figureOf(t, r[column]); !ok || !alike(got, m[0]) {
						t.Errorf("%v %s, column %q in %s: the page has %s, %s prints %g", flags, id, rows[0][column], r[0], r[column], line, m[0])
					}
					cells++
					if i == 0 {
						checkInterval(t, r[column+1], m[1], m[2])
					}
				}
				column++
				if i == 0 {
					column++
				}
			}
			if column != len(rows[0]) {
				t.Errorf("%v %s: the lines make %d columns of %d", flags, id, column, len(rows[0]))
			}
		}
		if cells < 40 {
			t.Errorf("%v: %d cells compared, want 40 at least", flags, cells)
		}
	}
}

// byMonth is the value with its interval of each month of a series in CSV.
func byMonth(t *testing.T, text string) map[string][3]float64 {
	t.Helper()
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := map[string]int{}
	for i, name := range records[0] {
		at[name] = i
	}
	months := map[string][3]float64{}
	for _, r := range records[1:] {
		months[r[at["day"]][:7]] = [3]float64{number(r[at["mid"]]), number(r[at["lo"]]), number(r[at["hi"]])}
	}
	return months
}

func checkInterval(t *testing.T, text string, lo, hi float64) {
	t.Helper()
	from, to, ok := strings.Cut(text, " to ")
	if !ok {
		to = from
	}
	if !alike(figureOf(t, from), lo) || ok && !alike(figureOf(t, to), hi) {
		t.Errorf("the page has the interval %s, the line prints %g to %g", text, lo, hi)
	}
}

// estimates is what the JSON of an indicator holds.
type estimates struct {
	Estimates []struct {
		Mid  *float64
		Rows []map[string]string
	}
}

func jsonOf(t *testing.T, line string) (e estimates) {
	t.Helper()
	if err := json.Unmarshal([]byte(answers(t, line)), &e); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	return e
}

// The lines over the other tables print their rows.
func TestLinesOfThePagePrintItsRows(t *testing.T) {
	page := reportPage(t)
	for id, columns := range map[string]map[int]string{
		"prices":   {0: "release", 1: "score", 3: "provider", 7: "price"},
		"openness": {0: "quarter", 1: "open", 4: "api"},
	} {
		part := partOf(t, page, id)
		rows := rowsOf(tableTag.FindString(part))[1:]
		want := jsonOf(t, commandsOf(part)[0]).Estimates[0].Rows
		if len(rows) != len(want) || len(rows) == 0 {
			t.Fatalf("%s: %d rows on the page, the line prints %d", id, len(rows), len(want))
		}
		for i, r := range rows {
			for k, name := range columns {
				if r[k] != want[i][name] {
					t.Errorf("%s, row %d: %s is %q on the page, the line prints %q", id, i, name, r[k], want[i][name])
				}
			}
		}
	}
	part := partOf(t, page, "learning")
	tables := tableTag.FindAllString(part, -1)
	rates, points := rowsOf(tables[0])[1:], rowsOf(tables[1])[1:]
	lines := commandsOf(part)
	if len(lines) != len(rates) {
		t.Fatalf("%d lines for %d rates", len(lines), len(rates))
	}
	for i, line := range lines {
		e := jsonOf(t, line).Estimates[0]
		rate, _, _ := strings.Cut(rates[i][1], " ")
		if !alike(figureOf(t, rate), *e.Mid) {
			t.Errorf("the rate of %s is %s on the page, the line prints %g", rates[i][0], rates[i][1], *e.Mid)
		}
		for _, r := range e.Rows {
			if p := points[0]; p[0] != rates[i][0] || p[1] != r["day"] || p[2] != r["price"] || p[4] != r["cumulative"] {
				t.Errorf("the page has the point %v of %s, the line prints %v", p, rates[i][0], r)
			}
			points = points[1:]
		}
	}
	if len(points) != 0 {
		t.Errorf("%d points come from no line", len(points))
	}
}

// The line of the table of lags prints each of them.
func TestLineOfLagsPrintsThem(t *testing.T) {
	table := tableTag.FindAllString(partOf(t, reportPage(t), "lag"), -1)[1]
	_, line, ok := strings.Cut(words(caption.FindStringSubmatch(table)[1]), "the line of one: ")
	if !ok || !strings.Contains(line, "NAME") {
		t.Fatalf("the caption names no line: %s", table[:300])
	}
	rows := rowsOf(table)[1:]
	if len(rows) != 7 {
		t.Fatalf("%d definitions, want 7", len(rows))
	}
	for _, r := range rows {
		for column, name := range map[int]string{1: "lag_open", 2: "lag_cn"} {
			of := strings.Replace(strings.Replace(line, "NAME", r[0], 1), "lag_open", name, 1)
			text, _, _ := strings.Cut(r[column], " ")
			if mid := *jsonOf(t, of+" --format json").Estimates[0].Mid; text != strconv.FormatFloat(mid, 'f', 1, 64) {
				t.Errorf("%s by %s is %s on the page, the line prints %g", name, r[0], text, mid)
			}
		}
	}
}

// The line under each definition prints the figure of the dashboard.
func TestLinesOfDefinitionsPrintTheFigures(t *testing.T) {
	page := reportPage(t)
	var figures []string
	for _, table := range tableTag.FindAllString(partOf(t, page, "board"), -1) {
		for _, r := range rowsOf(table)[1:] {
			figures = append(figures, r[1])
		}
	}
	terms := termTag.FindAllStringSubmatch(partOf(t, page, "definitions"), -1)
	if len(terms) != len(figures) || len(terms) < 30 {
		t.Fatalf("%d definitions for %d figures", len(terms), len(figures))
	}
	for i, term := range terms {
		line := words(term[2])
		first, _, _ := strings.Cut(answers(t, line), "\n")
		if figures[i] == "–" {
			if !strings.Contains(first, "undefined") {
				t.Errorf("%s is undefined on the page, %s prints %s", words(term[1]), line, first)
			}
			continue
		}
		if !strings.Contains(first, ": "+figures[i]) {
			t.Errorf("%s is %s on the page, %s prints %s", words(term[1]), figures[i], line, first)
		}
	}
}

// The line at the end writes the page again.
func TestPageIsWrittenAgain(t *testing.T) {
	page := reportPage(t, "--as-of", "2025-12-31", "--ruler", "latest", "--strict", "--at", "2025-06-30")
	line := words(codeTag.FindStringSubmatch(partOf(t, page, "again"))[1])
	name := filepath.Join(t.TempDir(), "again.html")
	answers(t, line+" --out "+name)
	again, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if string(again) != page {
		t.Errorf("%s writes another page", line)
	}
}

// A line of a page finds the evidence that the page was made with, whatever
// its folder is called.
func TestLinesOfThePageNameItsEvidence(t *testing.T) {
	day, ruler := undercut.DayOf(2026, 10, 9), undercut.DayOf(2026, 11, 1)
	for want, f := range map[string]observeFlags{
		"--as-of 2026-10-09":                                                {},
		"--as-of 2026-10-09 --evidence mine":                                {evidence: evidenceFlag{"mine"}},
		"--as-of 2026-10-09 --ruler 2026-11-01 --evidence 'what I noticed'": {ruler: "latest", evidence: evidenceFlag{"what I noticed"}},
	} {
		if got := f.again(day, ruler); got != want {
			t.Errorf("a line of the page has %q, want %q", got, want)
		}
	}
}
