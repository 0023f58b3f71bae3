package source

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed pointers.txt
var pointersTable string

// pointerLabels are the words that make a line a pointer to other reading.
var pointerLabels = sync.OnceValue(func() map[string]bool {
	labels := make(map[string]bool)
	for row := range strings.Lines(pointersTable) {
		if row = strings.TrimSpace(row); row != "" && row[0] != '#' {
			labels[row] = true
		}
	}
	return labels
})

// longLabel is how many bytes a label may have, to be looked up.
const longLabel = 24

// takePointers removes pointers to other reading, wherever they stand, and the
// source line that closes the article.
func (r *reader) takePointers(paragraphs [][]string) [][]string {
	a := r.article
	kept := paragraphs[:0]
	for _, p := range paragraphs {
		if p = r.takePointer(p); len(p) > 0 {
			kept = append(kept, p)
		}
	}
	if len(kept) == 0 {
		return nil
	}
	last := kept[len(kept)-1]
	label, rest, ok := splitLabel(last[len(last)-1])
	if ok && (label == "source" || label == "sources") {
		a.Closing = rest
		if last = last[:len(last)-1]; len(last) > 0 {
			kept[len(kept)-1] = last
		} else {
			kept = kept[:len(kept)-1]
		}
	}
	return kept
}

// takePointer returns the paragraph without the pointers in it.
func (r *reader) takePointer(p []string) []string {
	a := r.article
	var kept []string // nil as long as there was no pointer
	for i, l := range p {
		label, rest, ok := splitLabel(l)
		if !ok || !pointerLabels()[label] {
			if kept != nil {
				kept = append(kept, l)
			}
			continue
		}
		if kept == nil {
			kept = append(make([]string, 0, len(p)), p[:i]...)
		}
		tail := p[i+1:]
		switch {
		case rest == "": // the pointers are on the lines below
			for _, l := range tail {
				if l = strings.TrimSpace(strings.TrimLeft(l, "-*•·–— ")); l != "" {
					a.ReadMore = append(a.ReadMore, l)
				}
			}
			return kept
		case len(tail) > 0 && wrappedPointer(l, tail):
			a.ReadMore = append(a.ReadMore, line(rest+" "+strings.Join(tail, " ")))
			return kept
		}
		a.ReadMore = append(a.ReadMore, rest)
	}
	if kept == nil {
		return p
	}
	return kept
}

// wrappedPointer reports whether the lines below a pointer only go on with it.
func wrappedPointer(l string, tail []string) bool {
	if !longer(l, brokenLine) || strings.HasSuffix(tail[len(tail)-1], ".") {
		return false
	}
	length := utf8.RuneCountInString(l)
	for _, t := range tail {
		if length += utf8.RuneCountInString(t); length > longTitle || labelled(t) {
			return false
		}
	}
	return true
}

func labelled(l string) bool {
	label, _, ok := splitLabel(l)
	return ok && (pointerLabels()[label] || label == "source" || label == "sources")
}

// splitLabel parts "Read More: words" at the colon; the label comes in small
// letters. What is no label of few words gives false.
func splitLabel(l string) (label, rest string, ok bool) {
	colon := strings.IndexAny(l, ":：")
	if colon < 0 || colon > longLabel {
		return "", "", false
	}
	_, size := utf8.DecodeRuneInString(l[colon:])
	return strings.ToLower(line(l[:colon])), strings.TrimSpace(l[colon+size:]), true
}
