package site

import (
	"io/fs"
	"strings"

	"pressmark/generator/fault"
	"pressmark/generator/text"
)

// StrayTemplates warns of a site's own templates that no page uses, because
// none that Pressmark brings has their name. own may be nil.
func StrayTemplates(own, brought fs.FS) ([]*fault.Fault, error) {
	if own == nil {
		return nil, nil
	}
	names, err := fs.Glob(own, "*.html")
	if err != nil {
		return nil, err
	}
	known, err := fs.Glob(brought, "*.html")
	if err != nil {
		return nil, err
	}
	var strays []*fault.Fault
	for _, name := range names {
		if _, err := fs.Stat(brought, name); err == nil || strings.HasPrefix(name, partPrefix) {
			continue // parts of any name may be used by templates that are
		}
		f := fault.New("templates/"+name, 0, 0, likeTemplate(name, known), "no page uses a template of this name")
		f.Warning = true
		strays = append(strays, f)
	}
	return strays, nil
}

// likeTemplate advises which template may be meant: that whose name begins as
// this one does, or the one that makes pages of such things.
func likeTemplate(name string, known []string) string {
	for _, word := range [...]string{"person", "people", "place", "organi"} {
		if strings.HasPrefix(text.Fold(name), word) {
			return "did you mean entity.html?"
		}
	}
	best, most := "", 2
	for _, other := range known {
		n := 0
		for n < len(name) && n < len(other) && text.Fold(name[n:n+1]) == other[n:n+1] && name[n] != '.' {
			n++
		}
		if n > most {
			best, most = other, n
		}
	}
	if best != "" {
		return "did you mean " + best + "?"
	}
	return "the names are " + strings.Join(known, ", ")
}
