package backtest

import (
	"encoding/csv"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/calibrate"
	"github.com/undercut-sim/undercut/forecast"
)

// writeTable writes a header and lines.
func writeTable(w io.Writer, columns string, lines [][]string) error {
	c := csv.NewWriter(w)
	if err := c.Write(strings.Split(columns, ",")); err != nil {
		return err
	}
	return c.WriteAll(lines)
}

// readTable hands on the lines of a table whose header is known.
func readTable(r io.Reader, name, columns string, each func(p *parser, c []string) error) error {
	lines, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if len(lines) == 0 || strings.Join(lines[0], ",") != columns {
		return fmt.Errorf("%s: header is not %q: make it again with undercut backtest --rerun", name, columns)
	}
	for i, c := range lines[1:] {
		p := &parser{}
		err := each(p, c)
		if err == nil {
			err = p.err
		}
		if err != nil {
			return fmt.Errorf("%s, line %d: %w", name, i+2, err)
		}
	}
	return nil
}

const chanceColumns = "episode,world,firm,origin,years,what,odds,came,known,source,bound"

// WriteChances writes odds of exits and of halvings.
func WriteChances(w io.Writer, all []Chance) error {
	var lines [][]string
	for _, c := range all {
		lines = append(lines, []string{c.Episode, c.World, c.Firm, c.Origin, strconv.Itoa(c.Years), c.What, text(c.Odds), yes(c.Came), yes(c.Known), c.Source, yes(c.Bound)})
	}
	return writeTable(w, chanceColumns, lines)
}

// ReadChances reads what WriteChances wrote.
func ReadChances(r io.Reader) (all []Chance, err error) {
	err = readTable(r, chancesName, chanceColumns, func(p *parser, c []string) error {
		all = append(all, Chance{
			Episode: c[0], World: c[1], Firm: c[2], Origin: c[3], Years: int(p.number(c[4])), What: c[5], Odds: p.number(c[6]),
			Came: c[7] == "yes", Known: c[8] == "yes", Source: c[9], Bound: c[10] == "yes",
		})
		return nil
	})
	return all, err
}

const pathColumns = "episode,world,measure,firm,origin,unit,kind,year,observed,q05,q10,q25,q50,q75,q90,q95"

// WritePaths writes fans and what was observed, a row a year: kind is fan or
// seen.
func WritePaths(w io.Writer, all []Path) error {
	var lines [][]string
	for _, p := range all {
		head := []string{p.Episode, p.World, p.Measure, p.Firm, p.Origin, p.Unit}
		for i, year := range p.Years {
			line := slices.Concat(head, []string{"fan", text(year), ""})
			for _, q := range p.Fan[i] {
				line = append(line, short(q))
			}
			lines = append(lines, line)
		}
		for i, year := range p.Seen {
			lines = append(lines, slices.Concat(head, []string{"seen", text(year), text(p.Value[i])}, make([]string, len(Levels))))
		}
	}
	return writeTable(w, pathColumns, lines)
}

// ReadPaths reads what WritePaths wrote.
func ReadPaths(r io.Reader) (all []Path, err error) {
	err = readTable(r, pathsName, pathColumns, func(p *parser, c []string) error {
		id := Path{Episode: c[0], World: c[1], Measure: c[2], Firm: c[3], Origin: c[4], Unit: c[5]}
		if n := len(all); n == 0 || !all[n-1].sameAs(&id) {
			all = append(all, id)
		}
		now := &all[len(all)-1]
		switch c[6] {
		case "fan":
			var fan [7]float64
			for k := range fan {
				fan[k] = p.number(c[9+k])
			}
			now.Years, now.Fan = append(now.Years, p.number(c[7])), append(now.Fan, fan)
		case "seen":
			now.Seen, now.Value = append(now.Seen, p.number(c[7])), append(now.Value, p.number(c[8]))
		default:
			return fmt.Errorf("kind is %q: want fan or seen", c[6])
		}
		return nil
	})
	return all, err
}

func (p *Path) sameAs(o *Path) bool {
	return p.Episode == o.Episode && p.World == o.World && p.Measure == o.Measure && p.Firm == o.Firm && p.Origin == o.Origin
}

func drawColumns() string { return "left_out,draw," + strings.Join(forecast.Keys, ",") }

// writeDraws writes the draws of the shared numbers with every digit, since
// forecasts are made from them again.
func writeDraws(w io.Writer, all map[string]calibrate.Posterior) error {
	var lines [][]string
	for _, name := range leftOut(all) {
		for i, d := range all[name].Draws {
			line := []string{name, strconv.Itoa(i)}
			for _, x := range d {
				line = append(line, strconv.FormatFloat(x, 'g', -1, 64))
			}
			lines = append(lines, line)
		}
	}
	return writeTable(w, drawColumns(), lines)
}

func readDraws(r io.Reader, all map[string]calibrate.Posterior) error {
	return readTable(r, posteriorName, drawColumns(), func(p *parser, c []string) error {
		post, ok := all[c[0]]
		if !ok {
			return fmt.Errorf("left_out is %q: %s does not list it", c[0], manifestName)
		}
		x := make([]float64, len(forecast.Keys))
		for i := range x {
			x[i] = p.number(c[2+i])
		}
		post.Draws = append(post.Draws, x)
		all[c[0]] = post
		return nil
	})
}

const summaryColumns = "left_out,summary,observed,scale,simulated,spread,miss"

func writeSummaries(w io.Writer, all map[string]calibrate.Posterior) error {
	var lines [][]string
	for _, name := range leftOut(all) {
		for _, h := range all[name].Summaries {
			h.Observed, h.Scale, h.Simulated = nine(h.Observed), nine(h.Scale), nine(h.Simulated)
			lines = append(lines, []string{name, h.Name, text(h.Observed), text(h.Scale), text(h.Simulated), text(h.Spread), text(h.Miss())})
		}
	}
	return writeTable(w, summaryColumns, lines)
}

// nine is a number as text has it, so that what is derived from a file is what
// was derived when it was written.
func nine(x float64) float64 {
	p := parser{}
	return p.number(text(x))
}

func readSummaries(r io.Reader, all map[string]calibrate.Posterior) error {
	return readTable(r, summariesName, summaryColumns, func(p *parser, c []string) error {
		post, ok := all[c[0]]
		if !ok {
			return fmt.Errorf("left_out is %q: %s does not list it", c[0], manifestName)
		}
		h := calibrate.Hit{Name: c[1], Observed: p.number(c[2]), Scale: p.number(c[3]), Simulated: p.number(c[4]), Spread: p.number(c[5])}
		if m := p.number(c[6]); p.err == nil && math.Abs(m-h.Miss()) > 1e-6*(1+math.Abs(m)) {
			return fmt.Errorf("miss is %g: (simulated - observed)/scale is %g", m, h.Miss())
		}
		post.Summaries = append(post.Summaries, h)
		all[c[0]] = post
		return nil
	})
}

func leftOut(all map[string]calibrate.Posterior) []string {
	var names []string
	for name := range all {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
