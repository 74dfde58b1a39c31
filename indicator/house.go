package indicator

import "strings"

// houses are names under which feeds list a provider again: a spelling, a
// second product line.
var houses = map[string]string{
	"aws":                      "amazon-bedrock",
	"azure-cognitive-services": "azure",
	"fireworks-ai":             "fireworks",
	"friendliai":               "friendli",
	"google-vertex-anthropic":  "google-vertex",
	"novita-ai":                "novita",
	"togetherai":               "together",
	"zhipuai":                  "zai",
}

// house is the firm behind a provider's name. Two names of one firm are no two
// hosts: its Chinese site is none (alibaba-cn), nor is a marketplace that
// passes calls on to a host at its price (huggingface_novita).
func house(provider string) string {
	provider = strings.TrimSuffix(strings.TrimPrefix(provider, "huggingface_"), "-cn")
	if firm, ok := houses[provider]; ok {
		return firm
	}
	return provider
}
