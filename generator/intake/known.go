package intake

import (
	"io/fs"
	"strings"

	"pressmark/generator/source"
)

// known is what is remembered of articles taken before, by this run and others:
// about 500 bytes an article, and nothing of its text.
type known struct {
	seeds   []seedNote
	records map[recordKey]uint32 // taken by earlier runs; the number is of seeds
	met     map[recordKey]uint32 // taken by this run
	skips   map[recordKey]uint64 // the reason for which an earlier run skipped it
	byName  map[uint64]uint32    // hash of the seed's path
	byID    map[uint64]uint32    // of earlier runs: hash of format and the source's own id
	byURL   map[uint64]uint32
	byTitle map[uint64]uint32 // hash of title and day
	whole   map[uint64]uint32
	bands   map[uint32]uint32
}

type seedNote struct {
	name string
	sum  string    // "" if it was not written by an import
	last recordKey // the record that it was last made of
}

func newKnown() *known {
	return &known{records: map[recordKey]uint32{}, met: map[recordKey]uint32{}, skips: map[recordKey]uint64{}, byName: map[uint64]uint32{}, byID: map[uint64]uint32{},
		byURL: map[uint64]uint32{}, byTitle: map[uint64]uint32{}, whole: map[uint64]uint32{}, bands: map[uint32]uint32{}}
}

// recall takes in a note of an earlier run.
func (k *known) recall(n *note) {
	key, ok := keyFromHex(n.Record)
	if !ok {
		return
	}
	if n.Action == skippedAs {
		k.skips[key] = hashString(n.Reason)
		return
	}
	s, ok := parseSketch(n.Sketch)
	if !ok {
		s.short = true
	}
	k.add(n, s)
	at := k.byName[hashString(n.Seed)]
	k.records[key], k.seeds[at].last = at, key
	if n.ID != "" {
		k.byID[idKey(n.Format, n.File, n.ID)] = at
	}
}

// learn takes in the articles of the seeds' folder that no import wrote. What
// can't be read is left to the build to tell of.
func (k *known) learn(fsys fs.FS) {
	names, _ := source.List(fsys)
	for _, name := range names {
		if _, ok := k.byName[hashString(name)]; ok {
			continue
		}
		if article, err := source.Read(fsys, name); err == nil {
			k.add(&note{Seed: name, URL: article.URL, Title: article.Title, Date: isoDate(article.Date)}, sketchOf(article.Body.In(article.Text)))
		}
	}
}

// add remembers a seed. Where several are alike, the first is remembered.
func (k *known) add(n *note, s sketch) {
	name := hashString(n.Seed)
	at, old := k.byName[name]
	if !old {
		at = uint32(len(k.seeds))
		k.seeds = append(k.seeds, seedNote{name: n.Seed})
		k.byName[name] = at
	}
	k.seeds[at].sum = n.SeedSum
	if u := sameAddress(n.URL); u != "" {
		remember(k.byURL, hashString(u), at)
	}
	if key, ok := titleKey(n.Title, n.Date); ok {
		remember(k.byTitle, key, at)
	}
	if s.whole != 0 {
		remember(k.whole, s.whole, at)
	}
	if !s.short {
		for i, band := range s.bands {
			remember(k.bands, band^uint32(i)*0x9E3779B1, at)
		}
	}
}

func remember[K comparable](m map[K]uint32, key K, at uint32) {
	if _, ok := m[key]; !ok {
		m[key] = at
	}
}

// before reports whether an earlier run took the record. It may be called while
// this run goes on.
func (k *known) before(key recordKey) bool {
	_, ok := k.records[key]
	return ok
}

func (k *known) seedOf(key recordKey) string { return k.seeds[k.records[key]].name }

func (k *known) seedSum(name string) string { return k.seeds[k.byName[hashString(name)]].sum }

// lastOf is the record that a seed was last made of.
func (k *known) lastOf(name string) recordKey { return k.seeds[k.byName[hashString(name)]].last }

// changed returns the seed of an earlier run that was made of the same thing,
// by the source's own name for it, as it was then.
func (k *known) changed(j *job) string {
	if j.item.ID == "" {
		return ""
	}
	if at, ok := k.byID[idKey(j.format, j.rec.File, line(j.item.ID))]; ok {
		return k.seeds[at].name
	}
	return ""
}

// idKey tells things apart by what their source calls them: addresses mean the
// same in every file, other names only in one.
func idKey(format, file, id string) uint64 {
	if strings.Contains(id, "://") {
		file = ""
	}
	return hashString(format + "\n" + file + "\n" + id)
}

// titleKey is the same for articles of one title and one day; false if the day
// is not known.
func titleKey(title, date string) (key uint64, ok bool) {
	if title == "" || len(date) < len("2006-01-02") {
		return 0, false
	}
	return hashString(strings.ToLower(line(title)) + "\n" + date[:len("2006-01-02")]), true
}

// titled returns the seed that has the title and the day of a record that its
// source gives no name and no address; "" if there is none.
func (k *known) titled(j *job) string {
	if key, ok := titleKey(j.item.Title, j.item.Date); ok && j.item.ID == "" && j.item.URL == "" {
		if at, ok := k.byTitle[key]; ok && k.seeds[at].name != j.seed.name {
			return k.seeds[at].name
		}
	}
	return ""
}

// skipped notes that a record is skipped, and reports whether that is news.
func (k *known) skipped(n *note) bool {
	key, _ := keyFromHex(n.Record)
	reason := hashString(n.Reason)
	if k.skips[key] == reason {
		return false
	}
	k.skips[key] = reason
	return true
}

// like returns the seed that is most like the job's, with how many per cent of
// the words in a row they share, and whether they have one address. Text reads
// the words of a seed.
func (k *known) like(j *job, text func(string) (string, bool)) (name string, percent int, sameURL bool) {
	s := &j.seed.sketch
	other := func(at uint32, ok bool) bool { return ok && k.seeds[at].name != j.seed.name } // it may be there from a run that was killed
	if at, ok := k.whole[s.whole]; other(at, ok) {
		name, percent = k.seeds[at].name, 100
	}
	tried := map[uint32]bool{}
	try := func(at uint32) int {
		if tried[at] {
			return 0
		}
		tried[at] = true
		words, ok := text(k.seeds[at].name)
		if !ok {
			return 0
		}
		return likeness(j.seed.text, words)
	}
	if percent == 0 && !s.short {
		for i, band := range s.bands {
			if at, ok := k.bands[band^uint32(i)*0x9E3779B1]; other(at, ok) {
				if p := min(try(at), 99); p >= nearPercent && p > percent {
					name, percent = k.seeds[at].name, p
				}
			}
		}
	}
	if u := sameAddress(j.item.URL); u != "" {
		if at, ok := k.byURL[hashString(u)]; other(at, ok) {
			sameURL = name == "" || name == k.seeds[at].name
			if name == "" {
				name, percent = k.seeds[at].name, min(try(at), 99)
			}
		}
	}
	return name, percent, sameURL
}

// text returns the words of a seed that is there.
func (r *run) text(name string) (string, bool) {
	if r.seeds == nil {
		return "", false
	}
	article, err := source.Read(r.seeds.FS(), name)
	if err != nil {
		return "", false
	}
	return article.Body.In(article.Text), true
}
