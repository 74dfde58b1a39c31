package game

import (
	"fmt"
	"testing"
	"time"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

func TestTry(t *testing.T) {
	g, err := Read("game.yaml", []byte(`scenario: ai-overproduction
seed: 1
future: 0
from: 2027-01
turn: 3
months: 24
roles: [ {name: washington}, {name: beijing}, {name: open-lab}, {name: closed-lab}]
moves:
  - { turn: 1, role: washington, move: { tariff: { on: cn, segments: [vehicle], rate: 0.5 } } }
  - { turn: 2, role: beijing, name: aid, move: { grant: { segments: [language], amount: 50 } } }
  - { turn: 3, role: closed-lab, move: { licence: { licence: open } } }
  - { turn: 5, role: beijing, end: aid }
  - { turn: 5, role: washington, end: us-car-duty-2024 }
`))
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenario.Load("ai-overproduction", nil, evidence.Parameters, []string{"default"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	tb, err := g.Sit(sc)
	if err != nil {
		t.Fatal(err)
	}
	s := time.Now()
	turns, err := tb.Play(g.Turns())
	fmt.Println(time.Since(s), err)
	for _, u := range turns {
		fmt.Println(u.Number, u.From, u.To, u.Digest, u.Scores, u.Market)
		for i, s := range u.Seats { fmt.Println("   ", g.Seats[i].Name, s) }
		for _, e := range u.Events { fmt.Println("     ", e) }
	}
	fmt.Println(string(g.Text()))
}
