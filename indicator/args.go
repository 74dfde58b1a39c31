package indicator

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/undercut-sim/undercut"
)

// A Choice is what a person says of a measurement, as words; an empty word
// takes the indicator's default.
type Choice struct {
	Level      string // a number on the scale, or a release: GPT-4
	Definition string
	Scale      string
	Domain     string
	Weights    string // tokens read to written: 3:1
	Multiplier string
	Strict     bool
	At, From   string // YYYY-MM-DD
}

// The names of choices, as flags and as Param.Name.
const (
	Level      = "level"
	Definition = "definition"
	ScaleName  = "scale"
	Domain     = "domain"
	Weights    = "weights"
	Multiplier = "multiplier"
	Strict     = "strict"
	From       = "from"
)

// gpt4 is the level of which prices are quoted most.
const gpt4 = "GPT-4"

// Defaults are the choices of an indicator when nobody chooses, measured at
// the last day on which models are known.
func (in Indicator) Defaults(v undercut.View) (Args, error) { return in.Choose(v, Choice{}) }

// Choose turns words into arguments. The error joins every word that the
// indicator does not take and every one that cannot be read.
func (in Indicator) Choose(v undercut.View, c Choice) (Args, error) {
	a := Args{At: lastDay(v), Scale: Scales[0].Name, Domain: "language", Weights: []float64{3, 1}, Multiplier: 1, Strict: c.Strict}
	bad := in.refused(c)
	note := func(err error) {
		if err != nil {
			bad = append(bad, fmt.Errorf("observe %s: %w", in.Name, err))
		}
	}
	var err error
	a.Scale, err = in.scale(v, c.Scale)
	note(err)
	a.Domain, err = in.word(Domain, c.Domain, a.Domain)
	note(err)
	if err == nil && !in.lists(Domain) && !slices.Contains(undercut.Domains[:], a.Domain) {
		note(fmt.Errorf("--%s is %q: want one of %s", Domain, a.Domain, strings.Join(undercut.Domains[:], ", ")))
	}
	a.Definition, err = in.word(Definition, c.Definition, "")
	note(err)
	note(a.days(v, c))
	note(a.mix(c))
	if len(bad) == 0 && in.Takes(Level) {
		note(a.level(v, c.Level))
	}
	return a, errors.Join(bad...)
}

// lastDay is the day that is measured if nobody chooses: the last on which
// models are known, as a lag would go on growing where nobody looked.
func lastDay(v undercut.View) undercut.Day {
	if v.Reach > 0 {
		return v.Reach
	}
	return v.Day
}

// Takes reports whether the indicator has a choice.
func (in Indicator) Takes(name string) bool {
	return slices.ContainsFunc(in.Params, func(p Param) bool { return p.Name == name })
}

// lists reports whether the indicator names the words of a choice itself.
func (in Indicator) lists(name string) bool {
	return slices.ContainsFunc(in.Params, func(p Param) bool { return p.Name == name && p.Values != nil })
}

// refused lists what was chosen and cannot be.
func (in Indicator) refused(c Choice) (bad []error) {
	strict := ""
	if c.Strict {
		strict = "true"
	}
	for _, w := range [][2]string{
		{Level, c.Level},
		{Definition, c.Definition},
		{ScaleName, c.Scale},
		{Domain, c.Domain},
		{Weights, c.Weights},
		{Multiplier, c.Multiplier},
		{Strict, strict},
		{From, c.From},
	} {
		if w[1] != "" && !in.Takes(w[0]) {
			bad = append(bad, fmt.Errorf("observe %s: --%s is %s: want none, it takes %s", in.Name, w[0], w[1], in.choices()))
		}
	}
	return bad
}

// choices lists the flags that the indicator takes.
func (in Indicator) choices() string {
	var names []string
	for _, p := range in.Params {
		names = append(names, "--"+p.Name)
	}
	if names == nil {
		return "no choice"
	}
	return strings.Join(names, ", ")
}

// scale is the chosen scale of capability. Nobody choosing, it is the first of
// Scales that the view has scores on: as of a day before the first vintage of
// the index that is the next one.
func (in Indicator) scale(v undercut.View, chosen string) (string, error) {
	if chosen == "" && in.Takes(ScaleName) {
		for _, s := range Scales {
			if s.Default {
				if _, err := NewRuler(v, s.Name); err == nil {
					return s.Name, nil
				}
			}
		}
	}
	return in.word(ScaleName, chosen, Scales[0].Name)
}

// word is the chosen word of a parameter, its first if nobody chose.
func (in Indicator) word(name, chosen, otherwise string) (string, error) {
	i := slices.IndexFunc(in.Params, func(p Param) bool { return p.Name == name })
	switch {
	case i < 0:
		return otherwise, nil
	case chosen == "" && len(in.Params[i].Values) > 0:
		return in.Params[i].Values[0], nil
	case chosen == "":
		return otherwise, nil
	case in.Params[i].Values != nil && !slices.Contains(in.Params[i].Values, chosen):
		return "", fmt.Errorf("--%s is %q: want one of %s", name, chosen, strings.Join(in.Params[i].Values, ", "))
	}
	return chosen, nil
}

// days reads the day and the start of the window.
func (a *Args) days(v undercut.View, c Choice) error {
	var bad []error
	for _, d := range []struct {
		flag, text string
		to         *undercut.Day
	}{{"at", c.At, &a.At}, {From, c.From, &a.From}} {
		if d.text == "" {
			continue
		}
		day, err := undercut.ParseDay(d.text)
		switch {
		case err != nil:
			bad = append(bad, fmt.Errorf("--%s: %w", d.flag, err))
		case day < 0:
			bad = append(bad, fmt.Errorf("--%s is %v: want a day from %v on", d.flag, day, undercut.Day(0)))
		case day > v.Day:
			bad = append(bad, fmt.Errorf("--%s is %v: want a day up to %v, what is known goes no further", d.flag, day, v.Day))
		default:
			*d.to = day
		}
	}
	if bad == nil && a.From > a.At {
		bad = append(bad, fmt.Errorf("--from is %v: want a day before %v", a.From, a.At))
	}
	return errors.Join(bad...)
}

// mix reads the weights of the blended price and the multiplier.
func (a *Args) mix(c Choice) error {
	var bad []error
	if c.Weights != "" {
		in, out, ok := strings.Cut(c.Weights, ":")
		x, errX := strconv.ParseFloat(in, 64)
		y, errY := strconv.ParseFloat(out, 64)
		if !ok || errX != nil || errY != nil || !(x >= 0 && y >= 0 && x+y > 0 && x < 1e9 && y < 1e9) {
			bad = append(bad, fmt.Errorf("--weights is %q: want tokens read to tokens written, for example 3:1", c.Weights))
		}
		a.Weights = []float64{x, y}
	}
	if c.Multiplier != "" {
		x, err := strconv.ParseFloat(c.Multiplier, 64)
		if err != nil || !(x > 0 && x < 1e6) {
			bad = append(bad, fmt.Errorf("--multiplier is %q: want a number above 0, tokens a task of models that reason over those of models that do not", c.Multiplier))
		}
		a.Multiplier = x
	}
	return errors.Join(bad...)
}

// level reads a number, or finds the score of a release.
func (a *Args) level(v undercut.View, text string) error {
	if text == "" {
		text = gpt4
	}
	a.LevelName = text
	x, err := strconv.ParseFloat(text, 64)
	if err == nil && x-x == 0 {
		a.Level = x
		return nil
	}
	r, err := NewRuler(v, a.Scale)
	if err != nil {
		return err
	}
	a.Level, err = r.Level(text)
	if err != nil {
		return fmt.Errorf("--%w", err)
	}
	return nil
}
