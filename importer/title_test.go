package importer

import (
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// Titles as Epoch AI, Artificial Analysis and LMArena write them, and the
// releases that they mean, by hand.
func TestTitlesOfModels(t *testing.T) {
	m := ShippedRules().Over(evidence.Shipped().Releases)
	for line := range strings.Lines(`
		GPT-4 (Mar 2023) = gpt-4@2023-03
		Claude 3.5 Sonnet (October 2024) = claude-3.5-sonnet@2024-10
		DeepSeek-V2 (MoE-236B) = deepseek-v2
		Qwen2.5-Coder (32B) = qwen2.5-coder-32b
		Gemini 1.5 Flash (May 2024) = gemini-1.5-flash@2024-05
		Grok-2 (Dec 2024) = grok-2@2024-12
		Llama 3.1-405B = llama-3.1-405b
		GPT-5.4 mini (medium) = gpt-5.4-mini
		Claude Opus 4.7 (Adaptive Reasoning, Max Effort) = claude-opus-4.7
		Gemini 3.1 Flash-Lite Preview = gemini-3.1-flash-lite
		Llama 3.3 Instruct 70B = llama-3.3-70b
		Llama 3.1 Instruct 405B = llama-3.1-405b
		Qwen3 4B (Non-reasoning) = qwen3-4b
		Claude 4.5 Sonnet (Reasoning) = claude-sonnet-4.5
		DeepSeek R1 0528 (May '25) = deepseek-r1@2025-05
		DeepSeek V3 0324 = deepseek-v3@2025-03
		GPT-4o (Aug '24) = gpt-4o@2024-08
		o3-mini (high) = o3-mini
		gpt-oss-120B (high) = gpt-oss-120b
		Mistral Large 2 (Nov '24) = mistral-large-2@2024-11
		Gemini 2.5 Flash Preview (Sep '25) (Reasoning) = gemini-2.5-flash@2025-09
		Command A = command-a
		claude-3-7-sonnet-20250219-thinking-32k = claude-3.7-sonnet
		claude-opus-4-5-20251101-high-32k = claude-opus-4.5
		gpt-5-mini-high = gpt-5-mini
		o3-2025-04-16 = o3
		chatgpt-4o-latest-20250326 = chatgpt-4o@2025-03
		gemini-2.5-flash-lite-preview-06-17-thinking = gemini-2.5-flash-lite@2025-06
		gemini-2.5-flash-lite-preview-09-2025-no-thinking = gemini-2.5-flash-lite@2025-09
		deepseek-v3.1-terminus-thinking = deepseek-v3.1-terminus
		llama-3.1-405b-instruct-bf16 = llama-3.1-405b
		llama-4-maverick-17b-128e-instruct = llama-4-maverick
		qwen3-235b-a22b-thinking-2507 = qwen3-235b-a22b-thinking-2507
		qwen3-235b-a22b-instruct-2507 = qwen3-235b-a22b-instruct-2507
		grok-4-0709 = grok-4
		grok-4-1-fast-reasoning = grok-4.1-fast
		gpt-4-turbo-2024-04-09 = gpt-4-turbo@2024-04
		gpt-4-0314 = gpt-4@2023-03
		gpt-4-1106-preview = gpt-4-turbo@2023-11
		mistral-large-2411 = mistral-large-2@2024-11
		mixtral-8x22b-instruct-v0.1 = mixtral-8x22b
		command-r-plus-08-2024 = command-r-plus@2024-08
		gemma-3-27b-it = gemma-3-27b
		glm-5.2 (max) = glm-5.2
		gemini-3-flash (thinking-minimal) = gemini-3-flash
		c4ai-aya-expanse-32b =
		falcon-180b-chat-of-nobody =
	`) {
		title, want, ok := strings.Cut(strings.TrimSpace(line), " =")
		if !ok {
			continue
		}
		if got, _, _ := m.title(title, sampleDay); got != strings.TrimSpace(want) {
			t.Errorf("%s is taken for %q, want %q", title, got, strings.TrimSpace(want))
		}
	}
}

// The shipped scores were joined to releases by other means: the rules of names
// must agree with them. What they find is right, and few are not found.
func TestScoresFindTheirReleases(t *testing.T) {
	o := evidence.Shipped()
	m := ShippedRules().Over(o.Releases)
	for scale, most := range map[string]struct{ lost, wrong float64 }{"eci": {0.08, 0.015}, "arena": {0.12, 0.015}} {
		var n, lost, wrong float64
		for _, s := range o.Scores {
			if s.Scale != scale {
				continue
			}
			n++
			switch id, _, ok := m.title(s.Variant, s.Score.Seen); {
			case !ok:
				lost++
			case id != s.Release:
				wrong++
			}
		}
		if lost > most.lost*n || wrong > most.wrong*(n-lost) {
			t.Errorf("%s: of %g scores %g find no release and %g a wrong one", scale, n, lost, wrong)
		}
	}
}

// A registry that lists what is known, under its titles, finds what is known:
// nothing becomes a second release. Three titles are of two shipped releases.
func TestKnownTitlesAreKnownReleases(t *testing.T) {
	o := evidence.Shipped()
	b := Batch{Titles: true}
	var want []string
	for _, r := range o.Releases {
		want = append(want, r.ID)
		r.ID = "entry " + r.ID
		b.Releases = append(b.Releases, r)
		b.Access = append(b.Access, evidence.AccessRow{Release: r.ID})
		b.Scores = append(b.Scores, evidence.ScoreRow{Release: r.ID})
	}
	missing := ShippedRules().Apply(&b, o.Releases)
	other := 0
	for i := range want {
		if b.Releases[i].ID != want[i] {
			other++
		}
		if b.Access[i].Release != b.Releases[i].ID || b.Scores[i].Release != b.Releases[i].ID {
			t.Fatalf("%s: openness and score are of %s and %s", b.Releases[i].ID, b.Access[i].Release, b.Scores[i].Release)
		}
	}
	if other > 5 || len(missing) > 0 || b.Skipped > 0 {
		t.Errorf("%d of %d releases became others, %d were left out", other, len(want), b.Skipped)
	}
}

// What is new gets an id of its own: with the month if the name is taken by
// another day, or has one. What is no model of text is left out.
func TestNewTitles(t *testing.T) {
	known := []undercut.Release{
		{ID: "gpt-9", Name: "GPT-9", Domain: "language", Day: undercut.DayOf(2026, 3, 1)},
		{ID: "robotics:pi-9", Name: "pi 9", Domain: "robotics", Day: undercut.DayOf(2026, 3, 1)},
	}
	b := Batch{Titles: true}
	for i, m := range []struct {
		title, domain string
		day           undercut.Day
	}{
		{"GPT-9", "language", undercut.DayOf(2026, 3, 14)},
		{"GPT-9", "language", undercut.DayOf(2026, 8, 6)},
		{"GPT-9 mini (Aug 2026)", "language", undercut.DayOf(2026, 8, 7)},
		{"Acme: Titan 1+", "language", undercut.DayOf(2026, 8, 7)},
		{"Some Embedding 3", "language", undercut.DayOf(2026, 8, 7)},
		{"pi 9", "robotics", undercut.DayOf(2026, 3, 2)},
		{"Stable Image 9", "image", undercut.DayOf(2026, 3, 2)},
	} {
		b.Releases = append(b.Releases, undercut.Release{ID: nameID(m.title, m.domain) + string(rune('a'+i)), Name: m.title, Domain: m.domain, Day: m.day})
	}
	b.Releases[6].ID = nameID(b.Releases[6].Name, "image")
	ShippedRules().Apply(&b, known)
	var got []string
	for _, r := range b.Releases {
		got = append(got, r.ID)
	}
	if want := "gpt-9 gpt-9@2026-08 gpt-9-mini@2026-08 titan-1-plus robotics:pi-9 image:stable-image-9"; strings.Join(got, " ") != want || b.Skipped != 1 {
		t.Errorf("ids %v, %d left out; want %s and the embedding", got, b.Skipped, want)
	}
}
