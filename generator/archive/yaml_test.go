package archive

import (
	"strings"
	"testing"

	"pressmark/generator/fault"
)

// TestFaults has one file with its faults, each at its place, in a case.
func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"empty", "", nil},
		{"no records", "entities:\n", nil},
		{"comment", "# nothing yet\n", nil},
		{"top", "- id: person/a\n", []string{`e.yaml:1:1: a key "entities" is expected at the top; begin the file with ` + "`entities:`"}},
		{"top key", "entity:\n- id: person/a\n", []string{`e.yaml:1:1: unknown key "entity"; known keys are entities`}},
		{"no list", "entities: {}\n", []string{`e.yaml:1:11: "entities" must be a list`}},
		{"syntax", "entities:\n- id: [\n", []string{`e.yaml:2: not YAML: `}},
		{"encoding", "entities:\n- id: person/\xff\n", []string{`e.yaml:2: not UTF-8 text`}},
		{"key", "entities:\n- id: person/a\n  alias: [b]\n  wikidta: Q1\n", []string{`e.yaml:3:3: unknown key "alias"; did you mean "aliases"?`, `e.yaml:4:3: unknown key "wikidta"; did you mean "wikidata"?`}},
		{"key twice", "entities:\n- id: person/a\n  name: A\n  name: B\n", []string{`e.yaml:4:3: key "name" stands twice`}},
		{"alias", "entities:\n- id: &x person/a\n- id: *x\n", []string{`e.yaml:3:7: YAML aliases are not read here`}},
		{"no id", "entities:\n- name: A\n", []string{"e.yaml:2:3: the entity has no id; give it one, such as `id: person/sergei-lavrov`"}},
		{"no kind", "entities:\n- id: sergei-lavrov\n", []string{`e.yaml:2:7: "sergei-lavrov" is no entity id; write the kind before it, such as person/sergei-lavrov`}},
		{"kind", "entities:\n- id: organisation/nato\n- id: group/x\n", []string{`e.yaml:2:7: "organisation" is no kind of entity; did you mean "organization/nato"?`, `e.yaml:3:7: "group" is no kind of entity; the kinds are`}},
		{"slug", "entities:\n- id: person/Sergei Lavrov\n", []string{`e.yaml:2:7: "Sergei Lavrov" can be no part of an address; use small letters, digits and hyphens, such as person/sergei-lavrov`}},
		{"escape", "entities:\n- id: person/../../etc\n", []string{`e.yaml:2:7: "../../etc" can be no part of an address`}},
		{"twice", "entities:\n- id: person/a\n- id: person/a\n", []string{`e.yaml:3:7: id "person/a" stands in line 2 too`}},
		{"wikidata", "entities:\n- id: person/a\n  wikidata: 184\n", []string{`e.yaml:3:13: "184" is no Wikidata id; write it as on wikidata.org, such as Q184`}},
		{"country", "entities:\n- id: place/a\n  country: Belarus\n- id: person/b\n  country: BY\n", []string{`e.yaml:3:12: "Belarus" is no country code`, `e.yaml:5:12: only a place has a country`}},
		{"coordinates", "entities:\n- id: place/a\n  coordinates: [91, 200]\n- id: place/b\n  coordinates: 53.9\n- id: place/c\n  coordinates: [.nan, 1]\n",
			[]string{`e.yaml:3:17: latitude 91 is not between -90 and 90`, `e.yaml:3:21: longitude 200 is not between -180 and 180`, `e.yaml:5:16: two numbers are expected`, `e.yaml:7:17: latitude NaN`}},
		{"was in use", "entities:\n- id: person/a\n- id: person/b\n  was: [person/a, person/c]\n- id: person/d\n  was: person/c\n", []string{`e.yaml:4:9: "person/a" is the id of the entity in line 2`, `e.yaml:6:8: "person/c" is retired in line 3 too`}},
		{"name of two", "entities:\n- id: person/a\n  name: John Smith\n- id: person/b\n  aliases:\n  - john smith\n",
			[]string{"e.yaml:6:5: the name \"john smith\" belongs to person/a in line 2 too; remove it from one, or add `not: person/a`"}},
		{"name of two, denied", "entities:\n- id: person/a\n  name: John Smith\n- id: person/b\n  name: John Smith\n  not: person/a\n", nil},
		{"hidden", "entities:\n- id: person/a\n  hidden: perhaps\n", []string{`e.yaml:3:11: true or false is expected, not "perhaps"`}},
		{"shape", "entities:\n- person/a\n- id: person/b\n  aliases: {c: d}\n  name: [e]\n", []string{`e.yaml:2:3: keys and values are expected here`, `e.yaml:4:12: a list of texts is expected here`, `e.yaml:5:9: text is expected here`}},
	} {
		_, err := LoadAuthority("e.yaml", []byte(c.file))
		compareFaults(t, c.name, err, c.want)
	}
	for _, c := range []struct {
		name, file string
		want       []string
	}{
		{"missing", "corrections:\n- by: me\n", []string{`c.yaml:2:3: the correction has no article`, `c.yaml:2:3: the correction has no find`, `c.yaml:2:3: the correction has no set`}},
		{"words", "corrections:\n- {article: a, find: {prefix: b}, set: {remove: true}}\n", []string{`c.yaml:2:22: no exact words to find`}},
		{"two changes", "corrections:\n- {article: a, find: b, set: {remove: true, kind: person}}\n", []string{`c.yaml:2:22: keys and values are expected here`, `c.yaml:2:30: 2 changes in one correction`}},
		{"none", "corrections:\n- {article: a, find: {exact: b}, set: {}}\n", []string{`c.yaml:2:39: 0 changes in one correction`}},
		{"remove", "corrections:\n- {article: a, find: {exact: b}, set: {remove: false}}\n", []string{`c.yaml:2:39: ` + "`remove: false` changes nothing"}},
		{"kind", "corrections:\n- {article: a, find: {exact: b}, set: {kind: persn}}\n", []string{`c.yaml:2:46: "persn" is not known here; did you mean person?`}},
		{"date", "corrections:\n- {article: a, date: 1/9/2020, find: {exact: b}, set: {value: soon}}\n", []string{`c.yaml:2:22: "1/9/2020" is no date`, `c.yaml:2:63: "soon" is no date value`}},
		{"add", "corrections:\n- {article: a, find: {exact: b}, set: {add: date}}\n- {article: a, find: {exact: b}, set: {add: person, value: 2020}}\n- {article: a, find: {exact: b}, set: {add: person, remove: true}}\n",
			[]string{`c.yaml:2:39: a date to add has no value`, `c.yaml:3:60: only a date has a value`, `c.yaml:4:39: ` + "`add` stands with a change of something else"}},
		{"entity", "corrections:\n- {article: a, find: {exact: b}, set: {entity: Lavrov}}\n- {article: a, find: {exact: b}, set: {speaker: person/Lavrov}}\n", []string{`c.yaml:2:48: "Lavrov" is no entity id`, `c.yaml:3:49: "Lavrov" can be no part of an address`}},
	} {
		_, err := LoadCorrections("c.yaml", []byte(c.file))
		compareFaults(t, c.name, err, c.want)
	}
}

func compareFaults(t *testing.T, name string, err error, want []string) {
	t.Helper()
	faults := fault.List(err)
	for i, f := range faults {
		if i >= len(want) || !strings.HasPrefix(f.Error(), want[i]) {
			t.Errorf("%s: fault %d: %s", name, i, f)
		}
	}
	if len(faults) < len(want) {
		t.Errorf("%s: %d faults, want %d (%q)", name, len(faults), len(want), want[len(faults)])
	}
}

func FuzzLoadAuthority(f *testing.F) {
	f.Add([]byte("entities:\n- id: person/a\n  aliases: [b, c]\n  not: d\n  coordinates: [1, 2]\n  was: person/e\n"))
	f.Add([]byte("a: &a [*a, *a]\nentities: *a\n"))
	f.Add([]byte("entities:\n- <<: {id: person/a}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		a, err := LoadAuthority("e.yaml", content)
		checkLoaded(t, a != nil, err)
		if a != nil {
			Resolve([]*Entry{article(t, "a", "[person John Smith] of [place Minsk] and [org NATO]. {|x}")}, a)
		}
	})
}

func FuzzLoadCorrections(f *testing.F) {
	f.Add([]byte("corrections:\n- {article: a, find: {exact: Lavrov, suffix: said}, set: {entity: person/b, all: true}}\n"))
	f.Add([]byte("corrections:\n- {article: a, find: {exact: We back}, set: {speaker: the minister}}\n- {article: a, find: {exact: European}, set: {span: European Union talks}}\n"))
	f.Add([]byte("corrections:\n- {article: a, find: {exact: Minsk}, set: {add: quote, speaker: person/x}}\n- {article: a, find: {exact: Sergei Lavrov}, set: {remove: true}}\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		c, err := LoadCorrections("c.yaml", content)
		checkLoaded(t, c != nil, err)
		if c == nil {
			return
		}
		e := article(t, "a", statement)
		body := string(e.Reader.(StringText))
		e.Annotations, e.Applied, _ = c.Apply("a", body, e.Annotations)
		checkValid(t, body, e.Annotations)
		Resolve([]*Entry{e}, nil)
	})
}

func checkLoaded(t *testing.T, loaded bool, err error) {
	t.Helper()
	if loaded == (err != nil) {
		t.Fatalf("loaded %v, error %v", loaded, err)
	}
	for _, f := range fault.List(err) {
		if f.Path == "pressmark" || f.Line < 0 || f.Problem == "" {
			t.Fatalf("a fault without a place: %+v", f)
		}
	}
}
