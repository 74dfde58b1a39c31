package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// decimal reads a JSON number or a string that holds one.
func decimal(raw json.RawMessage) (float64, error) {
	text := string(raw)
	if raw[0] == '"' && json.Unmarshal(raw, &text) != nil {
		return 0, errors.New("want a number")
	}
	if text == "" || strings.Trim(text, "0123456789+-.eE") != "" {
		return 0, errors.New("want a finite number")
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return 0, errors.New("want a finite number")
	}
	return v, nil
}

// An object is a JSON object in the order of the text.
type object []struct {
	key   string
	value json.RawMessage
}

func (o object) get(key string) (json.RawMessage, bool) {
	for _, f := range o {
		if f.key == key {
			return f.value, true
		}
	}
	return nil, false
}

// splitObject parses one JSON object and nothing after it; a key that appears
// twice is an error, since readers disagree on which counts.
func splitObject(data []byte) (object, error) {
	dec := json.NewDecoder(bytes.NewReader(data))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		if err != nil && err != io.EOF {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		return nil, errors.New("want a JSON object")
	}
	var out object
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		key := t.(string) // the decoder lets nothing else stand here
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, fmt.Errorf("value of %s: not JSON: %w", clip([]byte(key)), err)
		}
		if _, ok := out.get(key); ok {
			return nil, fmt.Errorf("key %s appears twice", clip([]byte(key)))
		}
		if len(out) == 64 {
			return nil, errors.New("more than 64 keys in one object")
		}
		out = append(out, struct {
			key   string
			value json.RawMessage
		}{key, value})
	}
	if _, err := dec.Token(); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("there is text after the JSON object")
	}
	return out, nil
}

// clip shortens a value for an error message.
func clip(raw []byte) string {
	const most = 40
	if len(raw) > most {
		return strings.ToValidUTF8(string(raw[:most]), "") + "…"
	}
	return string(raw)
}

// nearest returns the known key at the smallest edit distance, if that is
// small against its length.
func nearest(key string, known []string) string {
	best, at := "", 3
	if len(key) > 40 {
		return ""
	}
	for _, k := range known {
		if d := editDistance(key, k); d < at && d < len(k) {
			best, at = k, d
		}
	}
	return best
}

func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			next := min(row[j]+1, row[j+1]+1)
			if a[i] == b[j] {
				next = min(next, diagonal)
			} else {
				next = min(next, diagonal+1)
			}
			diagonal, row[j+1] = row[j+1], next
		}
	}
	return row[len(b)]
}
