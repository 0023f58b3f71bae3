package annotate

import (
	"sort"
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// languageOf returns the language of an article without its region: as stated,
// else as its text tells; "" if it can't be told.
func languageOf(in Input) string {
	if in.Lang == "" {
		return detectLanguage(in.Text)
	}
	base, _, _ := strings.Cut(strings.ToLower(in.Lang), "-")
	base, _, _ = strings.Cut(base, "_")
	return base
}

// foreign reports whether a language is another than English.
func foreign(lang string) bool { return lang != "" && lang != "en" && lang != "und" }

// annotateForeign marks an article in another language than English: the words
// in quotation marks by the language's conventions, who says them where its
// words of saying are known, the dates that are written out, and the names that
// are sure. Reported speech without marks and pronouns are left alone.
func (a *Annotator) annotateForeign(in Input, lang string) *Annotations {
	known := lexicon.LanguageOf(lang)
	doc := text.Parse(in.Text, func(word string) text.Class { return text.Class(known.Stop(word)) })
	r := newForeignReader(doc, known)
	mentions := findForeignNames(r)
	clusters := clusterMentions(doc, mentions, in.Headline)
	mentions = addInflected(r, mentions, clusters)
	r.placeNames(mentions)
	foreignRoles(r, clusters)
	return (&Annotations{
		Clusters: clusters,
		Mentions: mentions,
		Dates:    findForeignDates(r, in.Date),
		Quotes:   findForeignQuotes(r, lang, clusters),
	}).trim()
}

// foreignRoles gives the people the titles right before their names.
func foreignRoles(r *foreignReader, clusters []Cluster) {
	for c := range clusters {
		clusters[c].Roles = nil
	}
	type given struct {
		words   string
		cluster int
	}
	seen := map[given]bool{}
	for i := 1; i < len(r.units); i++ {
		m := r.units[i].name
		if m < 0 || r.units[i-1].name == m || r.mentions[m].Kind != Person || r.mentions[m].Cluster < 0 {
			continue
		}
		k := i
		for k > 0 && k > i-4 && r.is(k-1, lexicon.Titular|lexicon.Qualifier) && r.units[k-1].sentence == r.units[i].sentence {
			k--
		}
		if k == i || !r.is(k, lexicon.Titular) && !r.is(i-1, lexicon.Titular) {
			continue
		}
		c := r.mentions[m].Cluster
		span := r.span(extent{k, i})
		if key := (given{strings.ToLower(span.In(r.doc.Text)), c}); len(clusters[c].Roles) < 6 && !seen[key] {
			seen[key] = true
			clusters[c].Roles = append(clusters[c].Roles, Role{Span: span, Org: -1})
		}
	}
}

// findForeignQuotes returns the quotations of an article in another language,
// in order. Without a cue lexicon for it they have no speakers.
func findForeignQuotes(r *foreignReader, lang string, clusters []Cluster) []Quote {
	f := &foreignFinder{foreignReader: r}
	f.find()
	sort.SliceStable(f.drafts, func(i, j int) bool { return f.drafts[i].spans[0].first < f.drafts[j].spans[0].first })
	quotes := make([]Quote, 0, len(f.drafts))
	speaking := -1 // person that the last attributed quotation is by
	said := -1     // paragraph that it is in
	for i := range f.drafts {
		d := &f.drafts[i]
		q := Quote{Kind: Direct, Score: d.score, Rule: lang + ": " + d.rule, Cue: r.span(d.cue)}
		for _, s := range d.spans {
			q.Spans = append(q.Spans, r.span(s))
		}
		if d.speaker.last > 0 {
			q.Speaker.Span = r.span(d.speaker.extent)
			if d.speaker.pronoun {
				if c := r.pronounIs(d, clusters, speaking, said); c >= 0 {
					q.Speaker.Clusters = []int{c}
				}
			} else {
				q.Speaker.Clusters, q.Speaker.Unnamed = r.standsFor(d.speaker.extent)
			}
			if len(q.Speaker.Clusters) == 1 && !q.Speaker.Unnamed {
				speaking = q.Speaker.Clusters[0]
			} else {
				speaking = -1
			}
			said = d.paragraph
		}
		quotes = append(quotes, q)
	}
	return quotes
}

// standsFor returns the clusters that the words for a speaker name. Somebody
// who speaks for a body ("portavoz de la OTAN") is not the body.
func (r *foreignReader) standsFor(g extent) (clusters []int, unnamed bool) {
	other, nouns := -1, 0
	for i := g.first; i < g.last; i++ {
		m := r.units[i].name
		if m < 0 {
			if r.is(i, heads) {
				nouns++
			}
			continue
		}
		if r.mentions[m].Kind == Person {
			if r.is(i-1, lexicon.Complement|lexicon.NameParticle) && i > g.first && nouns > 0 {
				return []int{r.mentions[m].Cluster}, true // "la portavoz de Sánchez"
			}
			return []int{r.mentions[m].Cluster}, false
		}
		if other < 0 {
			other = r.mentions[m].Cluster
		}
	}
	switch {
	case other < 0:
		return nil, false
	case nouns == 0:
		return []int{other}, false
	case r.spokesman(g):
		return []int{other}, true
	}
	return nil, false
}

// spokesman reports whether the words for a speaker begin with a noun for one
// who speaks for others, rather than with an office.
func (r *foreignReader) spokesman(g extent) bool {
	for i := g.first; i < g.last && i < g.first+3; i++ {
		if r.is(i, lexicon.Speaks) {
			switch strings.ToLower(r.in(i)) {
			case "sprecher", "sprecherin", "porte-parole", "portavoz", "vocero", "vocera", "представитель", "представительница", "пресс-секретарь", "пресс-служба", "vertreter", "sources", "source", "fuentes":
				return true
			}
		}
	}
	return false
}

// pronounIs returns the person that "he" or "she" beside a quotation stands
// for: the one named last before it in its paragraph, outside of quotation
// marks, else who spoke just before; -1 in doubt and where the gender is not
// the pronoun's.
func (r *foreignReader) pronounIs(d *foreignDraft, clusters []Cluster, speaking, said int) int {
	want := lexicon.Male
	if r.is(d.speaker.first, lexicon.She) {
		want = lexicon.Female
	}
	agrees := func(c int) bool {
		g := r.gender(clusters[c].Name)
		return clusters[c].Kind == Person && (g == 0 || g == want)
	}
	low := r.paragraphs[d.paragraph].first
	for i := d.speaker.first - 1; i >= low && i > d.speaker.first-150; i-- {
		if m := r.units[i].name; m >= 0 && r.units[i].region < 0 && r.mentions[m].Kind == Person {
			if c := r.mentions[m].Cluster; agrees(c) {
				return c
			}
		}
	}
	if speaking >= 0 && d.paragraph-said <= 2 && agrees(speaking) {
		return speaking
	}
	if d.paragraph > 0 && said < d.paragraph-1 {
		return r.onlyPerson(r.paragraphs[d.paragraph-1], agrees)
	}
	return -1
}

// onlyPerson returns the one person who agrees that a paragraph names, -1 for
// none or several.
func (r *foreignReader) onlyPerson(g extent, agrees func(int) bool) int {
	found := -1
	for i := max(g.first, g.last-200); i < g.last; i++ {
		m := r.units[i].name
		if m < 0 || r.units[i].region >= 0 || r.mentions[m].Kind != Person || !agrees(r.mentions[m].Cluster) {
			continue
		}
		if c := r.mentions[m].Cluster; found >= 0 && c != found {
			return -1
		}
		found = r.mentions[m].Cluster
	}
	return found
}

// gender returns Male or Female if the given name in a person's name tells it,
// else 0.
func (r *foreignReader) gender(name text.Span) lexicon.Tag {
	first, _, more := strings.Cut(name.In(r.doc.Text), " ")
	if use := r.lang.Use(first); use&(lexicon.GivenMale|lexicon.GivenFemale) != 0 {
		if use&lexicon.GivenFemale != 0 {
			return lexicon.Female
		}
		return lexicon.Male
	}
	if !more {
		return 0
	}
	if head, _, ok := strings.Cut(first, "-"); ok && lexicon.Word(first)&lexicon.Given == 0 {
		first = head
	}
	if tag := lexicon.Word(first); tag&lexicon.Given != 0 {
		return oneGender(tag)
	}
	return 0
}
