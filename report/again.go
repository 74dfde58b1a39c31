package report

import (
	"strings"

	"github.com/undercut-sim/undercut/indicator"
)

// A commandLine is shown with its words kept whole.
type commandLine string

// Words are the words of a command line.
func (c commandLine) Words() []string { return strings.Fields(string(c)) }

// flags are the words of a command line that make this view.
func (o *Observatory) flags() string {
	if o.Flags != "" {
		return o.Flags
	}
	return "--as-of " + o.View.Day.String()
}

// reportFlags are the choices that the whole page was made with.
func (o *Observatory) reportFlags() string {
	line := given("at", o.Choice.At)
	if o.Choice.Strict {
		line += " --" + indicator.Strict
	}
	return line
}

func given(flag, value string) string {
	if value == "" {
		return ""
	}
	return " --" + flag + " " + value
}

// command is the line that prints an indicator by a choice.
func (o *Observatory) command(name string, c indicator.Choice) string {
	line := "undercut observe " + name
	in, err := indicator.Named(name)
	if err != nil {
		panic(err) // a name that this package gives
	}
	c = o.chosen(in, c)
	for _, f := range [][2]string{
		{indicator.Level, c.Level},
		{indicator.Definition, c.Definition},
		{indicator.ScaleName, c.Scale},
		{indicator.Domain, c.Domain},
		{indicator.Weights, c.Weights},
		{indicator.Multiplier, c.Multiplier},
		{indicator.From, c.From},
		{"at", c.At},
	} {
		line += given(f[0], f[1])
	}
	if c.Strict {
		line += " --" + indicator.Strict
	}
	return line + " " + o.flags()
}

// months is the line that prints the months of an indicator.
func (o *Observatory) months(name string, c indicator.Choice) commandLine {
	return commandLine(o.command(name, c) + " --format csv")
}

// rows is the line that prints what is behind an indicator.
func (o *Observatory) rows(name string, c indicator.Choice) commandLine {
	return commandLine(o.command(name, c) + " --format json")
}

// oneOf is a command with a word to be filled in.
func oneOf(command, flag, example string) string {
	return strings.Replace(command, "--"+flag+" "+example, "--"+flag+" NAME", 1)
}
