package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// quick is a fetcher that does not wait.
func quick(most int64) *fetcher {
	f := newFetcher(most, 2*time.Second)
	f.pause = time.Millisecond
	return f
}

// Each fault of a server is met as it should be: those that pass by another
// try, the others at once, and the message says which it was.
func TestFetch(t *testing.T) {
	for name, c := range map[string]struct {
		serve func(w http.ResponseWriter, r *http.Request, try int)
		tries int
		want  string // in the error; the answer is "data" if it is empty
	}{
		"an answer":              {func(w http.ResponseWriter, _ *http.Request, _ int) { fmt.Fprint(w, "data") }, 1, ""},
		"500, then an answer":    {status(500, 1), 2, ""},
		"429 twice, then one":    {status(429, 2), 3, ""},
		"503 for ever":           {status(503, 99), 4, "the server answers 503 Service Unavailable (tried 4 times)"},
		"404":                    {status(404, 99), 1, "the server answers 404 Not Found"},
		"hangs up":               {hangUp(1), 2, ""},
		"cut off":                {cutOff(1), 2, ""},
		"cut off for ever":       {cutOff(99), 4, "the answer was cut off after 4 bytes (tried 4 times)"},
		"too large, as it says":  {large(true), 1, "larger than 0 MB"},
		"too large, on the way":  {large(false), 1, "larger than 0 MB"},
		"a web page":             {page, 1, "the answer is a web page, not data"},
		"gzip":                   {zipped, 1, ""},
		"another coding":         {coded, 1, "coded as br, which is not understood"},
		"one redirection":        {to(1), 2, ""},
		"redirections in circle": {to(99), 6, "more than five redirections"},
		"out of the web":         {away, 1, "redirected from http to file:///etc/passwd"},
	} {
		t.Run(name, func(t *testing.T) {
			tries := 0
			s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				tries++
				c.serve(w, r, tries)
			}))
			defer s.Close()
			b, err := quick(100).get(context.Background(), s.URL)
			switch {
			case c.want == "" && (err != nil || string(b) != "data"):
				t.Errorf("%q, %v: want data", b, err)
			case c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)):
				t.Errorf("%q, %v: want %q", b, err, c.want)
			}
			if tries != c.tries {
				t.Errorf("the server was asked %d times, want %d", tries, c.tries)
			}
		})
	}
}

// status answers so a number of times, then with data.
func status(code, times int) func(http.ResponseWriter, *http.Request, int) {
	return func(w http.ResponseWriter, _ *http.Request, try int) {
		if try <= times {
			w.WriteHeader(code)
			return
		}
		fmt.Fprint(w, "data")
	}
}

func hangUp(times int) func(http.ResponseWriter, *http.Request, int) {
	return func(w http.ResponseWriter, _ *http.Request, try int) {
		if try <= times {
			panic(http.ErrAbortHandler)
		}
		fmt.Fprint(w, "data")
	}
}

// cutOff promises more than it sends.
func cutOff(times int) func(http.ResponseWriter, *http.Request, int) {
	return func(w http.ResponseWriter, _ *http.Request, try int) {
		if try <= times {
			w.Header().Set("Content-Length", "40")
		}
		fmt.Fprint(w, "data")
	}
}

func large(says bool) func(http.ResponseWriter, *http.Request, int) {
	return func(w http.ResponseWriter, _ *http.Request, _ int) {
		if says {
			w.Header().Set("Content-Length", "101")
		}
		for range 101 {
			fmt.Fprint(w, "x")
			if !says {
				w.(http.Flusher).Flush()
			}
		}
	}
}

func page(w http.ResponseWriter, _ *http.Request, _ int) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	fmt.Fprint(w, "<html>Log in</html>")
}

func zipped(w http.ResponseWriter, _ *http.Request, _ int) {
	w.Header().Set("Content-Encoding", "gzip")
	z := gzip.NewWriter(w)
	fmt.Fprint(z, "data")
	z.Close()
}

func coded(w http.ResponseWriter, _ *http.Request, _ int) {
	w.Header().Set("Content-Encoding", "br")
	fmt.Fprint(w, "data")
}

func away(w http.ResponseWriter, r *http.Request, _ int) {
	http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
}

func to(times int) func(http.ResponseWriter, *http.Request, int) {
	return func(w http.ResponseWriter, r *http.Request, try int) {
		if try <= times {
			http.Redirect(w, r, fmt.Sprint("/", try), http.StatusFound)
			return
		}
		fmt.Fprint(w, "data")
	}
}

// A small file that unpacks to a large one is as large as that.
func TestFetchCountsWhatIsUnpacked(t *testing.T) {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		io.CopyN(z, zeros{}, 10<<20)
		z.Close()
	}))
	defer s.Close()
	if _, err := quick(1<<20).get(context.Background(), s.URL); err == nil || !strings.Contains(err.Error(), "larger than 1 MB") {
		t.Errorf("error is %v", err)
	}
}

type zeros struct{}

func (zeros) Read(b []byte) (int, error) { clear(b); return len(b), nil }

// A server that hangs does not hold anybody for ever, and a person can leave.
func TestFetchEnds(t *testing.T) {
	hold := make(chan struct{})
	s := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-hold:
		case <-r.Context().Done():
		}
	}))
	defer s.Close()
	defer close(hold)
	ctx, leave := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer leave()
	start := time.Now()
	if _, err := quick(100).get(ctx, s.URL); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 10*time.Second {
		t.Errorf("after %v: %v", time.Since(start), err)
	}
	code, _, errs := undercutRun(t, "import", "models.dev", s.URL, "--into", filepath.Join(t.TempDir(), "e"), "--timeout", "100ms")
	if code != exitFailure || !strings.Contains(errs, "no answer within 100ms") || !strings.Contains(errs, "undercut import models.dev FILE --into") {
		t.Errorf("exits with %d and says %q", code, errs)
	}
	pressed, press := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, press)
	var out bytes.Buffer
	e := &env{args: []string{"import", "models.dev", s.URL, "--into", filepath.Join(t.TempDir(), "e")}, in: strings.NewReader(""), out: &out, err: &out, readFile: readScenario}
	if code := run(pressed, e); code != exitInterrupted {
		t.Errorf("a signal while fetching: exits with %d and says %q", code, &out)
	}
}

// Without a network the message names the file, where it is and how to pass it.
func TestImportWithoutNetwork(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "http://" + l.Addr().String() + "/api.json"
	l.Close()
	dir := filepath.Join(t.TempDir(), "e")
	code, _, errs := undercutRun(t, "import", "models.dev", address, "--into", dir, "--timeout", "300ms")
	for _, want := range []string{"cannot fetch " + address, "without a network, get the file elsewhere (" + address + ", as api.json)", "undercut import models.dev FILE --into " + dir} {
		if code != exitFailure || !strings.Contains(errs, want) {
			t.Errorf("exits with %d and says %q: want %q", code, errs, want)
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Error("an import that failed made its directory")
	}
	for address, want := range map[string]string{
		"ftp://example.org/api.json": "want one that begins with https:// or http://",
		"http://":                    "want one that begins with https:// or http://",
	} {
		if code, _, errs := undercutRun(t, "import", "models.dev", address, "--into", dir); code != exitBadInput || !strings.Contains(errs, want) {
			t.Errorf("%s: exits with %d and says %q", address, code, errs)
		}
	}
}

// What is fetched is dated today and imported like a file.
func TestImportFromTheWeb(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "examples", "prices.csv"))
	if err != nil {
		t.Fatal(err)
	}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(text) }))
	defer s.Close()
	dir := myEvidence(t)
	code, out, errs := undercutRun(t, "import", "csv", s.URL+"/prices.csv", "--into", dir)
	name := filepath.Join(dir, "csv@"+latestDay().String())
	if code != exitDone || !strings.Contains(out, "written to "+name) || !strings.Contains(errs, "fetching "+s.URL) {
		t.Errorf("exits with %d and says %q, %q", code, out, errs)
	}
	manifest, err := os.ReadFile(filepath.Join(name, "manifest.json"))
	if err != nil || !bytes.Contains(manifest, []byte(s.URL+"/prices.csv")) {
		t.Errorf("the manifest does not name the address: %s %v", manifest, err)
	}
}
