package annotate

import (
	"strings"

	"pressmark/generator/lexicon"
	"pressmark/generator/text"
)

// clusterMentions joins the names of one article that stand for the same
// person, organization, place or group, and returns the clusters in order of
// their first mention, with their roles. It sets the mentions' Cluster.
//
// Names are joined on evidence only (a surname that belongs to one person of
// the article, an acronym that stands behind its expansion); where two fit, the
// names stay apart, but for a surname, which goes to the article's main bearer.
func clusterMentions(doc *text.Doc, mentions []Mention, headline text.Span) []Cluster {
	settleKinds(doc, mentions)
	settleShort(doc, mentions)
	j := newJoiner(doc, mentions)
	j.headline = headline
	j.parenthesised()
	j.acronyms()
	j.people()
	j.places()
	j.organizations()
	j.groups()
	clusters := j.clusters(headline)
	linkGroups(doc, clusters)
	findRoles(newIndex(doc, mentions), clusters)
	return clusters
}

// bucketSize bounds how many names are compared with each other, so that a text
// with thousands of Smiths takes linear time.
const bucketSize = 24

// A form is one way in which the text writes names of one kind.
type form struct {
	text   string
	kind   Kind
	words  []string // folded: lower case, no diacritics, no stops, no "of" and "the"
	first  int      // first mention
	count  int
	up     int         // parent in the union of forms; itself at the root
	gender lexicon.Tag // what honorifics tell of a stranger
	rival  []int       // forms between which its mentions are decided one by one
}

// A joiner unites forms.
type joiner struct {
	doc      *text.Doc
	mentions []Mention
	forms    []form
	headline text.Span
	of       []int // form of each mention
	known    map[formKey]int
	byForm   map[int][]int // of persons; see mentionsOf
	strange  map[int]int   // mention of a surname → the form of its own that it has
}

type formKey struct {
	text string
	kind Kind
}

func newJoiner(doc *text.Doc, mentions []Mention) *joiner {
	j := &joiner{doc: doc, mentions: mentions, of: make([]int, len(mentions))}
	seen := make(map[formKey]int, len(mentions)/2)
	j.known = seen
	for i := range mentions {
		key := formKey{mentions[i].Span.In(doc.Text), mentions[i].Kind}
		id, ok := seen[key]
		if !ok {
			id = len(j.forms)
			seen[key] = id
			j.forms = append(j.forms, form{text: key.text, kind: key.kind, words: nameWords(key.text), first: i, up: id})
		}
		j.forms[id].count++
		j.of[i] = id
	}
	j.same()
	return j
}

// settleKinds gives a name that is nearly always of one kind in the article
// that kind everywhere: one reader of one text would not take it for two
// things.
func settleKinds(doc *text.Doc, mentions []Mention) {
	votes := make(map[string][4]int32, len(mentions)/2)
	mixed := false
	for i := range mentions {
		name := mentions[i].Span.In(doc.Text)
		n := votes[name]
		n[mentions[i].Kind] += vouch(mentions[i].Score)
		votes[name] = n
		mixed = mixed || n[mentions[i].Kind] < n[0]+n[1]+n[2]+n[3]
	}
	if !mixed {
		return
	}
	for i := range mentions {
		n := votes[mentions[i].Span.In(doc.Text)]
		best := mentions[i].Kind
		for k := range n {
			if n[k] > n[best] {
				best = Kind(k)
			}
		}
		if n[best] >= 3*n[mentions[i].Kind] {
			mentions[i].Kind = best
		}
	}
}

// settleShort gives a name that stands for a longer one of the article that
// one's kind, where no list knows the short one: a word that is the surname of a
// person named in full, or that the name of a body begins with before "of".
func settleShort(doc *text.Doc, mentions []Mention) {
	long := map[string]Kind{}
	for i := range mentions {
		m := &mentions[i]
		name := m.Span.In(doc.Text)
		switch {
		case m.Kind == Person && m.Score >= 80:
			if at := strings.LastIndexByte(name, ' '); at > 0 {
				long[name[at+1:]] = Person
			}
		case m.Kind == Organization && m.Score >= 80:
			if short, _, ok := strings.Cut(name, " of "); ok {
				long[short] = Organization
			}
		}
	}
	if len(long) == 0 {
		return
	}
	for i := range mentions {
		m := &mentions[i]
		name := m.Span.In(doc.Text)
		kind, ok := long[name]
		if !ok || kind == m.Kind || m.Kind == Group || m.Kind == Place && lexicon.IsPlace(name) || m.Kind == Organization {
			continue
		}
		m.Kind = kind
	}
}

// vouch is the weight of a mention of that certainty for its kind.
func vouch(score int) int32 {
	if score <= 55 {
		return 1 // a guess
	}
	return 4
}

// root returns the form that stands for all that the form was united with.
func (j *joiner) root(f int) int {
	for j.forms[f].up != f {
		j.forms[f].up = j.forms[j.forms[f].up].up
		f = j.forms[f].up
	}
	return f
}

// unite makes two forms one; the earlier one stands for both.
func (j *joiner) unite(a, b int) {
	a, b = j.root(a), j.root(b)
	if a > b {
		a, b = b, a
	}
	j.forms[b].up = a
}

// same unites forms that differ in case, diacritics, stops or possessive only.
func (j *joiner) same() {
	seen := make(map[formKey]int, len(j.forms))
	for i := range j.forms {
		f := &j.forms[i]
		key := formKey{strings.Join(f.words, " "), f.kind}
		if first, ok := seen[key]; ok {
			j.unite(first, i)
		} else {
			seen[key] = i
		}
	}
}

// clusters numbers the united forms by first mention, gives each mention its
// number and picks the names.
func (j *joiner) clusters(headline text.Span) []Cluster {
	var clusters []Cluster
	number := make([]int, len(j.forms))
	best := make([]int, 0, len(j.forms)) // of each cluster, the form that names it
	for i := range number {
		number[i] = -1
	}
	latest := make([]int, len(j.forms)) // mention that last named the root
	for i := range latest {
		latest[i] = -1
	}
	for i := range j.mentions {
		f := j.of[i]
		root := j.root(f)
		if len(j.forms[f].rival) > 0 {
			root = j.choose(i, latest)
		}
		latest[root] = i
		if number[root] < 0 {
			number[root] = len(clusters)
			clusters = append(clusters, Cluster{Kind: j.forms[root].kind, Name: j.mentions[i].Span, Of: -1})
			best = append(best, f)
		}
		c := number[root]
		j.mentions[i].Cluster = c
		if now := best[c]; now != f && j.fuller(f, now) || now == f && headline.Contains(clusters[c].Name) && !headline.Contains(j.mentions[i].Span) {
			best[c] = f
			clusters[c].Name = j.mentions[i].Span
		}
	}
	return clusters
}

// fuller reports whether form a is a better name for what both stand for than
// form b: the lexicon's own name, else the one with more words, or with longer
// ones.
func (j *joiner) fuller(a, b int) bool {
	fa, fb := &j.forms[a], &j.forms[b]
	if fa.kind == Place || fa.kind == Organization {
		if ca, cb := canonical(fa), canonical(fb); ca != cb && (len(fa.words) == len(fb.words) || lexiconID(fa) == lexiconID(fb)) {
			return ca
		}
	}
	if fa.kind == Group {
		return len(fa.text) < len(fb.text)
	}
	wa, wb := len(fa.words), len(fb.words)
	if wa != wb {
		return wa > wb
	}
	return len(fa.text) > len(fb.text)+1
}

func canonical(f *form) bool {
	if f.kind == Place {
		if p := lexicon.Places(f.text); len(p) > 0 {
			return p[0].Name == f.text
		}
		return false
	}
	if id := lexicon.OrganizationID(f.text); id >= 0 {
		return lexicon.OrganizationOf(id).Name == f.text
	}
	return false
}

// lexiconID is the number of what the lexicon lists under the form, also if it
// is all capitals; -1 if nothing.
func lexiconID(f *form) int {
	find := lexicon.OrganizationID
	if f.kind == Place {
		find = lexicon.PlaceID
	}
	if id := find(f.text); id >= 0 {
		return id
	}
	if small := lowerCapitals(f.text); small != f.text {
		return find(small)
	}
	return -1
}

// choose returns the root of the rival that mention i, a bare surname, stands
// for: one of the gender that its honorific tells, whom the article names in
// full most often, as it does its main person's; of equals the last before it.
func (j *joiner) choose(i int, latest []int) int {
	if f, ok := j.strange[i]; ok {
		return f
	}
	gender := j.genderBefore(i)
	best, count := -1, 0
	for _, r := range j.forms[j.of[i]].rival {
		root := j.root(r)
		if g := givenGender(&j.forms[r]); gender != 0 && g != 0 && g != gender {
			continue
		}
		if n := j.forms[r].count; best < 0 || n > count || n == count && latest[root] > latest[best] {
			best, count = root, n
		}
	}
	if best < 0 {
		return j.root(j.of[i])
	}
	return best
}

// genderBefore returns Male or Female where an honorific before mention i tells
// the gender ("Mrs. Clinton"), else 0.
func (j *joiner) genderBefore(i int) lexicon.Tag {
	start := j.mentions[i].Span.Start
	before := strings.TrimRight(j.doc.Text[max(0, start-12):start], " \n\u00a0")
	if cut := strings.LastIndexAny(before, " \n(“\""); cut >= 0 {
		before = before[cut+1:]
	}
	if before == "" {
		return 0
	}
	tag := lexicon.Lower(before)
	if tag&(lexicon.Honorific|lexicon.Role) == 0 {
		return 0
	}
	return oneGender(tag)
}

// oneGender returns Male or Female if the tag has just one of them, else 0.
func oneGender(tag lexicon.Tag) lexicon.Tag {
	if g := tag & (lexicon.Male | lexicon.Female); g == lexicon.Male || g == lexicon.Female {
		return g
	}
	return 0
}

// givenGender returns the gender that a person's given name tells, or 0.
func givenGender(f *form) lexicon.Tag {
	if f.gender != 0 {
		return f.gender
	}
	first, _, more := strings.Cut(f.text, " ")
	if !more {
		return 0
	}
	if tag := lexicon.Word(first); tag&lexicon.Given != 0 {
		return oneGender(tag)
	}
	if head, _, ok := strings.Cut(first, "-"); ok {
		return oneGender(lexicon.Word(head))
	}
	return 0
}
