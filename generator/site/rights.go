package site

import (
	"strings"

	"pressmark/generator/archive"
	"pressmark/generator/source"
)

// A rightsNote says under an article what of it is not shown, and why.
type rightsNote struct {
	Text   string
	Reason string
	URL    string // where the whole of it is; "" if nobody said
}

// rightsNote is nil for an article that is shown in full with all its names.
func (lib *library) rightsNote(e *archive.Entry) *rightsNote {
	n := &rightsNote{Reason: oneLine(e.Rights.Reason), URL: outside(e.URL)}
	switch e.Rights.Level {
	case source.Excerpt:
		n.Text = lib.many(e.Words, "These are the first {n} words of the article.")
	case source.Metadata:
		n.Text = lib.say("The text of this article is not published here.")
	default:
		n.URL = ""
	}
	if e.Rights.Withheld {
		n.Text = strings.TrimSpace(n.Text + " " + lib.say("A name is withheld."))
	}
	if n.Text == "" && n.Reason == "" {
		return nil
	}
	return n
}

// licences are the addresses of licences by their SPDX names, for those that
// articles are likely to have.
var licences = map[string]string{
	"CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/", "PDM-1.0": "https://creativecommons.org/publicdomain/mark/1.0/",
	"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/", "CC-BY-SA-4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
	"CC-BY-NC-4.0": "https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-ND-4.0": "https://creativecommons.org/licenses/by-nd/4.0/",
	"CC-BY-NC-SA-4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/", "CC-BY-NC-ND-4.0": "https://creativecommons.org/licenses/by-nc-nd/4.0/",
	"CC-BY-3.0": "https://creativecommons.org/licenses/by/3.0/", "CC-BY-SA-3.0": "https://creativecommons.org/licenses/by-sa/3.0/",
	"CC-BY-2.5": "https://creativecommons.org/licenses/by/2.5/", "CC-BY-SA-2.5": "https://creativecommons.org/licenses/by-sa/2.5/",
	"CC-BY-2.0": "https://creativecommons.org/licenses/by/2.0/",
}

// licence is what an article's licence is called, and its address if it has one.
func (lib *library) licence(e *archive.Entry) part {
	name := oneLine(e.Rights.Licence)
	if name == "" {
		name = oneLine(lib.options.Licence)
	}
	p := part{Text: name, Out: true}
	if p.URL = licences[name]; p.URL == "" {
		p.URL = outside(name)
	}
	return p
}
