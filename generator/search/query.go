package search

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A Query is what a reader looks for. The zero Query looks for nothing.
type Query struct {
	Words   []string   // folded; all must be there
	Phrases [][]string // folded words that must stand together
	By      []string   // words of a speaker's name
	About   []string   // words of the name of somebody named
	// Facets are values of which one must fit, for each key: "kind" (article,
	// quotation), "year", "by" and "of" (ids of names, those of one kind
	// together), "source", "tag".
	Facets map[string][]string
	// Typing is set while the last word may be the beginning of one.
	Typing bool
}

// field are the words before a colon.
var field = map[string]string{
	"by": "by", "speaker": "by", "about": "about", "of": "about", "person": "about", "place": "about", "organization": "about", "organisation": "about",
	"source": "source", "in": "source", "year": "year", "tag": "tag", "kind": "kind",
}

// The sentences that are understood as such.
var (
	quotationsBy = regexp.MustCompile(`(?i)^(?:all |the )?(?:quotations?|quotes?|statements?|zitate|citations|citas)(?: (?:by|from|of|von|de) (.+?))?(?: (?:about|on|naming|über|sur|sobre) (.+?))?(?: (?:in|en) (\d{4}))?$`)
	whatDidSay   = regexp.MustCompile(`(?i)^what (?:did|does|has|have) (.+?) (?:say|said)(?: (?:about|on|of) (.+?))?(?: in (\d{4}))?\??$`)
	articlesOn   = regexp.MustCompile(`(?i)^(?:all |the )?(?:articles?|artikel|artículos)()(?: (?:about|on|naming|über|sur|sobre) (.+?))?(?: (?:in|en) (\d{4}))?$`)
	piece        = regexp.MustCompile(`(?:(\pL+):)?(?:"([^"]*)"?|“([^”]*)”?|([^\s"“]+))`)
)

// ParseQuery reads a query as a reader types it: words, “phrases”,
// by:lavrov about:belarus year:2020, or "quotations by Lavrov about Belarus in
// 2020".
func ParseQuery(typed string) Query {
	q := Query{Facets: map[string][]string{}}
	typed = strings.TrimSpace(typed)
	for i, sentence := range []*regexp.Regexp{quotationsBy, whatDidSay, articlesOn} {
		m := sentence.FindStringSubmatch(typed)
		if m == nil || m[1]+m[2]+m[3] == "" {
			continue
		}
		q.By, q.About = telling(m[1]), telling(m[2])
		if m[3] != "" {
			q.Facets["year"] = []string{m[3]}
		}
		q.Facets["kind"] = []string{"quotation"}
		if i == 2 {
			q.Facets["kind"] = []string{"article"}
		}
		return q
	}
	for _, m := range piece.FindAllStringSubmatch(typed, -1) {
		value, phrase := m[4], m[2]+m[3]
		name := field[strings.ToLower(m[1])]
		if name == "" {
			q.Words = append(q.Words, telling(m[1])...)
			if phrase != "" {
				q.phrase(phrase)
			} else {
				q.Words = append(q.Words, telling(value)...)
			}
			continue
		}
		q.field(name, value+phrase)
	}
	return q
}

// phrase adds words that must stand together.
func (q *Query) phrase(s string) {
	switch words := folded(s); {
	case len(words) > 1:
		q.Phrases = append(q.Phrases, words)
	default:
		q.Words = append(q.Words, telling(s)...)
	}
}

func (q *Query) field(name, value string) {
	switch name {
	case "by":
		q.By = append(q.By, telling(value)...)
	case "about":
		q.About = append(q.About, telling(value)...)
	case "source", "tag":
		q.Facets[name] = append(q.Facets[name], FacetValue(value))
	case "year":
		if n, err := strconv.Atoi(value); err == nil {
			q.Facets[name] = append(q.Facets[name], strconv.Itoa(n))
		}
	case "kind":
		if strings.HasPrefix(strings.ToLower(value), "q") {
			q.Facets[name] = append(q.Facets[name], "quotation")
		} else {
			q.Facets[name] = append(q.Facets[name], "article")
		}
	}
}

// telling are the words of s that are in the index.
func telling(s string) []string {
	return slices.DeleteFunc(folded(s), func(w string) bool { return ignored[w] })
}

// A clause is one condition of a query: one of its terms must be there.
type clause struct {
	terms   []string
	own     int  // how many of the terms, the first ones, are what was typed
	weighs  bool // it counts for the rank
	article bool // it is fulfilled by the article that a quotation stands in
	by      bool // it names a speaker, so that only quotations fulfil it
}

// clauses are the conditions of a query, but for those of kind and year.
func (q *Query) clauses(stems, plain bool, completed []string) []clause {
	var all []clause
	seen := map[string]bool{}
	add := func(c clause) {
		c.own = len(distinct(c.terms[:c.own]))
		c.terms = distinct(c.terms)
		if key := strings.Join(c.terms, " "); !seen[key] {
			seen[key] = true
			all = append(all, c)
		}
	}
	word := func(w string) []string {
		switch {
		case stems && plain:
			return []string{stem(w), w}
		case stems:
			return []string{stem(w)}
		}
		return []string{w}
	}
	for i, w := range q.Words {
		terms := word(w)
		own := len(terms)
		if i == len(q.Words)-1 {
			for _, other := range completed {
				terms = append(terms, word(other)...)
			}
		}
		add(clause{terms: terms, own: own, weighs: true})
	}
	for _, phrase := range q.Phrases {
		for _, w := range phrase {
			if !ignored[w] {
				terms := word(w)
				add(clause{terms: terms, own: len(terms), weighs: true})
			}
		}
	}
	for _, w := range q.By {
		add(clause{terms: []string{"by:" + w}, own: 1, weighs: true, by: true})
	}
	for _, w := range q.About {
		add(clause{terms: []string{"of:" + w}, own: 1, weighs: true})
	}
	for _, f := range []struct{ key, before string }{{"by", "by="}, {"of", "of="}, {"source", "in="}, {"tag", "tag="}} {
		for _, values := range together(f.key, q.Facets[f.key]) {
			terms := make([]string, len(values))
			for i, v := range values {
				terms[i] = f.before + v
			}
			add(clause{terms: terms, own: len(terms), article: f.key == "source" || f.key == "tag", by: f.key == "by"})
		}
	}
	return all
}

// together divides the values of a facet into those of which one must fit: of
// names, those of one kind.
func together(key string, values []string) [][]string {
	var groups [][]string
	at := map[string]int{}
	for _, v := range values {
		kind := ""
		if key == "of" {
			kind, _, _ = strings.Cut(v, "/")
		}
		i, met := at[kind]
		if !met {
			i = len(groups)
			at[kind] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], v)
	}
	return groups
}

func distinct(list []string) []string {
	var out []string
	for _, s := range list {
		if !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
