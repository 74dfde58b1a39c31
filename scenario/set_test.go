package scenario

import (
	"os"
	"strings"
	"testing"
)

// Where a file comes from is not a number: settings that would forge it are
// refused.
func TestSettingsCannotSayWhereAFileComesFrom(t *testing.T) {
	for _, s := range []string{"extends=nope", "applied=[x]"} {
		_, err := Load("./testdata/two.yaml", os.ReadFile, nil, nil, []string{s})
		if key, _, _ := strings.Cut(s, "="); err == nil || !strings.Contains(err.Error(), key+" cannot be set") {
			t.Errorf("--set %s: the error is %v; it must say that %s cannot be set", s, err, key)
		}
	}
}
