package intake

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A piece is a stretch of a paragraph: words as they read, or a mark around them.
type piece struct {
	kind  pieceKind
	text  string // the words; for code and pictures the Markdown
	mark  string // "*", "**", "~~"
	href  string
	match int // index of the piece that closes or opens this one
}

type pieceKind uint8

const (
	words pieceKind = iota
	verbatim
	hardBreak
	openMark
	closeMark
	openLink
	closeLink
)

// paragraph writes a run of inline nodes; two line breaks in a row part it.
func (m *markdown) paragraph(run []*html.Node) []string {
	pieces := m.pieces(run)
	var out []string
	for len(pieces) > 0 {
		end, next := len(pieces), len(pieces)
		for i := range pieces {
			if pieces[i].kind != hardBreak {
				continue
			}
			j := i + 1
			for j < len(pieces) && (pieces[j].kind == hardBreak || pieces[j].kind == words && strings.TrimSpace(pieces[j].text) == "") {
				j++
			}
			if countBreaks(pieces[i:j]) > 1 && !openAt(pieces[:i]) {
				end, next = i, j
				break
			}
		}
		if s := m.write(pieces[:end], false); s != "" {
			out = append(out, s)
		}
		pieces = pieces[next:]
	}
	return out
}

func countBreaks(pieces []piece) (n int) {
	for _, p := range pieces {
		if p.kind == hardBreak {
			n++
		}
	}
	return n
}

// openAt reports whether a mark or link is open after pieces.
func openAt(pieces []piece) bool {
	depth := 0
	for _, p := range pieces {
		switch p.kind {
		case openMark, openLink:
			depth++
		case closeMark, closeLink:
			depth--
		}
	}
	return depth > 0
}

// inline writes inline nodes on one line if that is asked for.
func (m *markdown) inline(nodes []*html.Node, oneLine bool) string {
	return m.write(m.pieces(nodes), oneLine)
}

// pieces flattens inline nodes.
func (m *markdown) pieces(nodes []*html.Node) []piece {
	var out []piece
	marks := 0
	var walk func(n *html.Node, linked bool)
	descend := func(n *html.Node, linked bool) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, linked)
		}
	}
	around := func(n *html.Node, open, shut pieceKind, mark, href string, linked bool) {
		out = append(out, piece{kind: open, mark: mark, href: href})
		descend(n, linked)
		out = append(out, piece{kind: shut, mark: mark, href: href})
	}
	walk = func(n *html.Node, linked bool) {
		if m.passOver(n) {
			return
		}
		if n.Type == html.TextNode {
			out = append(out, piece{kind: words, text: cleanWords(n.Data)})
			return
		}
		mark := ""
		switch n.DataAtom {
		case atom.Br:
			out = append(out, piece{kind: hardBreak})
			return
		case atom.Img:
			if s := m.picture(n); s != "" {
				out = append(out, piece{kind: verbatim, text: s})
			}
			return
		case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
			if s := codeSpan(text(n)); s != "" {
				out = append(out, piece{kind: verbatim, text: s})
			}
			return
		case atom.Q:
			out = append(out, piece{kind: words, text: "“"})
			descend(n, linked)
			out = append(out, piece{kind: words, text: "”"})
			return
		case atom.A:
			if href := m.address(attr(n, "href")); href != "" && !linked {
				around(n, openLink, closeLink, "", href, true)
				return
			}
		case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
			mark = "*"
		case atom.Strong, atom.B:
			mark = "**"
		case atom.Del, atom.S, atom.Strike:
			mark = "~~"
		}
		if mark != "" && !m.plain && marks == 0 {
			marks++
			around(n, openMark, closeMark, mark, "", linked)
			marks--
			return
		}
		descend(n, linked)
	}
	for _, n := range nodes {
		walk(n, false)
	}
	return out
}

// cleanWords makes every run of white space one blank, and drops what can't
// stand in a text.
func cleanWords(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range s {
		switch {
		case r == '\u00a0':
			b.WriteRune(r)
			blank = false
		case unicode.IsSpace(r) || unicode.IsControl(r) || r == '\uFFFC' || r == '\u2028' || r == '\u2029' || r == '\uFFFE' || r == '\uFFFF':
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
		case r == '\uFEFF':
		default:
			b.WriteRune(r)
			blank = false
		}
	}
	return b.String()
}

// write prints pieces as Markdown. White space at the edges of marks moves
// outside of them, and marks that could not be read as such are left out.
func (m *markdown) write(pieces []piece, oneLine bool) string {
	pieces = settle(pieces)
	var b, plain strings.Builder
	lineStart := true
	for i, p := range pieces {
		switch p.kind {
		case words:
			plain.WriteString(p.text)
			b.WriteString(escape(p.text, lineStart, nextByte(pieces, i)))
			lineStart = lineStart && p.text == ""
			continue
		case verbatim:
			b.WriteString(p.text)
		case hardBreak:
			plain.WriteByte('\n')
			if oneLine {
				b.WriteByte(' ')
				continue
			}
			b.WriteString("\\\n")
			lineStart = true
			continue
		case openMark:
			if opens(before(&b), after(pieces, i)) && closes(pieces, i) && !endsInMark(b.String()) {
				b.WriteString(p.mark)
			} else {
				pieces[p.match].mark = ""
			}
		case closeMark:
			b.WriteString(p.mark)
		case openLink:
			b.WriteByte('[')
		case closeLink:
			b.WriteString("](" + p.href + ")")
		}
		lineStart = false
	}
	s := strings.Trim(b.String(), " \n")
	if strings.HasSuffix(s, "\\") && !strings.HasSuffix(s, "\\\\") {
		s = strings.TrimRight(s[:len(s)-1], " ")
	}
	if s != "" {
		m.words.WriteString(plain.String())
		m.words.WriteByte('\n')
	}
	return s
}

// settle joins white space across pieces, moves it out of marks, removes marks
// and links around nothing, breaks at the edges, and pairs the rest.
func settle(pieces []piece) []piece {
	out := make([]piece, 0, len(pieces))
	blank := true // nothing to be parted from
	pending := false
	put := func(p piece) {
		if pending && p.kind != hardBreak {
			out = append(out, piece{kind: words, text: " "})
		}
		pending, blank = false, p.kind == hardBreak
		if last := len(out) - 1; p.kind == words && last >= 0 && out[last].kind == words {
			out[last].text += p.text // what begins a list must be seen as one
			return
		}
		out = append(out, p)
	}
	var opened []piece // marks that wait for their first word
	for _, p := range pieces {
		switch p.kind {
		case words:
			s := strings.Trim(p.text, " ")
			if p.text != "" && p.text[0] == ' ' && !blank {
				pending = true
			}
			if s == "" {
				continue
			}
			for _, o := range opened {
				put(o)
			}
			opened = opened[:0]
			put(piece{kind: words, text: s})
			pending = strings.HasSuffix(p.text, " ")
		case openMark, openLink:
			opened = append(opened, p)
		case closeMark, closeLink:
			if len(opened) > 0 {
				opened = opened[:len(opened)-1]
				continue
			}
			out = append(out, p) // the blank that is due comes after it
		case hardBreak:
			if len(out) > 0 {
				put(p)
			}
		default:
			for _, o := range opened {
				put(o)
			}
			opened = opened[:0]
			put(p)
		}
	}
	for len(out) > 0 && out[len(out)-1].kind == hardBreak {
		out = out[:len(out)-1]
	}
	var stack []int
	for i := range out {
		switch out[i].kind {
		case openMark, openLink:
			stack = append(stack, i)
		case closeMark, closeLink:
			if len(stack) == 0 {
				out[i].kind, out[i].text = words, ""
				continue
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			out[o].match, out[i].match = i, o
		}
	}
	for _, o := range stack { // cut off by a paragraph's end
		out[o].kind, out[o].text = words, ""
	}
	return out
}

// opens reports whether a mark between two code points opens emphasis
// (CommonMark 0.31.2, left-flanking delimiter runs).
func opens(before, after rune) bool {
	if unicode.IsSpace(after) || after == 0 {
		return false
	}
	return !isPunctuation(after) || unicode.IsSpace(before) || before == 0 || isPunctuation(before)
}

// closes reports whether the mark that closes the one at i closes it.
func closes(pieces []piece, i int) bool {
	end := pieces[i].match
	last, next := before(&strings.Builder{}), after(pieces, end)
	for j := end - 1; j > i; j-- {
		if s := pieces[j].text; s != "" {
			last, _ = utf8.DecodeLastRuneInString(s)
			break
		}
		if pieces[j].kind == closeLink {
			last = ')'
			break
		}
		if pieces[j].kind == hardBreak {
			return false
		}
	}
	return opens(next, last) // right-flanking is the mirror image
}

// endsInMark reports whether s ends in a mark, with which another would be read
// as one.
func endsInMark(s string) bool {
	rest := strings.TrimRight(s, "*~")
	return len(rest) < len(s) && (len(s)-len(rest) > 1 || !strings.HasSuffix(rest, "\\"))
}

func isPunctuation(r rune) bool { return unicode.IsPunct(r) || unicode.IsSymbol(r) }

func before(b *strings.Builder) rune {
	if b.Len() == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(b.String())
	return r
}

// after is the code point that follows piece i; 0 at the end of a line.
func after(pieces []piece, i int) rune {
	for _, p := range pieces[i+1:] {
		switch p.kind {
		case words, verbatim:
			if p.text != "" {
				r, _ := utf8.DecodeRuneInString(p.text)
				return r
			}
		case openLink:
			return '['
		case closeLink:
			return ']'
		case openMark, closeMark:
			if p.mark != "" {
				return '*'
			}
		case hardBreak:
			return 0
		}
	}
	return 0
}

// nextByte is the byte that follows piece i in the Markdown; 0 at an end.
func nextByte(pieces []piece, i int) byte {
	if r := after(pieces, i); r < utf8.RuneSelf {
		return byte(r)
	}
	return 'x'
}
