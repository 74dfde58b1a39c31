package importer

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"

	"github.com/undercut-sim/undercut"
)

// firm returns the problems that are no doubts.
func firm(b Batch) (all []Problem) {
	for _, p := range b.Problems {
		if !p.Doubt {
			all = append(all, p)
		}
	}
	return all
}

// A download that was cut off gives nothing, or the rows before the cut with a
// word on it: never less without a word.
func TestTruncatedFiles(t *testing.T) {
	for _, s := range samples {
		text := sampleText(t, s.file)
		whole := len(s.format.Read(text, sampleDay).Scores)
		for _, part := range []float64{0.02, 0.3, 0.77, 0.999} {
			cut := text[:int(part*float64(len(text)))]
			b := s.format.Read(cut, sampleDay)
			isCSV := strings.HasSuffix(s.file, ".csv")
			if !isCSV && (len(firm(b)) != 1 || len(b.Prices)+len(b.Scores) > 0) {
				t.Errorf("%s cut at %g: %d prices, %d scores, %v", s.file, part, len(b.Prices), len(b.Scores), b.Problems)
			}
			if rowCut := !bytes.HasSuffix(cut, []byte("\n")) && part < 0.99; isCSV && rowCut && len(b.Scores) < whole && len(firm(b)) == 0 && !endsInTime(cut, text) {
				t.Errorf("%s cut at %g: nothing is said", s.file, part)
			}
		}
	}
	text := arenaParquet(t, sampleText(t, "lmarena.csv"))
	for _, part := range []float64{0.1, 0.5, 0.99} {
		if b := lmArena.Read(text[:int(part*float64(len(text)))], sampleDay); len(firm(b)) != 1 || !strings.Contains(b.Problems[0].Want, "cut off") {
			t.Errorf("Parquet cut at %g: %v", part, b.Problems)
		}
	}
}

// endsInTime reports whether a text was cut in the last cell of a row, which
// nothing in the text can tell.
func endsInTime(cut, text []byte) bool {
	last := cut[bytes.LastIndexByte(cut, '\n')+1:]
	header := text[:bytes.IndexByte(text, '\n')]
	return bytes.Count(last, []byte(",")) >= bytes.Count(header, []byte(","))
}

// A field that every entry has under another name is named, with the names that
// are there.
func TestRenamedFields(t *testing.T) {
	for _, c := range []struct {
		format    Format
		file      string
		old, name string
	}{
		{liteLLM, "litellm.json", "litellm_provider", "provider"},
		{liteLLM, "litellm.json", "output_cost_per_token", "output_price_per_token"},
		{openRouter, "openrouter.json", `"data"`, `"models"`},
		{openRouter, "openrouter.json", `"prompt"`, `"input"`},
		{openRouter, "openrouter.json", `"pricing"`, `"prices"`},
		{artificialAnalysis, "artificial-analysis-after.json", "artificial_analysis_intelligence_index", "intelligence_index"},
		{artificialAnalysis, "artificial-analysis-after.json", "price_1m_output_tokens", "output_price"},
		{artificialAnalysis, "artificial-analysis-after.json", `"data"`, `"llms"`},
		{epochECI, "eci_scores.csv", "eci_ci_low", "ci_low"},
		{epochModels, "all_ai_models.csv", "Model accessibility", "Accessibility"},
		{lmArena, "lmarena.csv", "category", "board"},
		{lmArena, "lmarena.csv", "rating_upper", "upper"},
	} {
		text := bytes.ReplaceAll(sampleText(t, c.file), []byte(c.old), []byte(c.name))
		b := c.format.Read(text, sampleDay)
		problems := firm(b)
		if len(problems) != 1 || len(b.Prices)+len(b.Scores)+len(b.Releases) > 0 {
			t.Errorf("%s without %s: %d prices, %d scores, %v", c.file, c.old, len(b.Prices), len(b.Scores), problems)
			continue
		}
		if p := problems[0]; !strings.Contains(p.Want, strings.Trim(c.old, `"`)) || !strings.HasSuffix(c.file, "csv") && !strings.Contains(p.Value, strings.Trim(c.name, `"`)) {
			t.Errorf("%s without %s: %v", c.file, c.old, p)
		}
	}
}

// Encodings other than UTF-8 are named with the way out; a byte order mark is
// no matter.
func TestEncodings(t *testing.T) {
	for _, s := range samples {
		text := sampleText(t, s.file)
		marked := s.format.Read(append([]byte("\xef\xbb\xbf"), text...), sampleDay)
		if len(firm(marked)) > 0 {
			t.Errorf("%s with a byte order mark: %v", s.file, marked.Problems)
		}
		wide := []byte("\xff\xfe")
		for _, u := range utf16.Encode([]rune(string(text))) {
			wide = append(wide, byte(u), byte(u>>8))
		}
		latin := bytes.Replace(text, []byte("a"), []byte("\xe4"), 3)
		for name, bad := range map[string][]byte{"UTF-16": wide, "Latin-1": latin} {
			if b := s.format.Read(bad, sampleDay); len(firm(b)) != 1 || !strings.Contains(b.Problems[0].Want, "iconv") || len(b.Prices)+len(b.Scores) > 0 {
				t.Errorf("%s in %s: %v", s.file, name, b.Problems)
			}
		}
	}
}

// Values that cannot be are named with their place and themselves; the other
// rows stay.
func TestBadValues(t *testing.T) {
	for _, c := range []struct {
		format       Format
		file         string
		old, bad     string // in the file
		place, value string // of the problem
		lost         int    // rows
	}{
		{liteLLM, "litellm.json", `"input_cost_per_token": 2e-05`, `"input_cost_per_token": -2e-05`, `$["o3-pro"].input_cost_per_token (line 31, column 33)`, "-2e-05", 1},
		{liteLLM, "litellm.json", `"output_cost_per_token": 8e-05`, `"output_cost_per_token": "dear"`, `$["o3-pro"].output_cost_per_token`, "dear", 1},
		{liteLLM, "litellm.json", `"deprecation_date": "2026-12-14"`, `"deprecation_date": "14 December"`, `$["claude-sonnet-4-20250514"].deprecation_date`, "14 December", 4},
		{liteLLM, "litellm.json", `"litellm_provider": "bedrock",`, `"litellm_provider": ["bedrock"],`, `$["bedrock/us-east-1/anthropic.claude-v2:1"].litellm_provider`, `["bedrock"]`, 1},
		{openRouter, "openrouter.json", `"prompt": "0.0000001"`, `"prompt": "-0.0000001"`, `$.data[1].pricing.prompt`, "-0.0000001", 1},
		{openRouter, "openrouter.json", `"created": 1715558400`, `"created": 2015558400`, `$.data[0].created`, "2015558400", 1},
		{artificialAnalysis, "artificial-analysis-before.json", `"price_1m_output_tokens": 60`, `"price_1m_output_tokens": -60`, `$.models[0].pricing.price_1m_output_tokens`, "-60", 1},
		{artificialAnalysis, "artificial-analysis-before.json", `"gpqa": 0.33`, `"gpqa": 33`, `$.models[0].evaluations.gpqa`, "33", 1},
		{artificialAnalysis, "artificial-analysis-before.json", `"release_date": "2023-03-14"`, `"release_date": "2033-03-14"`, `$.models[0].release_date`, "2033-03-14", 2},
		{epochECI, "eci_scores.csv", "121.5,130.7,2024-11-18", "121.5,130.7,2034-11-18", "line 7: date", "2034-11-18", 3},
		{epochECI, "eci_scores.csv", "145.0,142.8", "145.0,about 142", "line 4: eci_ci_low", "about 142", 3},
		{epochModels, "all_ai_models.csv", "2024-08-01,Image", "1 August 2024,Image", "line 7: Publication date", "1 August 2024", 2},
		{epochModels, "all_ai_models.csv", "12000000000.0", "-12000000000.0", "line 7: Parameters", "-12000000000.0", 2},
		{lmArena, "lmarena.csv", "1488,1479.5,1496.5", "1488,1490,1496.5", "line 7: rating", "1488 in 1490 to 1496.5", 1},
		{lmArena, "lmarena.csv", "overall,2026-09-30", "overall,2036-09-30", "line 7: leaderboard_publish_date", "2036-09-30", 1},
	} {
		text := sampleText(t, c.file)
		if !bytes.Contains(text, []byte(c.old)) {
			t.Fatalf("%s holds no %s", c.file, c.old)
		}
		good, bad := c.format.Read(text, sampleDay), c.format.Read(bytes.Replace(text, []byte(c.old), []byte(c.bad), 1), sampleDay)
		problems := firm(bad)
		if len(problems) != 1 || !strings.HasPrefix(problems[0].Place, c.place) || problems[0].Value != c.value {
			t.Errorf("%s: %v, want %s at %s", c.bad, problems, c.value, c.place)
		}
		if lost := rows(good) - rows(bad); lost != c.lost {
			t.Errorf("%s: %d rows are lost, want %d", c.bad, lost, c.lost)
		}
	}
}

func rows(b Batch) int {
	return len(b.Releases) + len(b.Access) + len(b.Prices) + len(b.Scores)
}

// What comes twice is taken once if both say the same, and named if they differ.
func TestDuplicates(t *testing.T) {
	const head = "model_name,rating,rating_lower,rating_upper,category,leaderboard_publish_date\na,1400,1390,1410,overall,2026-01-01\n"
	same := lmArena.Read([]byte(head+"a,1400,1390,1410,overall,2026-01-01\n"), sampleDay)
	other := lmArena.Read([]byte(head+"a,1401,1390,1410,overall,2026-01-01\n"), sampleDay)
	later := lmArena.Read([]byte(head+"a,1401,1390,1410,overall,2026-01-02\n"), sampleDay)
	if len(same.Scores) != 1 || len(firm(same)) > 0 || len(same.Problems) != 1 {
		t.Errorf("the same twice: %v, %v", same.Scores, same.Problems)
	}
	if len(other.Scores) != 1 || len(firm(other)) != 1 || other.Problems[0].Place != "line 3: rating" {
		t.Errorf("two values: %v, %v", other.Scores, other.Problems)
	}
	if len(later.Scores) != 2 || len(later.Problems) > 0 {
		t.Errorf("two days: %v, %v", later.Scores, later.Problems)
	}
	b := epochModels.Read([]byte("Model,Organization,Publication date,Domain,Parameters,Training compute (FLOP),Model accessibility\n"+
		"A 1,X,2024-01-01,Language,,,\nA-1,X,2025-01-01,Language,,,\n"), sampleDay)
	if len(b.Releases) != 1 || len(firm(b)) != 1 || b.Problems[0].Place != "line 3" {
		t.Errorf("two rows of one id: %v, %v", b.Releases, b.Problems)
	}
	const entry = `"b": {"litellm_provider": "openai", "mode": "chat", "input_cost_per_token": 1e-6, "output_cost_per_token": 1e-6}`
	if b := liteLLMOf(entry + "," + entry); len(b.Prices) != 2 || len(firm(b)) > 0 {
		t.Errorf("an entry twice: %v, %v", b.Prices, b.Problems)
	}
	if b := liteLLMOf(entry + "," + strings.Replace(entry, "1e-6", "2e-6", 1)); len(b.Prices) != 1 || len(firm(b)) != 1 {
		t.Errorf("two entries of one name: %v, %v", b.Prices, b.Problems)
	}
}

// A file that is too large is named before it is read. Others take time in
// proportion to their length.
func TestLargeFiles(t *testing.T) {
	for _, s := range samples {
		huge := append(bytes.Clone(sampleText(t, s.file)), make([]byte, MaxSize)...)
		before := allocated()
		b := s.format.Read(huge, sampleDay)
		if used := allocated() - before; len(firm(b)) != 1 || !strings.Contains(b.Problems[0].Value, "MB") || used > 1<<20 {
			t.Errorf("%d MB of %s: %v, %d bytes", MaxSize>>20, s.file, b.Problems, used)
		}
	}
	if testing.Short() {
		t.Skip("-short leaves out files of 6 MB")
	}
	for _, s := range samples {
		small, large := repeated(s.file, sampleText(t, s.file), 1<<19), repeated(s.file, sampleText(t, s.file), 6<<20)
		before := allocated()
		n := rows(s.format.Read(small, sampleDay))
		one := allocated() - before
		before = allocated()
		m := rows(s.format.Read(large, sampleDay))
		twelve := allocated() - before
		if m < 10*n || m > 14*n {
			t.Errorf("%s: %d rows of 0.5 MB, %d of 6 MB", s.file, n, m)
		}
		if twelve > 18*one {
			t.Errorf("%s: 6 MB allocate %d bytes, 0.5 MB %d", s.file, twelve, one)
		}
	}
}

// allocated is the sum of all allocations so far: it counts work as well as
// time would, and is the same on every machine.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}

// repeated is a sample whose entries come again under other names, up to a size.
func repeated(name string, text []byte, size int) []byte {
	var b bytes.Buffer
	number := func(part []byte, i int, fields ...string) []byte {
		for _, f := range fields {
			part = bytes.ReplaceAll(part, []byte(f), []byte(f+fmt.Sprint(i, "-")))
		}
		return part
	}
	open, end, sep := bytes.IndexByte(text, '[')+1, bytes.LastIndexByte(text, ']'), ","
	fields := []string{`"id": "`, `"name": "`, `"slug": "`}
	switch {
	case name == "litellm.json":
		open, end, fields = 1, bytes.LastIndexByte(text, '}'), []string{"\n    \""}
	case strings.HasSuffix(name, ".csv"):
		open, end, sep, fields = bytes.IndexByte(text, '\n'), len(text)-1, "", []string{"\n"}
	}
	b.Write(text[:open])
	for i := 0; b.Len() < size; i++ {
		if i > 0 {
			b.WriteString(sep)
		}
		b.Write(number(text[open:end], i, fields...))
	}
	b.Write(text[end:])
	return b.Bytes()
}

// A quotation mark that is not closed makes one row of the rest of a file: that
// is named where it begins, and costs no multiple of the file.
func TestQuotesThatAreNotClosed(t *testing.T) {
	const head = "model_name,rating,rating_lower,rating_upper,category,leaderboard_publish_date\n\"a \"\"b\"\"\",1000,,,overall,2026-01-01\n"
	for _, row := range []string{"\"c,1000\n", "c,1000,,,\"", "c"} {
		text := []byte(head + row + strings.Repeat("x,\"\"", 4*MaxRow/4))
		before := allocated()
		b := lmArena.Read(text, sampleDay)
		if used := allocated() - before; len(b.Problems) != 1 || b.Problems[0].Place != "line 3, column 1" || !strings.Contains(b.Problems[0].Want, "a quotation mark that is not closed") || used > 1<<20 {
			t.Errorf("%q: %d bytes, %.200v", row, used, b.Problems)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		cell := rapid.SampledFrom([]string{"", "a", "\"", "\"\"", ",", "\n", "a\nb", ",\"\n\"", "\r"})
		var b bytes.Buffer
		w := csv.NewWriter(&b)
		for range rapid.IntRange(1, 4).Draw(t, "rows") {
			w.Write(rapid.SliceOfN(cell, 3, 3).Draw(t, "row"))
		}
		w.Flush()
		good := b.Len()
		b.WriteString("x," + strings.Repeat("y", MaxRow))
		if at := longRow(b.Bytes()); at != good {
			t.Errorf("%q: the long row begins at %d, found at %d", b.Bytes()[:good], good, at)
		}
		if at := longRow(b.Bytes()[:good]); at != -1 {
			t.Errorf("%q: a long row at %d", b.Bytes()[:good], at)
		}
	})
}

// More rows than fit the memory are cut with a word on it.
func TestTooManyRows(t *testing.T) {
	var b bytes.Buffer
	b.WriteString("model_name,rating,rating_lower,rating_upper,category,leaderboard_publish_date\n")
	for i := range MaxRows + 1 {
		fmt.Fprintf(&b, "m%d,1000,,,overall,2026-01-01\n", i)
	}
	got := lmArena.Read(b.Bytes(), sampleDay)
	if len(got.Scores) != MaxRows || len(firm(got)) != 1 {
		t.Errorf("%d scores, %v", len(got.Scores), got.Problems)
	}
}

// FuzzReaders feeds each format whatever: none panics, and what it takes obeys
// the rules of the evidence.
func FuzzReaders(f *testing.F) {
	for i, s := range samples {
		text, err := os.ReadFile("testdata/" + s.file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(byte(i), text)
	}
	f.Add(byte(6), arenaParquet(f, sampleText(f, "lmarena.csv")))
	for _, text := range []string{
		"", "{}", "[]", "null", `{"a": {}}`, `{"data": [1, {"id": null}]}`, "a,b\n1,2\n", "PAR1PAR1", "PAR1\x00\x00\x00\x00PAR1",
		`{"data": [{"id": "a", "pricing": {"prompt": "0", "completion": "0", "overrides": [{}]}}]}`,
	} {
		for i := range samples {
			f.Add(byte(i), []byte(text))
		}
	}
	f.Fuzz(func(t *testing.T, which byte, text []byte) {
		s := samples[int(which)%len(samples)]
		b := s.format.Read(text, sampleDay)
		if err := obeys(b); err != nil {
			t.Errorf("%s takes a row that breaks a rule: %v", s.format.Name, err)
		}
		for _, p := range b.Problems {
			if p.Place == "" || p.Want == "" {
				t.Errorf("a problem without place or way out: %+v", p)
			}
		}
	})
}

// 20,000 price points must come in within 2 s.
func BenchmarkTwentyThousandPrices(b *testing.B) {
	text := repeated("litellm.json", sampleText(b, "litellm.json"), 5_000_000)
	known := []undercut.Release{{ID: "gpt-4o", Domain: "language"}}
	for b.Loop() {
		batch := liteLLM.Read(text, sampleDay)
		if len(batch.Prices) < 20_000 {
			b.Fatalf("%d prices", len(batch.Prices))
		}
		ShippedRules().Apply(&batch, known)
	}
}
