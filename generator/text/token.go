package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Class of a word that ends in a stop, as Parse asks it of its caller, who has
// the language's list of abbreviations.
type Class uint8

const (
	Plain        Class = iota // the stop ends the sentence and stands apart
	Abbreviation              // the stop belongs to the word and may end the sentence too ("Inc.", "a.m.")
	Title                     // the stop belongs to the word and never ends the sentence ("Mr.", "Gen.", "No.")
)

// An Abbreviations function tells the class of a lower-case word given without
// its last stop. It must be pure. A nil one knows no abbreviations.
type Abbreviations func(word string) Class

// A scanner walks over one text. open counts quotation marks not yet closed in
// the paragraph, by their shape.
type scanner struct {
	text   string
	at     int
	tokens []Token
	abbrev Abbreviations
	single int // ‘ or ' waiting for its close
	low    int // „ or ‚ waiting for its close
}

func tokenize(s string, abbrev Abbreviations) []Token {
	sc := &scanner{text: s, abbrev: abbrev, tokens: make([]Token, 0, len(s)/5+4)}
	for sc.at < len(s) {
		c := s[sc.at]
		switch {
		case c == '\n' && blankLine(s, sc.at):
			sc.single, sc.low = 0, 0
			sc.at++
		case c == ' ' || c == '\n' || c == '\t' || c == '\r':
			sc.at++
		default:
			sc.token()
		}
	}
	return sc.tokens
}

// blankLine reports whether the line break at i is followed by a blank line.
func blankLine(s string, i int) bool {
	for i++; i < len(s); i++ {
		switch s[i] {
		case '\n':
			return true
		case ' ', '\t', '\r':
		default:
			return false
		}
	}
	return false
}

func (sc *scanner) add(end int, kind TokenKind) {
	sc.tokens = append(sc.tokens, Token{Span{sc.at, end}, kind})
	sc.at = end
}

func (sc *scanner) token() {
	r, size := sc.rune(sc.at)
	switch {
	case isLetter(r) || isDigit(r):
		sc.word()
	case r == '\'' || r == '’' || r == '‘' || r == '`':
		sc.apostrophe(r, size)
	case r == '"':
		sc.straight(size)
	case r == '“':
		if sc.low > 0 {
			sc.low--
			sc.add(sc.at+size, Close)
			return
		}
		sc.add(sc.at+size, Open)
	case r == '„' || r == '‚' || r == '「' || r == '『':
		if r == '„' || r == '‚' {
			sc.low++
		}
		sc.add(sc.at+size, Open)
	case r == '”' || r == '」' || r == '』' || r == '‟':
		sc.low = max(0, sc.low-1)
		sc.add(sc.at+size, Close)
	case r == '«' || r == '‹' || r == '»' || r == '›':
		sc.angled(r, size)
	case r == '.' || r == '-' || r == '_' || r == '*' || r == '=':
		end := sc.at + size
		for end < len(sc.text) && sc.text[end] == byte(r) {
			end++
		}
		sc.add(end, Mark)
	case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		sc.at += size // no-break and thin spaces, zero-width marks
	default:
		sc.add(sc.at+size, Mark)
	}
}

// word scans letters and digits. Inner stops and commas stay inside numbers,
// inner stops inside initials; a clitic or a hyphen ends the word.
func (sc *scanner) word() {
	start, end := sc.at, sc.at
	if link := sc.address(); link > 0 {
		sc.add(link, Word)
		return
	}
	digits, letters := false, false
	for end < len(sc.text) {
		r, size := sc.rune(end)
		if isLetter(r) || r == '\u200d' || r == '\u00ad' {
			letters = true
		} else if isDigit(r) {
			digits = true
		} else if next, ok := sc.inner(start, end, r, size, digits); ok {
			end = next
			continue
		} else {
			break
		}
		end += size
	}
	kind := Word
	if digits && !letters {
		kind = Number
	}
	if end < len(sc.text) && sc.text[end] == '.' && letters && sc.keepsStop(start, end) {
		end++
	}
	if cut := negation(sc.text[start:end]); cut > 0 && kind == Word {
		sc.add(start+cut, Word)
		sc.add(end, Clitic)
		return
	}
	sc.add(end, kind)
}

// inner decides whether the mark r at end joins what is on both its sides, and
// returns the offset to go on from.
func (sc *scanner) inner(start, end int, r rune, size int, digits bool) (int, bool) {
	next, nextSize := sc.rune(end + size)
	switch r {
	case '.':
		if digits && isDigit(next) {
			return end + size, true
		}
		// "U.S", "a.m", "e.g": single letters between stops
		if isLetter(next) && sc.initials(start, end) {
			after, _ := sc.rune(end + size + nextSize)
			if after == '.' || !isLetter(after) && !isDigit(after) {
				return end + size, true
			}
		}
	case ',', ':':
		if digits && isDigit(next) && (r == ':' || sc.thousands(end+size)) {
			return end + size, true
		}
	case '\'', '’':
		if !isLetter(next) || end == start {
			return 0, false
		}
		if sc.clitic(end+size) > 0 {
			return 0, false
		}
		return end + size, true // "O’Brien", "don’t", "Qur'an"
	case '&':
		if isUpper(next) && end-start <= 2 {
			return end + size, true // "AT&T"
		}
	case '@', '_':
		if isLetter(next) || isDigit(next) {
			return end + size, true
		}
	}
	return 0, false
}

// initials reports whether text[start:end] is letters singly between stops.
func (sc *scanner) initials(start, end int) bool {
	part := sc.text[start:end]
	for i := 0; i < len(part); {
		r, size := utf8.DecodeRuneInString(part[i:])
		if !isLetter(r) {
			return false
		}
		i += size
		if i < len(part) {
			if part[i] != '.' {
				return false
			}
			i++
		}
	}
	return end > start
}

// keepsStop reports whether the stop at end belongs to the word before it.
func (sc *scanner) keepsStop(start, end int) bool {
	if sc.initials(start, end) {
		r, size := sc.rune(start)
		return start+size < end || isUpper(r) // "U.S." and "J.", not the "a" at the end of a sentence
	}
	if sc.abbrev == nil || end-start > 6 {
		return false
	}
	var buffer [8]byte
	word := buffer[:0]
	for i := start; i < end; i++ {
		c := sc.text[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		word = append(word, c)
	}
	if string(word) == "no" && !sc.numberFollows(end+1) {
		return false // the answer, not the number
	}
	return sc.abbrev(string(word)) != Plain
}

// numberFollows reports whether blanks and a number stand at i.
func (sc *scanner) numberFollows(i int) bool {
	for i < len(sc.text) && sc.text[i] == ' ' || strings.HasPrefix(sc.text[min(i, len(sc.text)):], "\u00a0") {
		_, size := sc.rune(i)
		i += size
	}
	r, _ := sc.rune(i)
	return isDigit(r)
}

// thousands reports whether exactly three digits follow at i.
func (sc *scanner) thousands(i int) bool {
	n := 0
	for i+n < len(sc.text) && sc.text[i+n] >= '0' && sc.text[i+n] <= '9' {
		n++
	}
	return n == 3
}

// clitic returns the length of a clitic's letters at i ("s", "re", "ll" …),
// when a word ends behind them; else 0.
func (sc *scanner) clitic(i int) int {
	rest := sc.text[i:]
	for _, c := range [...]string{"s", "S", "re", "ve", "ll", "d", "m", "RE", "VE", "LL", "D", "M"} {
		if strings.HasPrefix(rest, c) {
			if after, _ := sc.rune(i + len(c)); !isLetter(after) && !isDigit(after) {
				return len(c)
			}
		}
	}
	return 0
}

// negation returns where "n't" begins in a word like "don't", or 0.
func negation(word string) int {
	for _, end := range [...]string{"n't", "n’t", "N'T", "N’T"} {
		if len(word) > len(end) && strings.HasSuffix(word, end) {
			return len(word) - len(end)
		}
	}
	return 0
}

func (sc *scanner) apostrophe(r rune, size int) {
	if strings.HasPrefix(sc.text[sc.at:], "``") {
		sc.add(sc.at+2, Open)
		return
	}
	if strings.HasPrefix(sc.text[sc.at:], "''") {
		kind := Close
		if sc.opens(sc.at+2, 2) {
			kind = Open
		}
		sc.add(sc.at+2, kind)
		return
	}
	before, _ := utf8.DecodeLastRuneInString(sc.text[:sc.at])
	after, _ := sc.rune(sc.at + size)
	attached := isLetter(before) || isDigit(before) || before == '.' || before == ')'
	if r != '‘' && r != '`' && attached {
		if n := sc.clitic(sc.at + size); n > 0 {
			sc.add(sc.at+size+n, Clitic)
			return
		}
	}
	switch {
	case r == '‘' || r == '`':
		sc.single++
		sc.add(sc.at+size, Open)
	case sc.single > 0 && sc.pluralOwner(r, size):
		sc.add(sc.at+size, Clitic) // workers', amid single marks that close later
	case sc.single > 0 && !isLetter(after) && !isSpaceOrStart(before, sc.at):
		sc.single--
		sc.add(sc.at+size, Close)
	case attached:
		sc.add(sc.at+size, Clitic) // the possessive of a plural: workers'
	case isDigit(after):
		sc.add(sc.at+size, Mark) // '90s
	case sc.opens(sc.at+size, size) && r == '\'':
		sc.single++
		sc.add(sc.at+size, Open)
	default:
		sc.add(sc.at+size, Close)
	}
}

// farthestClose is how many bytes ahead a single mark is looked for.
const farthestClose = 400

// pluralOwner reports whether the mark r at the scanner's position, while a
// single mark is open, is the possessive of a plural rather than its close: an s
// before it, a word in small letters behind it, and another mark that closes
// before one opens, in the same paragraph ("‘It is the players’ choice.’").
func (sc *scanner) pluralOwner(r rune, size int) bool {
	if r == '‘' || r == '`' || sc.at == 0 || sc.text[sc.at-1] != 's' {
		return false
	}
	rest := sc.text[sc.at+size:]
	if len(rest) < 2 || rest[0] != ' ' || rest[1] < 'a' || rest[1] > 'z' {
		return false
	}
	rest = rest[:min(len(rest), farthestClose)]
	before := rune(' ')
	for i, c := range rest {
		switch {
		case c == '‘' || c == '\n' && blankLine(rest, i):
			return false
		case c == '\'' && before == ' ':
			return false // one that opens
		case (c == '\'' || c == '’') && !isLetter(before) && !unicode.IsSpace(before):
			return true // behind a stop or comma: it closes
		}
		before = c
	}
	return false
}

func (sc *scanner) straight(size int) {
	kind := Close
	if sc.opens(sc.at+size, size) {
		kind = Open
	}
	sc.add(sc.at+size, kind)
}

// angled tells guillemets by the blanks beside them, since languages differ in
// which one opens.
func (sc *scanner) angled(r rune, size int) {
	kind := Open
	if r == '»' || r == '›' {
		kind = Close
	}
	before, _ := utf8.DecodeLastRuneInString(sc.text[:sc.at])
	after, _ := sc.rune(sc.at + size)
	blankBefore, blankAfter := isSpaceOrStart(before, sc.at), sc.at+size >= len(sc.text) || unicode.IsSpace(after)
	if kind == Close && blankBefore && !blankAfter {
		kind = Open
	} else if kind == Open && !blankBefore && (blankAfter || unicode.IsPunct(after)) {
		kind = Close
	}
	sc.add(sc.at+size, kind)
}

// opens reports whether a mark without direction that ends at end and is size
// bytes long opens: blank, bracket or dash before it and none after it.
func (sc *scanner) opens(end, size int) bool {
	start := end - size
	before, _ := utf8.DecodeLastRuneInString(sc.text[:start])
	after, _ := sc.rune(end)
	if end >= len(sc.text) || unicode.IsSpace(after) {
		return false
	}
	return isSpaceOrStart(before, start) || strings.ContainsRune("([{—–-/:‘“'`", before)
}

// address returns the end of a web or mail address at the scanner's position,
// or 0. Its last stops and commas are left out.
func (sc *scanner) address() int {
	rest := sc.text[sc.at:]
	if !strings.HasPrefix(rest, "http") && !strings.HasPrefix(rest, "www.") {
		return 0
	}
	if !strings.HasPrefix(rest, "http://") && !strings.HasPrefix(rest, "https://") && rest[0] == 'h' {
		return 0
	}
	end := strings.IndexAny(rest, " \n\t\r<>\"”“")
	if end < 0 {
		end = len(rest)
	}
	return sc.at + len(strings.TrimRight(rest[:end], ".,;:!?)]'’»"))
}

func (sc *scanner) rune(i int) (rune, int) {
	if i < len(sc.text) {
		if c := sc.text[i]; c < utf8.RuneSelf {
			return rune(c), 1
		}
		return utf8.DecodeRuneInString(sc.text[i:])
	}
	return 0, 0
}

func isSpaceOrStart(before rune, at int) bool { return at == 0 || unicode.IsSpace(before) }

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

func isDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return '0' <= r && r <= '9'
	}
	return unicode.IsNumber(r)
}

func isUpper(r rune) bool {
	if r < utf8.RuneSelf {
		return 'A' <= r && r <= 'Z'
	}
	return unicode.IsUpper(r)
}
