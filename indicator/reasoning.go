package indicator

import "strings"

// reasoners are families of models, by the beginning of their ids, that write
// reasoning before they answer, and so write several times as many tokens for
// a task. A family that does both counts as its scores were measured: with
// reasoning. A model that bears one of these words is as it says.
//
// No table of evidence says so model by model: this is an assumption, from
// what makers say of their models, and what rests on it says so.
var reasoners = []string{
	"o1", "o3", "o4-mini", "gpt-oss", "gpt-5", "gpt-6",
	"claude-3.7", "claude-opus-4", "claude-sonnet-4", "claude-haiku-4", "claude-opus-5", "claude-sonnet-5", "claude-fable",
	"gemini-2.5", "gemini-3", "gemma-4", "grok-3-mini", "grok-4", "grok-code", "muse-spark", "nova-2",
	"deepseek-r1", "deepseek-v3.1", "deepseek-v3.2", "deepseek-v4", "deepseek-prover", "r1-1776",
	"qwq", "qvq", "qwen3-0", "qwen3-1", "qwen3-2", "qwen3-3", "qwen3-4", "qwen3-8", "qwen3.",
	"kimi-k2.5", "kimi-k2.6", "kimi-k2.7", "kimi-k3", "glm-4.5", "glm-4.6", "glm-4.7", "glm-5", "minimax-m", "mimo-v2",
	"magistral", "mistral-medium-3.5", "mistral-small-4", "step-3", "ring-", "seed-oss", "nemotron-3", "nemotron-nano",
	"intellect-3", "inkling",
}

// modes are words in ids that say whether a model reasons.
var modes = []struct {
	word string
	does bool
}{
	{"-thinking", true},
	{"-reasoning", true},
	{"-instruct", false},
	{"-chat", false},
	{"-instant", false},
}

// reasons reports whether a release writes reasoning before it answers.
func reasons(id string) bool {
	for _, m := range modes {
		if strings.Contains(id, m.word) {
			return m.does
		}
	}
	for _, family := range reasoners {
		if strings.HasPrefix(id, family) {
			return true
		}
	}
	return false
}
