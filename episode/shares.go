package episode

import (
	"slices"
	"sort"
)

// FirmNames lists the firms of a market by name, the rest last.
func (s *Shares) FirmNames() []string {
	var names []string
	for name := range s.Firms {
		if name != s.Rest {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	if s.Rest != "" {
		names = append(names, s.Rest)
	}
	return names
}

// Shares returns the shares of a firm over time, parts of 1, up to the cut-off.
func (p Past) Shares(s *Shares, firm string) Series { return shares(p.rows, s, firm) }

// Shares returns the shares of a firm as they were observed.
func (t Truth) Shares(s *Shares, firm string) Series { return shares(t.rows, s, firm) }

// shares divides the sum of a firm's entities by the whole at every date at
// which one of them is known. An entity without a row at a date sold nothing
// then if another has one; what is not sold is not in the table.
func shares(rows []row, s *Shares, firm string) Series {
	mine, whole, at := map[string]float64{}, map[string]float64{}, map[string]Date{}
	is := map[string]bool{}
	for _, e := range s.Firms[firm] {
		is[e] = true
	}
	listed := map[string]bool{}
	for _, entities := range s.Firms {
		for _, e := range entities {
			listed[e] = true
		}
	}
	for _, x := range rows {
		if x.series != s.Series {
			continue
		}
		if is[x.entity] {
			mine[x.date.Text] += x.value
			at[x.date.Text] = x.date
		}
		if s.Of == x.entity || s.Of == "" && listed[x.entity] {
			whole[x.date.Text] += x.value
		}
	}
	if slices.Contains(s.Ended, firm) {
		afterwards(rows, s, at)
	}
	var out Series
	for text, date := range at {
		w := whole[text]
		if s.Of == "100" {
			w = 100
		}
		if w > 0 {
			out.Dates, out.Values = append(out.Dates, date), append(out.Values, mine[text]/w)
		}
	}
	sort.Sort(out)
	return out
}

// afterwards adds the dates after a firm's last figure at which others of the
// series are known: there it had sold nothing.
func afterwards(rows []row, s *Shares, at map[string]Date) {
	last := 0.0
	for _, d := range at {
		last = max(last, d.Mid)
	}
	for _, x := range rows {
		if x.series == s.Series && x.date.Mid > last && last > 0 {
			at[x.date.Text] = x.date
		}
	}
}
