package evidence

import "errors"

// Reread reads the tables of a vintage as LoadArchive will, and returns all
// that it would refuse. A vintage that cannot be read locks its whole archive,
// so none may be written.
func Reread(files map[string][]byte) error {
	l := &loader{}
	again(l, files, "sources.csv", sourceColumns, (*row).source)
	again(l, files, "releases.csv", ReleaseColumns, (*row).release)
	again(l, files, "access.csv", AccessColumns, (*row).access)
	again(l, files, "prices.csv", PriceColumns, (*row).price)
	again(l, files, "scores.csv", ScoreColumns, (*row).score)
	again(l, files, "figures.csv", FigureColumns, (*row).figure)
	return errors.Join(l.bad...)
}

// again reads one table, if it is there.
func again[T any](l *loader, files map[string][]byte, name, columns string, read func(*row) T) {
	if text, ok := files[name]; ok {
		tableOf(l, name, text, columns, read)
	}
}
