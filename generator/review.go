package generator

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/fault"
	"pressmark/generator/site"
	"pressmark/generator/text"
)

// A Doubt is something that the program is least certain of, for a person to
// decide.
type Doubt struct {
	ID      string   `json:"id"`    // names what is asked, and goes with it
	About   string   `json:"about"` // "merge", "quotation" or "name"
	Score   int      `json:"score"` // certainty in hundredths; of a merge, points of evidence
	Article string   `json:"article,omitempty"`
	URL     string   `json:"url"` // of the page, from the site's root
	Before  string   `json:"before,omitempty"`
	Words   string   `json:"words"`
	After   string   `json:"after,omitempty"`
	Now     string   `json:"now"` // what the program makes of it
	Choices []Choice `json:"choices"`

	entry *archive.Entry // of Article
	span  text.Span      // of Words in it
}

// A Choice is one way to decide a doubt.
type Choice struct {
	Label string `json:"label"`
	File  string `json:"file"` // in the articles' folder
	YAML  string `json:"yaml"` // the entry to add to it
}

// A Review finds what to decide in an archive, and writes decisions down.
type Review struct {
	cfg     Config
	archive *archive.Archive
	urls    map[string]string // of articles, by id
}

// Review is the review of what was surveyed.
func (s *Survey) Review(cfg Config) *Review { return newReview(cfg, s.Archive, s.Site) }

func newReview(cfg Config, a *archive.Archive, pages *site.Site) *Review {
	r := &Review{cfg, a, map[string]string{}}
	for _, p := range pages.Pages {
		if p.Template == "article.html" && len(p.Inputs) > 0 {
			r.urls[p.Inputs[0]] = p.URL
		}
	}
	return r
}

// Doubts lists the likeliest merges, then the least certain quotations, then the
// least certain names, at most limit of each.
func (r *Review) Doubts(limit int) []Doubt {
	doubts := r.merges(limit)
	var quotes, names []Doubt
	for _, e := range r.archive.Entries {
		quotes = least(append(quotes, r.quotes(e)...), limit)
		names = least(append(names, r.names(e)...), limit)
	}
	doubts = slices.Concat(doubts, r.asked(quotes), r.asked(names))
	for i := range doubts {
		doubts[i].ID = doubts[i].identify()
	}
	return doubts
}

// least keeps the limit doubts of the lowest score.
func least(doubts []Doubt, limit int) []Doubt {
	slices.SortStableFunc(doubts, func(x, y Doubt) int { return cmp.Compare(x.Score, y.Score) })
	return doubts[:min(limit, len(doubts))]
}

func (d *Doubt) identify() string {
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00%s\x00%s", d.About, d.Article, d.Words, d.Now, d.URL)
	for _, c := range d.Choices {
		fmt.Fprintf(h, "\x00%s\x00%s", c.File, c.YAML)
	}
	return hex.EncodeToString(h.Sum(nil)[:8])
}

func (r *Review) merges(limit int) []Doubt {
	var doubts []Doubt
	for _, m := range r.archive.Suggestions() {
		if len(doubts) == limit {
			break
		}
		pair := archive.SuggestionsYAML([]archive.Suggestion{m})
		doubts = append(doubts, Doubt{
			About: "merge", Score: m.Score, Words: m.Keep.Name + " / " + m.Join.Name, URL: entityPage(m.Keep),
			Now: fmt.Sprintf("two: %s (%d mentions) and %s (%d)", m.Keep.ID, len(m.Keep.Mentions), m.Join.ID, len(m.Join.Mentions)) + ". " + m.Why,
			Choices: []Choice{
				{"one", authorityName, entry(pair)},
				{"two", authorityName, "id: " + m.Keep.ID + "\nname: " + quoted(m.Keep.Name) + "\nnot: [" + m.Join.ID + "]"},
			},
		})
	}
	return slices.DeleteFunc(doubts, func(d Doubt) bool { return d.Choices[0].YAML == "" })
}

// entry is the one entry of a list as SuggestionsYAML writes it, without its
// indentation; "" if it has none.
func entry(list string) string {
	_, item, found := strings.Cut(list, "  - ")
	if !found {
		return ""
	}
	return strings.TrimSuffix(strings.ReplaceAll(item, "\n    ", "\n"), "\n")
}

func entityPage(e *archive.Entity) string {
	folder := map[annotate.Kind]string{annotate.Person: "people", annotate.Organization: "organizations", annotate.Place: "places"}[e.Kind]
	return "/" + folder + "/" + e.Slug + "/"
}

// quotes are the doubts about one article's quotations.
func (r *Review) quotes(e *archive.Entry) []Doubt {
	var doubts []Doubt
	for i := range e.Quotes {
		q := &e.Quotes[i]
		score := q.Score
		if !q.Attributed() {
			score = min(score, 50) // that nobody says it is a doubt too
		}
		doubts = append(doubts, Doubt{About: "quotation", Score: score, Article: e.ID, URL: r.urls[e.ID] + "#" + e.QuoteIDs[i], Now: r.saidBy(e, q), entry: e, span: q.Spans[0]})
	}
	return doubts
}

func (r *Review) names(e *archive.Entry) []Doubt {
	var doubts []Doubt
	seen := map[int]bool{} // one of each cluster is enough
	for _, m := range e.Mentions {
		if seen[m.Cluster] || m.Kind == annotate.Group {
			continue
		}
		seen[m.Cluster] = true
		now := m.Kind.String()
		if m.Cluster < len(e.Entities) && e.Entities[m.Cluster] != nil {
			now += ", " + e.Entities[m.Cluster].Name
		}
		doubts = append(doubts, Doubt{About: "name", Score: m.Score, Article: e.ID, URL: r.urls[e.ID], Now: now, entry: e, span: m.Span})
	}
	return doubts
}

// asked completes the doubts about places in articles: it reads the words, and
// finds how corrections.yaml can name the place. Where it cannot, there is
// nothing to ask.
func (r *Review) asked(doubts []Doubt) []Doubt {
	var all []Doubt
	for _, d := range doubts {
		e, span := d.entry, d.span
		body := e.Reader.Slice(text.Span{End: math.MaxInt})
		anchor, ok := archive.AnchorAt(body, span)
		if !ok {
			continue
		}
		d.Words = oneLine(body[span.Start:span.End])
		d.Before, d.After = around(body, span)
		find := "article: " + quoted(d.Article) + "\nfind: " + anchor.YAML() + "\nset: "
		choose := func(label, set string) {
			d.Choices = append(d.Choices, Choice{label, correctionsName, find + set})
		}
		if d.About == "quotation" {
			choose("no quotation", "{remove: true}")
			choose("nobody says it", "{speaker: none}")
			for _, one := range speakersNear(e, span) {
				if !strings.HasSuffix(d.Now, ", "+one.Name+" says it") {
					choose("says "+one.Name, "{speaker: "+one.ID+"}")
				}
			}
		} else {
			choose("no name", "{remove: true}")
			for _, kind := range []annotate.Kind{annotate.Person, annotate.Organization, annotate.Place} {
				if !strings.HasPrefix(d.Now, kind.String()) { // it is that already
					choose(kindChoices[kind], "{kind: "+kind.String()+"}")
				}
			}
		}
		all = append(all, d)
	}
	return all
}

var kindChoices = [...]string{annotate.Person: "a person", annotate.Organization: "an organisation", annotate.Place: "a place"}

// manySpeakers is how many speakers a reviewer is offered.
const manySpeakers = 5

// speakersNear are the people and bodies named in the article, those named
// nearest to the span first.
func speakersNear(e *archive.Entry, span text.Span) []*archive.Entity {
	distance := map[*archive.Entity]int{}
	var all []*archive.Entity
	for _, m := range e.Mentions {
		if m.Cluster >= len(e.Entities) || e.Entities[m.Cluster] == nil || m.Kind == annotate.Place {
			continue
		}
		one, far := e.Entities[m.Cluster], max(span.Start-m.Span.End, m.Span.Start-span.End, 0)
		if d, known := distance[one]; !known {
			all = append(all, one)
			distance[one] = far
		} else {
			distance[one] = min(d, far)
		}
	}
	slices.SortStableFunc(all, func(x, y *archive.Entity) int { return cmp.Compare(distance[x], distance[y]) })
	return all[:min(manySpeakers, len(all))]
}

func (r *Review) saidBy(e *archive.Entry, q *annotate.Quote) string {
	if !q.Attributed() {
		return q.Kind.String() + ", nobody says it"
	}
	var names []string
	for _, c := range q.Speaker.Clusters {
		if c < len(e.Entities) && e.Entities[c] != nil {
			names = append(names, e.Entities[c].Name)
		}
	}
	if len(names) == 0 {
		names = []string{oneLine(e.Reader.Slice(q.Speaker.Span))}
	}
	return q.Kind.String() + ", " + strings.Join(names, " and ") + " says it"
}

// around is some of the words before and behind a span, in its paragraph, with
// the blank that parts them.
func around(body string, span text.Span) (before, after string) {
	const width = 120
	start := strings.LastIndex(body[:span.Start], "\n\n") + 1
	if from := span.Start - width; from > start {
		start = from + max(0, strings.IndexByte(body[from:span.Start], ' '))
	}
	end := len(body)
	if i := strings.Index(body[span.End:], "\n\n"); i >= 0 {
		end = span.End + i
	}
	if to := span.End + width; to < end {
		end = span.End + max(0, strings.LastIndexByte(body[span.End:to], ' '))
	}
	before, after = oneLine(body[start:span.Start]), oneLine(body[span.End:end])
	if strings.HasSuffix(body[:span.Start], " ") {
		before += " "
	}
	if strings.HasPrefix(body[span.End:], " ") {
		after = " " + after
	}
	return before, after
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// Decide writes the choice of a doubt into its file. The next build follows it.
func (r *Review) Decide(id string, choice, limit int) error {
	for _, d := range r.Doubts(limit) {
		if d.ID != id {
			continue
		}
		if choice < 0 || choice >= len(d.Choices) {
			return fmt.Errorf("there is no choice %d", choice)
		}
		return r.write(d.Choices[choice])
	}
	return fmt.Errorf("that was decided already, or its article has changed")
}

// write adds an entry to a file, which is checked before it takes the old one's
// place.
func (r *Review) write(c Choice) error {
	name := filepath.Join(r.cfg.SeedsPath(), c.File)
	content, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		return fault.New(name, 0, 0, "check that it may be read", "cannot be read: %v", reason(err))
	}
	key := strings.TrimSuffix(c.File, filepath.Ext(c.File))
	changed, err := archive.Append(name, content, key, c.YAML)
	if err != nil {
		return err
	}
	if c.File == authorityName {
		_, err = archive.LoadAuthority(name, changed)
	} else {
		_, err = archive.LoadCorrections(name, changed)
	}
	if err != nil {
		return err
	}
	return replaceFile(name, changed)
}

// replaceFile writes a file beside the old one and puts it in its place, so that
// nobody reads half of it.
func replaceFile(name string, content []byte) error {
	f, err := os.CreateTemp(filepath.Dir(name), ".pressmark-*")
	if err == nil {
		_, err = f.Write(content)
		mode := os.FileMode(0o644)
		if info, statErr := os.Stat(name); statErr == nil {
			mode = info.Mode().Perm()
		}
		for _, then := range []func() error{f.Sync, f.Close, func() error { return os.Chmod(f.Name(), mode) }, func() error { return os.Rename(f.Name(), name) }} {
			if err == nil {
				err = then()
			}
		}
		if err != nil {
			os.Remove(f.Name())
		}
	}
	if err != nil {
		return fault.New(name, 0, 0, "allow writing to it", "cannot be written: %v", reason(err))
	}
	return nil
}
