package annotate

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/text"
)

// QuoteIDs returns the permanent identifier of each quotation of one article:
// "q" and the first eight hexadecimal digits of the SHA-256 of the article's
// id, a zero byte and the quoted words. The words are taken in lower case and
// without marks, so that a change of quotation marks, an added comma or another
// place in the article changes nothing. The second quotation of the same words
// gets "x2" behind it, the third "x3"; a hyphen is left for the segments of one
// quotation.
func QuoteIDs(articleID, body string, quotes []Quote) []string {
	ids := make([]string, len(quotes))
	seen := make(map[string]int, len(quotes))
	var words []byte
	for i := range quotes {
		words = append(append(words[:0], articleID...), 0)
		for _, span := range quotes[i].Spans {
			words = appendWords(words, span.In(body))
		}
		sum := sha256.Sum256(words)
		id := "q" + hex.EncodeToString(sum[:4])
		seen[id]++
		if n := seen[id]; n > 1 {
			ids[i] = id + "x" + strconv.Itoa(n)
		} else {
			ids[i] = id
		}
	}
	return ids
}

// appendWords appends the letters and digits of s in lower case, with a space
// after each run of them.
func appendWords(to []byte, s string) []byte {
	inside := false
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.M, r) {
			to = utf8.AppendRune(to, unicode.ToLower(r))
			inside = true
		} else if inside {
			to = append(to, ' ')
			inside = false
		}
	}
	if inside {
		to = append(to, ' ')
	}
	return to
}

// QuotedText is what a quotation says, its spans joined by a space.
func QuotedText(body string, spans []text.Span) string {
	if len(spans) == 1 {
		return spans[0].In(body)
	}
	var b []byte
	for i, span := range spans {
		if i > 0 {
			b = append(b, ' ')
		}
		b = append(b, span.In(body)...)
	}
	return string(b)
}
