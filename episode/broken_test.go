package episode_test

import (
	"strings"
	"testing"
)

// Each rule is broken once; the message must say where, what and what is
// wanted.
func TestBrokenEpisodes(t *testing.T) {
	for _, c := range []struct{ file, from, to, want string }{
		{"data.csv", "series,entity", "entity,series", `lamps/data.csv:1: header is "entity,series,date,value,unit,source,grade,note": want "series,entity,`},
		{"data.csv", "World,2001,9", "World,2000,9", `lamps/data.csv:3: price of World at 2000 stands in line 2 already: keep one`},
		{"data.csv", "9,$", "9,yen", `lamps/data.csv:3: unit of price of World is "yen", in line 2 it is "$": convert one, or name two series`},
		{"data.csv", "World,2001,9", "World,2001-Q4,9", `lamps/data.csv:3: date of price of World is 2001-Q4, in line 2 it is 2000: one series has one kind of period`},
		{"data.csv", "World,2001,9", "World,2001,0", `lamps/data.csv:3: price of World is 0: a price, a cost or an output is above 0; leave out`},
		{"data.csv", "World,2001,9", "World,2001,-9", `lamps/data.csv:3: price of World is -9: a price, a cost or an output is above 0; leave out`},
		{"data.csv", "World,2001,100", "World,2001,-100", `lamps/data.csv:7: output of World is -100: a price, a cost or an output is above 0; leave out`},
		{"data.csv", "B,2001,10", "B,2001,-10", `lamps/data.csv:15: output of B is -10: a share or an output is not negative; leave out`},
		{"data.csv", "World,2001,9", "World,2001,NaN", `lamps/data.csv:3: value of price of World is "NaN": want a number; leave the row out`},
		{"data.csv", "World,2001,9", "World,2001,-Inf", `lamps/data.csv:3: value of price of World is "-Inf": want a number; leave the row out`},
		{"data.csv", "World,2001,9", "World,2001,1e999", `lamps/data.csv:3: value of price of World is "1e999": want a number; leave the row out`},
		{"data.csv", "World,2001,9", "World,2001,", `lamps/data.csv:3: value of price of World is "": want a number; leave the row out`},
		{"data.csv", "World,2001,9", "World,May 2001,9", `lamps/data.csv:3: date is "May 2001": want a year 2008, a quarter`},
		{"data.csv", "9,$,assumption,C", "9,$,assumption,E", `lamps/data.csv:3: grade is "E": want one of A, B, C, D`},
		{"data.csv", "9,$,assumption,C", "9,$,,C", `lamps/data.csv:3: source is empty: say where the figure is from`},
		{"data.csv", "9,$,assumption,C", "9,$,memory,C", `lamps/data.csv:3: grade is "C", source is memory: want D, or name where it was read`},
		{"data.csv", "price,World,2001,9", "price,,2001,9", `lamps/data.csv:3: entity is empty: name what the figure is of`},
		{"data.csv", "price,World,2001,9", "price,World,2001,9,5", `lamps/data.csv: record on line 3: wrong number of fields: quote cells that hold commas`},
		{"data.csv", "output,C,2000,30,lamps,assumption,C,\noutput,C,2001,20,lamps,assumption,C,\noutput,C,2002,", "output,C,2000-Q1,", `lamps/data.csv:22: date of output of C is 2000-Q1, in line 7 that of World is 2001: shares of one whole have one kind of period`},
		{"events.csv", "entity,date", "date,entity", `lamps/events.csv:1: header is "date,entity`},
		{"events.csv", "exit,c", "closure,c", `lamps/events.csv:2: kind is "closure": want one of exit, survived, policy, entry, other`},
		{"events.csv", "assumption,C,closes", "assumption,F,closes", `lamps/events.csv:2: grade is "F": want one of A, B, C, D`},
		{"events.csv", "assumption,C,closes", ",C,closes", `lamps/events.csv:2: source is empty: say where it was read`},
		{"events.csv", "memory,D", "memory,B", `lamps/events.csv:3: grade is "B", source is memory: want D`},
		{"events.csv", "2002-12-31", "2002-02-30", `lamps/events.csv:2: date is "2002-02-30": want a year 2008`},
		{"episode.yaml", "entity: World }\n    units", "entity: Mars }\n    units", `lamps/episode.yaml: worlds.lamps.price: the tables have no price of Mars; they have output of A`},
		{"episode.yaml", "title: Lamps", "titel: Lamps", `lamps/episode.yaml: [2:1] unknown field "titel": go doc`},
		{"episode.yaml", "group: undercut", "group: undercutters", `lamps/episode.yaml: group is "undercutters": want undercut, gift or survivor`},
		{"episode.yaml", "grade: A", "grade: D", `lamps/episode.yaml: grade is "D": want A, B or C`},
		{"episode.yaml", "every: year", "every: week", `lamps/episode.yaml: worlds.lamps.every is "week": want year, quarter or month`},
		{"episode.yaml", "    units: { series: output, entity: World }\n", "", `lamps/episode.yaml: worlds.lamps: give a series of units, or growth`},
		{"episode.yaml", "[price, shares]", "[price, sales]", `lamps/episode.yaml: worlds.lamps.score is "sales": want price, shares or units, each with its series`},
		{"episode.yaml", "horizons: [1, 2]", "horizons: [0, 2]", `lamps/episode.yaml: worlds.lamps.horizons is [0 2]: want whole years from 1 up`},
		{"episode.yaml", "from: 2002, to: 2005", "from: 2005, to: 2002", `lamps/episode.yaml: worlds.lamps.origins is from "2005" to "2002": want two periods of one kind, the first not later`},
		{"episode.yaml", "to: 2005", "to: 2005-Q1", `lamps/episode.yaml: worlds.lamps.origins is from "2002" to "2005-Q1": want two periods of one kind`},
		{"episode.yaml", "named: [2003], from: 2002, to: 2005", "step: 2", `lamps/episode.yaml: worlds.lamps.origins is empty: want named days, or from and to`},
		{"episode.yaml", "named: [2003]", "named: [2003-13]", `date is "2003-13": want a year 2008`},
		{"episode.yaml", "firms: { a: [A], b: [B, B2], c: [C] }", "firms: { a: [A] }", `lamps/episode.yaml: worlds.lamps.shares: name at least two firms`},
		{"episode.yaml", "ended: [c]", "ended: [z]", `lamps/episode.yaml: worlds.lamps.shares.ended is "z": world lamps has a, b, c`},
		{"episode.yaml", "measure: b", "measure: z", `lamps/episode.yaml: hard.measure is "z": world lamps has a, b, c`},
		{"episode.yaml", "at: 2005", "at: 2003", `lamps/episode.yaml: hard: at is 2003, origin 2003: want a later date`},
		{"episode.yaml", "firm: a", "firm: z", `lamps/episode.yaml: halve.firm is "z": world lamps has a, b, c`},
		{"episode.yaml", "exits: { world: lamps", "exits: { world: bulbs", `lamps/episode.yaml: exits: world is "bulbs": lamps has lamps`},
		{"episode.yaml", "grade: A", "grade: A\ndata: [data.csv, more.csv]", `lamps/more.csv: cannot be read: open more.csv: file does not exist: an episode has episode.yaml`},
	} {
		files := small()
		if !strings.Contains(files[c.file], c.from) {
			t.Fatalf("%s has no %q to break", c.file, c.from)
		}
		files[c.file] = strings.Replace(files[c.file], c.from, c.to, 1)
		if _, err := read(files); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %q for %q:\n got %v\nwant %s", c.file, c.to, c.from, err, c.want)
		}
	}
}

func TestASeriesOfOneFigureIsNoHistory(t *testing.T) {
	files := small()
	files["data.csv"] = strings.NewReplacer("price,World,2000", "was,World,2000", "price,World,2001", "was,World,2001",
		"price,World,2002", "was,World,2002", "price,World,2003", "was,World,2003").Replace(files["data.csv"])
	_, err := read(files)
	if want := "lamps/episode.yaml: worlds.lamps.price: price of World: 1 of at least 3 figures"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("got %v\nwant %s", err, want)
	}
}

func TestAMissingFileIsNamedOnce(t *testing.T) {
	for name := range small() {
		files := small()
		delete(files, name)
		_, err := read(files)
		if err == nil || strings.Count(err.Error(), name+": cannot be read") != 1 || strings.Contains(err.Error(), "header") {
			t.Errorf("without %s: got %v\nwant one line that says it cannot be read", name, err)
		}
		files[name] = ""
		if _, err := read(files); err == nil && name != "scenario.yaml" { // forecast reads the scenario
			t.Errorf("an empty %s is accepted", name)
		}
	}
}

func TestProblemsAreListedTogether(t *testing.T) {
	files := small()
	files["data.csv"] = strings.ReplaceAll(files["data.csv"], ",A,200", ",A,20")
	if _, err := read(files); err == nil || strings.Count(err.Error(), "want a year 2008") != 4 {
		t.Errorf("error is %v: want all four bad dates", err)
	}
}
