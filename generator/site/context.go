package site

import (
	"strings"
	"unicode/utf8"

	"pressmark/generator/archive"
	"pressmark/generator/text"
)

// A keyword is one line of a concordance: a name with what stands before and
// after it (key word in context).
type keyword struct {
	Left, Name, Right string
	Where, URL        string
	Title             string // of the article
}

// What is shown on either side of a name, in bytes of text, cut at a blank.
const (
	contextBefore = 90
	contextAfter  = 110
)

// keyword sets one mention in its context, within its paragraph.
func (lib *library) keyword(o archive.Occurrence) keyword {
	e := o.Entry
	within := blockSpan(e, o.Span.Start)
	if !within.Contains(o.Span) {
		within = o.Span
	}
	from, to := max(within.Start, o.Span.Start-contextBefore), min(within.End, o.Span.End+contextAfter)
	before := e.Reader.Slice(text.Span{Start: from, End: o.Span.Start})
	after := e.Reader.Slice(text.Span{Start: o.Span.End, End: to})
	if from > within.Start {
		_, before, _ = strings.Cut(trimBroken(before, true), " ")
	}
	if to < within.End {
		after = trimBroken(after, false)
		if i := strings.LastIndexByte(after, ' '); i > 0 {
			after = after[:i]
		}
	}
	where, url := lib.place(e, o.Span.Start)
	if e.Date.Year != 0 {
		where = digits(e.Date.Year, 4) + ", " + where
	}
	return keyword{
		Left: flat(strings.TrimLeft(before, " \n")), Name: slice(e, o.Span), Right: flat(strings.TrimRight(after, " \n")),
		Where: where, URL: url, Title: shorten(lib.title(e), 60),
	}
}

// trimBroken drops the bytes of a code point cut in two, at the start or the
// end.
func trimBroken(s string, start bool) string {
	for len(s) > 0 {
		if start {
			if r, size := utf8.DecodeRuneInString(s); r != utf8.RuneError || size > 1 {
				return s
			}
			s = s[1:]
			continue
		}
		if r, size := utf8.DecodeLastRuneInString(s); r != utf8.RuneError || size > 1 {
			return s
		}
		s = s[:len(s)-1]
	}
	return s
}
