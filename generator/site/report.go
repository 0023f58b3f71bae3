package site

import (
	"fmt"
	"net/url"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
	"pressmark/generator/text"
)

// This file fills in what a reader sends who reports an error: the page, and a
// correction in the form of the file that would mend it, to be changed by hand
// and pasted there.

// reportURL is where an error is reported: the site's address with a subject
// and a text. {title} and {body} in it are replaced; a mail address, and one
// that ends as GitHub's, GitLab's and Forgejo's forms for a new issue do, need
// neither. Another address is as it is. "" if the site gives none.
func reportURL(report, subject, body string) string {
	switch {
	case report == "":
		return ""
	case strings.Contains(report, "{title}") || strings.Contains(report, "{body}"):
		report = strings.NewReplacer("{title}", formEscape(subject), "{body}", formEscape(body)).Replace(report)
	default:
		u, err := url.Parse(report)
		if err != nil {
			return ""
		}
		title, words := "", ""
		switch {
		case u.Scheme == "mailto":
			title, words = "subject", "body"
		case strings.HasSuffix(u.Path, "/-/issues/new"):
			title, words = "issue%5Btitle%5D", "issue%5Bdescription%5D"
		case strings.HasSuffix(u.Path, "/issues/new"):
			title, words = "title", "body"
		default:
			return outside(report)
		}
		if u.RawQuery != "" {
			u.RawQuery += "&"
		}
		u.RawQuery += title + "=" + formEscape(subject) + "&" + words + "=" + formEscape(body)
		report = u.String()
	}
	return outside(report)
}

// formEscape is queryEscape with line breaks as mail wants them (RFC 6068).
func formEscape(s string) string { return queryEscape(strings.ReplaceAll(s, "\n", "\r\n")) }

// aliasesInReport keeps the address short: mail programs take some 2,000 bytes.
const aliasesInReport = 5

// reportEntity is where errors in who or what an entity is are reported, with
// its entry in entities.yaml as it would be; the page on errors if the site
// has no address for them.
func (lib *library) reportEntity(e *archive.Entity) part {
	if lib.options.Report == "" {
		return part{Text: lib.say("Report an error"), URL: "/about/#report"}
	}
	var b strings.Builder
	b.WriteString("Page: " + lib.links.abs(lib.entityURL(e)) + "\nWhat is wrong: \n\nThe entry in entities.yaml, to change as it should be:\n\n")
	b.WriteString("- id: " + e.ID + "\n  name: " + inYAML(e.Name) + "\n")
	var aliases []string
	for _, a := range e.Aliases {
		if alias := oneLine(a.Text); alias != e.Name && len(aliases) < aliasesInReport {
			aliases = append(aliases, inYAML(alias))
		}
	}
	b.WriteString("  aliases: [" + strings.Join(aliases, ", ") + "]\n  not: []\n")
	if e.Wikidata != "" {
		b.WriteString("  wikidata: " + e.Wikidata + "\n")
	}
	if e.Kind == annotate.Place && e.Coordinates != nil {
		b.WriteString("  coordinates: " + fmt.Sprintf("[%g, %g]", e.Coordinates.Lat, e.Coordinates.Lon) + "\n")
	}
	return part{Text: lib.say("Report an error"), Out: true, URL: reportURL(lib.options.Report, lib.say("Error: {name}", "name", e.Name), b.String())}
}

// Words that find a quotation, and those before them, in bytes at most.
const exactInReport, prefixInReport = 60, 20

// reportQuote is where an error in a quotation is reported, with a correction
// of its speaker as it would stand in corrections.yaml; "" if the site has no
// address for that.
func (lib *library) reportQuote(e *archive.Entry, i int) string {
	if lib.options.Report == "" || len(e.Quotes[i].Spans) == 0 {
		return ""
	}
	return reportURL(lib.options.Report, lib.say("Error: quotation {id}", "id", quoteID(e, i)), lib.quoteCorrection(e, i))
}

func (lib *library) quoteCorrection(e *archive.Entry, i int) string {
	q := &e.Quotes[i]
	span, within := q.Spans[0], blockSpan(e, q.Spans[0].Start)
	exact := trimBroken(e.Reader.Slice(text.Span{Start: span.Start, End: min(span.End, span.Start+exactInReport)}), false)
	if at := strings.IndexByte(exact, '\n'); at > 0 {
		exact = exact[:at]
	}
	prefix := ""
	if from := max(within.Start, span.Start-prefixInReport); from < span.Start {
		prefix = trimBroken(e.Reader.Slice(text.Span{Start: from, End: span.Start}), true)
		prefix = prefix[strings.LastIndexByte(prefix, '\n')+1:]
	}
	if prefix != "" {
		prefix = ", prefix: " + inYAML(prefix)
	}
	speaker := "none"
	if known := lib.speakersKnown(e, q); len(known) > 0 {
		speaker = known[0].ID
	} else if q.Attributed() {
		speaker = inYAML(slice(e, q.Speaker.Span))
	}
	return "Page: " + lib.links.abs(lib.url(e)) + "#" + quoteID(e, i) +
		"\nWhat is wrong: \n\nThe entry in corrections.yaml, to change as it should be:\n\n- article: " + inYAML(e.ID) +
		"\n  find: {exact: " + inYAML(exact) + prefix + "}\n  set: {speaker: " + speaker + "}\n"
}

// inYAML writes a text as YAML's double-quoted form.
func inYAML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`, object, "").Replace(s) + `"`
}
