package archive

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"pressmark/generator/text"
)

// A person is a person's name taken apart. All parts are folded.
type person struct {
	given   string   // without hyphens; one letter for an initial; "" when only the surname is given
	middle  []string // names and initials between
	surname string   // without particles
	suffix  string   // "jr", "ii"
	sort    string   // as written, for an index: "Assad, Bashar al-"
}

// full reports whether the name has a given name and a surname.
func (p *person) full() bool { return p.given != "" }

// plain reports whether the name has no more than a given name and a surname.
func (p *person) plain() bool { return len(p.middle) == 0 && p.suffix == "" }

// A word is one blank-separated part of a name.
type nameWord struct {
	written, key string // key is folded, hyphens and particle prefix gone
	particle     bool
	hyphen       bool
}

// parsePerson takes a clean name apart. Family names that stand first are told
// by a list; a particle in front of a single word makes it a surname.
func parsePerson(name string) person {
	k := known()
	words := nameWords(k, name)
	var p person
	if n := len(words); n > 1 && k.suffix[words[n-1].key] {
		p.suffix = words[n-1].key
		words = words[:n-1]
	}
	if len(words) == 0 {
		return person{surname: strings.Join(splitWords(text.Fold(name)), ""), sort: name}
	}
	if easternOrder(k, words) {
		p.surname = words[0].key
		for _, w := range words[1:] {
			p.given += w.key
		}
		p.sort = name // the family name stands first already
		return p
	}
	first := 0
	for first < len(words)-1 && leadingParticle(k, words, first) {
		first++
	}
	last := len(words) - 1
	p.surname = words[last].key
	if first == last {
		p.sort = name
		return p
	}
	if first == 0 {
		p.given = words[0].key
		for _, w := range words[1:last] {
			if !w.particle {
				p.middle = append(p.middle, w.key)
			}
		}
	} else { // "van der Berg": a surname of its own
		for _, w := range words[first:last] {
			p.middle = append(p.middle, w.key)
		}
	}
	p.sort = sortPerson(words, first, name, p.suffix)
	if last > 1 && words[last-1].written == "the" {
		p.sort = name // "Peter the Great"
	}
	return p
}

func nameWords(k *knowledge, name string) []nameWord {
	var words []nameWord
	for _, field := range strings.Fields(name) {
		field = strings.Trim(field, ",")
		folded := text.Fold(field)
		w := nameWord{written: field, hyphen: strings.ContainsAny(field, "-‐‑")}
		if at := strings.IndexAny(folded, "-‐‑"); at > 0 && (folded[:at] == "al" || folded[:at] == "el") {
			// "al-Assad" is Assad with a particle.
			folded = strings.TrimLeft(folded[at:], "-‐‑")
			w.hyphen = false
		}
		parts := splitWords(folded)
		w.key = strings.Join(parts, "")
		if w.key == "" {
			continue
		}
		w.particle = k.particle[w.key]
		// "J.D." is two initials.
		if len(w.key) == 2 && strings.Count(field, ".") == 2 && !w.particle {
			words = append(words, nameWord{written: field, key: w.key[:1]}, nameWord{key: w.key[1:]})
			continue
		}
		words = append(words, w)
	}
	return words
}

// leadingParticle reports whether word i, with only particles before it,
// belongs to a surname: in lower case, or one that is nobody's given name.
func leadingParticle(k *knowledge, words []nameWord, i int) bool {
	w := words[i]
	r, _ := utf8.DecodeRuneInString(w.written)
	return w.particle && (unicode.IsLower(r) || k.leading[w.key] || i > 0)
}

// easternOrder reports whether the family name stands first.
func easternOrder(k *knowledge, words []nameWord) bool {
	sure, listed := k.eastern[words[0].key]
	if !listed || len(words) < 2 || len(words) > 4 || words[0].hyphen {
		return false
	}
	if words[1].hyphen {
		return len(words) == 2
	}
	for _, w := range words[1:] {
		if w.hyphen || w.particle || len(w.key) < 2 {
			return false
		}
	}
	if sure && len(words) == 2 {
		return true
	}
	for _, w := range words[1:] {
		if !k.syllables[w.key] {
			return false
		}
	}
	return sure || len(words) == 3
}

// sortPerson puts the surname in front. Particles that index makers keep with
// the surname ("bin Laden", "van Gogh", "de Gaulle") stay; "al-" and "von" go
// behind.
func sortPerson(words []nameWord, first int, name, suffix string) string {
	if first > 0 {
		return name
	}
	at := len(words) - 1
	for at > 1 && words[at-1].particle && !behindVon(words, at-1) && words[at-1].key != "von" && words[at-1].key != "al" && words[at-1].key != "y" && words[at-1].key != "e" {
		at--
	}
	join := func(words []nameWord) string {
		var parts []string
		for _, w := range words {
			if w.written != "" {
				parts = append(parts, w.written)
			}
		}
		return strings.Join(parts, " ")
	}
	surname, rest := join(words[at:]), join(words[:at])
	for _, article := range []string{"al-", "Al-", "el-", "El-"} {
		if bare, ok := strings.CutPrefix(surname, article); ok && bare != "" {
			surname, rest = bare, rest+" "+strings.ToLower(article)
		}
	}
	out := surname + ", " + rest
	if suffix != "" {
		fields := strings.Fields(name)
		out += ", " + fields[len(fields)-1]
	}
	return out
}

// behindVon reports whether a particle belongs to a "von" before it, with which
// it goes: "Leyen, Ursula von der".
func behindVon(words []nameWord, at int) bool {
	for at > 0 && words[at].particle {
		if words[at].key == "von" {
			return true
		}
		at--
	}
	return false
}

// compatibleMiddles reports whether two people's middle names can be one
// person's: word by word the same, or an initial and a name that begins with
// it, or one missing.
func compatibleMiddles(a, b *person) bool {
	if a.suffix != "" && b.suffix != "" && a.suffix != b.suffix {
		return false
	}
	for i := 0; i < len(a.middle) && i < len(b.middle); i++ {
		x, y := a.middle[i], b.middle[i]
		if x == y || strings.HasPrefix(x, y) && len(y) == 1 || strings.HasPrefix(y, x) && len(x) == 1 {
			continue
		}
		return false
	}
	return true
}
