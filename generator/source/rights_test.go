package source

import (
	"bytes"
	"strings"
	"testing"
)

func policy(t *testing.T, rules string) *Policy {
	t.Helper()
	p, err := ParsePolicy(RightsName, []byte(rules))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func keep(t *testing.T, p *Policy, name, content, sidecar string) *Article {
	t.Helper()
	var aside []byte
	if sidecar != "" {
		aside = []byte(sidecar)
	}
	a, err := p.Parse(name, []byte(content), ID(name)+".yaml", aside)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func printed(t *testing.T, a *Article) string {
	t.Helper()
	var b bytes.Buffer
	if err := a.WriteHTML(&b, Render{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestExcerptEndsInsideMarkUp(t *testing.T) {
	p := policy(t, "rules:\n  - source: Example Wire\n    rights: excerpt\n    excerpt_words: 4\n    licence: CC-BY-4.0\n")
	for _, c := range []struct{ markdown, text, html string }{
		{"One *two three four five* six.\n\nSeven.", "One two three four", "<p id=\"p1\" class=\"opening\">One <em>two three four</em></p>"},
		{"One two three four [five](https://example.org/secret) six.", "One two three four", "<p id=\"p1\" class=\"opening\">One two three four</p>"},
		{"- one two\n- three four five\n- six\n\n---\n\nSeven.", "one two\n\nthree four", ""},
		{"| one | two |\n|---|---|\n| three four | five |\n", "", ""},
		{"One two three four.\n\n---\n\n```\nsecret\n```\n", "", ""},
	} {
		a := keep(t, p, "wire/a.md", "---\ntitle: A title\nsource: example wire\n---\n"+c.markdown, "")
		html := printed(t, a)
		for _, word := range []string{"five", "six", "Seven", "secret"} {
			if strings.Contains(a.Text, word) || strings.Contains(html, word) {
				t.Errorf("%q: %q stands in the excerpt: %q %s", c.markdown, word, a.Text, html)
			}
		}
		if c.text != "" && a.Body.In(a.Text) != c.text {
			t.Errorf("%q: text %q, want %q", c.markdown, a.Body.In(a.Text), c.text)
		}
		if c.html != "" && strings.TrimSpace(html) != c.html {
			t.Errorf("%q: HTML %s, want %s", c.markdown, html, c.html)
		}
		if a.Rights.Level != Excerpt || a.Rights.Licence != "CC-BY-4.0" || a.Words != 4 {
			t.Errorf("%q: rights %+v, %d words", c.markdown, a.Rights, a.Words)
		}
		checkTree(t, a)
	}
}

// checkTree fails if the printed text is not the article's.
func checkTree(t *testing.T, a *Article) {
	t.Helper()
	if open := strings.Count(printed(t, a), "<em"); open != strings.Count(printed(t, a), "</em>") {
		t.Errorf("an element is not closed: %s", printed(t, a))
	}
	for _, b := range a.Blocks {
		if b.Span.End > len(a.Text) || b.Span.Start >= b.Span.End {
			t.Errorf("block %+v lies outside of a text of %d bytes", b, len(a.Text))
		}
	}
}

func TestMetadataOnlyHasNoBody(t *testing.T) {
	a := keep(t, nil, "a.txt", "A title\n\nThe first words.\n\nThe second.\n", "rights: metadata\nsummary: What it is about.\n")
	if a.Body.Len() != 0 || a.Text != "A title" || len(a.Blocks) != 0 || a.Words != 0 || a.Summary == "" {
		t.Errorf("%+v", a)
	}
	if html := printed(t, a); html != "" {
		t.Errorf("HTML %q", html)
	}
}

func TestTombstoneKeepsAddressOnly(t *testing.T) {
	p := policy(t, "rules:\n  - articles: [old/*]\n    withdrawn: 2026-05-01\n    rights_note: By order of a court.\n")
	a := keep(t, p, "old/a.txt", "The mayor's secret\n\nNobody should read this.\n", "date: 2020-01-02\nbyline: Ann Writer\nsource: Example Wire\ntags: [town]\n")
	if a.Rights.Level != Tombstone || a.Rights.Reason != "By order of a court." || a.Rights.Withdrawn.Year != 2026 {
		t.Errorf("rights %+v", a.Rights)
	}
	if a.Title != "" || a.Text != "" || a.Byline != nil || a.Source != "" || a.Tags != nil {
		t.Errorf("something is left: %+v", a)
	}
	if a.Slug != "the-mayors-secret" || a.Date.Year != 2020 {
		t.Errorf("its address is lost: %q %v", a.Slug, a.Date)
	}
}

func TestOwnWordGoesBeforeRulesAndTheStrictestRuleHolds(t *testing.T) {
	p := policy(t, "rules:\n  - rights: metadata\n    source: Wire\n  - rights: excerpt\n    source: Wire\n")
	if a := keep(t, p, "a.txt", "A title\n\nThe words.\n", "source: Wire\n"); a.Rights.Level != Metadata {
		t.Errorf("rules: %v", a.Rights.Level)
	}
	if a := keep(t, p, "a.txt", "A title\n\nThe words.\n", "source: Wire\nrights: full\n"); a.Rights.Level != Full || a.Words != 2 {
		t.Errorf("own word: %v", a.Rights.Level)
	}
	if a := keep(t, p, "a.txt", "A title\n\nThe words.\n", "source: Other\n"); a.Rights.Level != Full {
		t.Errorf("another source: %v", a.Rights.Level)
	}
}

func TestWithheldNamesAreGone(t *testing.T) {
	p := policy(t, "rules:\n  - anonymise: [José Núñez, {name: Fatima, as: a neighbour}]\n")
	a := keep(t, p, "a.md", `---
title: "José Núñez in court"
summary: The case of Jose Nunez
url: https://example.org/jose-nunez-in-court
casefile: Núñez, José
---
José Núñez, 34, spoke. **José A. Núñez** said "I am innocent". JOSÉ NÚÑEZ left with
José
Núñez's brother. Núñez wept. The nunez family of José Smith did not. Fatima, who knew NÚÑEZ, agreed with Jose Nu`+"\u0301"+`n`+"\u0303"+`ez.
See [the record](https://example.org/x/jose_nunez.html "José Núñez") and ![Jose Nunez](josé-núñez.png).
`, "")
	if !a.Rights.Withheld {
		t.Error("not told that a name is withheld")
	}
	html := printed(t, a)
	for _, s := range []string{a.Title, a.Text, a.Slug, a.Summary, a.URL, html, a.Extra[0].Value} {
		for _, gone := range []string{"Núñez", "NÚÑEZ", "Nunez", "jose-nunez", "jose_nunez", "Fatima"} {
			if strings.Contains(s, gone) {
				t.Errorf("%q is left in %q", gone, s)
			}
		}
	}
	for _, stays := range []string{"nunez family", "José Smith", "a neighbour", "an unnamed person, 34, spoke", "an unnamed person wept"} {
		if !strings.Contains(a.Text, stays) {
			t.Errorf("%q is lost: %s", stays, a.Text)
		}
	}
	if a.Slug != "an-unnamed-person-in-court" {
		t.Errorf("slug %q", a.Slug)
	}
	other := keep(t, p, "b.txt", "Another Núñez\n\nMaria Núñez won the race.\n", "")
	if other.Rights.Withheld || !strings.Contains(other.Text, "Maria Núñez") {
		t.Errorf("somebody else lost her name: %q", other.Text)
	}
}

func TestSpellingsOfAWithheldName(t *testing.T) {
	p := policy(t, "rules:\n  - anonymise: [Jane Doe]\n")
	for _, c := range []struct{ in, want string }{
		{"Jane Do\u00ade spoke.", "an unnamed person spoke."},
		{"Ja\u200bne Doe spoke.", "an unnamed person spoke."},
		{"J\u0430ne Doe spoke.", "an unnamed person spoke."},
		{"Doe Jane spoke.", "an unnamed person spoke."},
		{"Doe, Jane, spoke.", "an unnamed person, spoke."},
		{"Jane Marie Louise Doe spoke.", "an unnamed person spoke."},
		{"Write to doe.jane@example.org now.", "Write to an-unnamed-person@example.org now."},
		{"See https://e.com/doe_jane now.", "See https://e.com/an-unnamed-person now."},
		{"See https://e.com/janedoe now.", "See https://e.com/an-unnamed-person now."},
		{"It said #DoeJane and #JaneDoe.", "It said #an-unnamed-person and #an-unnamed-person."},
		{"Jane Doe and Tim Doe, Jane Smith and Ann Lee came.", "an unnamed person and Tim an unnamed person, Jane Smith and Ann Lee came."},
		{"Janet Doerr and Jane Smith came.", "Janet Doerr and Jane Smith came."},
	} {
		a := keep(t, p, "a.txt", "A title\n\n"+c.in+"\n", "")
		if got := a.Body.In(a.Text); got != c.want {
			t.Errorf("%q became %q, want %q", c.in, got, c.want)
		}
	}
	a := keep(t, p, "a.md", "# A title\n\nJane Doe: [y](https://e.com/janedoe) and [Doe](https://e.com/?q=Doe) <https://example.com/janedoe>\n", "licence: Copyright Jane Doe\nrights_note: For Jane Doe.\n")
	html := printed(t, a)
	for _, want := range []string{`href="https://e.com/an-unnamed-person"`, `href="https://e.com/?q=an-unnamed-person"`, `href="https://example.com/an-unnamed-person"`} {
		if !strings.Contains(html, want) {
			t.Errorf("%s is not in %s", want, html)
		}
	}
	if a.Rights.Licence != "Copyright an unnamed person" || a.Rights.Reason != "For an unnamed person." {
		t.Errorf("%+v", a.Rights)
	}
}

func TestNamesOfTheArticleItselfAreWithheld(t *testing.T) {
	a := keep(t, nil, "a.txt", "A title\n\nDoe was there. So was Jane.\n", "anonymise: [Jane Doe]\n")
	if a.Body.In(a.Text) != "an unnamed person was there. So was an unnamed person." {
		t.Errorf("%q", a.Text)
	}
	if len(a.Extra) > 0 || len(a.Warnings) > 0 {
		t.Errorf("%v %v", a.Extra, a.Warnings)
	}
}

func TestWhatCannotBeWithheldIsAFault(t *testing.T) {
	p := policy(t, "rules:\n  - anonymise: Jane Doe\n")
	for _, c := range []struct{ name, content, want string }{
		{"jane-doe.txt", "A title\n\nWords.\n", "the file's own name"},
		{"a.md", "# A title\n\nSome words.\n\nThen Jane **D**oe was there.\n", `a.md:5: the name "Jane Doe", which must be withheld, could not be taken out of its text`},
		{"a.md", "# A title\n\nJane Do&shy;e was there.\n", "could not be taken out of its text"},
		{"a.md", "# A title\n\nJane D&#111;e was there.\n", "could not be taken out of its text"},
	} {
		_, err := p.Parse(c.name, []byte(c.content), "", nil)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v, want %q", c.name, c.content, err, c.want)
		}
	}
}

func TestPolicyFaults(t *testing.T) {
	for _, c := range []struct{ yaml, want string }{
		{"rule:\n  - rights: full\n", `rights.yaml:2:3: the key "rule"`},
		{"rules:\n  - right: full\n", `rights.yaml:2:5: unknown key "right" in a rule; did you mean rights?`},
		{"rules:\n  - rights: some\n", `rights.yaml:2:13: rights: "some" is no such thing; write full, excerpt, metadata or tombstone`},
		{"rules:\n  - anonymise: [Al]\n", `too short`},
		{"rules:\n  - anonymise: [{name: Jane Doe, as: 'a: b'}]\n", `cannot stand for a name`},
		{"rules:\n  - anonymise: [{name: Jane Doe, as: Jane Doe}]\n", `holds the name itself`},
		{"rules:\n  - excerpt_words: many\n", `no such number`},
		{"rules:\n  - articles: ['[']\n", `cannot be read`},
		{"rules:\n  - text\n", `a rule has no keys`},
	} {
		_, err := ParsePolicy(RightsName, []byte(c.yaml))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.yaml, err, c.want)
		}
	}
	p := policy(t, "rules:\n  - articles: [wire/*, old/**]\n    rights: metadata\n")
	if w := p.Idle([]string{"wire/a"}); len(w) != 1 || !strings.Contains(w[0].Error(), `rights.yaml:2:5: no article fits "old/**"`) {
		t.Errorf("idle: %v", w)
	}
}
