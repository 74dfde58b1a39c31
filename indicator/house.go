package indicator

import "strings"

// houses are names under which feeds list a provider again: a spelling, a
// region, a second product line.
var houses = map[string]string{
	"alibaba-cn":               "alibaba",
	"aws":                      "amazon-bedrock",
	"azure-cognitive-services": "azure",
	"fireworks-ai":             "fireworks",
	"friendliai":               "friendli",
	"google-vertex-anthropic":  "google-vertex",
	"novita-ai":                "novita",
	"siliconflow-cn":           "siliconflow",
	"togetherai":               "together",
}

// house is the firm behind a provider's name. Two names of one firm are no two
// hosts, nor is a marketplace that passes calls on to a host at its price.
func house(provider string) string {
	provider = strings.TrimPrefix(provider, "huggingface_")
	if firm, ok := houses[provider]; ok {
		return firm
	}
	return provider
}
