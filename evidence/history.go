package evidence

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"
	"strings"
)

// WriteHistory writes points in the form of history.csv.
func WriteHistory(w io.Writer, points []Point) error {
	number := func(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
	out := csv.NewWriter(w)
	out.Write(strings.Split(pointColumns, ","))
	for _, p := range points {
		out.Write([]string{p.Indicator, p.Month.String(), number(p.Value), number(p.Low), number(p.High), p.Source, p.Note})
	}
	out.Flush()
	return out.Error()
}

// ReadHistory reads points in the form of history.csv. Sources are not looked
// up: they may be of a user's own evidence. The error joins every problem.
func ReadHistory(text []byte) ([]Point, error) {
	l := &loader{}
	points := tableOf(l, "history.csv", text, pointColumns, (*row).point)
	for i := range points {
		l.bad = append(l.bad, points[i].check()...)
	}
	return points, errors.Join(l.bad...)
}
