package game

import (
	"context"
	"fmt"
	"math"

	"github.com/undercut-sim/undercut/dist"
	"github.com/undercut-sim/undercut/ensemble"
)

// A Debrief says what each move changed against not making it: the same game
// again without it, everybody else's moves as they were, the same luck.
type Debrief struct {
	Futures   int // played; the first is the game's own
	Failed    int // of these, in which some version of the game could not be played: left out
	Headlines []Headline
	Scores    []float64 // by seat, of the game itself
	Whole     Effect    // all moves against none
	Moves     []Effect  // by move
	Rest      []Gap     // by seat: the whole less the sum of the moves, which is what they do together
}

// An Effect is the difference that moves make.
type Effect struct {
	Scores []Gap // by seat, $bn over the game
	End    []Gap // by headline, in the last month
	Mean   []Gap // by headline, mean over the game
}

// A Gap is a paired difference over the futures: played less not played.
type Gap struct {
	Own    float64 // in the game's own future
	Mid    float64 // mean
	Lo, Hi float64 // 90% interval of the mean; NaN for one future
}

// Clear says whether the interval leaves out zero.
func (g Gap) Clear() bool { return g.Lo > 0 || g.Hi < 0 }

// LeastFutures is how many futures an interval asks for.
const LeastFutures = 2

// Debrief plays the game, the game without any moves and the game without each
// of them, in the game's own future and in those that follow it by number.
func (t *Table) Debrief(ctx context.Context, futures, workers int) (*Debrief, error) {
	worlds := 2 + len(t.Moves)
	plan := ensemble.Plan{Futures: futures, Workers: workers}
	for i := range worlds {
		plan.Cells = append(plan.Cells, ensemble.Cell{World: fmt.Sprint(i)})
	}
	all := make([][][]float64, futures) // by future, world: what was measured
	failed := map[int]string{}
	err := ensemble.Run(ctx, plan, nil, t.versions, func(rec *ensemble.Record) error {
		if rec.Err != "" {
			failed[rec.Future] = rec.Err
		}
		all[rec.Future] = append(all[rec.Future], append([]float64(nil), rec.Outcomes...))
		return nil
	}, nil)
	if err != nil {
		return nil, err
	}
	if why, bad := failed[0]; bad {
		return nil, fmt.Errorf("the game cannot be debriefed: %s", why)
	}
	d := &Debrief{Futures: futures, Failed: len(failed)}
	if d.Headlines, err = t.Headlines(); err != nil {
		return nil, err
	}
	d.Scores = all[0][0][:len(t.seats)]
	var sound [][][]float64
	for n := range all {
		if _, bad := failed[n]; !bad {
			sound = append(sound, all[n])
		}
	}
	d.Whole = t.effect(sound, 1)
	for i := range t.Moves {
		d.Moves = append(d.Moves, t.effect(sound, 2+i))
	}
	d.Rest = t.together(sound)
	return d, nil
}

// versions is a worker on whose cells the game is played: whole, by nobody,
// without each of the moves. It measures the scores, then the headlines.
func (t *Table) versions() ensemble.Worker {
	r, err := t.runner()
	return func(cell, n int, rec *ensemble.Record) error {
		if err != nil {
			return err
		}
		switch cell {
		case 0:
			r.lay(nil)
		case 1:
			r.lay(nobody)
		default:
			r.lay(without(cell - 2))
		}
		if err := r.run(t.Future+int64(n), t.Begins(t.Turns()+1)-1, nil); err != nil {
			return err
		}
		rec.Outcomes = r.over(r.scorer.scores(rec.Outcomes))
		return nil
	}
}

// effect compares the whole game with a world.
func (t *Table) effect(all [][][]float64, world int) (e Effect) {
	seats, n := len(t.seats), len(all[0][0])
	heads := (n - seats) / 2
	for i := range n {
		var d []float64
		for f := range all {
			d = append(d, all[f][0][i]-all[f][world][i])
		}
		switch g := gap(d); {
		case i < seats:
			e.Scores = append(e.Scores, g)
		case i < seats+heads:
			e.End = append(e.End, g)
		default:
			e.Mean = append(e.Mean, g)
		}
	}
	return e
}

// together is what moves do beyond what each does alone.
func (t *Table) together(all [][][]float64) (rest []Gap) {
	for k := range t.seats {
		var d []float64
		for f := range all {
			x := all[f][0][k] - all[f][1][k]
			for i := range t.Moves {
				x -= all[f][0][k] - all[f][2+i][k]
			}
			d = append(d, x)
		}
		rest = append(rest, gap(d))
	}
	return rest
}

// gap is the mean of paired differences with its Student interval. It is
// undefined where one of them is.
func gap(d []float64) Gap {
	n := float64(len(d))
	mid, squares := 0.0, 0.0
	for _, x := range d {
		mid += x / n
	}
	for _, x := range d {
		squares += (x - mid) * (x - mid)
	}
	g := Gap{Own: d[0], Mid: mid, Lo: math.NaN(), Hi: math.NaN()}
	if len(d) >= LeastFutures {
		half := student95(n-1) * math.Sqrt(squares/(n-1)/n)
		g.Lo, g.Hi = mid-half, mid+half
	}
	return g
}

// student95 is the 95% quantile t of Student's law with nu degrees of freedom:
// nu/(nu + t²) is the 10% quantile of beta(nu/2, ½) (Abramowitz and Stegun,
// 26.7.1).
func student95(nu float64) float64 {
	x := dist.Beta{A: nu / 2, B: 0.5, Lo: 0, Hi: 1}.Quantile(0.1)
	return math.Sqrt(nu * (1/x - 1))
}
