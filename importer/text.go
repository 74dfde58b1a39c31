package importer

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// MaxSize is the largest file that is read, in bytes. The largest that its
// publisher names here has 10 MB.
const MaxSize = 128 << 20

// signs are how files begin that are not what their name says.
var signs = []struct{ start, what string }{
	{"\x1f\x8b", "the file is compressed by gzip: unpack it first (gunzip)"},
	{"PK\x03\x04", "the file is a zip archive: unpack it and give the file inside"},
	{"\x28\xb5\x2f\xfd", "the file is compressed by zstd: unpack it first (unzstd)"},
	{"\xff\xfe", "the file is UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
	{"\xfe\xff", "the file is UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
	{"version https://git-lfs", "the file is a pointer of Git LFS, not the data: fetch the raw file (git lfs pull)"},
	{"<", "the file is a web page or XML, not data: an error page or a wrong address? Open it to see, then fetch the raw file"},
}

// plain returns the text of a file without its byte order mark. It reports
// what is not UTF-8 text, with the way to make it so.
func (r *reader) plain(b []byte) ([]byte, bool) {
	b = bytes.TrimPrefix(b, []byte("\xef\xbb\xbf"))
	head := bytes.TrimLeft(b[:min(len(b), 4096)], " \t\r\n")
	if len(head) == 0 && len(b) <= 4096 {
		return nil, r.badFile("", "the file is empty: fetch it again")
	}
	if len(b) > MaxSize {
		return nil, r.badFile(fmt.Sprintf("%d MB", len(b)>>20), fmt.Sprintf("files up to %d MB are read: is it the right file?", MaxSize>>20))
	}
	for _, s := range signs {
		if bytes.HasPrefix(head, []byte(s.start)) {
			return nil, r.badFile(string(head[:min(len(head), 24)]), s.what)
		}
	}
	if i := bytes.IndexByte(b, 0); i >= 0 {
		return nil, r.bad(spot{b, i}, "\x00", "a zero byte: the file is UTF-16 or binary; save it as UTF-8 (iconv -f UTF-16 -t UTF-8)")
	}
	if i := invalid(b); i >= 0 {
		return nil, r.bad(spot{b, i}, string(b[i:i+1]), "not UTF-8: the file is Latin-1 or another encoding; save it as UTF-8 (iconv -f LATIN1 -t UTF-8)")
	}
	return b, true
}

// badFile reports what is wrong with the whole.
func (r *reader) badFile(value, want string) bool { return r.bad(whole{}, value, want) }

// invalid returns the offset of the first byte that is not UTF-8, -1 if none.
func invalid(b []byte) int {
	if utf8.Valid(b) {
		return -1
	}
	for i := 0; i < len(b); {
		_, n := utf8.DecodeRune(b[i:])
		if n == 1 && b[i] >= utf8.RuneSelf {
			return i
		}
		i += n
	}
	return -1
}

// A placed value can say where in the file it stands.
type placed interface{ place() string }

// whole is the place of what concerns the whole file.
type whole struct{}

func (whole) place() string { return "the file" }

// A spot is an offset into a text.
type spot struct {
	text []byte
	at   int
}

// place counts lines and bytes of the line, both from 1.
func (s spot) place() string {
	before := s.text[:min(s.at, len(s.text))]
	line := bytes.Count(before, []byte("\n")) + 1
	return fmt.Sprintf("line %d, column %d", line, len(before)-bytes.LastIndexByte(before, '\n'))
}
