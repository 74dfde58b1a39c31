package scenario

import "reflect"

// Read fills the struct that into points to from a text under the rules of
// scenario files: YAML (or JSON, which is YAML) of plain mappings, lists and
// scalars, whose keys, bounds and meanings are the tags of the struct. Its
// numbers must be tagged fixed. The error is [Problems], each with its place.
func Read(name string, text []byte, into any) error {
	bad := &list{}
	v := reflect.ValueOf(into).Elem()
	if root := parse(name, 0, text, 0, bad); root != nil {
		newDecoder(bad, "", nil).object(root, v, shapeOf(v.Type(), nil), "")
	}
	return bad.err()
}
