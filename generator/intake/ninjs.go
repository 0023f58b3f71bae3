package intake

import (
	"crypto/sha256"
	"fmt"
	"net/url"
	"strings"
)

// readNinjs reads one article in the IPTC's ninjs, versions 1 to 3.
func readNinjs(in *input, yield func(Record) error) error {
	if in.size > maxRecord {
		return yield(Record{File: in.name, skip: fmt.Sprintf("it has more than %d megabytes", maxRecord>>20)})
	}
	data, err := in.all(maxRecord)
	if err != nil {
		return err
	}
	return yield(Record{File: in.name, Sum: sha256.Sum256(data), make: func() *Item {
		r, problem := decodeObject(data)
		if problem != "" {
			return skipped("%s", problem)
		}
		return ninjsItem(r, in.o)
	}})
}

// ninjsItem reads what all versions have, then the texts of version 1
// ("headline", "body_html") or of 2 and 3 ("headlines", "bodies").
func ninjsItem(r row, o *Options) *Item {
	if kind := oneText(r["type"]); kind != "" && kind != "text" && kind != "composite" {
		return skipped("it is no text: %s", cut(kind, 40))
	}
	switch status := oneText(r["pubstatus"]); status {
	case "", "usable":
	default:
		return skipped("it is not published: %s", cut(status, 40))
	}
	it := &Item{ID: first(oneText(r["uri"]), oneText(r["guid"])), Lang: oneText(r["language"])}
	if !plainLang(it.Lang) {
		it.Lang = ""
	}
	lang := first(it.Lang, o.Lang)
	it.Title = plainOf(first(oneText(r["headline"]), byRole(r["headlines"], "main"), oneText(r["title"])))
	for _, key := range []string{"firstcreated", "firstCreated", "firstpublished", "versioncreated", "versionCreated", "contentcreated", "contentCreated"} {
		it.setDate(&it.Date, oneText(r[key]), lang, o.DateOrder)
	}
	it.setDate(&it.Updated, first(oneText(r["versioncreated"]), oneText(r["versionCreated"])), lang, o.DateOrder)
	if it.Updated == it.Date {
		it.Updated = ""
	}
	it.addByline(oneText(r["byline"]))
	if len(it.Byline) == 0 {
		it.addByline(byRole(r["bylines"], ""))
	}
	for _, key := range []string{"infosource", "infosources", "infoSource", "infoSources", "copyrightholder", "copyrightHolder"} {
		it.Source = first(it.Source, oneText(r[key]))
	}
	for _, key := range []string{"subject", "subjects", "genre", "genres", "keywords"} {
		for _, tag := range texts(r[key]) {
			it.addTag(tag)
		}
	}
	it.Summary = cut(plainOf(first(oneText(r["description_text"]), byRole(r["descriptions"], ""))), 2000)
	for _, address := range []string{linkTo(r), oneText(r["uri"]), byRole(r["altids"], "")} {
		if u, err := url.Parse(address); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
			it.setURL(address)
		}
	}
	body, form := ninjsBody(r)
	if strings.TrimSpace(body) == "" {
		return skipped("it has no text")
	}
	it.setBody(body, form)
	for _, key := range []string{"profile", "version", "urgency", "usageterms", "usageTerms", "copyrightnotice", "copyrightNotice", "located", "ednote", "edNote", "rightsinfo", "rightsInfo"} {
		if v := r[key]; v != nil {
			it.Fields = append(it.Fields, Field{key, v})
		}
	}
	return it
}

// byRole returns the value of the entry with a role; of the first if none has it.
func byRole(v any, role string) string {
	entries, _ := v.([]any)
	found := ""
	for _, e := range entries {
		object, ok := e.(map[string]any)
		if !ok {
			continue
		}
		value := first(oneText(object["value"]), oneText(object["text"]))
		if role != "" && oneText(object["role"]) == role {
			return value
		}
		found = first(found, value)
	}
	return found
}

// linkTo returns the address at which the article is published.
func linkTo(r row) string {
	for _, key := range []string{"link", "links", "renditions"} {
		entries, _ := r[key].([]any)
		for _, e := range entries {
			if object, ok := e.(map[string]any); ok {
				if rel := oneText(object["rel"]); rel == "canonical" || rel == "alternate" {
					return oneText(object["href"])
				}
			}
		}
	}
	return ""
}

// ninjsBody returns the richest form of the text.
func ninjsBody(r row) (body, form string) {
	for _, key := range []string{"body_html", "body_xhtml", "body_text"} {
		if s := longText(r[key]); strings.TrimSpace(s) != "" {
			if key == "body_text" {
				return s, "text"
			}
			return s, "html"
		}
	}
	entries, _ := r["bodies"].([]any)
	plain := ""
	for _, e := range entries {
		object, ok := e.(map[string]any)
		if !ok {
			continue
		}
		value, kind := longText(object["value"]), strings.ToLower(first(oneText(object["contenttype"]), oneText(object["contentType"]), oneText(object["role"])))
		if strings.TrimSpace(value) == "" {
			continue
		}
		if strings.Contains(kind, "html") {
			return value, "html"
		}
		if plain == "" {
			plain = value
		}
	}
	return plain, ""
}
