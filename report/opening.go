package report

import (
	"fmt"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/chart"
	"github.com/undercut-sim/undercut/indicator"
)

// A board by name, for sentences.
type readings [][]Reading

// find is a reading of the dashboard, nil if there is none or it is undefined.
func (all readings) find(name, definition string) *Reading {
	for _, part := range all {
		for k := range part {
			if r := &part[k]; r.Dial.Name == name && r.Choice.Definition == definition && r.Choice.Level == "" {
				if r.Undefined != "" {
					return nil
				}
				return r
			}
		}
	}
	return nil
}

// say is a sentence with a value in it, or nothing if there is no value.
func (all readings) say(name, definition, format string) string {
	r := all.find(name, definition)
	if r == nil {
		return ""
	}
	return fmt.Sprintf(format, r.value())
}

// opening is what anybody would ask first, and which definitions the answer
// turns on.
func (p *observatoryPage) opening(o *Observatory, parts [][]Reading) {
	all := readings(parts)
	p.Lead = joined(" ", o.priceLead(all), lagLead(all))
	if p.Lead == "" {
		p.Lead = "Nothing of what people ask first could be measured by then: the reasons stand below."
	}
	if r := all.find("frontier", ""); r != nil {
		p.Scale = scaleTitle(r.Args.Scale)
	}
	for _, s := range []string{
		labelled("the price of GPT-4’s level falls ", joined(", ",
			all.say("price_fall", "endpoints", "%s from first to last"), all.say("price_fall", "fit", "%s by a fit through all months"))),
		labelled("at equal capability prices change by ", joined(", ",
			all.say("hedonic_launch", "", "%s for models at launch"), all.say("hedonic_market", "", "%s for all that is on sale"))),
		all.say("matched_model", "", "the same SKU changes by %s"),
		labelled("Chinese models ", joined(" and ",
			all.say("lag_cn", "catch_up", "catch up with American ones in %s by the record"), all.say("lag_cn", "", "are where those were %s ago"))),
	} {
		if s != "" {
			p.More = append(p.More, sentence(s))
		}
	}
}

// priceLead says what GPT-4's capability costs, and what it cost at first.
func (o *Observatory) priceLead(all readings) string {
	r := all.find("price", "")
	if r == nil {
		return ""
	}
	lead := "What GPT-4 could do costs " + r.value()
	for _, m := range r.Series(o.View, r.Args, since) {
		if m.Undefined == "" && m.Day.Month() < r.Args.At.Month() {
			return lead + fmt.Sprintf(", %s from %s in %s.", way(m.Mid, r.Mid), chart.Dollars.Format(m.Mid), monthWords(m.Day))
		}
	}
	return lead + "."
}

// way is the direction from one value to another.
func way(from, to float64) string {
	if to > from {
		return "up"
	}
	return "down"
}

// lagLead says how far open models lie behind by the two definitions that are
// quoted most.
func lagLead(all readings) string {
	record, within := all.find("lag_open", "catch_up"), all.find("lag_open", "within_error")
	months := func(r *Reading) string { return fmt.Sprintf("%.1f", r.Mid) }
	switch {
	case record != nil && within != nil && months(record) == months(within):
		return fmt.Sprintf("Open models catch up with closed ones in %s months, by the record and within the error of the scores.", months(record))
	case record != nil && within != nil:
		return fmt.Sprintf("Open models catch up with closed ones in %s months by the record, %s within the error of the scores.", months(record), months(within))
	case within != nil:
		return fmt.Sprintf("Open models catch up with closed ones in %s months within the error of the scores.", months(within))
	case record != nil:
		return fmt.Sprintf("Open models catch up with closed ones in %s months.", months(record))
	}
	return all.say("lag_open", "", "Open models are where closed ones were %s ago.")
}

// joined joins what is not empty.
func joined(by string, parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, by)
}

// labelled puts words before a text, if there is one.
func labelled(label, text string) string {
	if text == "" {
		return ""
	}
	return label + text
}

var monthsOfYear = [12]string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// monthWords is a month in words: March 2023.
func monthWords(d undercut.Day) string {
	year, month, _ := d.Date()
	return fmt.Sprintf("%s %d", monthsOfYear[month-1], year)
}

// definitionsOf splits the words on an indicator's definitions by their names.
func definitionsOf(in indicator.Indicator) (names, words []string) {
	for _, p := range in.Params {
		if p.Name != indicator.Definition {
			continue
		}
		rest := p.Doc
		for i, name := range p.Values {
			_, after, _ := strings.Cut(rest, name+": ")
			text := after
			if i+1 < len(p.Values) {
				text, _, _ = strings.Cut(after, " "+p.Values[i+1]+": ")
			}
			names, words, rest = append(names, name), append(words, strings.TrimSuffix(strings.TrimSpace(text), ".")), after
		}
	}
	return names, words
}
