package backtest

import (
	"fmt"
	"io"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/score"
)

const aiColumns = "indicator,month,observed,log,undefined,method,crps,pit,median,lo50,hi50,lo80,hi80,lo90,hi90"

// WriteAIRows writes a line for every observation and method; cells are empty
// where a method has no forecast.
func WriteAIRows(w io.Writer, rows []AIRow) error {
	var lines [][]string
	for i := range rows {
		r := &rows[i]
		for _, m := range AIMethods {
			line := []string{r.Indicator, r.Month.String(), text(r.Value), yes(r.Log), text(r.Undefined), m.Name}
			s := m.Of(r)
			for _, x := range []float64{s.CRPS, s.PIT, s.Median, s.Half.Lo, s.Half.Hi, s.Most.Lo, s.Most.Hi, s.Wide.Lo, s.Wide.Hi} {
				if s.There {
					line = append(line, text(x))
				} else {
					line = append(line, "")
				}
			}
			lines = append(lines, line)
		}
	}
	return writeTable(w, aiColumns, lines)
}

// ReadAIRows reads what WriteAIRows wrote.
func ReadAIRows(r io.Reader) (rows []AIRow, err error) {
	n := 0
	err = readTable(r, aiName, aiColumns, func(p *parser, c []string) error {
		m, err := undercut.ParseMonth(c[1])
		if err != nil {
			return err
		}
		o := AIObserved{c[0], m, p.number(c[2]), c[3] == "yes"}
		if n%len(AIMethods) == 0 {
			rows = append(rows, AIRow{AIObserved: o, Undefined: p.number(c[4])})
		}
		row := &rows[len(rows)-1]
		if want := AIMethods[n%len(AIMethods)].Name; row.AIObserved != o || c[5] != want {
			return fmt.Errorf("%s of %s in %s: want %s of %s in %s", c[5], c[0], c[1], want, row.Indicator, row.Month)
		}
		*row.method(n % len(AIMethods)) = readAIScore(p, c[6:])
		n++
		return nil
	})
	return rows, err
}

// method is the place of a method's score, in the order of AIMethods.
func (r *AIRow) method(i int) *AIScore {
	return []*AIScore{&r.Simulated, &r.Unweighted, &r.Naive, &r.Drift}[i]
}

func readAIScore(p *parser, c []string) AIScore {
	if c[0] == "" {
		return AIScore{}
	}
	var x [9]float64
	for i := range x {
		x[i] = p.number(c[i])
	}
	return AIScore{
		There: true, CRPS: x[0], PIT: x[1], Median: x[2],
		Half: score.Interval{Lo: x[3], Hi: x[4]}, Most: score.Interval{Lo: x[5], Hi: x[6]}, Wide: score.Interval{Lo: x[7], Hi: x[8]},
	}
}
