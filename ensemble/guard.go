package ensemble

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// A guard turns the errors and panics of a Worker into records.
type guard struct {
	newWorker func() Worker
	worker    Worker // nil before the first future and after a panic
}

// simulate fills rec and never fails: what went wrong is in rec.Err.
func (g *guard) simulate(rec *Record) {
	if err := g.call(rec); err != nil {
		rec.Err = err.Error()
		rec.Outcomes, rec.Series = rec.Outcomes[:0], rec.Series[:0]
	}
}

func (g *guard) call(rec *Record) (err error) {
	defer func() {
		if v := recover(); v != nil {
			g.worker = nil
			err = fmt.Errorf("panic: %v (%s)", v, panicSite())
		}
	}()
	if g.worker == nil {
		g.worker = g.newWorker()
	}
	return g.worker(rec.Cell, rec.Future, rec)
}

// panicSite returns the place that panicked as "package/file.go:line", called
// by a deferred function that has recovered. Directories above the package
// are left out: the message must not depend on where the source was built.
func panicSite() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	panicking := false
	for {
		f, more := frames.Next()
		inRuntime := strings.HasPrefix(f.Function, "runtime.")
		if panicking && !inRuntime {
			return fmt.Sprintf("%s/%s:%d", path.Base(path.Dir(f.File)), path.Base(f.File), f.Line)
		}
		panicking = panicking || f.Function == "runtime.gopanic"
		if !more {
			return "place unknown"
		}
	}
}
