package scenario

import (
	"encoding/json"
	"fmt"
)

// Schema returns the JSON Schema (draft 2020-12) of scenario files, made from
// the struct tags that also decode them. It cannot say what only a whole
// scenario shows: which numbers the parameter set or a parent gives, and
// whether names and sums agree. It requires nothing but names for this reason.
func Schema() ([]byte, error) {
	s := fileShape.schema()
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "undercut scenario"
	law := specShape.schema()
	law["required"] = []string{"value"}
	s["$defs"] = object{"law": law}
	return json.MarshalIndent(s, "", "  ")
}

type object map[string]any

// schema describes what may stand at a place.
func (s *shape) schema() object {
	switch s.form {
	case anObject:
		return s.properties()
	case aChoice:
		return s.choice()
	case aText:
		return object{"type": "string"}
	case aFlag:
		return object{"type": "boolean"}
	case aMonth:
		return object{"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}
	}
	return object{"type": "number"}
}

func (s *shape) properties() object {
	properties := object{}
	for i := range s.fields {
		properties[s.fields[i].key] = s.fields[i].schema()
	}
	return object{"type": "object", "properties": properties, "additionalProperties": false}
}

// choice describes a lever: one of the kinds as the only key.
func (s *shape) choice() object {
	properties := object{}
	for kind, body := range s.kinds {
		p := body.properties()
		p["properties"].(object)["remove"] = object{"const": true}
		properties[kind] = p
	}
	return object{"type": "object", "properties": properties, "additionalProperties": false, "minProperties": 1, "maxProperties": 1}
}

// schema describes a key: its shape, bounds, unit and meaning. Keys that may
// be left out may be null.
func (f *field) schema() object {
	var s object
	switch f.shape.form {
	case aNumber:
		s = object{"anyOf": []any{f.bounds(), object{"$ref": "#/$defs/law"}}}
	case aFixed:
		s = f.bounds()
	case byBloc:
		s = object{"type": "object", "additionalProperties": object{"anyOf": []any{f.bounds(), object{"$ref": "#/$defs/law"}}}}
	case aPlain:
		s = object{"type": "array", "items": f.shape.elem.schema(), "maxItems": mostItems}
	case aList:
		s = f.list()
	default:
		s = f.shape.schema()
		if f.enum != nil {
			s["enum"] = f.enum
		}
	}
	description := f.doc
	if f.unit != "" && f.unit != "none" {
		description = fmt.Sprintf("%s [%s]", f.doc, f.unit)
	}
	if !f.optional {
		s["description"] = description
		return s
	}
	return object{"anyOf": []any{s, object{"type": "null"}}, "description": description}
}

func (f *field) list() object {
	items := f.shape.elem.schema()
	var identity []string
	for _, key := range []string{"name", "from", "to", "between"} {
		if f.shape.elem.field(key) != nil {
			identity = append(identity, key)
		}
	}
	if f.shape.elem.form == anObject {
		items["properties"].(object)["remove"] = object{"const": true}
		items["required"] = identity
	}
	limit, ok := most[f.key]
	if !ok {
		limit = mostItems
	}
	return object{"type": "array", "items": items, "maxItems": limit}
}

func (f *field) bounds() object {
	s := object{"type": "number"}
	for _, end := range []struct {
		bound
		closed, opened string
	}{{f.low, "minimum", "exclusiveMinimum"}, {f.high, "maximum", "exclusiveMaximum"}} {
		switch {
		case end.given && end.bound.open:
			s[end.opened] = end.value
		case end.given:
			s[end.closed] = end.value
		}
	}
	return s
}
