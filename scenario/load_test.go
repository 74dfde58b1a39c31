package scenario

import (
	"os"
	"testing"
)

func TestSmoke(t *testing.T) {
	s, err := Load("testdata/two.yaml", os.ReadFile, nil, nil, []string{"levers.wall.rate=0.1"})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(string(s.YAML))
	again, err := Load("x.yaml", func(string) ([]byte, error) { return s.YAML, nil }, nil, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if string(again.YAML) != string(s.YAML) {
		t.Error(string(again.YAML))
	}
	d := s.NewDrawer()
	_, _, x := d.Draw(1, 2)
	t.Log(x)
}
