package importer

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/undercut-sim/undercut/evidence"
)

// manyOffers is an api.json of the given number of prices, with names of the
// shipped tables at their providers.
func manyOffers(n int) []byte {
	o := evidence.Shipped()
	byProvider, order := map[string][]string{}, []string{}
	for i := 0; i < n; i++ {
		p := o.Prices[i%len(o.Prices)]
		name := fmt.Sprintf("%s-%d", p.Provider, i/len(o.Prices))
		if i < len(o.Prices) {
			name = p.Provider
		}
		if byProvider[name] == nil {
			order = append(order, name)
		}
		byProvider[name] = append(byProvider[name], fmt.Sprintf(`%q: {"id": %[1]q, "name": "A model", "attachment": true, "reasoning": true, "tool_call": true, "release_date": "2026-01-01", "last_updated": "2026-01-01", "open_weights": false, "modalities": {"input": ["text", "image"], "output": ["text"]}, "limit": {"context": 200000, "output": 131072}, "cost": {"input": 1.25, "output": 10, "cache_read": 0.125}}`, fmt.Sprintf("%s:%d", p.SKU, i)))
	}
	var text bytes.Buffer
	text.WriteString("{")
	for i, name := range order {
		if i > 0 {
			text.WriteString(",\n")
		}
		fmt.Fprintf(&text, "%q: {\"id\": %[1]q, \"models\": {%s}}", name, bytes.Join(bytesOf(byProvider[name]), []byte(",\n")))
	}
	text.WriteString("}")
	return text.Bytes()
}

func bytesOf(all []string) (list [][]byte) {
	for _, s := range all {
		list = append(list, []byte(s))
	}
	return list
}

// Reading, matching and doubting 20,000 prices must take less than 2 seconds.
func BenchmarkImport20000(b *testing.B) {
	text, o := manyOffers(20000), evidence.Shipped()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		batch := modelsDev.Read(text, seenThen)
		ShippedRules().Apply(&batch, o.Releases)
		Doubts(&batch, o)
		if len(batch.Prices) != 20000 {
			b.Fatal(len(batch.Prices), batch.Problems[:min(3, len(batch.Problems))])
		}
	}
}
