package importer

import (
	"strings"
	"unicode"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/evidence"
)

// epochAccess is what Epoch AI's words for the accessibility of a model mean
// here.
var epochAccess = map[string]undercut.Openness{
	"":                              undercut.Unknown,
	"Unknown":                       undercut.Unknown,
	"Unreleased":                    undercut.Unreleased,
	"API access":                    undercut.APIOnly,
	"Hosted access (no API)":        undercut.APIOnly,
	"Open weights (non-commercial)": undercut.Restricted,
	"Open weights (restricted use)": undercut.Restricted,
	"Open weights (unrestricted)":   undercut.OpenWeights,
}

// epochCountries are Epoch AI's names of countries, which are those of the
// United Nations, as ISO 3166 codes.
var epochCountries = map[string]string{
	"Australia": "AU", "Austria": "AT", "Belgium": "BE", "Brazil": "BR", "Bulgaria": "BG", "Canada": "CA",
	"Chile": "CL", "China": "CN", "Colombia": "CO", "Czechia": "CZ", "Denmark": "DK", "Egypt": "EG", "Estonia": "EE",
	"Finland": "FI", "France": "FR", "Germany": "DE", "Greece": "GR", "Hong Kong": "HK", "Hungary": "HU",
	"India": "IN", "Indonesia": "ID", "Iran (Islamic Republic of)": "IR", "Ireland": "IE", "Israel": "IL", "Italy": "IT",
	"Japan": "JP", "Korea (Republic of)": "KR", "Luxembourg": "LU", "Malaysia": "MY", "Mexico": "MX", "Netherlands": "NL",
	"New Zealand": "NZ", "Norway": "NO", "Poland": "PL", "Portugal": "PT", "Qatar": "QA", "Romania": "RO", "Russia": "RU",
	"Russian Federation": "RU", "Saudi Arabia": "SA", "Singapore": "SG", "South Africa": "ZA", "South Korea": "KR",
	"Spain": "ES", "Sweden": "SE", "Switzerland": "CH", "Taiwan": "TW", "Thailand": "TH", "Turkey": "TR", "Türkiye": "TR",
	"Ukraine": "UA", "United Arab Emirates": "AE", "United Kingdom": "GB",
	"United Kingdom of Great Britain and Northern Ireland": "GB", "United States": "US", "United States of America": "US",
	"Viet Nam": "VN", "Vietnam": "VN",
	"": "", "Multinational": "",
}

// epochDevelopers are Epoch AI's names of organisations that are called
// otherwise here.
var epochDevelopers = map[string]string{
	"Google DeepMind": "Google", "Meta AI": "Meta", "Moonshot": "Moonshot AI", "Mistral AI": "Mistral",
	"Z.ai (Zhipu AI)": "Z.ai", "Zhipu AI": "Z.ai", "Microsoft Research": "Microsoft",
}

// epochRelease reads the columns that Epoch AI's tables share. date is the name
// of the column of the release: a row without a date is no release.
func (r *reader) epochRelease(l line, date, domain string) (m undercut.Release, dated bool) {
	m = undercut.Release{Name: strings.Clone(r.must(l, "Model")), Domain: domain, Seen: r.seen, Source: r.source, Grade: "B", Params: unknownParams}
	m.ID = nameID(m.Name, domain)
	m.Developer = strings.Clone(leader(r.free(l, "Organization"))) // not a part of a long row
	if name, ok := epochDevelopers[m.Developer]; ok {
		m.Developer = name
	}
	r.free(l, "Model accessibility") // which epochState reads
	country, known := leader(l.get("Country (of organization)")+l.get("Country (from Organization)")), false
	if m.Country, known = epochCountries[country]; !known {
		r.doubt(l.at("Country"), country, "no country that is known here: left open; add it to epochCountries")
	}
	text := l.get(date)
	if text == "" {
		return m, false
	}
	day, whole, ok := r.date(l.at(date), text)
	if m.Day = day; ok && !whole {
		r.doubt(l.at(date), text, "no day: "+day.String()+" was taken")
	}
	return m, ok
}

// leader returns the first of a list joined by commas: of a model made by
// several it is who led.
func leader(list string) string {
	name, _, _ := strings.Cut(list, ",")
	return strings.TrimSpace(name)
}

// epochState reads the openness of a model. yes is whether another column says
// that its weights can be had.
func (r *reader) epochState(l line, m undercut.Release, yes bool) {
	word := strings.Clone(strings.Join(strings.Fields(l.get("Model accessibility")), " "))
	state, known := epochAccess[word]
	switch {
	case !known:
		r.doubt(l.at("Model accessibility"), word, "no word that is known here: taken as unknown; add it to epochAccess")
	case yes && state == undercut.Unknown:
		state = undercut.Weights
	case yes && !state.CanHost():
		r.doubt(l.at("Model accessibility"), word, "the row also says that the weights can be had: taken at this word; see which is right")
	}
	if word == "Unknown" {
		word = ""
	}
	r.Access = append(r.Access, evidence.AccessRow{Release: m.ID, Access: undercut.Access{
		State: state, From: m.Day, Seen: r.seen, Licence: word, Source: r.source, Grade: "B",
	}})
}

// release takes a release that comes once.
func (r *reader) release(at placed, m undercut.Release) bool {
	if r.ids == nil {
		r.ids = map[string]bool{}
	}
	if r.ids[m.ID] {
		return r.bad(at, m.Name, "another row makes the same id "+m.ID+": the first was taken; tell the names apart")
	}
	r.ids[m.ID] = true
	r.Releases = append(r.Releases, m)
	return true
}

// nameID is the id that a name makes: what is no letter, digit or dot is a
// hyphen. GPT-4 (Mar 2023) is gpt-4-mar-2023. Names of the domains other than
// language stand apart by a prefix, since offers are of language models.
func nameID(name, domain string) string {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool {
		return c != '.' && !unicode.IsLetter(c) && !unicode.IsDigit(c)
	})
	id := strings.Join(words, "-")
	if domain != "language" {
		return domain + ":" + id
	}
	return id
}
