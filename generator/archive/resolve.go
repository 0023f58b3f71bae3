package archive

import (
	"cmp"
	"slices"

	"pressmark/generator/annotate"
	"pressmark/generator/source"
)

// Resolve works out who is who across the articles. It sorts the entries,
// fills their Index and Entities, and returns the archive; their other fields
// must be complete, corrections applied. authority may be nil. The result
// depends on the set of entries and not on their order.
//
// Names are joined only on evidence, and the evidence is kept in
// Entity.Reasons. An ID is the kind and the name by which the earliest article
// calls the entity in full, so that a newer article leaves it as it is. Where
// one is joined with another, or named in full for the first time, the ID it
// would have had alone goes to Entity.Was and redirects. The authority file
// overrides all of it.
func Resolve(entries []*Entry, authority *Authority) *Archive {
	r := newResolver(entries, authority)
	r.scan()        // names, roles and quotations as written
	r.pin()         // what people said: corrections, then the authority file
	r.settleKinds() // a rare reading of a name joins the usual one
	r.tellApart()   // one unit for each name, or for each of its bearers
	r.joinPeople()
	r.joinOrganizations()
	r.joinSurnames()
	r.doubtAliases()
	r.makeEntities()
	r.fill()
	r.findAgain()
	return r.archive
}

// A node is one cluster of one article: the smallest thing that is resolved.
type node struct {
	entry   int32 // index in Archive.Entries
	cluster int32
	form    int32
	raw     int32 // string number of its name as written
	unit    int32 // noUnit until it has one
	roles   [2]int32
}

// A form is one name of one kind, however it is spelt in capitals and marks.
type form struct {
	kind    annotate.Kind
	key     string
	country string  // name of the country that a Place is, "" if it is none
	name    string  // as the earliest article writes it
	person  person  // of a Person
	generic bool    // an Organization that every country has
	nodes   []int32 // in order of time
	units   []int32
	seed    []int32 // empty units that the first unit joins: those of another kind's form stand behind them
}

// A node without a unit, and one whose entity a correction names.
const (
	noUnit     = -1
	pinnedUnit = -2
)

// A pinned is a cluster whose entity a correction names.
type pinned struct {
	entry, cluster int32
	from           Orphan
}

// A unit is what one form stands for in some or all of its articles. Units are
// joined, never divided.
type unit struct {
	form      int32 // -1 for an authority record without a mention
	nodes     []int32
	parent    int32 // of union-find
	authority int32 // index of the record, or -1; true of roots
	members   []int32
	reasons   []reason
	evidence  *evidence // of the members' nodes; nil until asked for
	gone      []int32   // clusters that began groups which are one with this now
	country   string    // of an organization that every country has
}

type resolver struct {
	archive   *Archive
	authority *Authority
	entries   []*Entry
	rank      []int32 // place of each entry in order of time, oldest first, undated last

	strings  interner
	nodes    []node
	first    []int32 // first node of each entry; one more at the end
	of       [][]int32
	aliases  [][]int32 // string number of each mention of each entry
	roles    []int32   // string numbers of node roles, normalised
	forms    []form
	formOf   map[formKey]int32
	formRaw  map[rawKey]int32
	units    []unit
	records  []int32         // unit of each authority record
	recordOf map[formKey]int // the record of each exact key of the names in the authority file, -1 if several
	pinned   map[string][]pinned
	country  []string // of each entry: its main country, "" for none, "?" for not yet known
	roleBits map[int32]roleWords
	shingles []shingle
	hashes   []uint64 // scratch of scanWords
	quotes   int      // quotations scanned
	voices   map[string]*Voice
	doubts   []doubt
	parted   map[int32]int32 // record of each form of which it means some bearers only
}

type formKey struct {
	kind annotate.Kind
	key  string
}

type rawKey struct {
	kind annotate.Kind
	raw  int32
}

func newResolver(entries []*Entry, authority *Authority) *resolver {
	if authority == nil {
		authority = &Authority{}
	}
	r := &resolver{
		archive:   &Archive{Entries: slices.Clone(entries), byID: map[string]*Entity{}},
		authority: authority,
		strings:   interner{numbers: map[string]int32{}},
		formOf:    map[formKey]int32{},
		formRaw:   map[rawKey]int32{},
		pinned:    map[string][]pinned{},
		roleBits:  map[int32]roleWords{},
		voices:    map[string]*Voice{},
		recordOf:  map[formKey]int{},
	}
	for i, rec := range authority.Records {
		for _, name := range rec.names() {
			key := formKey{rec.Kind, exactKey(rec.Kind, name)}
			if n, ok := r.recordOf[key]; ok && n != i {
				r.recordOf[key] = -1 // a name of two
			} else {
				r.recordOf[key] = i
			}
		}
	}
	r.entries = r.archive.Entries
	slices.SortFunc(r.entries, compareEntries)
	order := make([]int32, len(r.entries))
	for i, e := range r.entries {
		e.Index = i
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(a, b int32) int {
		x, y := r.entries[a], r.entries[b]
		return cmp.Or(compareUndated(x.Date, y.Date), compareDates(x.Date, y.Date), cmp.Compare(x.ID, y.ID), cmp.Compare(a, b))
	})
	r.rank = make([]int32, len(order))
	for place, i := range order {
		r.rank[i] = int32(place)
	}
	return r
}

// compareEntries puts the newest first and the undated last.
func compareEntries(a, b *Entry) int {
	return cmp.Or(compareUndated(a.Date, b.Date), compareDates(b.Date, a.Date), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Path, b.Path))
}

func compareUndated(a, b source.Date) int {
	switch {
	case a.Year == 0 && b.Year != 0:
		return 1
	case a.Year != 0 && b.Year == 0:
		return -1
	}
	return 0
}

func compareDates(a, b source.Date) int {
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month), cmp.Compare(a.Day, b.Day), cmp.Compare(a.Clock, b.Clock))
}

// An interner gives each string a number and keeps one copy of it.
type interner struct {
	numbers map[string]int32
	list    []string
}

// grow makes room for about n strings, so that the table is not made anew again
// and again.
func (in *interner) grow(n int) {
	in.numbers, in.list = make(map[string]int32, n), make([]string, 0, n)
}

func (in *interner) number(s string) int32 {
	if n, ok := in.numbers[s]; ok {
		return n
	}
	s = string(append([]byte(nil), s...)) // s may be part of a whole article
	n := int32(len(in.list))
	in.list = append(in.list, s)
	in.numbers[s] = n
	return n
}

// root returns the unit that stands for all that u was joined with.
func (r *resolver) root(u int32) int32 {
	for r.units[u].parent != u {
		r.units[u].parent = r.units[r.units[u].parent].parent
		u = r.units[u].parent
	}
	return u
}

// newUnit adds a unit of a form's nodes.
func (r *resolver) newUnit(f int32, nodes []int32) int32 {
	n := int32(len(r.units))
	r.units = append(r.units, unit{form: f, nodes: nodes, parent: n, authority: -1, members: []int32{n}})
	for _, at := range nodes {
		r.nodes[at].unit = n
	}
	if f >= 0 && len(nodes) > 0 {
		r.forms[f].units = append(r.forms[f].units, n)
	}
	return n
}

// join makes two units one and reports whether it did: what people said is
// different is never joined. The reasons may be none.
func (r *resolver) join(a, b int32, why ...reason) bool {
	a, b = r.root(a), r.root(b)
	if a == b {
		return true
	}
	if r.forbidden(a, b) {
		return false
	}
	// The smaller number stands for both, so that the order of joining does
	// not matter; a record stands before all.
	if b < a {
		a, b = b, a
	}
	x, y := &r.units[a], &r.units[b]
	y.parent = a
	if y.authority >= 0 {
		x.authority = y.authority
	}
	x.members = append(x.members, y.members...)
	x.reasons = append(append(x.reasons, y.reasons...), why...)
	y.members, y.reasons = nil, nil
	x.evidence, y.evidence = nil, nil
	return true
}

// forbidden reports whether two roots must stay two: both are in the authority
// file, or one's record says that it is not the other.
func (r *resolver) forbidden(a, b int32) bool {
	x, y := r.units[a].authority, r.units[b].authority
	if x >= 0 && y >= 0 {
		return true
	}
	if x >= 0 {
		return r.denied(x, b)
	}
	if y >= 0 {
		return r.denied(y, a)
	}
	return false
}

// denied reports whether a record says "not" of any member of a root, or means
// another bearer of its name.
func (r *resolver) denied(record, root int32) bool {
	rec := r.authority.Records[record]
	if len(rec.Not) == 0 && len(r.parted) == 0 {
		return false
	}
	for _, m := range r.units[root].members {
		f := r.units[m].form
		if f < 0 {
			continue
		}
		if of, ok := r.parted[f]; ok && of == record || rec.deniesForm(&r.forms[f]) {
			return true
		}
	}
	return false
}

// apart reports whether some article names members of both roots as two, which
// says that they are two.
func (r *resolver) apart(a, b int32) bool {
	a, b = r.root(a), r.root(b)
	if r.size(a) > r.size(b) {
		a, b = b, a
	}
	for _, m := range r.units[a].members {
		for _, n := range r.units[m].nodes {
			e := r.nodes[n].entry
			for at := r.first[e]; at < r.first[e+1]; at++ {
				if u := r.nodes[at].unit; at != n && u >= 0 && r.root(u) == b {
					return true
				}
			}
		}
	}
	return false
}

// size is how many clusters a root stands for.
func (r *resolver) size(root int32) int {
	n := 0
	for _, m := range r.units[root].members {
		n += len(r.units[m].nodes)
	}
	return n
}
