package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Fold returns s in lower case without diacritics, ligatures spelt out, Cyrillic
// and Greek in Latin letters, so that spellings can be compared and put into
// addresses. What has no Latin spelling stays as it is.
func Fold(s string) string {
	ascii := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			ascii = false
			break
		}
	}
	if ascii {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		foldRune(&b, r)
	}
	return b.String()
}

func foldRune(b *strings.Builder, r rune) {
	r = unicode.ToLower(r)
	if r < utf8.RuneSelf {
		b.WriteByte(byte(r))
		return
	}
	if latin, ok := latinOf[r]; ok {
		b.WriteString(latin)
		return
	}
	if unicode.Is(unicode.Mn, r) {
		return // a combining accent
	}
	b.WriteRune(r)
}

// Slug makes a part of an address from a name: folded letters and digits, with
// one hyphen for anything between; apostrophes vanish ("O’Brien" is
// "obrien"). It is at most limit bytes long, cut at a hyphen where there is
// one; limit 0 is none. It may be empty.
func Slug(s string, limit int) string {
	var b strings.Builder
	gap := false
	for _, r := range Fold(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(r)
		case r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '.' || unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r):
			if r == '.' {
				gap = gap || !initial(b.String())
			}
		default:
			gap = true
		}
	}
	slug := b.String()
	if limit > 0 && len(slug) > limit {
		cut := limit
		for !utf8.RuneStart(slug[cut]) {
			cut--
		}
		if slug[cut] != '-' {
			if at := strings.LastIndexByte(slug[:cut], '-'); at > limit/2 {
				cut = at
			}
		}
		slug = slug[:cut]
	}
	return slug
}

// initial reports whether slug ends in a letter that stands alone or in a run
// of such, so that "U.S." becomes "us" and "J. R. Smith" "j-r-smith".
func initial(slug string) bool {
	if len(slug) == 0 {
		return false
	}
	last := strings.LastIndexByte(slug, '-')
	return utf8.RuneCountInString(slug[last+1:]) <= 2
}

// latinOf spells letters in Latin. Romanisation of Cyrillic follows BGN/PCGN,
// simplified; of Greek, ELOT 743.
var latinOf = letters(
	"a àáâãäåāăąǎạảấầẩẫậắằẳẵặα", "ae æ", "b бβ", "c çćĉċč", "d ďđðдδ", "e èéêëēĕėęěẹẻẽếềểễệеэєε", "f фφ",
	"g ĝğġģгґγ", "h ĥħ", "i ìíîïĩīĭįıỉịиіιη", "j ĵ", "k ķкκ", "l ĺļľŀłлλ", "m мμ", "n ñńņňŉнν", "o òóôõöøōŏőơọỏốồổỗộớờởỡợоοω",
	"oe œ", "p пπ", "r ŕŗřрρ", "s śŝşšșсσς", "ss ß", "t ţťŧțтτ", "th þθ", "u ùúûüũūŭůűųưụủứừửữựуўυ", "v в", "w ŵ", "x ξ",
	"y ýÿŷỳỷỹỵйы", "z źżžзζ", "yo ё", "zh ж", "kh хχ", "ts ц", "ch ч", "sh ш", "shch щ", "yu ю", "ya я", "yi ї", "ps ψ", " ъь",
	"a άа", "e έе", "i ήί", "o όώо", "y ύ")

func letters(rows ...string) map[rune]string {
	m := map[rune]string{}
	for _, row := range rows {
		latin, others, _ := strings.Cut(row, " ")
		for _, r := range others {
			m[r] = latin
		}
	}
	return m
}
