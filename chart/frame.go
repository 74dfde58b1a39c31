package chart

import (
	"bytes"
	"errors"
	"fmt"
)

// Sizes of words, in user units.
const (
	titleSize  = 17.0
	textSize   = 15.0
	smallSize  = 14.0
	creditSize = 12.0 // in a file of its own, which is wider
	usual      = 440  // width of a chart
	rim        = 14   // of paper around a file of its own
)

// fonts begin with those whose widths text.go knows, and their metric twins.
const fonts = "'Helvetica Neue',Helvetica,Arial,'Liberation Sans',Roboto,'Noto Sans',sans-serif"

// A Frame is what every chart has around its data.
type Frame struct {
	ID         string // unique in the page, a letter then letters, digits and hyphens; "" writes no ids
	Title      string // what is shown; printed above the marks and read aloud
	Desc       string // what can be seen, in a sentence or two, for those who cannot see it
	Untitled   bool   // the page prints the title itself
	Width      int    // of the viewBox; 0 is 440 (Spark and Dots: see there)
	Standalone bool   // a file of its own: carries size, paper and style
	Credit     string // who is to be named for the data, in small quiet words under the marks
}

// check reports what is wrong with the frame; least is the narrowest width that
// the chart can be drawn in.
func (f Frame) check(bad *problems, least int) {
	if f.ID != "" && !identifier(f.ID) {
		bad.addf("id is %q: want a letter, then letters, digits or hyphens", f.ID)
	}
	if f.Title == "" {
		bad.addf("title is empty: say what the chart shows, as every reader needs it")
	}
	if f.Desc == "" {
		bad.addf("desc is empty: say in a sentence what can be seen, for readers who cannot see it")
	}
	if f.Width != 0 && f.Width < least {
		bad.addf("width is %d: want at least %d, or 0 for the usual", f.Width, least)
	}
}

func identifier(s string) bool {
	for i, r := range s {
		letter := r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
		other := r == '-' || r >= '0' && r <= '9'
		if !letter && (i == 0 || !other) {
			return false
		}
	}
	return true
}

func (f Frame) width(otherwise int) float64 {
	if f.Width == 0 {
		return float64(otherwise)
	}
	return float64(f.Width)
}

// head prints the title, then the lines of sub in quiet words, and returns the
// height used.
func (f Frame) head(c *canvas, w float64, sub string) float64 {
	y := 0.0
	if !f.Untitled {
		room := w
		if f.Standalone {
			room -= 2 * rim // the reader's font may be wider still, and the file ends there
		}
		ls := wrap(f.Title, room/boldSlack, titleSize)
		c.lines(0, y+titleSize, ls, lettering{size: titleSize, bold: true})
		y += float64(len(ls))*leading(titleSize) + 2
	}
	if sub != "" {
		ls := wrap(sub, w, smallSize)
		c.lines(0, y+smallSize, ls, lettering{size: smallSize, colour: quiet})
		y += float64(len(ls)) * leading(smallSize)
	}
	return y
}

// credit prints who is to be named below y and returns the height used.
func (f Frame) credit(c *canvas, w, y float64) float64 {
	size := smallSize
	if f.Standalone {
		size = creditSize
	}
	ls := wrap(f.Credit, w, size)
	c.lines(0, y+size, ls, lettering{size: size, colour: quiet})
	return float64(len(ls)) * leading(size)
}

// svg closes the picture: head, words for screen readers, marks.
func (f Frame) svg(c *canvas, w, h float64) ([]byte, error) {
	h += f.credit(c, w, h)
	if c.err != nil {
		return nil, c.err
	}
	var b bytes.Buffer
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img"`)
	title, desc := "<title>", "<desc>"
	if f.ID != "" {
		fmt.Fprintf(&b, ` id="%s" aria-labelledby="%s-t" aria-describedby="%s-d"`, f.ID, f.ID, f.ID)
		title, desc = fmt.Sprintf(`<title id="%s-t">`, f.ID), fmt.Sprintf(`<desc id="%s-d">`, f.ID)
	}
	if f.Standalone {
		fmt.Fprintf(&b, ` viewBox="-%d -%d %s %s"`, rim, rim, num(w+2*rim), num(h+2*rim))
		fmt.Fprintf(&b, ` width="%s" height="%s"`, num(w+2*rim), num(h+2*rim))
	} else {
		// Words grow with the picture: beyond a quarter they shout.
		fmt.Fprintf(&b, ` viewBox="0 0 %s %s" width="100%%" style="max-width:%spx"`, num(w), num(h), num(w*1.25))
	}
	fmt.Fprintf(&b, ` font-family="%s" font-size="%s" fill="currentColor">`+"\n", fonts, num(textSize))
	b.WriteString(title + escape(f.Title) + "</title>\n" + desc + escape(f.Desc) + "</desc>\n")
	if f.Standalone {
		b.WriteString("<style>\n" + Style() + "</style>\n")
		fmt.Fprintf(&b, "<rect x=\"-%d\" y=\"-%d\" width=\"100%%\" height=\"100%%\"%s/>\n", rim, rim, paint{fill: paper}.attributes())
	}
	b.Write(c.body.Bytes())
	b.WriteString("</svg>\n")
	return b.Bytes(), nil
}

// problems gathers everything that is wrong with a chart, so that a caller
// mends it in one go.
type problems []error

func (p *problems) addf(format string, args ...any) {
	*p = append(*p, fmt.Errorf(format, args...))
}

// fit reports words that stand on one line and do not fit there.
func (p *problems) fit(name, words string, room float64) {
	if need := boldWidth(words, textSize); need > room {
		p.addf("%s %q needs about %.0f units and has %.0f: shorten it or widen the chart", name, words, need, room)
	}
}

// err names the chart in front of each problem; it is nil if there is none.
func (p problems) err(kind, title string) error {
	named := make([]error, len(p))
	for i, e := range p {
		named[i] = fmt.Errorf("chart: %s %q: %w", kind, title, e)
	}
	return errors.Join(named...)
}
