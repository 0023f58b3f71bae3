package intake

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"regexp"
	"strings"
)

// A wxrItem is one entry of WordPress's export (WordPress eXtended RSS 1.0 to
// 1.2). Names of other namespaces come with their prefix, as each item is read
// without the declarations at the head of the file.
type wxrItem struct {
	Title      string        `xml:"title"`
	Link       string        `xml:"link"`
	GUID       string        `xml:"guid"`
	PubDate    string        `xml:"pubDate"`
	Creator    string        `xml:"dc creator"`
	Content    string        `xml:"content encoded"`
	Excerpt    string        `xml:"excerpt encoded"`
	Date       string        `xml:"wp post_date"`
	DateGMT    string        `xml:"wp post_date_gmt"`
	Modified   string        `xml:"wp post_modified_gmt"`
	Name       string        `xml:"wp post_name"`
	Status     string        `xml:"wp status"`
	Type       string        `xml:"wp post_type"`
	Password   string        `xml:"wp post_password"`
	ID         string        `xml:"wp post_id"`
	Categories []wxrCategory `xml:"category"`
}

type wxrCategory struct {
	Domain string `xml:"domain,attr"`
	Name   string `xml:",chardata"`
}

// A wxrSite is what the head of an export says of the site.
type wxrSite struct {
	title, lang string
	authors     map[string]string // login to name
}

// readWXR reads a WordPress export as a stream. Published posts are taken;
// pages, drafts, attachments and the like are counted as skipped.
func readWXR(in *input, yield func(Record) error) error {
	f, err := in.reader()
	if err != nil {
		return unreadable(in, "", err)
	}
	defer f.Close()
	s := &splitter{r: decodedXML(f), name: "item", line: 1}
	var site *wxrSite
	for i := 1; ; i++ {
		head, element, line, err := s.next()
		if site == nil {
			site = wxrHead(head)
		}
		rec := Record{File: in.name, Place: fmt.Sprintf("item %d, line %d", i, line), Sum: sha256.Sum256(element)}
		switch {
		case err == io.EOF:
			return nil
		case err == errTooLong:
			rec.skip = fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)
		case err != nil:
			return unreadable(in, fmt.Sprintf("item %d, line %d: ", i, line), err)
		}
		rec.make = func() *Item { return site.item(element, in.o) }
		if err := yield(rec); err != nil {
			return err
		}
	}
}

// wxrHead reads the site's title, language and authors.
func wxrHead(head []byte) *wxrSite {
	site := &wxrSite{authors: map[string]string{}}
	d := xmlDecoder(bytes.NewReader(head))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	var login, value string
	for {
		token, err := d.RawToken()
		if err != nil {
			return site
		}
		switch token := token.(type) {
		case xml.StartElement:
			value = ""
		case xml.CharData:
			value += string(token)
		case xml.EndElement:
			switch token.Name.Local {
			case "title":
				site.title = first(site.title, plainOf(value))
			case "language":
				site.lang = first(site.lang, value)
			case "author_login":
				login = strings.TrimSpace(value)
			case "author_display_name":
				site.authors[login] = line(value)
			}
			value = ""
		}
	}
}

// item makes an item of one element.
func (site *wxrSite) item(element []byte, o *Options) *Item {
	if tooDeep(element) {
		return skipped("it is nested more than %d deep", maxDepth)
	}
	var w wxrItem
	if err := xmlDecoder(bytes.NewReader(element)).Decode(&w); err != nil {
		return skipped("its XML is broken: %v", err)
	}
	switch {
	case w.Type != "" && w.Type != "post":
		return skipped("it is no post: %s", cut(line(w.Type), 40))
	case w.Status != "" && w.Status != "publish":
		return skipped("it is not published: %s", cut(line(w.Status), 40))
	case w.Password != "":
		return skipped("it is behind a password")
	}
	it := &Item{Title: plainOf(w.Title), Source: site.title, Lang: site.lang, ID: first(w.GUID, w.Link, w.ID)}
	if !plainLang(it.Lang) {
		it.Lang = ""
	}
	it.setURL(w.Link)
	it.wxrDates(&w, first(it.Lang, o.Lang), o.DateOrder)
	it.addByline(first(site.authors[strings.TrimSpace(w.Creator)], w.Creator))
	for _, c := range w.Categories {
		if c.Domain == "post_tag" || c.Domain == "category" || c.Domain == "tag" {
			if name := plainOf(c.Name); name != "Uncategorized" {
				it.addTag(name)
			}
		}
	}
	it.Summary = cut(plainOf(w.Excerpt), 1000)
	if u, err := url.Parse(it.URL); err == nil && u.Path != "" && u.Path != "/" {
		it.Fields = append(it.Fields, Field{"post_name", w.Name})
	}
	if strings.TrimSpace(w.Content) == "" {
		return skipped("it has no text")
	}
	it.setHTML(it.wordPress(w.Content))
	return it
}

// wxrDates sets the dates: Universal Time if it is given, as the local times of
// an export have no zone.
func (it *Item) wxrDates(w *wxrItem, lang, order string) {
	utc := func(s string) string {
		if s = strings.TrimSpace(s); s == "" || strings.HasPrefix(s, "0000") {
			return ""
		}
		return strings.Replace(s, " ", "T", 1) + "Z"
	}
	local := w.Date
	if strings.HasPrefix(local, "0000") {
		local = ""
	}
	it.setDate(&it.Date, first(utc(w.DateGMT), local, w.PubDate), lang, order)
	it.setDate(&it.Updated, utc(w.Modified), lang, order)
	if it.Updated == it.Date {
		it.Updated = ""
	}
}

var (
	wpCaption   = regexp.MustCompile(`(?s)\[caption[^\]]*\](.*?)\[/caption\]`)
	wpShortcode = regexp.MustCompile(`\[(/?)([a-z][a-z0-9_-]{2,30})((?:\s[^\[\]]*)?)\]`)
	wpImage     = regexp.MustCompile(`(?s)^\s*((?:<a [^>]*>)?\s*<img[^>]*>\s*(?:</a>)?)\s*(.*?)\s*$`)
	blockTag    = regexp.MustCompile(`(?i)^\s*</?(p|div|h[1-6]|blockquote|ul|ol|li|table|tr|td|th|thead|tbody|figure|figcaption|pre|hr|section|article|address|dl|dt|dd|form|iframe|aside)\b`)
	inPre       = regexp.MustCompile(`(?is)<pre\b.*?</pre>`)
)

// wpKnown are shortcodes of WordPress and its commonest plugins, which are
// removed; in other brackets stand words.
var wpKnown = map[string]bool{"gallery": true, "embed": true, "audio": true, "video": true, "playlist": true, "caption": true, "wp_caption": true, "youtube": true,
	"vimeo": true, "tweet": true, "twitter": true, "instagram": true, "soundcloud": true, "contact-form-7": true, "contact-form": true, "more": true, "pullquote": true}

// wordPress turns what WordPress stores into HTML as it would show it:
// shortcodes and the comments of blocks go, and in posts of the old editor blank
// lines part paragraphs.
func (it *Item) wordPress(content string) string {
	content = strings.ReplaceAll(content, "\r\n", "\n")
	content = wpCaption.ReplaceAllStringFunc(content, func(s string) string {
		inner := wpCaption.FindStringSubmatch(s)[1]
		if m := wpImage.FindStringSubmatch(inner); m != nil {
			return "\n\n<figure>" + m[1] + "<figcaption>" + m[2] + "</figcaption></figure>\n\n"
		}
		return inner
	})
	content = wpShortcode.ReplaceAllStringFunc(content, func(s string) string {
		m := wpShortcode.FindStringSubmatch(s)
		if !wpKnown[m[2]] {
			return s
		}
		if m[1] == "" {
			it.leave("shortcodes "+m[2], 1)
		}
		return ""
	})
	if strings.Contains(content, "<!-- wp:") {
		return content // of the block editor, with paragraphs of its own
	}
	return autop(content)
}

// autop puts paragraphs around what blank lines part, and breaks at the line
// ends within, as WordPress's wpautop does. Preformatted text stays as it is.
func autop(content string) string {
	var b strings.Builder
	at := 0
	for _, pre := range inPre.FindAllStringIndex(content, -1) {
		autopPart(&b, content[at:pre[0]])
		b.WriteString(content[pre[0]:pre[1]])
		at = pre[1]
	}
	autopPart(&b, content[at:])
	return b.String()
}

func autopPart(b *strings.Builder, content string) {
	for part := range strings.SplitSeq(content, "\n\n") {
		part = strings.TrimSpace(part)
		switch {
		case part == "":
		case blockTag.MatchString(part):
			b.WriteString(part + "\n\n")
		default:
			b.WriteString("<p>" + strings.ReplaceAll(part, "\n", "<br>\n") + "</p>\n\n")
		}
	}
}
