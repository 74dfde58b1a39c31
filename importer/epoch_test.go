package importer

import (
	"math"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

func eciOf(rows string) Batch {
	return epochECI.Read([]byte("Model,eci,eci_ci_low,eci_ci_high,date,Organization,Country (of organization),Model accessibility\n"+rows), sampleDay)
}

// Intervals of old and small models are wide and lopsided: they stay as they
// were published. The anchors of the scale have none. Half an interval, or one
// beside its score, is wrong.
func TestWideIntervals(t *testing.T) {
	b := read(t, epochECI, "eci_scores.csv")
	byName := map[string]undercut.Score{}
	for _, s := range b.Scores {
		byName[s.Variant] = s.Score
	}
	if s := byName["Llama 3-70B"]; s.Value != 119.3 || s.Low != 87.9 || s.High != 125.2 {
		t.Errorf("Llama 3-70B is %g in %g to %g", s.Value, s.Low, s.High)
	}
	for name, value := range map[string]float64{"GPT-5": 150, "Claude 3.5 Sonnet": 130} {
		if s := byName[name]; s.Value != value || !math.IsNaN(s.Low) || !math.IsNaN(s.High) {
			t.Errorf("the anchor %s is %g in %g to %g", name, s.Value, s.Low, s.High)
		}
	}
	for _, row := range []string{"A,120,110,,2024-01-01,,,\n", "A,120,121,130,2024-01-01,,,\n", "A,120,110,119,2024-01-01,,,\n"} {
		if b := eciOf(row); len(b.Scores) > 0 || len(b.Problems) != 1 || b.Problems[0].Place != "line 2: eci" {
			t.Errorf("%s is taken: %v", row, b.Problems)
		}
	}
}

// Each file is one fit of all scores: two files are two vintages.
func TestEachFitIsAVintage(t *testing.T) {
	text := sampleText(t, "eci_scores.csv")
	for _, day := range []undercut.Day{sampleDay, sampleDay + 30} {
		for _, s := range epochECI.Read(text, day).Scores {
			if s.Score.Seen != day {
				t.Errorf("%s of the file of %v has the vintage %v", s.Variant, day, s.Score.Seen)
			}
		}
	}
}

// A score without a date of release stays a score; a release without a score is
// no row of this table.
func TestScoresWithoutAReleaseDate(t *testing.T) {
	b := read(t, epochECI, "eci_scores.csv")
	if len(b.Scores) != 8 || len(b.Releases) != 7 || b.Skipped != 1 {
		t.Errorf("%d scores, %d releases, %d skipped; want 8, 7 and EXAONE", len(b.Scores), len(b.Releases), b.Skipped)
	}
}

// Openness is a grade. Where Epoch AI does not say on which terms weights are
// had, they are just weights; what contradicts itself is told.
func TestOpennessIsGraded(t *testing.T) {
	state := map[string]undercut.Openness{}
	for _, f := range []struct {
		format Format
		file   string
	}{{epochECI, "eci_scores.csv"}, {epochModels, "all_ai_models.csv"}} {
		for _, a := range read(t, f.format, f.file).Access {
			state[a.Release] = a.State
		}
	}
	for id, want := range map[string]undercut.Openness{
		"gpt-5": undercut.APIOnly, "kimi-k2-thinking": undercut.Restricted, "deepseek-v3.2": undercut.Weights,
		"mistral-large-2": undercut.Restricted, "deepseek-v4-pro": undercut.OpenWeights, "glm-5.1": undercut.Weights,
		"pangu-σ": undercut.Unreleased, "robotics:openvla": undercut.OpenWeights,
	} {
		if state[id] != want {
			t.Errorf("%s is %v, want %v", id, state[id], want)
		}
	}
	b := epochModels.Read([]byte("Model,Organization,Publication date,Domain,Parameters,Training compute (FLOP),Model accessibility,Open model weights?\n"+
		"A,X,2024-01-01,Language,,,API access,Yes\nB,X,2024-01-01,Language,,,Somehow,No\n"), sampleDay)
	if len(b.Access) != 2 || len(said(b, "the weights can be had")) != 1 || len(said(b, "Somehow")) != 1 {
		t.Errorf("%v, %v", b.Access, b.Problems)
	}
}

// Epoch AI counts parameters one by one and dollars of 2023; here they are
// billions and millions. A model that would have needed more tokens than there
// are, or of which more is active than there is, has a slipped digit.
func TestSizesThatCannotBe(t *testing.T) {
	b := read(t, epochModels, "all_ai_models.csv")
	sizes := map[string]undercut.Params{}
	for _, m := range b.Releases {
		sizes[m.ID] = m.Params
	}
	if p := sizes["deepseek-v4-pro"]; p.Total != 1600 || p.Active != 49 || p.FLOP != 9.702e24 {
		t.Errorf("DeepSeek-V4-Pro: %+v", p)
	}
	if p := sizes["gpt-4"]; p.Cost != 40.58659258 {
		t.Errorf("GPT-4 cost %g million", p.Cost)
	}
	if p := sizes["deepseek-v4-flash"]; !math.IsNaN(p.Total) || !math.IsNaN(p.Active) || p.FLOP != 2.496e24 || len(said(b, "284B total")) != 1 {
		t.Errorf("DeepSeek-V4-Flash: %+v, %v", p, b.Problems)
	}
	b = epochModels.Read([]byte("Model,Organization,Publication date,Domain,Parameters,Training compute (FLOP),Model accessibility\nA,X,2024-01-01,Language,7e6,1e24,\n"), sampleDay)
	// 1e24 / (6 x 7e6) = 2.4e16 tokens
	if p := b.Releases[0].Params; !math.IsNaN(p.Total) || !math.IsNaN(p.FLOP) || len(said(b, "2.4e+16 tokens")) != 1 {
		t.Errorf("%+v, %v", p, b.Problems)
	}
}

func TestActiveParametersInNotes(t *testing.T) {
	for note, want := range map[string]float64{
		"1.6T total, 49B active": 49, "671B total and 37B activated for each token": 37, "1T total, 32B active parameters": 32,
		"235B, 22 B active": 22, "1.2T active": 1200, "32B": 0, "active 3B": 0, "0B active": 0,
	} {
		got := activeParams(note)
		if want == 0 && !math.IsNaN(got) || want > 0 && got != want {
			t.Errorf("%q says %g active, want %g", note, got, want)
		}
	}
}

// The most special domain counts, and domains that are not followed are left
// out.
func TestDomains(t *testing.T) {
	for list, want := range map[string]string{
		"Language": "language", "Multimodal,Language,Vision": "language", "Robotics,Vision,Language": "robotics",
		"Image generation": "image", "Video, Vision": "video", "Audio": "speech", "Vision": "vision", "Biology": "", "": "", "Games,Robotics": "robotics",
	} {
		if got := epochDomain(list); got != want {
			t.Errorf("%q is %q, want %q", list, got, want)
		}
	}
}

// Earlier editions of the table call the country otherwise.
func TestCountries(t *testing.T) {
	head := "Model,Organization,Publication date,Domain,Parameters,Training compute (FLOP),Model accessibility,Country (from Organization)\n"
	b := epochModels.Read([]byte(head+"A,X,2024-01-01,Language,,,,Korea (Republic of)\nB,\"Y,Z\",2024-01-01,Language,,,,\"France,Germany\"\nC,X,2024-01-01,Language,,,,Atlantis\n"), sampleDay)
	if len(b.Releases) != 3 || b.Releases[0].Country != "KR" || b.Releases[1].Country != "FR" || b.Releases[1].Developer != "Y" || b.Releases[2].Country != "" {
		t.Errorf("%+v", b.Releases)
	}
	if len(b.Problems) != 1 || !b.Problems[0].Doubt || b.Problems[0].Value != "Atlantis" {
		t.Error(b.Problems)
	}
	for name, code := range epochCountries {
		if code != strings.ToUpper(code) || len(code) != 2 && code != "" {
			t.Errorf("%s is %q", name, code)
		}
	}
}
