package game

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"math"

	"github.com/undercut-sim/undercut"
)

// A Turn is what a turn brought. Turn 0 is the world as the game begins, with
// the news of a turn's length before it.
type Turn struct {
	Number   int
	From, To undercut.Month // first and last month
	Scores   []float64      // by seat: its score so far, $bn
	Events   []Event
	Seats    []State   // by seat
	Market   []float64 // headline indicators in the last month; NaN where undefined
	Digest   string    // of all numbers of the game so far
}

// An Event is news.
type Event struct {
	Month undercut.Month `json:"month"`
	Kind  string         `json:"kind"` // released (the best of its kind), followed, entered, left, shock, lever
	Text  string         `json:"text"`
}

// Play plays the first turns of the game, all of them with turns at
// [Game.Turns], and returns turn 0 and theirs.
func (t *Table) Play(turns int) ([]Turn, error) { return t.play(turns, nil) }

func (t *Table) play(turns int, keep choice) ([]Turn, error) {
	r, err := t.runner()
	if err != nil {
		return nil, err
	}
	r.lay(keep)
	p := recording{runner: r, digest: sha256.New(), news: newNews(r.market.View())}
	last := t.Begins(turns+1) - 1
	if err := r.run(t.Future, last, p.month); err != nil {
		return nil, err
	}
	return p.turns, nil
}

// A recording gathers turns as the months go by.
type recording struct {
	runner *runner
	digest hash.Hash
	news   news
	turns  []Turn
}

// month follows the news from the start of the world, so that a release is
// known from the product before it, and closes a turn with its last month.
func (p *recording) month(v *undercut.View) error {
	t := p.runner.table
	p.news.read(v)
	if v.AsOf < t.From-1 {
		return nil
	}
	if v.AsOf >= t.From {
		hashView(p.digest, v)
	}
	done := int(v.AsOf-t.From) + 1
	if done%t.Turn != 0 {
		return nil
	}
	n := done / t.Turn
	turn := Turn{Number: n, From: t.Begins(n), To: v.AsOf, Digest: hex.EncodeToString(p.digest.Sum(nil))[:digits]}
	turn.Scores = p.runner.scorer.scores(nil)
	turn.Events = p.news.since(turn.From)
	turn.Events = append(turn.Events, t.levers(turn.From, turn.To)...)
	for i := range t.seats {
		turn.Seats = append(turn.Seats, t.seats[i].state(v))
	}
	for _, h := range p.runner.headlines() {
		turn.Market = append(turn.Market, h.series[int(v.AsOf-t.Scenario.World.Start)])
	}
	p.turns = append(p.turns, turn)
	return nil
}

// digits of a digest that are kept: 128 bits.
const digits = 32

// hashView adds every number of a month to a hash, by its bits.
func hashView(h hash.Hash, v *undercut.View) {
	var buf []byte
	add := func(xs ...float64) {
		for _, x := range xs {
			if x != x {
				x = math.NaN() // one NaN for all
			}
			buf = binary.LittleEndian.AppendUint64(buf, math.Float64bits(x))
		}
	}
	for i := range v.Rows {
		r := &v.Rows[i]
		add(float64(r.Segment), float64(r.Market), float64(r.Firm), float64(r.Tier), float64(r.Licence),
			r.Price, r.Low, r.Cost, r.Quality, r.Share, r.Units, r.Revenue, r.Hosted, r.Profit, r.HostPro, r.Outside)
	}
	for i := range v.Markets {
		r := &v.Markets[i]
		add(r.Mass, r.Worth, r.Outside)
	}
	for i := range v.Books {
		r := &v.Books[i]
		alive := 0.0
		if r.Alive {
			alive = 1
		}
		add(alive, r.Cash, r.Value, r.DayMove, r.Research, r.Revenue, r.Gross, r.Subsidy, r.Overhead, r.Grant, r.Funding, r.Transfer, r.Best, r.BestOpen)
	}
	for i := range v.States {
		r := &v.States[i]
		add(r.Prestige, r.News, r.Tariffs, r.Tax, r.Subsidy, r.Procurement, r.HostPro, r.Compute)
	}
	h.Write(buf)
}
