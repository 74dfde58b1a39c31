package scenario

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// FuzzParse: no text makes Load panic; what loads prints to a file that loads
// to the same bytes; what does not load says why.
func FuzzParse(f *testing.F) {
	for _, pattern := range []string{"testdata/*.yaml", "testdata/broken/*.yaml", "library/*.yaml"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			f.Fatal(err)
		}
		for _, path := range files {
			text, err := os.ReadFile(path)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	base, err := os.ReadFile("testdata/two.yaml")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		// As a file of its own, and as an overlay, where most texts get further.
		read := func(path string) ([]byte, error) {
			switch path {
			case "text.yaml":
				return text, nil
			case "testdata/two.yaml", "../two.yaml", "two.yaml":
				return base, nil
			}
			return nil, os.ErrNotExist
		}
		for _, overlays := range [][]string{nil, {"text.yaml"}} {
			name := "text.yaml"
			if overlays != nil {
				name = "two.yaml"
			}
			s, err := Load(name, read, testRows, overlays, nil)
			if err != nil {
				var problems Problems
				if !errors.As(err, &problems) || err.Error() == "" {
					t.Fatalf("refused without a problem: %v", err)
				}
				continue
			}
			again, err := Load("printed.yaml", only(s.YAML), nil, nil, nil)
			if err != nil {
				t.Fatalf("the printed scenario does not load: %v\n%s", err, s.YAML)
			}
			if !bytes.Equal(again.YAML, s.YAML) {
				t.Fatalf("printed twice, the scenario changes:\n%s\n---\n%s", s.YAML, again.YAML)
			}
			s.NewDrawer().Draw(1, 1)
		}
	})
}
