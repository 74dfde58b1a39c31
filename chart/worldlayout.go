package chart

// A worldMap is a World with every box in its place.
type worldMap struct {
	World
	boxes  []box
	of     map[string]int // boxes by the name of their segment
	rows   []row
	bottom float64
}

// A row is a line of boxes.
type row struct {
	first, last int // its boxes
	top, bottom float64
	label       string
	labelY      float64
}

type box struct {
	x, y, w, h float64
	name       []string
	blocs      []blocGroup
	row        int
	marked     bool
}

// A blocGroup is the firms of one bloc in a box, as wrapped lines below each
// other, in one of the columns of the box.
type blocGroup struct {
	x, y  float64
	lines []firmLine
}

type firmLine struct {
	words string
	bloc  int
	open  bool
	first bool // carries the mark
}

const (
	lane    = 14.0 // between boxes and at both sides: links pass here
	inset   = 8.0  // inside a box
	between = 34.0 // between rows, for the links to turn
	// widestBox is the share of the width that a lone box takes at most, so that
	// links pass beside it without a long way round.
	widestBox = 0.62
)

func (p World) layout(w, y float64) *worldMap {
	m := &worldMap{World: p, of: map[string]int{}}
	least := 98.0
	if p.BoxWidth > 0 {
		least = float64(p.BoxWidth)
	}
	fit := max(1, int((w-lane)/(least+lane)))
	for i, l := range p.Layers {
		n := (len(l.Segments) + fit - 1) / fit // lines of boxes
		per := (len(l.Segments) + n - 1) / n
		for from := 0; from < len(l.Segments); from += per {
			if i+from > 0 {
				y += between
			}
			label := ""
			if from == 0 {
				label = l.Label
			}
			y = m.place(l.Segments[from:min(from+per, len(l.Segments))], label, w, y)
		}
	}
	m.bottom = y
	return m
}

// place puts a row of equally wide boxes below y and returns its bottom.
func (m *worldMap) place(segments []Segment, label string, w, y float64) float64 {
	r := row{first: len(m.boxes), last: len(m.boxes) + len(segments) - 1, label: label}
	if label != "" {
		r.labelY = y + smallSize
		y += leading(smallSize) + 4
	}
	n := float64(len(segments))
	width := min((w-lane*(n+1))/n, widestBox*w)
	left := (w - n*width - lane*(n-1)) / 2
	tallest := 0.0
	for i, s := range segments {
		b := newBox(s, left+float64(i)*(width+lane), y, width, len(m.Blocs))
		b.row = len(m.rows)
		tallest = max(tallest, b.h)
		m.of[s.Name] = len(m.boxes)
		m.boxes = append(m.boxes, b)
	}
	for i := r.first; i <= r.last; i++ {
		m.boxes[i].h = tallest
	}
	r.top, r.bottom = y, y+tallest
	m.rows = append(m.rows, r)
	return r.bottom
}

// newBox sets the name and the groups of firms; a wide box has them in columns.
func newBox(s Segment, x, y, w float64, blocs int) box {
	b := box{x: x, y: y, w: w, marked: s.Marked, name: wrap(s.Name, (w-2*inset)/boldSlack, textSize)}
	groups := make([][]Firm, blocs)
	present := 0
	for _, f := range s.Firms {
		if groups[f.Bloc] == nil {
			present++
		}
		groups[f.Bloc] = append(groups[f.Bloc], f)
	}
	columns := max(1, min(present, int((w-inset)/104)))
	width := (w - 2*inset) / float64(columns)
	top := y + inset + float64(len(b.name))*leading(textSize)
	heights := make([]float64, columns)
	for bloc, firms := range groups {
		if firms == nil {
			continue
		}
		k := 0 // the shortest column
		for i, h := range heights {
			if h < heights[k] {
				k = i
			}
		}
		g := blocGroup{x: x + inset + float64(k)*width, y: top + heights[k]}
		for _, f := range firms {
			for n, words := range wrap(f.Name, width-16, smallSize) {
				g.lines = append(g.lines, firmLine{words, bloc, f.Open, n == 0})
			}
		}
		heights[k] += float64(len(g.lines))*leading(smallSize) + 3
		b.blocs = append(b.blocs, g)
	}
	tallest := 0.0
	for _, h := range heights {
		tallest = max(tallest, h)
	}
	b.h = top + tallest + inset - y
	return b
}

func (m *worldMap) drawBoxes(c *canvas) {
	for _, r := range m.rows {
		if r.label != "" {
			c.text(lane+8, r.labelY, r.label, lettering{size: smallSize, bold: true, halo: true, colour: quiet})
		}
	}
	for _, b := range m.boxes {
		boxOutline(c, b.x, b.y, b.w, b.h, 6, b.marked)
		c.lines(b.x+inset, b.y+inset+textSize-3, b.name, lettering{size: textSize, bold: true})
		for _, g := range b.blocs {
			for i, l := range g.lines {
				y := g.y + float64(i)*leading(smallSize) + smallSize - 2
				if l.first {
					blocMark(c, g.x+5, y-5, l.bloc, l.open)
				}
				c.text(g.x+16, y, l.words, lettering{size: smallSize})
			}
		}
	}
}
