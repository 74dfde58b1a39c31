package learning

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
)

// A table is a file of testdata by column.
type table map[string][]string

func read(t *testing.T, name string) table {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	all := table{}
	for i, column := range rows[0] {
		for _, r := range rows[1:] {
			all[column] = append(all[column], r[i])
		}
	}
	return all
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// A product is its history in order of years.
type product struct{ year, cost, output []float64 }

// until is the history up to a year.
func (p product) until(year float64) product {
	n := slices.Index(p.year, year) + 1
	return product{p.year[:n], p.cost[:n], p.output[:n]}
}

func products(t *testing.T, file, key string) map[string]product {
	t.Helper()
	rows := read(t, file)
	all := map[string]product{}
	for i, name := range rows[key] {
		p := all[name]
		p.year = append(p.year, number(t, rows["year"][i]))
		p.cost = append(p.cost, number(t, rows["cost"][i]))
		if output := rows["output"]; output != nil {
			p.output = append(p.output, number(t, output[i]))
		}
		all[name] = p
	}
	return all
}

// What is not ours says whose it is.
func TestEveryRowOfDataNamesSourceAndLicence(t *testing.T) {
	for _, file := range []string{"costs.csv", "experience.csv"} {
		rows := read(t, file)
		for i := range rows["year"] {
			if rows["source"][i] == "" || rows["licence"][i] == "" {
				t.Errorf("%s:%d has no source or no licence", file, i+2)
			}
		}
	}
}
