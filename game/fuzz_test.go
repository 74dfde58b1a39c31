package game

import (
	"strings"
	"testing"
)

// Whatever stands in a file, it is a game or it is refused in words; a game
// that is accepted writes a file that is accepted.
func FuzzGameFile(f *testing.F) {
	f.Add(head + everybody + someMoves)
	f.Add(strings.Replace(head, "turn: 3", "turn: 0", 1) + everybody + someMoves)
	f.Add(strings.Replace(head, "months: 12", "months: 0", 1) + everybody + "moves: [{}, { end: x }, { turn: 1 }]\n")
	f.Add("scenario: ai-overproduction\nmoves: [{ turn: 1, role: beijing, move: null }]\n")
	f.Add(head + "roles: [{ name: beijing, is: us }, { name: beijing }]\n" + someMoves)
	f.Fuzz(func(t *testing.T, text string) {
		table, err := seat(text)
		if err != nil {
			if err.Error() == "" {
				t.Error("refused without a word")
			}
			return
		}
		if _, err := seat(string(table.Text())); err != nil {
			t.Errorf("what it writes is refused: %v\n%s", err, table.Text())
		}
	})
}
