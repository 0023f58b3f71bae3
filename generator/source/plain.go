package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/text"
)

// Limits by which plain text is told apart, in code points.
const (
	longTitle   = 200 // a first line longer than this is no title
	madeTitle   = 100 // a title made of the first sentence is cut at this
	wrappedLine = 120 // a line longer than this was not broken to fit a screen
	brokenLine  = 50  // a line shorter than this was not broken for want of room
)

// plain reads the plain text format: the title on the first line, paragraphs
// parted by blank lines, pointers to other reading, a closing line that tells
// the source. headless says that the title was given at the head of the file,
// so that the first line belongs to the body.
func (r *reader) plain(body string, lines int, headless bool) {
	paragraphs := splitParagraphs(body)
	a := r.article
	if len(paragraphs) > 0 {
		paragraphs = r.takeTitle(paragraphs, headless, lines+leadingLines(body))
	}
	if a.Title == "" {
		a.Title = fromFileName(r.path)
		r.warn(0, 0, "write the title on the first line", "no title; the file name is used")
	}
	paragraphs = r.takeByline(paragraphs)
	paragraphs = r.takePointers(paragraphs)
	r.setPlain(paragraphs)
}

// setPlain makes the article's text and tree of its paragraphs, each a list of
// lines.
func (r *reader) setPlain(paragraphs [][]string) {
	a := r.article
	size := len(a.Title)
	for _, p := range paragraphs {
		size += 2
		for _, l := range p {
			size += len(l) + 1
		}
	}
	var b strings.Builder
	b.Grow(size)
	b.WriteString(a.Title)
	a.Headline = text.Span{Start: 0, End: b.Len()}
	a.tree.ops = make([]op, 0, 3*len(paragraphs))
	a.Blocks = make([]Block, 0, len(paragraphs))
	for _, p := range paragraphs {
		b.WriteString("\n\n")
		span := text.Span{Start: b.Len()}
		for i, l := range p {
			if i > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(l)
		}
		span.End = b.Len()
		n := len(a.Blocks)
		a.tree.ops = append(a.tree.ops, op{kind: opBlock, block: n, name: "p", span: span}, op{kind: opText, span: span}, op{kind: opBlockEnd, block: n, name: "p"})
		a.Blocks = append(a.Blocks, Block{span, blockID(n)})
	}
	a.Text = b.String()
	a.Body = text.Span{Start: len(a.Text), End: len(a.Text)}
	if len(a.Blocks) > 0 {
		a.Body.Start = a.Blocks[0].Span.Start
	}
}

// splitParagraphs parts s at blank lines. Lines too long to have been broken by
// hand are paragraphs of their own: so are files without any blank line read.
func splitParagraphs(s string) [][]string {
	var paragraphs [][]string
	var current []string
	unbroken := false // a line but the last is long
	flush := func() {
		if unbroken {
			for _, l := range current {
				paragraphs = append(paragraphs, []string{l})
			}
		} else if len(current) > 0 {
			paragraphs = append(paragraphs, current)
		}
		current, unbroken = nil, false
	}
	for row := range strings.SplitSeq(s, "\n") {
		row = strings.TrimSpace(row)
		if row == "" {
			flush()
			continue
		}
		unbroken = unbroken || len(current) > 0 && longer(current[len(current)-1], wrappedLine)
		current = append(current, row)
	}
	flush()
	return paragraphs
}

// longer reports whether s has more than n code points.
func longer(s string, n int) bool {
	return len(s) > n && utf8.RuneCountInString(s) > n
}

func leadingLines(s string) int {
	return 1 + strings.Count(s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsSpace))], "\n")
}

// takeTitle removes the title from the paragraphs and sets it, unless the
// metadata has overruled it. at is the line on which the text begins.
func (r *reader) takeTitle(paragraphs [][]string, headless bool, at int) [][]string {
	a, first := r.article, paragraphs[0]
	if headless {
		if strings.EqualFold(line(strings.Join(first, " ")), a.Title) {
			return paragraphs[1:]
		}
		return paragraphs
	}
	if isNoTitle(first[0]) {
		if a.Title == "" {
			a.Title = firstSentence(first[0])
			r.warn(at, 1, "write a title on the first line, or in a file "+ID(r.path)+".yaml", "no title; one is made of the first sentence")
		}
		return paragraphs
	}
	title, rest := first[:1], first[1:]
	if wrappedTitle(first, len(paragraphs) > 1) {
		title, rest = first, nil
	}
	if a.Title == "" {
		a.Title = line(strings.Join(title, " "))
	}
	paragraphs = paragraphs[1:]
	if len(rest) > 0 {
		paragraphs = append([][]string{rest}, paragraphs...)
	}
	return paragraphs
}

// isNoTitle reports whether the first line is the first paragraph rather than a
// title: very long, or a long sentence with its full stop.
func isNoTitle(l string) bool {
	if longer(l, longTitle) {
		return true
	}
	end := strings.TrimRight(l, "”\"’»)")
	return longer(l, madeTitle) && strings.HasSuffix(end, ".") && !strings.HasSuffix(end, "..")
}

// wrappedTitle reports whether all lines of the first paragraph are one title,
// broken to fit a screen.
func wrappedTitle(lines []string, more bool) bool {
	if len(lines) < 2 || len(lines) > 3 || !more {
		return false
	}
	length := 0
	for i, l := range lines {
		length += utf8.RuneCountInString(l) + 1
		if _, is := bylineOf(l); is && i > 0 {
			return false
		}
		if i+1 < len(lines) && !longer(l, brokenLine) {
			return false // no need to break so early
		}
		if strings.HasSuffix(l, ".") || labelled(l) {
			return false
		}
	}
	return length <= longTitle
}

// firstSentence returns the first sentence of s, cut between words if it is
// long. No quotation is left open by the cut: it would reach into the body.
func firstSentence(s string) string {
	if sentences := text.Parse(s, nil).Sentences; len(sentences) > 0 {
		s = sentences[0].In(s)
	}
	end := ""
	if longer(s, madeTitle) {
		s, end = cutBetweenWords(s, madeTitle), "…"
	}
	if open := unclosed(s); open > 0 {
		s, end = s[:open], "…"
	} else if open == 0 {
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	if end != "" {
		s = strings.TrimRight(s, " ,;:—–-")
	}
	return line(s) + end
}

// cutBetweenWords returns the words of s that fit into n code points.
func cutBetweenWords(s string, n int) string {
	count := 0
	for i := range s {
		if count++; count > n {
			s = s[:i]
			break
		}
	}
	if blank := strings.LastIndexFunc(s, unicode.IsSpace); blank > 0 {
		return s[:blank]
	}
	return s
}

// unclosed returns the offset of an opening quotation mark without its closing
// one; -1 if there is none.
func unclosed(s string) int {
	if i := strings.LastIndex(s, "“"); i >= 0 && !strings.Contains(s[i:], "”") {
		return i
	}
	if strings.Count(s, "\"")%2 != 0 {
		return strings.LastIndexByte(s, '"')
	}
	return -1
}

// takeByline removes a line "By Jane Doe" that follows the title.
func (r *reader) takeByline(paragraphs [][]string) [][]string {
	if len(paragraphs) == 0 {
		return paragraphs
	}
	first := paragraphs[0]
	name, ok := bylineOf(first[0])
	if !ok || len(first) == 1 && len(paragraphs) == 1 {
		return paragraphs
	}
	if len(r.article.Byline) == 0 {
		r.article.Byline = []string{name}
	}
	if len(first) > 1 {
		return append([][]string{first[1:]}, paragraphs[1:]...)
	}
	return paragraphs[1:]
}

// bylineOf reads "By Jane Doe": By and nothing but capitalised words and the
// small ones that join names.
func bylineOf(l string) (string, bool) {
	if len(l) < 5 || !strings.EqualFold(l[:3], "by ") || longer(l, 80) {
		return "", false
	}
	name := strings.TrimSpace(l[3:])
	words := strings.Fields(name)
	if len(words) < 2 || strings.ContainsAny(name[len(name)-1:], ".!?:;,") {
		return "", false
	}
	for _, word := range words {
		switch word {
		case "and", "&", "de", "van", "von", "der", "den", "la", "le", "da", "di", "bin", "al", "for", "in", "of", "the":
			continue
		}
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) {
			return "", false
		}
	}
	return name, true
}
