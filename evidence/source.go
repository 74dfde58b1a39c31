package evidence

import "strings"

const (
	sourceColumns = "id,holder,title,url,licence,attribution,taken"
	factColumns   = "id,statement,value,unit,date,url,grade,source"
)

// A Source is a publisher of data or of pages. Licences are stated here and
// nowhere else.
type Source struct {
	ID          string // name of a data set, else the host
	Holder      string // who holds the rights
	Title       string
	URL         string
	Licence     string // "… facts only" where nothing but single figures was taken
	Attribution string // the line that a report prints
	Taken       string // what was taken
	at          place
}

// A Fact is one figure from one source.
type Fact struct {
	ID        string // F… press and papers, M… makers, S… segments, T… policy, X… exits, A… apps, K… compute
	Statement string // what the figure is of, and of when
	Value     string // as published; ranges and pairs stay texts
	Unit      string
	Date      string // YYYY-MM-DD: published, or the end of what it speaks of; the day it was read if neither is known
	URL       string
	Grade     string // A filing or paper, B press or research house, C secondary page, D weak page
	Source    string // id in sources.csv
	at        place
}

func (r *row) source() Source {
	return Source{
		ID: r.text("id"), Holder: r.text("holder"), Title: r.text("title"), URL: r.url("url"),
		Licence: r.text("licence"), Attribution: r.text("attribution"), Taken: r.text("taken"), at: r.place(),
	}
}

func (r *row) fact() Fact {
	return Fact{
		ID: r.text("id"), Statement: r.text("statement"), Value: r.text("value"), Unit: r.text("unit"),
		Date: r.date("date"), URL: r.url("url"), Grade: r.oneOf("grade", "A", "B", "C", "D"),
		Source: r.text("source"), at: r.place(),
	}
}

// url returns a cell that must hold a web address.
func (r *row) url(column string) string {
	s := r.text(column)
	if !strings.HasPrefix(s, "https://") && !strings.HasPrefix(s, "http://") {
		r.fail(column, "is %q: want an address that begins with https:// or http://", s)
	}
	return s
}
