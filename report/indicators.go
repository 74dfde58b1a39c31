package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/undercut-sim/undercut/indicator"
)

// Indicators prints what can be measured: names, definitions, choices.
func Indicators(w io.Writer, list []indicator.Indicator) error {
	for _, in := range list {
		fmt.Fprintf(w, "%s: %s, %s\n", in.Name, in.Title, in.Unit)
		texts := []string{in.Doc, "Method: " + in.Source}
		for _, p := range in.Params {
			texts = append(texts, strings.Join(strings.Fields("--"+p.Name+" "+strings.Join(p.Values, ", ")), " ")+": "+p.Doc)
		}
		for _, text := range texts {
			for _, line := range Folded(text, 92) {
				fmt.Fprintln(w, "    "+line)
			}
		}
		fmt.Fprintln(w)
	}
	fmt.Fprintf(w, "Scales of capability\n")
	for _, s := range indicator.Scales {
		for _, line := range Folded(fmt.Sprintf("%s: %s, %s; %s", s.Name, s.Title, s.Unit, s.Doc), 92) {
			fmt.Fprintln(w, "    "+line)
		}
	}
	return nil
}
