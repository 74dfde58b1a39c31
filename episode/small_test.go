package episode_test

import (
	"testing"
	"testing/fstest"

	"github.com/undercut-sim/undercut/episode"
)

// small is an episode of three makers of lamps; every test changes what it is
// about.
func small() map[string]string {
	return map[string]string{
		"episode.yaml": `name: lamps
title: Lamps
mechanism: b sells below a
group: undercut
grade: A
worlds:
  - name: lamps
    segment: lamp
    every: year
    price: { series: price, entity: World }
    units: { series: output, entity: World }
    shares:
      series: output
      ended: [c]
      firms: { a: [A], b: [B, B2], c: [C] }
    score: [price, shares]
    origins: { named: [2003], from: 2002, to: 2005 }
    horizons: [1, 2]
hard:
  - { world: lamps, measure: b, origin: 2003, at: 2005, says: it grows }
halve:
  - { world: lamps, firm: a, origin: 2003, years: 2 }
exits: { world: lamps, origins: [2003], years: [2] }
`,
		"data.csv": `series,entity,date,value,unit,source,grade,note
price,World,2000,10,$,assumption,C,
price,World,2001,9,$,assumption,C,
price,World,2002,8,$,assumption,C,
price,World,2003,7,$,assumption,C,
price,World,2004,5,$,assumption,C,
output,World,2001,100,lamps,assumption,C,
output,World,2002,120,lamps,assumption,C,
output,World,2003,150,lamps,assumption,C,
output,World,2004,200,lamps,assumption,C,
output,A,2001,70,lamps,assumption,C,
output,A,2002,80,lamps,assumption,C,
output,A,2003,75,lamps,assumption,C,
output,A,2004,70,lamps,assumption,C,
output,B,2001,10,lamps,assumption,C,
output,B,2002,30,lamps,assumption,C,
output,B,2003,50,lamps,assumption,C,
output,B,2004,60,lamps,assumption,C,
output,B2,2002,5,lamps,assumption,C,
output,B2,2003,25,lamps,assumption,C,
output,B2,2004,70,lamps,assumption,C,
output,C,2000,30,lamps,assumption,C,
output,C,2001,20,lamps,assumption,C,
output,C,2002,5,lamps,assumption,C,
`,
		"events.csv": `entity,date,kind,firm,source,grade,text
C,2002-12-31,exit,c,assumption,C,closes on the last day of the year
A,2003-01-01,other,a,memory,D,a law begins on the first
A,2005,survived,a,assumption,C,still sells
`,
		"scenario.yaml": "name: lamps\n",
	}
}

func read(files map[string]string) (*episode.Episode, error) {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return episode.Read("lamps", fsys)
}

func lamps(t testing.TB) *episode.Episode {
	t.Helper()
	e, err := read(small())
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// date reads a date that is right.
func date(t testing.TB, s string) episode.Date {
	t.Helper()
	d, err := episode.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

var price = episode.Figure{Series: "price", Entity: "World"}
