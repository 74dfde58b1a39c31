package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/undercut-sim/undercut/evidence"
	"github.com/undercut-sim/undercut/scenario"
)

const scenarioNewHelp = `Write a scenario file to begin a question of your own with: some ten lines that
extend another scenario.

With --firm a firm of yours joins the world. It begins with the numbers of a firm
that is there, rounded: the one that --like names, or the middle one of the
segment. Each has its unit and meaning behind it and the source "own". Without
--firm the file changes nothing yet.`

// scenarioNew is "undercut scenario new".
func scenarioNew() *cobra.Command {
	var n scenario.Newcomer
	extends, file := defaultScenario, ""
	cmd := &cobra.Command{
		Use:   "new",
		Short: "Write a scenario file of your own, with your own firm in it",
		Long:  scenarioNewHelp,
		Example: `  undercut scenario new --firm acme --segment vehicle --bloc eu
  undercut scenario new --firm acme --like mistral -o mine.yaml
  undercut scenario new -o mine.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !cmd.Flags().Changed("firm") {
				for _, flag := range []string{"segment", "bloc", "like"} {
					if cmd.Flags().Changed(flag) {
						return badInput{fmt.Errorf("--%s says something of a firm: name it with --firm", flag)}
					}
				}
			}
			text, said, err := newScenario(&n, cmd.Flags().Changed("firm"), extends, &file)
			if err != nil {
				return badInput{err}
			}
			if file == "-" {
				_, err := cmd.OutOrStdout().Write(text)
				return err
			}
			if err := writeNew(file, text); err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s\n%[1]s: next, undercut scenario validate %[1]s\n", file, said)
			return err
		},
	}
	f := cmd.Flags()
	f.StringVar(&n.Name, "firm", "", "short `NAME` of your firm, and of the scenario")
	f.StringVar(&n.Segment, "segment", "", "what it makes (default what --like makes, or the first segment)")
	f.StringVar(&n.Bloc, "bloc", "", "where it sits (default where the firm sits that it begins like)")
	f.StringVar(&n.Like, "like", "", "`FIRM` whose numbers it begins with (default the middle one of its segment)")
	f.StringVar(&extends, "extends", extends, "`SCENARIO` that the file changes, a name of the library or a file")
	f.StringVarP(&file, "out", "o", "", "`FILE` to write, - for standard output (default NAME.yaml, or mine.yaml)")
	return cmd
}

// newScenario returns the text of a new file, which has been loaded, and what
// to say of it. It names the file if the user has not.
func newScenario(n *scenario.Newcomer, firm bool, extends string, file *string) (text []byte, said string, err error) {
	base, err := new(layered).load(extends)
	if err != nil {
		return nil, "", err
	}
	name := n.Name
	if !firm {
		name = "mine"
		if *file != "" && *file != "-" {
			name = labels([]string{*file})[0]
		}
	}
	if *file == "" {
		*file = name + ".yaml"
	}
	if *file != "-" && !strings.HasSuffix(*file, ".yaml") && !strings.HasSuffix(*file, ".yml") {
		return nil, "", fmt.Errorf("--out is %q: want a file that ends in .yaml", *file)
	}
	from := seenFrom(*file, extends)
	if !firm {
		text, err = scenario.Blank(name, from, base.World.Start)
		said = fmt.Sprintf("the question %s, which changes nothing of %s yet", name, base.World.Name)
	} else if text, err = base.Join(from, n); err == nil {
		said = fmt.Sprintf("%s makes %s in %s, beginning with the numbers of %s", n.Name, n.Segment, n.Bloc, n.Like)
	}
	if err != nil {
		return nil, "", err
	}
	return text, said, loads(*file, text)
}

// seenFrom is how a file names the scenario that it extends: a path is seen
// from the folder of the file.
func seenFrom(file, extends string) string {
	isPath := strings.Contains(extends, "/") || strings.HasSuffix(extends, ".yaml") || strings.HasSuffix(extends, ".yml")
	if !isPath || file == "-" || filepath.IsAbs(extends) {
		return extends
	}
	rel, err := filepath.Rel(filepath.Dir(file), extends)
	if err != nil {
		return extends
	}
	if rel = filepath.ToSlash(rel); !strings.Contains(rel, "/") {
		rel = "./" + rel
	}
	return rel
}

// loads makes sure that a file that is not there yet loads and runs.
func loads(file string, text []byte) error {
	if file == "-" {
		file = "stdin.yaml"
	}
	read := func(name string) ([]byte, error) {
		if path.Clean(name) == path.Clean(filepath.ToSlash(file)) {
			return text, nil
		}
		return readScenario(name)
	}
	s, err := scenario.Load(filepath.ToSlash(file), read, evidence.Parameters, nil, nil)
	if err == nil {
		_, err = tryOut(s)
	}
	if err != nil {
		return fmt.Errorf("the file would not run: %w", err)
	}
	return nil
}

// writeNew writes a file that is not there yet.
func writeNew(file string, text []byte) (err error) {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	switch {
	case errors.Is(err, fs.ErrExist):
		return badInput{fmt.Errorf("%s is there already and is left as it is: name another file with -o, or move it away", file)}
	case err != nil:
		return fmt.Errorf("cannot write the scenario: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = f.Write(text)
	return err
}
