package chart

// A keyEntry explains one mark: its sample is drawn in a box of width sample
// around the point given, the words follow.
type keyEntry struct {
	words string
	draw  func(x, y float64)
}

const (
	sample = 22.0 // width of a sample
	rowGap = 20.0 // between rows of a key
)

// key sets the entries from left to right, in as many rows as they need, and
// returns the height used.
func key(c *canvas, y, w float64, entries []keyEntry) float64 {
	x, rows := 0.0, 1
	for _, e := range entries {
		for k, line := range wrap(e.words, w-sample-8, smallSize) {
			need := sample + 6 + textWidth(line, smallSize)
			if x > 0 && (k > 0 || x+need > w) {
				x, rows = 0, rows+1
			}
			base := y + float64(rows-1)*rowGap + smallSize
			if k == 0 {
				e.draw(x+sample/2, base-5)
			}
			c.text(x+sample+6, base, line, lettering{size: smallSize, colour: quiet})
			x += need + 16
		}
	}
	if len(entries) == 0 {
		return 0
	}
	return float64(rows) * rowGap
}
