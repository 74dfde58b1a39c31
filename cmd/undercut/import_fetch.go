package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// A fetcher gets a file from the web: with a limit of size and time, and again
// after faults that pass.
type fetcher struct {
	client *http.Client
	most   int64         // bytes
	pause  time.Duration // before the second try; it doubles
	tries  int
}

// newFetcher returns a fetcher all of whose tries take at most a time.
func newFetcher(most int64, all time.Duration) *fetcher {
	f := &fetcher{most: most, pause: time.Second, tries: 4}
	f.client = &http.Client{Timeout: all / 2, CheckRedirect: redirects} // one that hangs leaves time for another
	return f
}

// redirects follows five, none from an encrypted address to an open one, and
// none out of the web.
func redirects(req *http.Request, via []*http.Request) error {
	if len(via) > 5 {
		return fmt.Errorf("more than five redirections, the last to %s", req.URL)
	}
	if s := req.URL.Scheme; s != "https" && (s != "http" || via[0].URL.Scheme == "https") {
		return fmt.Errorf("redirected from %s to %s", via[0].URL.Scheme, req.URL)
	}
	return nil
}

// A passing fault is worth another try.
type passing struct{ error }

func (p passing) Unwrap() error { return p.error }

// get fetches an address. The error of the last try is returned.
func (f *fetcher) get(ctx context.Context, address string) ([]byte, error) {
	pause := f.pause
	for try := 1; ; try++ {
		b, err := f.once(ctx, address)
		if err == nil || !errors.As(err, new(passing)) || try == f.tries {
			if try > 1 && err != nil {
				err = fmt.Errorf("%w (tried %d times)", err, try)
			}
			return b, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(pause):
			pause *= 2
		}
	}
}

// once tries once.
func (f *fetcher) once(ctx context.Context, address string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Close = true // of a connection that is kept the library would log what comes late
	req.Header.Set("User-Agent", "undercut/"+version+" (+https://github.com/undercut-sim/undercut)")
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, f.fault(ctx, err)
	}
	defer resp.Body.Close()
	if err := f.refuse(resp); err != nil {
		return nil, err
	}
	b, err := readInto(resp.Body, resp.ContentLength, f.most)
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF):
		return nil, passing{fmt.Errorf("the answer was cut off after %d bytes", len(b))}
	case err != nil:
		return nil, f.fault(ctx, err)
	case int64(len(b)) > f.most:
		return nil, f.large()
	}
	return b, nil
}

// fault says which errors of the network pass: all but those that the person
// who waits has caused, and redirections.
func (f *fetcher) fault(ctx context.Context, err error) error {
	if ctx.Err() != nil || strings.Contains(err.Error(), "redirect") {
		return err
	}
	return passing{err}
}

// refuse looks at the head of an answer.
func (f *fetcher) refuse(resp *http.Response) error {
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	coding := resp.Header.Get("Content-Encoding")
	switch status := resp.StatusCode; {
	case status >= 500 || status == http.StatusTooManyRequests || status == http.StatusRequestTimeout:
		return passing{fmt.Errorf("the server answers %s", resp.Status)}
	case status != http.StatusOK:
		return fmt.Errorf("the server answers %s", resp.Status)
	case kind == "text/html":
		return errors.New("the answer is a web page, not data: a wrong address, a login or an error page")
	case coding != "" && coding != "identity": // gzip is unpacked on the way and not seen here
		return fmt.Errorf("the answer is coded as %s, which is not understood", coding)
	case resp.ContentLength > f.most:
		return f.large()
	}
	return nil
}

func (f *fetcher) large() error {
	return fmt.Errorf("the file is larger than %d MB: is it the right one? --max-size allows up to %d", f.most>>20, mostMB)
}

// readURL fetches and reads a file. Its error says how to do without the
// network.
func (e *env) readURL(ctx context.Context, i *importing, address string) error {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" {
		return badInput{fmt.Errorf("address is %q: want one that begins with https:// or http://, or the name of a file", address)}
	}
	fmt.Fprintf(e.err, "undercut: fetching %s\n", address)
	limited, cancel := context.WithTimeout(ctx, i.timeout)
	defer cancel()
	b, err := newFetcher(i.maxSize<<20, i.timeout).get(limited, address)
	switch {
	case ctx.Err() != nil:
		return errInterrupted
	case errors.Is(err, context.DeadlineExceeded):
		err = fmt.Errorf("no answer within %v, --timeout: %w", i.timeout, err)
	}
	if err != nil {
		return fmt.Errorf("cannot fetch %s: %v; without a network, get the file elsewhere (%s, as %s) and name it: undercut import %s FILE --into %s",
			address, err, address, i.what(), i.format.Name, i.into)
	}
	i.take(address, b, latestDay())
	return nil
}
