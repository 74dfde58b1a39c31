package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/undercut-sim/undercut"
	"github.com/undercut-sim/undercut/internal/golden"
)

// systems are those that a release is built for: what they link differs.
var systems = []string{"linux", "darwin", "windows"}

// The program passes on the licence of every module that it contains. With
// -update the file is written from the modules' own files.
func TestNoticesCoverEveryModule(t *testing.T) {
	want := notices(t)
	if golden.Updating() {
		if err := os.WriteFile(filepath.Join("..", "..", "THIRD_PARTY_NOTICES"), want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got := undercut.Notices; got != string(want) {
		t.Errorf("THIRD_PARTY_NOTICES does not match the modules in go.mod: run go test ./cmd/undercut -run Notices -update")
	}
}

// notices puts together the licence files that lie beside or above the
// packages of the program, Go's own first.
func notices(t *testing.T) []byte {
	found := map[string][]string{} // by module and version
	for _, system := range systems {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}\t{{$.Dir}}{{end}}{{end}}", ".")
		cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=0")
		list, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list for %s: %v", system, err)
		}
		for line := range strings.Lines(string(list)) {
			if f := strings.Split(strings.TrimSpace(line), "\t"); len(f) == 3 {
				found[f[0]] = append(found[f[0]], licences(f[1], f[2])...)
			}
		}
	}
	var out bytes.Buffer
	out.WriteString("undercut contains the following software. Its licences are printed by undercut version --licenses.\n")
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	section(t, &out, "The Go standard library", []string{filepath.Join(strings.TrimSpace(string(root)), "LICENSE")})
	modules := make([]string, 0, len(found))
	for m := range found {
		modules = append(modules, m)
	}
	slices.Sort(modules)
	for _, m := range modules {
		files := found[m]
		slices.Sort(files)
		if files = slices.Compact(files); len(files) == 0 {
			t.Errorf("%s has no licence file: may the program contain it?", m)
		}
		section(t, &out, m, files)
	}
	return out.Bytes()
}

var licenceName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)(\.|$)|-license$`)

// licences lists the licence files from a package's folder up to its module's.
func licences(module, pkg string) (files []string) {
	for dir := pkg; strings.HasPrefix(dir, module); dir = filepath.Dir(dir) {
		for _, where := range []string{dir, filepath.Join(dir, "THIRD_PARTY_LICENSES")} {
			entries, _ := os.ReadDir(where) // most folders have none of the second kind
			for _, e := range entries {
				if !e.IsDir() && licenceName.MatchString(e.Name()) {
					files = append(files, filepath.Join(where, e.Name()))
				}
			}
		}
	}
	return files
}

func section(t *testing.T, out *bytes.Buffer, title string, files []string) {
	fmt.Fprintf(out, "\n%s\n%s\n", strings.Repeat("=", 80), title)
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text = bytes.TrimSpace(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
		fmt.Fprintf(out, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 80), filepath.Base(name), text)
	}
}
