package game

import (
	"reflect"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut/lever"
	"github.com/undercut-sim/undercut/scenario"
)

// Words says what a move does: "tariff on cn vehicle, rate 0.5, until 2027-10".
func (t *Table) Words(move int) string {
	m := &t.Moves[move]
	if m.Move == nil {
		return "ends " + m.End
	}
	return leverWords(m.Move)
}

// leverWords says a lever without its first month, which is that of the turn.
func leverWords(l lever.Lever) string {
	kind := strings.ReplaceAll(scenario.KindOf(l), "_", " ")
	var names, settings []string
	for _, k := range keys(l) {
		switch {
		case k.name == "from", k.name == "by", k.value.Kind() != reflect.Float64 && k.value.IsZero():
		case k.name == "to":
			settings = append(settings, "until "+window(l).To.String())
		case k.name == "on":
			names = append(names, "on "+k.value.String())
		case k.value.Kind() == reflect.Float64:
			settings = append(settings, strings.ReplaceAll(k.name, "_", " ")+" "+strconv.FormatFloat(k.value.Float(), 'g', -1, 64))
		case k.enum && k.name == scenario.KindOf(l): // licence: open
			settings = append(settings, k.value.String())
		case k.enum:
			settings = append(settings, strings.ReplaceAll(k.name, "_", " ")+" "+k.value.String())
		default:
			names = append(names, strings.Join(words(k.value), "+"))
		}
	}
	return strings.Join(append([]string{strings.TrimSpace(kind + " " + strings.Join(names, " "))}, settings...), ", ")
}
