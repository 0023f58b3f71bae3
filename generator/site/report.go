package site

import (
	"fmt"
	"net/url"
	"strings"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
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

// What a reader fills in: pressmark.js does so for a quotation.
const wordsToReport, speakerToReport = "WORDS_QUOTED", "WHO_SAID_IT"

// reportArticle is where an error in an article is reported, with a correction
// of a quotation's speaker as it would stand in corrections.yaml.
func (lib *library) reportArticle(e *archive.Entry) part {
	if lib.options.Report == "" {
		return part{Text: lib.say("Report an error"), URL: "/about/#report"}
	}
	body := "Page: " + lib.links.abs(lib.url(e)) + "\nWhat is wrong: \n\nThe entry in corrections.yaml, to change as it should be:\n\n- article: " + inYAML(e.ID) +
		"\n  find: {exact: \"" + wordsToReport + "\"}\n  set: {speaker: \"" + speakerToReport + "\"}\n"
	return part{Text: lib.say("Report an error"), Class: "report", Out: true, URL: reportURL(lib.options.Report, lib.say("Error: {name}", "name", lib.title(e)), body)}
}

// inYAML writes a text as YAML's double-quoted form.
func inYAML(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`, "\r", `\r`, object, "").Replace(s) + `"`
}
