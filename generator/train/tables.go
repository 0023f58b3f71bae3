package train

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"pressmark/generator/tagger"
	"pressmark/generator/text"
)

// The sources of the model's tables; their first lines say where they come from.
var (
	//go:embed data/gazetteer.txt.gz
	gazetteerFile []byte
	//go:embed data/bodies.txt
	bodiesFile string
	//go:embed data/clusters.txt.gz
	clustersFile []byte
)

var classes = map[string]uint16{
	"country": tagger.Country, "region": tagger.Region, "city": tagger.City, "town": tagger.Town, "cityalt": tagger.Town,
	"given": tagger.Given, "surname": tagger.Surname, "company": tagger.Company, "body": tagger.Body,
	"demonym": tagger.Demonym, "title": tagger.Title, "orghead": tagger.OrgHead, "placehead": tagger.PlaceHead,
	"club": tagger.Club, "work": tagger.Work,
}

// Tables compiles what the model knows of words and phrases: the gazetteer, the
// clusters, and how the texts capitalise.
func Tables(docs []*text.Doc, abbrev text.Abbreviations) (*tagger.Tables, error) {
	phrases := map[uint32]uint16{}
	err := eachLine(gazetteerFile, func(fields []string) error {
		class, ok := classes[fields[0]]
		if !ok || len(fields) != 2 {
			return fmt.Errorf("gazetteer: %q is no class and phrase", fields)
		}
		addPhrase(phrases, fields[1], class, abbrev)
		return nil
	})
	if err != nil {
		return nil, err
	}
	if err := addBodies(phrases, abbrev); err != nil {
		return nil, err
	}
	words := map[uint32]tagger.WordInfo{}
	err = eachLine(clustersFile, func(fields []string) error {
		if len(fields) != 1+tagger.Levels {
			return fmt.Errorf("clusters: %q is no word with %d numbers", fields, tagger.Levels)
		}
		var info tagger.WordInfo
		for i := range info.Clusters {
			n, err := strconv.ParseUint(fields[i+1], 10, 15)
			if err != nil {
				return fmt.Errorf("clusters: %w", err)
			}
			info.Clusters[i] = uint16(n + 1)
		}
		key := tagger.Key(tagger.HashWord(fields[0]))
		if _, ok := words[key]; !ok { // the commonest come first
			words[key] = info
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	habits(docs, words)
	return tagger.NewTables(words, phrases), nil
}

func addPhrase(phrases map[uint32]uint16, phrase string, class uint16, abbrev text.Abbreviations) {
	var words []string
	for _, token := range text.Parse(phrase, abbrev).Tokens {
		words = append(words, token.In(phrase))
	}
	tagger.AddPhrase(phrases, words, class)
}

// addBodies enters the phrases of data/bodies.txt.
func addBodies(phrases map[uint32]uint16, abbrev text.Abbreviations) error {
	var class uint16
	for line := range strings.Lines(bodiesFile) {
		line = strings.TrimSuffix(line, "\n")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if name, ok := strings.CutPrefix(line, "= "); ok {
			if class = classes[name]; class == 0 {
				return fmt.Errorf("bodies: %q is no class", name)
			}
			continue
		}
		for phrase := range strings.SplitSeq(line, "; ") {
			addPhrase(phrases, phrase, class, abbrev)
		}
	}
	return nil
}

// eachLine calls visit for the fields of each line that is no comment.
func eachLine(file []byte, visit func(fields []string) error) error {
	in, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		line := lines.Text()
		if line == "" || strings.HasPrefix(line, "# ") {
			continue
		}
		if err := visit(strings.Split(line, "\t")); err != nil {
			return err
		}
	}
	return lines.Err()
}

// A habit is how often a word was seen in small letters and with a capital
// inside sentences.
type habit struct{ lower, capital int }

// habits adds to words how often each is capitalised inside sentences, headlines
// aside.
func habits(docs []*text.Doc, words map[uint32]tagger.WordInfo) {
	seen := map[uint32]habit{}
	for _, doc := range docs {
		for _, s := range doc.Sentences {
			if headline(doc, s) {
				continue
			}
			for i := s.First + 1; i < s.Last; i++ {
				if doc.Tokens[i].Kind != text.Word || doc.Tokens[i-1].Kind == text.Open || doc.Tokens[i-1].Kind == text.Mark {
					continue
				}
				word := doc.Tokens[i].In(doc.Text)
				key := tagger.Key(tagger.HashWord(word))
				h := seen[key]
				if asciiUpper(word[0]) {
					h.capital++
				} else {
					h.lower++
				}
				seen[key] = h
			}
		}
	}
	for key, h := range seen {
		if h.lower+h.capital >= 3 {
			info := words[key]
			info.Proper = h.class()
			words[key] = info
		}
	}
}

// class is 1 for a word that is hardly ever capitalised to 6 for one that is
// almost always.
func (h habit) class() uint8 {
	share := 100 * h.capital / (h.lower + h.capital)
	for i, most := range [...]int{2, 15, 50, 85, 98} {
		if share < most {
			return uint8(i + 1)
		}
	}
	return 6
}

// headline reports whether more than six words in ten have a capital.
func headline(doc *text.Doc, s text.Sentence) bool {
	capitals, words := 0, 0
	for _, token := range doc.Tokens[s.First:s.Last] {
		if token.Kind == text.Word && token.Len() > 3 {
			words++
			if asciiUpper(doc.Text[token.Start]) {
				capitals++
			}
		}
	}
	return capitals*10 > words*6
}

func asciiUpper(c byte) bool { return 'A' <= c && c <= 'Z' }
