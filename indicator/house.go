package indicator

import "strings"

// houses are further names under which a firm sells: a second product line or
// site.
var houses = map[string]string{
	"aws":     "amazon-bedrock",
	"zhipuai": "zai",
}

// house is the firm behind a provider. A firm's Chinese site, siliconflow-cn,
// is no second host beside its western one.
func house(provider string) string {
	provider = strings.TrimSuffix(provider, "-cn")
	if firm, ok := houses[provider]; ok {
		return firm
	}
	return provider
}
