package export

import (
	"bufio"
	"io"
	"strings"
	"unicode"

	"pressmark/generator/text"
)

// Articles as reference managers read them. All texts stand on one line and
// without control characters, so that none can begin a field of its own.

// citable is a text on one line.
func citable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return -1
		}
		return r
	}, oneLine(s))
}

// citationKey names an article in a bibliography.
func (it *item) citationKey() string {
	slug := text.Slug(it.title, 40)
	if slug == "" {
		slug = "article"
	}
	return slug + "-" + it.ShelfMark()
}

// openRIS begins a file in RIS, lines ending in CR LF.
func openRIS(site *Site, _ *File, w io.Writer) (*sink, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	return &sink{
		article: func(it *item) error {
			line := func(tag, value string) {
				if value = citable(value); value != "" {
					out.WriteString(tag + "  - " + value + "\r\n")
				}
			}
			line("TY", "NEWS")
			line("ID", it.citationKey())
			line("TI", it.title)
			for _, name := range it.Byline {
				line("AU", name)
			}
			line("T2", it.Source)
			if y, m, d := it.Date.Year, it.Date.Month, it.Date.Day; y != 0 {
				line("PY", padded(y, 4))
				date := padded(y, 4) + "/"
				if m != 0 {
					date += padded(m, 2)
				}
				date += "/"
				if d != 0 {
					date += padded(d, 2)
				}
				line("DA", date+"/")
			}
			line("AB", it.Summary)
			for _, t := range it.Tags {
				line("KW", t)
			}
			line("LA", it.lang)
			if site.Absolute {
				line("UR", it.url)
			}
			line("L2", webAddress(it.URL))
			line("DB", site.Title)
			line("AN", it.ShelfMark())
			_, err := out.WriteString("ER  - \r\n\r\n")
			return err
		},
		finish: out.Flush,
	}, nil
}

// padded is a number with zeros before it.
func padded(n, digits int) string {
	s := itoa(n)
	return strings.Repeat("0", max(0, digits-len(s))) + s
}

// inBraces are characters that mean something to TeX. BibTeX counts braces even
// after a backslash, so they are named.
var inBraces = strings.NewReplacer(`\`, `\textbackslash{}`, "{", `\textbraceleft{}`, "}", `\textbraceright{}`, "~", `\textasciitilde{}`, "^", `\textasciicircum{}`,
	"#", `\#`, "$", `\$`, "%", `\%`, "&", `\&`, "_", `\_`)

var inAddress = strings.NewReplacer("{", "%7B", "}", "%7D", `\`, "%5C")

// openBibTeX begins a file in BibTeX, in UTF-8.
func openBibTeX(site *Site, _ *File, w io.Writer) (*sink, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	return &sink{
		article: func(it *item) error {
			kind, journal := "misc", citable(it.Source)
			if journal != "" {
				kind = "article"
			}
			out.WriteString("@" + kind + "{" + it.citationKey())
			put := func(name, value string) {
				if value != "" {
					out.WriteString(",\n  " + name + " = {" + value + "}")
				}
			}
			put("title", "{"+inBraces.Replace(citable(it.title))+"}")
			var authors []string
			for _, name := range it.Byline {
				name = inBraces.Replace(citable(name))
				if strings.Contains(name, ",") || strings.Contains(strings.ToLower(name), " and ") {
					name = "{" + name + "}"
				}
				if name != "" {
					authors = append(authors, name)
				}
			}
			put("author", strings.Join(authors, " and "))
			put("journal", inBraces.Replace(journal))
			if it.Date.Year != 0 {
				put("year", padded(it.Date.Year, 4))
				put("date", it.published())
			}
			if it.Date.Month != 0 {
				put("month", itoa(it.Date.Month))
			}
			if it.Date.Day != 0 {
				put("day", itoa(it.Date.Day))
			}
			if site.Absolute {
				put("url", inAddress.Replace(it.url))
			}
			var tags []string
			for _, t := range it.Tags {
				tags = append(tags, inBraces.Replace(citable(t)))
			}
			put("keywords", strings.Join(tags, ", "))
			put("language", inBraces.Replace(citable(it.lang)))
			put("note", inBraces.Replace(citable(site.Title)+" "+it.ShelfMark()))
			_, err := out.WriteString("\n}\n\n")
			return err
		},
		finish: out.Flush,
	}, nil
}

// openCSL begins a file in CSL JSON: one list.
func openCSL(site *Site, _ *File, w io.Writer) (*sink, error) {
	out := bufio.NewWriterSize(w, 64<<10)
	out.WriteString("[")
	first := true
	return &sink{
		article: func(it *item) error {
			if !first {
				out.WriteString(",")
			}
			first = false
			_, err := out.WriteString("\n" + it.csl(site).open() + "}")
			return err
		},
		finish: func() error {
			out.WriteString("\n]\n")
			return out.Flush()
		},
	}, nil
}

func (it *item) csl(site *Site) fields {
	c := fields{{"id", it.citationKey()}, {"type", "article-newspaper"}, {"title", citable(it.title)}}
	add := func(name, value string) {
		if value = citable(value); value != "" {
			c = append(c, field{name, value})
		}
	}
	var authors []fields
	for _, name := range it.Byline {
		authors = append(authors, fields{{"literal", citable(name)}})
	}
	if authors != nil {
		c = append(c, field{"author", authors})
	}
	add("container-title", it.Source)
	if it.Date.Year != 0 {
		parts := []int{it.Date.Year}
		if it.Date.Month != 0 {
			parts = append(parts, it.Date.Month)
			if it.Date.Day != 0 {
				parts = append(parts, it.Date.Day)
			}
		}
		c = append(c, field{"issued", fields{{"date-parts", [][]int{parts}}}})
	}
	add("abstract", it.Summary)
	add("keyword", strings.Join(it.Tags, ", "))
	add("language", it.lang)
	if site.Absolute {
		add("URL", it.url)
	}
	add("archive", site.Title)
	add("archive_location", it.ShelfMark())
	return c
}
