package game

import (
	"context"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
)

// The difference that a move makes is that of two games played by themselves.
func TestADebriefIsTwoGamesCompared(t *testing.T) {
	all := sit(t, head+everybody+someMoves)
	d, err := all.Debrief(context.Background(), 1, 1)
	if err != nil {
		t.Fatal(err)
	}
	with := played(t, all)
	for i := range all.Moves {
		less, err := all.play(all.Turns(), without(i))
		if err != nil {
			t.Fatal(err)
		}
		for k, x := range with[4].Scores {
			if got, want := d.Moves[i].Scores[k].Own, x-less[4].Scores[k]; got != want {
				t.Errorf("%s changes the score of %s by %g, played apart by %g", all.Words(i), all.Seats[k].Name, got, want)
			}
		}
	}
	none := played(t, sit(t, head+everybody))
	for k, x := range with[4].Scores {
		if got, want := d.Whole.Scores[k].Own, x-none[4].Scores[k]; got != want {
			t.Errorf("all moves change the score of %s by %g, played apart by %g", all.Seats[k].Name, got, want)
		}
	}
}

// A game of one move is that move, and nothing is left that moves do together.
func TestTheWholeOfOneMoveIsThatMove(t *testing.T) {
	table := sit(t, head+everybody+"moves: [{ turn: 2, role: closed-lab, move: { licence: { licence: open } } }]\n")
	d, err := table.Debrief(context.Background(), 6, 2)
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(d.Whole) != fmt.Sprint(d.Moves[0]) {
		t.Errorf("the whole is %v, the move %v", d.Whole.Scores, d.Moves[0].Scores)
	}
	for k, g := range d.Rest {
		if g.Mid != 0 {
			t.Errorf("%s has %g left over", table.Seats[k].Name, g.Mid)
		}
	}
}

func TestADebriefDoesNotDependOnWorkers(t *testing.T) {
	table := sit(t, head+everybody+someMoves)
	one, errA := table.Debrief(context.Background(), 3, 1)
	many, errB := table.Debrief(context.Background(), 3, 4)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	one.Headlines, many.Headlines = nil, nil                 // hold functions of their own
	if a, b := fmt.Sprint(*one), fmt.Sprint(*many); a != b { // what is undefined equals nothing but its name
		t.Error("four workers find another debrief than one")
	}
}

// Quantiles of Student's t as printed in tables (Abramowitz and Stegun 26.10).
func TestIntervalsAreStudents(t *testing.T) {
	for nu, want := range map[float64]float64{1: 6.314, 2: 2.920, 3: 2.353, 4: 2.132, 5: 2.015, 9: 1.833, 19: 1.729, 29: 1.699, 99: 1.660} {
		if got := student95(nu); math.Abs(got-want) > 6e-4 {
			t.Errorf("the 95%% quantile with %g degrees of freedom is %.4f, tables have %.3f", nu, got, want)
		}
	}
	// Five differences 1, 2, 3, 4, 5: mean 3, standard error sqrt(2.5/5).
	g := gap([]float64{1, 2, 3, 4, 5})
	if half := 2.132 * math.Sqrt(0.5); g.Own != 1 || g.Mid != 3 || math.Abs(g.Lo-(3-half)) > 1e-3 || math.Abs(g.Hi-(3+half)) > 1e-3 {
		t.Errorf("the interval is %v, want 3 ± %g", g, half)
	}
	// Two differences 1, 3: mean 2, standard error 1.
	if g := gap([]float64{1, 3}); math.Abs(g.Lo-(2-6.314)) > 1e-3 || math.Abs(g.Hi-(2+6.314)) > 1e-3 || g.Clear() {
		t.Errorf("two futures have the interval %v, want 2 ± 6.314", g)
	}
	if g := gap([]float64{1}); g.Lo == g.Lo || g.Clear() {
		t.Errorf("one future has the interval %v, want none", g)
	}
}

// mean is the score of a table's only other seat after its first year, over the
// lucks that a best reply sees, played apart.
func mean(t *testing.T, table *Table, seat int) float64 {
	t.Helper()
	r, err := table.runner()
	if err != nil {
		t.Fatal(err)
	}
	r.lay(nil)
	sum := 0.0
	for k := int64(1); k <= Lucks; k++ {
		if err := r.runForked(table.Future, table.From+Ahead-1, fork{table.From, table.Future + k}, nil); err != nil {
			t.Fatal(err)
		}
		sum += r.scorer.scores(nil)[seat]
	}
	return sum / Lucks
}

// A best reply gains what it says, and no other licence brings more.
func TestABestReplyGainsWhatItSays(t *testing.T) {
	const best = "roles: [{ name: washington }, { name: open-lab, plays: best-response }]\n"
	table := sit(t, head+best)
	replies, err := table.Reply(context.Background(), 1, 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(replies) != 1 || !replies[0].Made || len(table.Moves) != 1 {
		t.Fatalf("want a move of the one that chooses, got %+v", replies)
	}
	chosen := mean(t, table, 1)
	gain := chosen - mean(t, sit(t, head+best), 1)
	if got := replies[0].Gain; math.Abs(got-gain) > 1e-9 || gain <= 0 {
		t.Errorf("%s promises %g and brings %g", replies[0].Words, got, gain)
	}
	for _, line := range []string{"licence licence=open", "licence licence=closed", "price_war factor=0.6", "research factor=1.5"} {
		m, err := ParseMove(line)
		if err != nil {
			t.Fatal(err)
		}
		other := sit(t, head+strings.Replace(best, "best-response", "moves", 1))
		m.Turn, m.Role = 1, "open-lab"
		if err := other.Add(m); err != nil {
			t.Fatal(err)
		}
		if x := mean(t, other, 1); x > chosen+1e-9 {
			t.Errorf("%s would have brought %g, the best reply %g", line, x, chosen)
		}
	}
}

// Looking ahead, nobody sees the game's own luck: what comes after the turn is
// that of other futures, and what came before it is the game's.
func TestABestReplyDoesNotForeseeLuck(t *testing.T) {
	table := sit(t, head+everybody)
	r, err := table.runner()
	if err != nil {
		t.Fatal(err)
	}
	r.lay(nil)
	follow := func(f fork) (best []float64) {
		err := r.runForked(table.Future, table.From+5, f, func(v *undercut.View) error {
			best = append(best, v.Books[0].Value)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return best
	}
	own, other := follow(fork{at: table.From + 6}), follow(fork{table.From, table.Future + 1})
	past := len(own) - 6
	if !reflect.DeepEqual(own[:past], other[:past]) || reflect.DeepEqual(own[past:past+1], other[past:past+1]) {
		t.Errorf("values part at the wrong month: %v and %v around %v", own[past-1:], other[past-1:], table.From)
	}
}

// All choose at once: neither the number of workers nor the order of seats
// shows in what they choose.
func TestBestRepliesAreSimultaneous(t *testing.T) {
	replies := func(roles string, workers int) []Reply {
		table := sit(t, strings.Replace(head, "2027-01", "2023-04", 1)+roles) // early: less past to simulate
		r, err := table.Reply(context.Background(), 1, workers)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	want := replies("roles: [{ name: beijing, plays: best-response }, { name: washington, plays: best-response }]\n", 1)
	got := replies("roles: [{ name: washington, plays: best-response }, { name: beijing, plays: best-response }]\n", 4)
	if len(want) != 2 || !reflect.DeepEqual(got, want) {
		t.Errorf("in the other order, with four workers: %+v, want %+v", got, want)
	}
	alone := replies("roles: [{ name: washington, plays: best-response }]\n", 2)
	if !reflect.DeepEqual(alone[0], want[1]) {
		t.Errorf("washington alone plays %+v, beside beijing %+v", alone[0], want[1])
	}
}

// What was changed after it was played is found, and named; what another
// processor rounds otherwise is no change.
func TestARecordIsVerified(t *testing.T) {
	table := sit(t, head+everybody+someMoves)
	turns := played(t, table)
	for _, c := range []struct {
		name   string
		change func(*Table)
		exact  bool
		says   string
	}{
		{"nothing", func(*Table) {}, true, ""},
		{"last bits", func(g *Table) {
			g.Played[3].Digest = "other"
			g.Played[3].Scores[0] *= 1 + 1e-12
		}, false, ""},
		{"a score", func(g *Table) { g.Played[2].Scores[1] += 0.001 }, false, "turn 3 does not replay: washington"},
		{"a turn left out", func(g *Table) { g.Played = append(g.Played[:1], g.Played[2:]...) }, false, "the record was changed"},
	} {
		table.Keep(Versions{"1", "2"}, turns)
		for i := range table.Played { // the scores of turns are not the record's to change
			table.Played[i].Scores = append([]float64(nil), table.Played[i].Scores...)
		}
		c.change(table)
		exact, err := table.Verify(turns)
		if exact != c.exact || (err == nil) != (c.says == "") || err != nil && !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s changed: exact %v, %v; want %v, %q", c.name, exact, err, c.exact, c.says)
		}
	}
}

func TestAGameOfOtherVersionsSaysWhichDiffer(t *testing.T) {
	table := sit(t, head+everybody+someMoves)
	if err := table.Agrees(Versions{"1", "2"}); err != nil {
		t.Errorf("a game that was never played: %v", err)
	}
	table.Keep(Versions{"0.9", "old"}, played(t, table))
	err := table.Agrees(Versions{"1", "old"})
	if err == nil || !strings.Contains(err.Error(), "engine 0.9, here it is 1") || strings.Contains(err.Error(), "evidence") {
		t.Errorf("played by engine 0.9: %v", err)
	}
	moves := len(table.Moves)
	if table.Adopt(); table.Agrees(Versions{"1", "new"}) != nil || len(table.Played) != 0 || len(table.Moves) != moves {
		t.Error("adopted it is not a new game of the same moves")
	}
}

// Two firms of one bloc, a market of models and one of cars, worked by hand.
func TestScoresByHand(t *testing.T) {
	view := func(worth float64) *undercut.View {
		return &undercut.View{
			Blocs:    []undercut.Bloc{{Name: "us"}, {Name: "cn"}},
			Segments: []undercut.Segment{{Layer: undercut.Model}, {Layer: undercut.Device}, {Layer: undercut.Compute}},
			Firms:    []undercut.Firm{{Bloc: 0, Layer: undercut.Model}, {Bloc: 0, Layer: undercut.Device, Segment: 1}, {Bloc: 1, Layer: undercut.Model}},
			Markets: []undercut.MarketRow{
				{Market: 0, Mass: 10},
				{Segment: 1, Market: 0, Mass: 2},
				{Segment: 1, Market: 1, Mass: 100},
				{Segment: 2, Market: 0, Mass: 5},
			},
			Rows: []undercut.Row{
				{Market: 0, Firm: 0, Share: 0.5, Worth: 2 * worth},
				{Market: 0, Firm: 2, Share: 0, Worth: math.NaN()},
				{Segment: 1, Market: 0, Firm: 1, Share: 0.75, Worth: 1000 * worth},
				{Segment: 1, Market: 1, Firm: 1, Share: 1, Worth: 1000 * worth},
				{Segment: 2, Market: 0, Firm: 2, Share: 1, Worth: worth},
			},
			Books: []undercut.FirmRow{
				{Alive: true, Gross: 3, Value: 50 * worth, Cash: 4, Funding: 1},
				{Alive: true, Gross: 2},
				{Gross: 7, Value: 0, Cash: -9, Funding: 0.5},
			},
			States: []undercut.BlocRow{{Tariffs: 0.75, Tax: 0.25, Subsidy: 3, Procurement: 1, HostPro: 0.5, Prestige: 0.6}, {Prestige: 0.5}},
		}
	}
	seats := []seated{
		{role: RoleNamed("beijing"), at: 1},
		{role: RoleNamed("washington"), at: 0},
		{role: RoleNamed("closed-lab"), at: 0},
		{role: RoleNamed("open-lab"), at: 2},
		{role: RoleNamed("chip-maker"), at: 1},
		{role: RoleNamed("investor"), at: 0},
	}
	n := len(seats)
	s := scorer{seats: seats, spend: []bool{true, false, false}, sums: make([]float64, n), stocks: make([]float64, n), opened: make([]float64, n)}
	s.reset()
	s.open(view(1))
	s.month(view(1))
	s.month(view(1.5))
	want := []float64{
		2 * (7 + PrestigeWorth*0.5/12),
		2*(3+2+0.5+1-4) + 10*0.5*1 + 1e-3*2*0.75*500, // buyers gain in the second month only
		(75 + 4) - (50 + 4) - 2,                      // two months' money raised
		-1,                                           // gone: its debts are not its owners'
		4,
		75 - 50 - 2,
	}
	for k, x := range s.scores(nil) {
		if math.Abs(x-want[k]) > 1e-12 {
			t.Errorf("%s scores %g, by hand %g", seats[k].role.Name, x, want[k])
		}
	}
}
