package game

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math"
	"strings"

	"github.com/undercut-sim/undercut/scenario"
)

// Versions are what a replay depends on beside the game itself.
type Versions struct{ Engine, Evidence string }

// hashOf identifies a resolved scenario by what it says of its world. The layers
// that it was made of and the scenarios that it is compared with are left out:
// they are not played, and their names depend on the folder they are read from.
func hashOf(sc *scenario.Scenario) string {
	h := sha256.New()
	for line := range bytes.Lines(sc.YAML) {
		key, _, _ := bytes.Cut(line, []byte(":"))
		if k := string(key); k != "applied" && k != "counterfactuals" && k != "beliefs" {
			h.Write(line)
		}
	}
	return hex.EncodeToString(h.Sum(nil))[:digits]
}

// Keep notes the turns that were played, and by what; turns is what
// [Table.Play] returned.
func (t *Table) Keep(v Versions, turns []Turn) {
	t.Engine, t.Evidence, t.Hash = v.Engine, v.Evidence, t.hash
	t.Played = nil
	for _, u := range turns[1:] {
		t.Played = append(t.Played, Record{u.Number, u.Digest, u.Scores})
	}
}

// Agrees says how a played game differs from what would replay it here; a game
// that was never played agrees with everything.
func (t *Table) Agrees(v Versions) error {
	var differ []string
	note := func(what, was, is string) {
		if was != "" && was != is {
			differ = append(differ, fmt.Sprintf("%s %.12s, here it is %.12s", what, was, is))
		}
	}
	note("engine", t.Engine, v.Engine)
	note("evidence", t.Evidence, v.Evidence)
	note("scenario", t.Hash, t.hash)
	if len(differ) == 0 {
		return nil
	}
	return errors.New("the game was played with " + strings.Join(differ, "; with "))
}

// Adopt makes a played game one that nobody has played: its moves stay, those
// that were best replies as given moves, and its record goes.
func (g *Game) Adopt() {
	g.Engine, g.Evidence, g.Hash, g.Played = "", "", "", nil
	for i := range g.Seats {
		if g.Seats[i].By == ByBest {
			g.Seats[i].By = ByMoves
		}
	}
}

// Verify compares turns that were played again with the record. Exact is the
// same bits; without it the scores agree to nine digits, as they do where
// another processor or compiler rounds the last ones otherwise. The error names
// the first turn and role that do not.
func (t *Table) Verify(turns []Turn) (exact bool, err error) {
	exact = true
	for i, was := range t.Played {
		if i+1 >= len(turns) || was.Turn != i+1 || len(was.Scores) != len(t.seats) {
			return false, fmt.Errorf("played[%d] is turn %d with %d scores: want turn %d with %d; the record was changed", i+1, was.Turn, len(was.Scores), i+1, len(t.seats))
		}
		is := turns[i+1]
		exact = exact && was.Digest == is.Digest
		for k := range was.Scores {
			if a, b := was.Scores[k], is.Scores[k]; !(math.Abs(a-b) <= agreement*max(1, math.Abs(a))) {
				return false, fmt.Errorf("turn %d does not replay: %s has $%.9gbn in the record and $%.9gbn now; moves were changed after they were played, or the program computes differently", was.Turn, t.seats[k].role.Name, a, b)
			}
		}
	}
	return exact, nil
}

// agreement is how closely scores must agree: relative, or absolute in $bn.
// Processors differ by about 1e-13; a decision that turns moves far more.
const agreement = 1e-9
