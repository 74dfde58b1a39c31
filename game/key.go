package game

import (
	"reflect"
	"slices"
	"strings"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/lever"
)

// Levers are read by their keys in files, so that a new kind needs a line in
// the table of roles and nothing here.

// key returns the value of a key of a lever; it is invalid if the kind has no
// such key.
func key(l lever.Lever, name string) reflect.Value {
	for _, f := range keys(l) {
		if f.name == name {
			return f.value
		}
	}
	return reflect.Value{}
}

// A leverKey is one key of a lever with its value.
type leverKey struct {
	name  string
	value reflect.Value
	enum  bool
}

// keys lists the keys of a lever, those of its window first.
func keys(l lever.Lever) []leverKey { return keysOf(reflect.ValueOf(l).Elem()) }

func keysOf(v reflect.Value) (all []leverKey) {
	for i := range v.NumField() {
		f := v.Type().Field(i)
		tag, ok := f.Tag.Lookup("yaml")
		if !ok {
			continue
		}
		name, options, _ := strings.Cut(tag, ",")
		if options == "inline" {
			all = append(all, keysOf(v.Field(i))...)
			continue
		}
		all = append(all, leverKey{name, v.Field(i), f.Tag.Get("enum") != ""})
	}
	return all
}

// words are the names that a key holds: one, several or none.
func words(v reflect.Value) []string {
	switch {
	case !v.IsValid():
		return nil
	case v.Kind() == reflect.Slice:
		return v.Interface().([]string)
	case v.String() == "":
		return nil
	}
	return []string{v.String()}
}

// window is when a lever is in force; a kind without a last month holds for
// good.
func window(l lever.Lever) (w lever.Window) {
	w.From = undercut.Month(key(l, "from").Int())
	if to := key(l, "to"); to.IsValid() {
		w.To = undercut.Month(to.Int())
	}
	return w
}

// targets names whom and what a lever is about: its words that are no settings.
func targets(l lever.Lever) map[string][]string {
	all := map[string][]string{}
	for _, k := range keys(l) {
		switch k.value.Kind() {
		case reflect.String:
			if !k.enum {
				all[k.name] = words(k.value)
			}
		case reflect.Slice:
			if k.value.Type().Elem().Kind() == reflect.String {
				all[k.name] = words(k.value)
			}
		}
	}
	return all
}

// overlap says whether two levers of one kind are about the same thing: every
// key names something in common, and a key left out names everything. The word
// but is no matter.
func overlap(a, b lever.Lever, but string) bool {
	other := targets(b)
	for name, x := range targets(a) {
		y := other[name]
		common := func(w string) bool { return w != but && slices.Contains(y, w) }
		if len(x) > 0 && len(y) > 0 && !slices.ContainsFunc(x, common) {
			return false
		}
	}
	return true
}
