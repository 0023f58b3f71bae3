package source

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"pressmark/generator/fault"
)

// RightsName is the file in the articles' folder that says what of which
// articles may be published.
const RightsName = "rights.yaml"

// Rights say what of an article may be published. They are applied when the
// article is read, so that nothing made from it can hold more.
type Rights struct {
	Level     RightsLevel
	Words     int    // how many words of an excerpt are shown
	Withdrawn Date   // when it was withdrawn; zero if that is not said
	Reason    string // why it is withdrawn or shortened, for the reader
	Licence   string // an SPDX name, an address, or words
	NoIndex   bool   // search engines are asked to leave it out
	Withheld  bool   // a name was taken out
}

// A RightsLevel is how much of an article is published.
type RightsLevel uint8

const (
	Full      RightsLevel = iota
	Excerpt               // title, metadata and the first words
	Metadata              // title and metadata
	Tombstone             // that there was an article, and why it was withdrawn
)

var rightsLevels = [...]string{"full", "excerpt", "metadata", "tombstone"}

// String is the level as rights.yaml and front matter name it.
func (l RightsLevel) String() string { return rightsLevels[l] }

// excerptWords is how many words an excerpt has if nobody says.
const excerptWords = 60

const (
	adviseLevel = "write full, excerpt, metadata or tombstone"
	adviseNames = "write a list of names: [Jane Doe]"
)

// A claim is what one rule, or one article of itself, says of rights. What it
// does not say is nil or empty.
type claim struct {
	level    *RightsLevel
	words    int
	date     Date
	reason   string
	licence  string
	noIndex  *bool
	withheld []withheld
}

// claimKeys are the keys of an article's metadata that speak of rights.
var claimKeys = []string{"rights", "excerpt_words", "withdrawn", "rights_note", "licence", "license", "noindex", "anonymise", "anonymize"}

// claims takes an entry that speaks of rights; false if it does not.
func (r *reader) claims(c *claim, e entry) bool {
	switch e.key {
	case "rights":
		c.level = r.level(e)
	case "excerpt_words":
		c.words = r.number(e, 1, 100000)
	case "withdrawn":
		if c.date = r.date(e); c.level == nil && c.date.Year != 0 {
			level := Tombstone
			c.level = &level
		}
	case "rights_note":
		c.reason = r.text(e)
	case "licence", "license":
		c.licence = cmp.Or(r.text(e), c.licence)
	case "noindex":
		yes := r.yesNo(e)
		c.noIndex = &yes
	case "anonymise", "anonymize":
		if r.again {
			return true
		}
		c.withheld = append(c.withheld, r.withheldNames(e)...)
	default:
		return false
	}
	return true
}

func (r *reader) level(e entry) *RightsLevel {
	given := strings.ToLower(r.text(e))
	if given == "withdrawn" {
		given = Tombstone.String()
	}
	i := slices.Index(rightsLevels[:], given)
	if i < 0 {
		r.bad(e, e.value, adviseLevel, "%s: %q is no such thing", e.written, given)
		// What nobody understands must not be published.
		i = int(Tombstone)
	}
	level := RightsLevel(i)
	return &level
}

// A Policy is what rights.yaml says. A nil Policy says nothing. It may be used
// by several goroutines.
type Policy struct {
	name  string
	rules []rightsRule
}

// A rightsRule is one rule of rights.yaml with the articles that it is for: those
// that fit all of what it names.
type rightsRule struct {
	line, col int
	articles  []string // patterns of ids
	sources   []string
	tags      []string
	claim     claim
}

// ruleKeys are the keys that say which articles a rule is for.
var ruleKeys = []string{"articles", "source", "tag"}

// ParsePolicy reads the content of rights.yaml, a list of rules:
//
//	rules:
//	  - articles: [wire/*]
//	    source: Example News Agency
//	    rights: excerpt
//	    excerpt_words: 80
//	  - anonymise: [Jane Doe]
//
// The error joins a *fault.Fault for everything that is wrong with it.
func ParsePolicy(name string, content []byte) (*Policy, error) {
	r := &reader{path: name, article: &Article{}}
	p := &Policy{name: name}
	for _, e := range r.sidecar(name, content) {
		if e.key != "rules" || e.value.kind != list && e.value.kind != null {
			r.bad(e, e.value, "write rules: and below it one “- …” for each rule", "the key %q is not the list of rules", e.written)
			continue
		}
		for _, item := range e.value.list {
			p.rules = append(p.rules, r.rule(e, item))
		}
	}
	return p, errors.Join(r.faults...)
}

func (r *reader) rule(of entry, item value) rightsRule {
	rule := rightsRule{line: item.line, col: item.col}
	if item.kind != mapping {
		r.bad(of, item, "write articles, source or tag, and what holds for them", "a rule has no keys")
		return rule
	}
	for _, e := range item.fields {
		switch e.key {
		case "articles":
			rule.articles = r.patterns(e)
		case "source":
			rule.sources = r.texts(e)
		case "tag":
			rule.tags = r.texts(e)
		default:
			if !r.claims(&rule.claim, e) {
				known := slices.Concat(ruleKeys, claimKeys)
				advice := "a rule takes " + strings.Join(known, ", ")
				if near := nearest(e.key, known); near != "" {
					advice = "did you mean " + near + "?"
				}
				r.faults = append(r.faults, faultIn(e.path, e.line, e.col, advice, "unknown key %q in a rule", e.written))
			}
		}
	}
	return rule
}

func (r *reader) patterns(e entry) []string {
	patterns := r.texts(e)
	for _, p := range patterns {
		if _, err := path.Match(p, ""); err != nil {
			r.bad(e, e.value, "write an id, or a pattern such as wire/* or wire/**", "the pattern %q cannot be read", p)
		}
	}
	return patterns
}

// fits reports whether the rule is for the article.
func (rule *rightsRule) fits(m *Meta) bool {
	return (len(rule.articles) == 0 || slices.ContainsFunc(rule.articles, func(p string) bool { return fitsID(p, m.ID) })) &&
		(len(rule.sources) == 0 || slices.ContainsFunc(rule.sources, func(s string) bool { return strings.EqualFold(s, m.Source) })) &&
		(len(rule.tags) == 0 || slices.ContainsFunc(rule.tags, func(t string) bool {
			return slices.ContainsFunc(m.Tags, func(tag string) bool { return strings.EqualFold(t, tag) })
		}))
}

// fitsID reports whether an id fits a pattern, in which * stands for anything
// within a folder, and /** at the end for all that lies below.
func fitsID(pattern, id string) bool {
	if folder, ok := strings.CutSuffix(pattern, "/**"); ok {
		return strings.HasPrefix(id, folder+"/")
	}
	fits, _ := path.Match(pattern, id)
	return fits || pattern == id
}

// Idle warns of the patterns that fit none of the ids: a misspelt one would
// publish what was to be kept back.
func (p *Policy) Idle(ids []string) []*fault.Fault {
	if p == nil {
		return nil
	}
	var warnings []*fault.Fault
	for _, rule := range p.rules {
		for _, pattern := range rule.articles {
			if !slices.ContainsFunc(ids, func(id string) bool { return fitsID(pattern, id) }) {
				w := fault.New(p.name, rule.line, rule.col, "an article's id is its path without the ending; correct it or remove it", "no article fits %q", pattern)
				w.Warning = true
				warnings = append(warnings, w)
			}
		}
	}
	return warnings
}

// LinesWithheld returns the numbers of the lines, from 1, in which a name stands
// that is withheld from all articles.
func (p *Policy) LinesWithheld(content string) []int {
	if p == nil {
		return nil
	}
	var lines []int
	number := 0
	for line := range strings.Lines(content) {
		number++
		for _, rule := range p.rules {
			if len(rule.articles)+len(rule.sources)+len(rule.tags) == 0 && slices.ContainsFunc(rule.claim.withheld, func(w withheld) bool { return w.in(line) }) {
				lines = append(lines, number)
				break
			}
		}
	}
	return lines
}

// settle joins what the article says of itself with the rules that fit it. The
// article's own word goes before; of several rules the strictest holds. Names
// that any of them withholds are withheld.
func (p *Policy) settle(m *Meta, own *claim) (Rights, []withheld) {
	all := *own
	var level RightsLevel
	words := 0
	if p != nil {
		for i := range p.rules {
			rule := &p.rules[i]
			if !rule.fits(m) {
				continue
			}
			c := &rule.claim
			if c.level != nil {
				level = max(level, *c.level)
			}
			if c.words > 0 && (words == 0 || c.words < words) {
				words = c.words
			}
			if all.date.Year == 0 {
				all.date = c.date
			}
			all.reason, all.licence = cmp.Or(all.reason, c.reason), cmp.Or(all.licence, c.licence)
			if all.noIndex == nil {
				all.noIndex = c.noIndex
			}
			all.withheld = append(all.withheld[:len(all.withheld):len(all.withheld)], c.withheld...)
		}
	}
	if own.level != nil {
		level = *own.level
	}
	rights := Rights{Level: level, Reason: all.reason, Licence: all.licence, NoIndex: all.noIndex != nil && *all.noIndex}
	switch level {
	case Excerpt:
		rights.Words = cmp.Or(own.words, words, excerptWords)
	case Tombstone:
		rights.Withdrawn = all.date
	}
	return rights, all.withheld
}

// number reads a whole number within bounds.
func (r *reader) number(e entry, low, high int) int {
	n, err := strconv.Atoi(strings.TrimSpace(e.value.text))
	if err != nil || n < low || n > high {
		r.bad(e, e.value, fmt.Sprintf("write a number from %d to %d", low, high), "%s is no such number", e.written)
		return low
	}
	return n
}
