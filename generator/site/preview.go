package site

import "pressmark/generator/archive"

// Preview is the page of an article that has changed since the archive was
// made: e takes the place of the entry with its Index, whose address it keeps.
// All that other articles say of it, and it of them, is as it was.
func (s *Site) Preview(e *archive.Entry) *Page {
	lib := s.shared
	url := lib.url(e)
	return &Page{URL: lib.links.place(url), Path: lib.links.file(url), Template: "article.html", Inputs: []string{e.ID}, Data: func() (any, error) {
		v, err := lib.article(e)
		if err != nil {
			return nil, err
		}
		lib.finish(v, url)
		return v, nil
	}}
}
