package chart

// Dots shows a natural frequency as a hundred dots, N of them full, read row by
// row. It prints no words: it stands beside a sentence that gives the number.
type Dots struct {
	Frame       // usual width 120; the title is not printed
	N       int // full dots, 0 to 100
	Columns int // dots in a row, a divisor of 100; 0 is 10
}

// SVG draws the dots.
func (d Dots) SVG() ([]byte, error) {
	var bad problems
	d.Frame.check(&bad, 60)
	columns := d.Columns
	if columns == 0 {
		columns = 10
	}
	if columns < 0 || 100%columns != 0 {
		bad.addf("columns is %d: want a divisor of 100", d.Columns)
	}
	if d.N < 0 || d.N > 100 {
		bad.addf("n is %d: want 0 to 100", d.N)
	}
	if err := bad.err("dots", d.Title); err != nil {
		return nil, err
	}
	c := &canvas{}
	w := d.width(120)
	cell := w / float64(columns)
	var ps []point
	for i := range 100 {
		ps = append(ps, point{(float64(i%columns) + 0.5) * cell, (float64(i/columns) + 0.5) * cell})
	}
	c.dots(ps[d.N:], cell*0.8, quiet) // rings: a disc on a disc
	c.dots(ps[d.N:], cell*0.64, paper)
	c.dots(ps[:d.N], cell*0.8, series(0))
	return d.svg(c, w, cell*float64(100/columns))
}
