package scenario

// merge lays one tree over another and returns the result; what the upper one
// does not say stays. A shape of nil is a key that nobody knows: the upper
// value replaces the lower, and decoding reports it.
func merge(lower, upper *node, s *shape, bad *list) *node {
	switch {
	case lower == nil || upper.kind != lower.kind || s == nil:
		return settle(upper, s, bad)
	case s.form == anObject && upper.kind == mapping:
		out := *lower
		out.at = upper.at
		out.entries = append([]entry(nil), lower.entries...)
		for _, e := range upper.entries {
			var below *shape
			if f := s.field(e.key); f != nil {
				below = f.shape
			}
			e.value = merge(lower.get(e.key), e.value, below, bad)
			out.put(e)
		}
		return &out
	case s.form == byBloc && upper.kind == mapping:
		out := *lower
		out.at = upper.at
		out.entries = append([]entry(nil), lower.entries...)
		for _, e := range upper.entries {
			out.put(e)
		}
		return &out
	case s.form == aChoice && upper.kind == mapping:
		return mergeChoice(lower, upper, s, bad)
	case s.form == aList && upper.kind == sequence:
		return mergeItems(lower, upper, s.elem, bad)
	}
	return settle(upper, s, bad)
}

// mergeChoice merges two levers of one name, which must be of one kind.
func mergeChoice(lower, upper *node, s *shape, bad *list) *node {
	if len(lower.entries) != 1 || len(upper.entries) != 1 || lower.entries[0].key != upper.entries[0].key {
		return settle(upper, s, bad)
	}
	out, e := *lower, upper.entries[0]
	e.value = merge(lower.entries[0].value, e.value, s.kinds[e.key], bad)
	out.entries = []entry{e}
	out.at = upper.at
	return &out
}

// mergeItems merges lists by the identity of their items. Items without one
// are added.
func mergeItems(lower, upper *node, s *shape, bad *list) *node {
	out := *lower
	out.at = upper.at
	out.items = append([]*node(nil), lower.items...)
	known := map[string]int{}
	for i, it := range out.items {
		if id := identity(it); id != "" {
			known[id] = i
		}
	}
	seen := map[string]bool{}
	for _, it := range upper.items {
		id := identity(it)
		i, old := known[id]
		old = old && id != "" && !seen[id]
		seen[id] = true
		switch {
		case old && removes(it):
			out.items[i] = nil
			delete(known, id)
		case old:
			out.items[i] = merge(out.items[i], it, s, bad)
		default:
			if it = settle(it, s, bad); it != nil {
				out.items = append(out.items, it)
			}
		}
	}
	kept := out.items[:0]
	for _, it := range out.items {
		if it != nil {
			kept = append(kept, it)
		}
	}
	out.items = kept
	return &out
}

// settle takes a tree as it is, once every remove in it has been refused:
// there is nothing below it to remove.
func settle(n *node, s *shape, bad *list) *node {
	if n == nil || s == nil || n.kind == scalar {
		return n
	}
	switch s.form {
	case aList:
		for i, it := range n.items {
			if removes(it) {
				bad.add(it.at, "remove: nothing here is called %q: correct the name, or drop the item", short(identity(it)))
				n.items[i] = nil
				continue
			}
			n.items[i] = settle(it, s.elem, bad)
		}
		kept := n.items[:0]
		for _, it := range n.items {
			if it != nil {
				kept = append(kept, it)
			}
		}
		n.items = kept
	case anObject:
		for i := range n.entries {
			if f := s.field(n.entries[i].key); f != nil {
				n.entries[i].value = settle(n.entries[i].value, f.shape, bad)
			}
		}
	}
	if removes(n) {
		bad.add(n.at, "remove: nothing here is called %q: correct the name, or drop the item", short(identity(n)))
		return nil
	}
	return n
}

// identity is what items of a list are merged and addressed by: the name, a
// link's from-to, the pair of a correlation, the name inside a lever. It is
// empty for an item that has none.
func identity(n *node) string {
	if n.kind != mapping {
		return ""
	}
	if v := n.get("name"); v != nil {
		return v.text
	}
	if from, to := n.get("from"), n.get("to"); from != nil && to != nil && from.text != "" && to.text != "" {
		return from.text + "-" + to.text
	}
	if v := n.get("between"); v != nil && len(v.items) == 2 {
		return v.items[0].text + "~" + v.items[1].text
	}
	if len(n.entries) == 1 {
		if v := n.entries[0].value.get("name"); v != nil {
			return v.text
		}
	}
	return ""
}

// removes says whether an item asks to be taken out.
func removes(n *node) bool {
	if n == nil || n.kind != mapping {
		return false
	}
	if v := n.get("remove"); v != nil && v.text == "true" && !v.quoted {
		return true
	}
	return len(n.entries) == 1 && n.entries[0].value.kind == mapping && removes(n.entries[0].value)
}
