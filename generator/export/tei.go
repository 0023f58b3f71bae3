package export

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"time"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// Texts in TEI P5: each article is a TEI element with what is marked in it, and
// a standOff with those whom it names. Several are in one teiCorpus.

const teiNamespace = "http://www.tei-c.org/ns/1.0"

// teiEncoding says what made the marks, and what the kinds of quotation mean.
const teiKinds = `<classDecl><taxonomy xml:id="quotations">` +
	`<category xml:id="direct"><catDesc>The words stand in quotation marks.</catDesc></category>` +
	`<category xml:id="indirect"><catDesc>The sense is reported.</catDesc></category>` +
	`<category xml:id="mixed"><catDesc>Some words are quoted, the rest reported.</catDesc></category>` +
	`</taxonomy></classDecl>`

// openCorpus begins a file of many articles.
func openCorpus(site *Site, f *File, w io.Writer) (*sink, error) {
	x := newXML(w)
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<teiCorpus xmlns="` + teiNamespace + `"`).lang(site.Lang).raw(">\n<teiHeader><fileDesc><titleStmt><title>")
	title := site.Title
	if f.Part != "" {
		title += ", " + f.Part
	}
	x.text(title).raw("</title></titleStmt>").publication(site, "", "", "").raw("<sourceDesc><p>Articles as this archive keeps them; each names its source.</p></sourceDesc></fileDesc>")
	x.encoding(site, true).raw("</teiHeader>\n")
	return &sink{
		article: func(it *item) error {
			x.article(it, false)
			return nil
		},
		finish: func() error { return x.raw("</teiCorpus>\n").Flush() },
	}, nil
}

// openTEI begins a file of one article.
func openTEI(_ *Site, _ *File, w io.Writer) (*sink, error) {
	x := newXML(w)
	x.raw(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	return &sink{
		article: func(it *item) error {
			x.article(it, true)
			return nil
		},
		finish: x.Flush,
	}, nil
}

var versionNumber = regexp.MustCompile(`^[0-9]+(\.[0-9]+){0,3}`)

func (x xmlWriter) encoding(site *Site, kinds bool) xmlWriter {
	x.raw("<encodingDesc>")
	if v := versionNumber.FindString(site.Version); v != "" {
		x.raw(`<appInfo><application ident="pressmark"`).attribute("version", v).raw("><label>").text(site.program()).raw("</label></application></appInfo>")
	} else {
		x.raw("<p>Marked by Pressmark.</p>")
	}
	if kinds {
		x.raw(teiKinds)
	}
	return x.raw("</encodingDesc>")
}

// publication says who publishes, where, under which mark and licence.
func (x xmlWriter) publication(site *Site, address, mark, licence string) xmlWriter {
	x.raw("<publicationStmt><publisher>").text(site.Title).raw("</publisher>")
	if address != "" {
		x.raw(`<idno type="URL">`).text(address).raw("</idno>")
	}
	if mark != "" {
		x.raw(`<idno type="shelfmark">`).text(mark).raw("</idno>")
	}
	x.raw("<availability>")
	if site.Licence != "" {
		x.raw(`<licence`).attribute("target", LicenceURL(site.Licence)).raw(">The annotations: ").text(site.Licence).raw("</licence>")
	}
	switch target := LicenceURL(licence); {
	case licence == "":
		x.raw("<p>The text belongs to its publisher.</p>")
	case target != "":
		x.raw(`<licence`).attribute("target", pointer(target)).raw(">The text: ").text(licence).raw("</licence>")
	default:
		x.raw("<p>The text: ").text(licence).raw("</p>")
	}
	return x.raw("</availability></publicationStmt>")
}

// article prints one article; whole if it is a file of its own.
func (x xmlWriter) article(it *item, whole bool) {
	sum := sha256.Sum256([]byte(it.ID))
	m := &teiMarker{xmlWriter: x, item: it, prefix: "a" + hex.EncodeToString(sum[:8])}
	x.raw("<TEI")
	if whole {
		x.attribute("xmlns", teiNamespace)
	}
	x.attribute("xml:id", m.prefix).attribute("n", it.ID).lang(it.lang).raw(">\n<teiHeader><fileDesc><titleStmt>").element("title", it.title)
	for _, name := range it.Byline {
		x.element("author", oneLine(name))
	}
	x.raw("</titleStmt>").publication(it.site, it.url, it.ShelfMark(), it.licence).raw("<sourceDesc><bibl>").element("title", it.title)
	for _, name := range it.Byline {
		x.element("author", oneLine(name))
	}
	x.element("publisher", oneLine(it.Source))
	if d := it.published(); d != "" {
		x.raw("<date").attribute("when", d).raw(">").text(d).raw("</date>")
	}
	if u := webAddress(it.URL); u != "" {
		x.raw("<ref").attribute("target", pointer(u)).raw(">").text(u).raw("</ref>")
	}
	x.raw("</bibl></sourceDesc></fileDesc>").encoding(it.site, whole).profile(it).revisions(it).raw("</teiHeader>\n")
	m.people()
	x.raw("<text><body>\n")
	m.body()
	x.raw("</body></text>\n</TEI>\n")
}

// pointer is an address as an attribute holds it: without blanks, which part
// several.
func pointer(address string) string { return strings.ReplaceAll(address, " ", "%20") }

func (x xmlWriter) profile(it *item) xmlWriter {
	if len(it.Tags) == 0 && !languageTag.MatchString(it.lang) {
		return x
	}
	x.raw("<profileDesc>")
	if languageTag.MatchString(it.lang) {
		x.raw("<langUsage><language").attribute("ident", it.lang).raw("/></langUsage>")
	}
	if len(it.Tags) > 0 {
		x.raw("<textClass><keywords>")
		for _, t := range it.Tags {
			x.raw("<term>").text(oneLine(t)).raw("</term>")
		}
		x.raw("</keywords></textClass>")
	}
	return x.raw("</profileDesc>")
}

// revisions are the corrections that people made, the last first.
func (x xmlWriter) revisions(it *item) xmlWriter {
	if len(it.Applied) == 0 {
		return x
	}
	changes := slices.Clone(it.Applied)
	slices.SortStableFunc(changes, func(a, b archive.Applied) int { return strings.Compare(b.Date, a.Date) })
	x.raw("<revisionDesc>")
	for _, c := range changes {
		x.raw("<change")
		if _, err := time.Parse(time.DateOnly, c.Date); err == nil {
			x.attribute("when", c.Date)
		}
		x.raw(">").text(oneLine(c.What))
		if c.Note != "" {
			x.raw(": ").text(oneLine(c.Note))
		}
		x.raw("</change>")
	}
	return x.raw("</revisionDesc>")
}

// A teiMarker prints the text of one article with its marks.
type teiMarker struct {
	xmlWriter
	*item
	prefix string
	marks  []teiMark
	reach  []int          // how far the marks up to each go at most
	pieces map[string]int // how many pieces the mark of this name comes in
}

// entityName is the identifier of somebody in this article's list.
func (m *teiMarker) entityName(e *archive.Entity) string { return m.prefix + "." + xmlName(e.ID) }

// people lists those whom the article names.
func (m *teiMarker) people() {
	var kinds [3][]*archive.Entity
	seen := map[*archive.Entity]bool{}
	for c := range m.Clusters {
		if e := m.site.entityOf(m.Entry, c); e != nil && !seen[e] {
			seen[e] = true
			kinds[e.Kind] = append(kinds[e.Kind], e)
		}
	}
	if len(seen) == 0 {
		return
	}
	m.raw("<standOff>")
	for kind, list := range [...][3]string{annotate.Person: {"listPerson", "person", "persName"}, annotate.Organization: {"listOrg", "org", "orgName"},
		annotate.Place: {"listPlace", "place", "placeName"}} {
		slices.SortFunc(kinds[kind], func(a, b *archive.Entity) int { return cmp.Compare(a.ID, b.ID) })
		if len(kinds[kind]) == 0 {
			continue
		}
		m.raw("<" + list[0] + ">")
		for _, e := range kinds[kind] {
			m.raw("<"+list[1]).attribute("xml:id", m.entityName(e)).raw(">").element(list[2], e.Name)
			if c := e.Coordinates; c != nil && kind == int(annotate.Place) {
				m.raw("<location><geo>" + degrees(c.Lat) + " " + degrees(c.Lon) + "</geo></location>")
			}
			m.raw(`<idno type="URL">`).text(m.site.EntityURL(e)).raw("</idno>")
			if e.Wikidata != "" {
				m.raw(`<idno type="Wikidata">`).text(e.Wikidata).raw("</idno>")
			}
			m.element("note", oneLine(e.Description)).raw("</" + list[1] + ">")
		}
		m.raw("</" + list[0] + ">")
	}
	m.raw("</standOff>\n")
}

// A teiMark is an element around a piece of the text. Those of one name are
// pieces of one thing.
type teiMark struct {
	start, end int // bytes
	rank       int // of two at one place, the lower stands outside
	tag        string
	name       string      // xml:id of the first piece; only quotations have it if they are whole
	attributes [][2]string // but xml:id, next and prev
}

// quotations is the rank of marks that cannot stand within a name.
const quotations = 0

var certainties = [...]string{"", "low", "medium", "high"}

// gather makes the marks of the article.
func (m *teiMarker) gather() {
	for i := range m.quotes {
		q := &m.quotes[i]
		var who []string
		if q.speaker != nil {
			for _, e := range q.speaker.entities {
				who = append(who, "#"+m.entityName(e))
			}
		}
		direct := "false"
		if q.kind == "direct" {
			direct = "true"
		}
		for _, s := range q.spans {
			m.marks = append(m.marks, teiMark{s.Start, s.End, quotations, "said", m.prefix + "." + xmlName(q.id),
				[][2]string{{"who", strings.Join(who, " ")}, {"direct", direct}, {"ana", "#" + q.kind}, {"cert", certainties[Sure(q.score)]}}})
		}
	}
	tags := map[string]string{"person": "persName", "organization": "orgName", "place": "placeName"}
	for i := range m.mentions {
		n := &m.mentions[i]
		mark := teiMark{start: n.Start, end: n.End, rank: 2, tag: tags[n.kind], name: m.prefix + ".name" + itoa(n.Start)}
		if mark.tag == "" {
			mark.tag, mark.attributes = "rs", [][2]string{{"type", n.kind}}
		}
		if n.entity != nil {
			mark.attributes = append(mark.attributes, [2]string{"ref", "#" + m.entityName(n.entity)})
		}
		mark.attributes = append(mark.attributes, [2]string{"cert", certainties[Sure(n.score)]})
		m.marks = append(m.marks, mark)
	}
	for i := range m.dates {
		d := &m.dates[i]
		mark := teiMark{start: d.Start, end: d.End, rank: 1, tag: "date", name: m.prefix + ".date" + itoa(d.Start), attributes: [][2]string{{"when", d.value}}}
		if d.precision == "week" || d.precision == "decade" {
			mark.attributes = [][2]string{{"from", d.from.Format(time.DateOnly)}, {"to", d.to.Format(time.DateOnly)}}
		}
		m.marks = append(m.marks, mark)
	}
	m.marks = slices.DeleteFunc(m.marks, func(k teiMark) bool { return k.end <= k.start })
	slices.SortStableFunc(m.marks, func(a, b teiMark) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end), cmp.Compare(a.rank, b.rank))
	})
	reach := 0
	for i := range m.marks {
		reach = max(reach, m.marks[i].end)
		m.reach = append(m.reach, reach)
	}
}

// body prints the title and the blocks of the text. It goes over them twice:
// once to see into how many pieces the marks fall.
func (m *teiMarker) body() {
	m.gather()
	block := "ab"
	if ext := strings.ToLower(path.Ext(m.Path)); ext == ".txt" || ext == ".text" {
		block = "p"
	}
	each := func(do func(tag, id string, start, end int)) {
		do("head", "", m.Headline.Start, m.Headline.End)
		for _, b := range m.Blocks {
			do(block, m.prefix+"."+xmlName(b.ID), b.Span.Start, b.Span.End)
		}
	}
	m.pieces = map[string]int{}
	each(func(_, _ string, start, end int) {
		m.sweep(start, end, func(k *teiMark) { m.pieces[k.name]++ }, func(*teiMark) {}, func(int, int) {})
	})
	printed := map[string]int{}
	blocks := 0
	each(func(tag, id string, start, end int) {
		if end <= start || tag == "head" && blocks > 0 {
			return
		}
		if tag != "head" {
			blocks++
		}
		m.raw("<"+tag).attribute("xml:id", id).raw(">")
		m.sweep(start, end, func(k *teiMark) { m.openMark(k, printed) }, func(k *teiMark) { m.raw("</" + k.tag + ">") },
			func(from, to int) { m.xmlWriter.text(m.item.text[from:to]) })
		m.raw("</" + tag + ">\n")
	})
	if blocks == 0 {
		m.raw("<p/>\n") // a body has something
	}
}

// openMark prints the start tag of one piece. The pieces of a quotation name
// the next and the one before.
func (m *teiMarker) openMark(k *teiMark, printed map[string]int) {
	m.raw("<" + k.tag)
	if k.rank == quotations || m.pieces[k.name] > 1 {
		n := printed[k.name]
		printed[k.name]++
		piece := func(n int) string {
			if n == 0 {
				return k.name
			}
			return k.name + "." + itoa(n+1)
		}
		m.attribute("xml:id", piece(n))
		if n+1 < m.pieces[k.name] {
			m.attribute("next", "#"+piece(n+1))
		}
		if n > 0 {
			m.attribute("prev", "#"+piece(n-1))
		}
	}
	for _, a := range k.attributes {
		m.attribute(a[0], a[1])
	}
	m.raw(">")
}

// sweep goes over one block. Marks that overlap are closed and opened again, so
// that elements nest.
func (m *teiMarker) sweep(start, end int, open, closed func(*teiMark), text func(from, to int)) {
	var stack []*teiMark
	// closes all from the lowest on the stack, and opens those again that stay.
	reopen := func(lowest int, stays func(*teiMark) bool, between func()) {
		for i := len(stack) - 1; i >= lowest; i-- {
			closed(stack[i])
		}
		kept := slices.DeleteFunc(slices.Clone(stack[lowest:]), func(k *teiMark) bool { return !stays(k) })
		stack = stack[:lowest]
		between()
		for _, k := range kept {
			open(k)
		}
		stack = append(stack, kept...)
	}
	at := start
	next, _ := slices.BinarySearchFunc(m.marks, start, func(k teiMark, at int) int { return cmp.Compare(k.start, at) })
	if next > 0 && m.reach[next-1] > start { // what began in an earlier block goes on in this one
		for i := range m.marks[:next] {
			if k := &m.marks[i]; k.end > start {
				open(k)
				stack = append(stack, k)
			}
		}
	}
	for {
		stop := end
		for _, k := range stack {
			stop = min(stop, k.end)
		}
		if next < len(m.marks) {
			stop = min(stop, m.marks[next].start)
		}
		if stop > at {
			text(at, stop)
			at = stop
		}
		if at == end {
			break
		}
		if lowest := slices.IndexFunc(stack, func(k *teiMark) bool { return k.end <= at }); lowest >= 0 {
			reopen(lowest, func(k *teiMark) bool { return k.end > at }, func() {})
		}
		for next < len(m.marks) && m.marks[next].start <= at {
			k := &m.marks[next]
			next++
			lowest := len(stack)
			for k.rank == quotations && lowest > 0 && stack[lowest-1].rank != quotations {
				lowest--
			}
			reopen(lowest, func(*teiMark) bool { return true }, func() {
				open(k)
				stack = append(stack, k)
			})
		}
	}
	for i := len(stack) - 1; i >= 0; i-- {
		closed(stack[i])
	}
}
