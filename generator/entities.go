package generator

import (
	"cmp"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/archive"
)

// An EntityRow is one person, organization or place as the list of entities
// shows it.
type EntityRow struct {
	ID          string      `json:"id"`
	Kind        string      `json:"kind"`
	Name        string      `json:"name"`
	Aliases     []NameCount `json:"aliases"` // as written, commonest first, the name itself among them
	Mentions    int         `json:"mentions"`
	Articles    int         `json:"articles"`
	Quotes      int         `json:"quotes"`
	Description string      `json:"description,omitempty"`
	Country     string      `json:"country,omitempty"` // ISO 3166-1 alpha-2
	Coordinates []float64   `json:"coordinates,omitempty"`
	Wikidata    string      `json:"wikidata,omitempty"`
	Was         []string    `json:"was,omitempty"`
	Reasons     []string    `json:"reasons,omitempty"`
	Hidden      bool        `json:"hidden,omitempty"`
	Authority   bool        `json:"authority"` // named in the authority file
}

// A NameCount is one way a name is written and how often it is.
type NameCount struct {
	Text  string `json:"text"`
	Count int    `json:"count"`
}

// A MergeRow is two entities that are perhaps one.
type MergeRow struct {
	Keep  string `json:"keep"`
	Join  string `json:"join"`
	Score int    `json:"score"` // points of evidence and of the names' likeness
	Why   string `json:"why"`
}

// Entities lists the entities of the kinds, of all kinds if none is given: most
// mentions first, then by ID. Those in no article are left out.
func (s *Survey) Entities(kinds ...annotate.Kind) []EntityRow {
	rows := []EntityRow{}
	for _, e := range s.Archive.Entities {
		if e.Unmentioned || len(kinds) > 0 && !slices.Contains(kinds, e.Kind) {
			continue
		}
		row := EntityRow{
			ID: e.ID, Kind: e.Kind.String(), Name: e.Name, Aliases: []NameCount{},
			Mentions: len(e.Mentions), Articles: len(e.Articles()), Quotes: len(e.Quotes),
			Description: e.Description, Country: e.Country, Wikidata: e.Wikidata, Was: e.Was, Reasons: e.Reasons,
			Hidden: e.Hidden, Authority: e.Authority,
		}
		if e.Coordinates != nil {
			row.Coordinates = []float64{e.Coordinates.Lat, e.Coordinates.Lon}
		}
		for _, a := range e.Aliases {
			row.Aliases = append(row.Aliases, NameCount{a.Text, a.Count})
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b EntityRow) int {
		return cmp.Or(cmp.Compare(b.Mentions, a.Mentions), cmp.Compare(a.ID, b.ID))
	})
	return rows
}

// Merges lists the merges that evidence did not suffice for, the likeliest
// first, with an entity of one of the kinds, or of any if none is given.
func (s *Survey) Merges(kinds ...annotate.Kind) []MergeRow {
	rows := []MergeRow{}
	for _, m := range s.suggested(kinds) {
		rows = append(rows, MergeRow{m.Keep.ID, m.Join.ID, m.Score, m.Why})
	}
	return rows
}

// MergesYAML is what Merges lists as entries to paste into the authority file,
// "" if there is nothing.
func (s *Survey) MergesYAML(kinds ...annotate.Kind) string {
	return archive.SuggestionsYAML(s.suggested(kinds))
}

func (s *Survey) suggested(kinds []annotate.Kind) []archive.Suggestion {
	var list []archive.Suggestion
	for _, m := range s.Archive.Suggestions() {
		if len(kinds) == 0 || slices.Contains(kinds, m.Keep.Kind) || slices.Contains(kinds, m.Join.Kind) {
			list = append(list, m)
		}
	}
	return list
}
