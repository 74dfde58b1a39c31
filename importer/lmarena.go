package importer

import (
	"bytes"

	"github.com/undercut-sim/undercut"
)

// lmArena is a leaderboard of LMArena as it is published on Hugging Face: a
// rating a model, category and day of publication, in Parquet or the same
// columns in CSV. Of the categories overall is taken. Each day is a vintage:
// ratings drift as models join, and were Elo ratings without intervals before
// 2024. Of the leaderboards the two of text, raw and with control of style,
// belong on the scale; the file does not say which one it is.
// The format: https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset
var lmArena = Format{
	Name: "lmarena",
	Doc:  "LMArena text leaderboard, Parquet or CSV: ratings with intervals (CC BY 4.0)",
	URL:  "https://huggingface.co/datasets/lmarena-ai/leaderboard-dataset/resolve/main/text/latest-00000-of-00001.parquet",
	File: "latest-00000-of-00001.parquet",
	Ship: true,
	Read: func(b []byte, seen undercut.Day) Batch {
		r := &reader{source: "lmarena", seen: seen}
		s := scores{r, map[scoreKey]int{}}
		if bytes.HasPrefix(b, []byte(parquetSign)) {
			r.parquet(b, s.arena, arenaColumns, "leaderboard_publish_date")
		} else {
			r.lines(b, s.arena, arenaColumns...)
		}
		return r.Batch
	},
}

var arenaColumns = []string{"model_name", "rating", "rating_lower", "rating_upper", "category"}

// narrower turns the half of a 95% interval into that of a 90% interval, for a
// normal error: 1.645/1.960. LMArena's bounds are 1.96 standard errors, the
// roots of its column variance, from the rating.
const narrower = 1.6448536269514722 / 1.959963984540054

// arena reads one row.
func (r scores) arena(l line) {
	if l.get("rating") == "" || l.get("category") != "overall" {
		r.Skipped++
		return
	}
	before := r.faults
	value, low, high := r.finite(l, "rating"), r.maybe(l, "rating_lower"), r.maybe(l, "rating_upper")
	score := undercut.Score{
		Variant: r.must(l, "model_name"), Scale: "arena", Seen: r.published(l),
		Value: value, Low: value - narrower*(value-low), High: value + narrower*(high-value),
	}
	if r.faults == before && r.ordered(l.at("rating"), value, low, high) {
		r.take(l.at("rating"), "", score)
	}
}

// published returns the day of a row's leaderboard; the day on which the file
// was seen if it has none.
func (r scores) published(l line) undercut.Day {
	if l.get("leaderboard_publish_date") != "" {
		return r.past(l, "leaderboard_publish_date")
	}
	if len(r.Scores) == 0 {
		r.doubt(l.at("leaderboard_publish_date"), "", "no day of publication: "+r.seen.String()+" was taken, when the file was seen")
	}
	return r.seen
}
