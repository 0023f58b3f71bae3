package archive

import (
	"strings"
	"testing"

	"pressmark/generator/annotate"
)

// TestResolve tells which names become one. Each article is a line.
func TestResolve(t *testing.T) {
	for _, c := range []struct {
		name, articles, authority, want string
	}{
		{"same full name", "2020-01-01 a: [person Sergei Lavrov] spoke.\n2020-02-01 b: [person Sergei Lavrov] left.", "", "person/sergei-lavrov"},
		{"only bearer of a surname", "2020-01-01 a: [person Sergei Lavrov] spoke.\n2020-02-01 b: [person Lavrov] left.", "", "person/sergei-lavrov"},
		{"surname of two", "2020-01-01 a: [person Sergei Lavrov] spoke.\n2020-01-02 c: [person Anna Lavrov] sang.\n2020-02-01 b: [person Lavrov] left.", "",
			"person/anna-lavrov person/lavrov person/sergei-lavrov"},
		{"surname of two, told by company and role",
			"2020-01-01 a: [role#l Foreign Minister] [person#l Sergei Lavrov] met [person Dora Quist].\n2020-01-02 c: [person Anna Lavrov] sang.\n2020-02-01 b: [role#l Foreign Minister] [person#l Lavrov] met [person Dora Quist].", "",
			"person/anna-lavrov person/dora-quist person/sergei-lavrov"},
		{"initials that fit", "2020-01-01 a: [person George W. Harlan] came.\n2020-01-02 b: [person George Harlan] left.", "", "person/george-w-harlan"},
		{"a middle name seldom given", "2020-01-01 a: [person George Harlan] came.\n2020-01-02 b: [person George Walker Harlan] left.\n2020-01-03 c: [person George Harlan] slept.", "", "person/george-harlan"},
		{"initials that do not", "2020-01-01 a: [person George W. Harlan] came.\n2020-01-02 b: [person George H. W. Harlan] left.", "", "person/george-h-w-harlan person/george-w-harlan"},
		{"plain name between two", "2020-01-01 a: [person George W. Harlan] came.\n2020-01-02 b: [person George H. W. Harlan] left.\n2020-01-03 c: [person George Harlan] slept.", "",
			"person/george-h-w-harlan person/george-harlan person/george-w-harlan"},
		{"junior and senior", "2020-01-01 a: [person Otis Brand Jr.] came.\n2020-01-02 b: [person Otis Brand Sr.] left.", "", "person/otis-brand-jr person/otis-brand-sr"},
		{"nickname on evidence", "2020-01-01 a: [role#b Senator] [person#b William Ostrow] met [person Dora Quist].\n2020-02-01 b: [role#b Senator] [person#b Bill Ostrow] spoke.", "",
			"person/dora-quist person/william-ostrow"},
		{"nickname without", "2020-01-01 a: [person William Smith] spoke.\n2020-02-01 b: [person Bill Smith] left.", "", "person/bill-smith person/william-smith"},
		{"nickname of two", "2020-01-01 a: [role#b Senator] [person#b Alexander Pell] spoke.\n2020-01-02 b: [role#b Senator] [person#b Alexandra Pell] left.\n2020-01-03 c: [role#b Senator] [person#b Alex Pell] slept.", "",
			"person/alex-pell person/alexander-pell person/alexandra-pell"},
		{"two in one article", "2020-01-01 a: [role#b Senator] [person#b William Ostrow] met [role#c Senator] [person#c Bill Ostrow].", "", "person/bill-ostrow person/william-ostrow"},
		{"long transliteration", "2020-01-01 a: [person Sviatlana Tsikhanouskaya] spoke.\n2020-02-01 b: [person Svetlana Tikhanovskaya] left.", "", "person/sviatlana-tsikhanouskaya"},
		{"given names in romanisations", "2020-01-01 a: [person Alexander Lukashenko] spoke.\n2020-02-01 b: [person Aleksandr Lukashenko] left.\n2020-02-02 c: [person Alyaksandr Lukashenka] slept.", "", "person/alexander-lukashenko"},
		{"transliterated surname alone", "2020-01-01 a: [person Alexander Lukashenko] spoke.\n2020-02-01 b: [person Lukashenka] left.", "", "person/alexander-lukashenko"},
		{"short names that look alike", "2020-01-01 a: [person Thomas Bauer] spoke.\n2020-02-01 b: [person Thomas Baur] left.", "", "person/thomas-bauer person/thomas-baur"},
		{"last names", "2020-01-01 a: [person Gabriel Tarcía Halquez] wrote.\n2020-02-01 b: [person Tarcía Halquez] left.", "", "person/gabriel-tarcia-halquez"},
		{"last names of two", "2020-01-01 a: [person Gabriel Tarcía Halquez] wrote.\n2020-02-01 b: [person Tarcía Halquez] left.\n2020-03-01 c: [person Ana Tarcía Halquez] came.", "",
			"person/ana-tarcia-halquez person/gabriel-tarcia-halquez person/tarcia-halquez"},
		{"a given name is no last name", "2020-01-01 a: [person Mary Ann Halquez] wrote.\n2020-02-01 b: [person Ann Halquez] left.", "", "person/ann-halquez person/mary-ann-halquez"},
		{"diacritics", "2020-01-01 a: [person Lech Wałęsa] spoke.\n2020-02-01 b: [person Lech Walesa] left.", "", "person/lech-walesa"},
		{"particles", "2020-01-01 a: [person Bashar al-Assad] spoke.\n2020-02-01 b: [person Bashar Assad] left.\n2020-02-02 c: [person Assad] slept.", "", "person/bashar-al-assad"},
		{"particles of several tongues", "2020-01-01 a: [person Olaf van der Hulst] spoke.\n2020-02-01 b: [person Olaf Vanderhulst] slept.\n2020-02-02 c: [person van der Hulst] left.\n2020-02-03 d: [person Hulst] came.", "",
			"person/olaf-van-der-hulst person/olaf-vanderhulst"},
		{"bin", "2020-01-01 a: [person Omar bin Harith] spoke.\n2020-02-01 b: [person bin Harith] left.\n2020-02-02 c: [person Omar Bin Harith] slept.", "", "person/omar-bin-harith"},
		{"hyphens", "2020-01-01 a: [person Kim Jong-un] spoke in [place North Korea].\n2020-02-01 b: [person Kim Jong Un] left.\n2020-02-02 c: [person Kim] slept in [place North Korea].", "", "person/kim-jong-un place/north-korea"},
		{"too short a surname to tell", "2020-01-01 a: [person Walter Ram] spoke.\n2020-02-01 b: [person Ram] left.", "", "person/ram person/walter-ram"},
		{"capitals", "2020-01-01 a: [person SERGEI LAVROV] spoke.\n2020-02-01 b: [person Sergei Lavrov] left.", "", "person/sergei-lavrov"},
		{"acronym as an article spells it", "2020-01-01 a: The [org#o Northern Herring Board] ([org#o NHB]) met.\n2020-02-01 b: [org NHB] closed.", "", "organization/northern-herring-board"},
		{"well-known acronym", "2020-01-01 a: The [org North Atlantic Treaty Organization] met.\n2020-02-01 b: [org NATO] closed.", "", "organization/north-atlantic-treaty-organization"},
		{"acronym that one article reads apart", "2020-01-01 a: The [org North Atlantic Treaty Organization] met.\n2020-02-01 b: [org NATO] and the [org North Atlantic Treaty Organization].", "", "organization/north-atlantic-treaty-organization"},
		{"acronym of nothing", "2020-01-01 a: The [org Northern Herring Board] met.\n2020-02-01 b: [org NHB] closed.", "", "organization/nhb organization/northern-herring-board"},
		{"legal forms and the", "2020-01-01 a: [org The Acme Widget Co.] met.\n2020-02-01 b: [org Acme Widget] closed.", "", "organization/acme-widget-co"},
		{"short word and acronym", "2020-01-01 a: [org WHO] met.\n2020-02-01 b: [org Who] sang.", "", "organization/who organization/world-health-organization"},
		{"many of a name", "2020-01-01 a: [person Kim] spoke in [place Norway].\n2020-01-02 b: [person Kim] left [place Norway].", "", "person/kim person/kim-3e23e816 place/norway"},
		{"acronym of another country's", "2020-01-01 a: [place Malaysia] and its [org#o Berry Traders Sdn] ([org#o BTS]).\n2020-01-02 b: [org BTS] sang in [place South Korea].", "", "organization/berry-traders-sdn organization/bts place/malaysia place/south-korea"},
		{"one ministry, two ways to say it", "2020-01-01 a: The [group Russian] [org Foreign Ministry].\n2020-02-01 b: [org Ministry of Foreign Affairs of Russia].\n2020-03-01 c: The [group Russian] [org Ministry of Foreign Affairs].", "", "organization/foreign-ministry"},
		{"agencies of common words", "2020-01-01 a: The [org National Rescue Agency] of [place Japan].\n2020-01-02 b: The [org National Rescue Agency] of [place Norway].\n2020-01-03 c: The [org National Rescue Agency] of [place Norway].", "",
			"organization/national-rescue-agency organization/national-rescue-agency-3e23e816 place/japan place/norway"},
		{"an agency of one country", "2020-01-01 a: The [org National Rescue Agency] of [place Japan].\n2020-01-02 b: The [org National Rescue Agency] helped.", "", "organization/national-rescue-agency place/japan"},
		{"short for a state", "2020-01-01 a: In [place Ore.].", "", "place/oregon"},
		{"another name of a place", "2020-01-01 a: In [place Bombay].\n2020-01-02 b: In [place Mumbai].", "", "place/mumbai"},
		{"wife is no role", "2020-01-01 a: His [role#l wife] [person#l Ana Halquez] came.\n2009-02-01 b: [role#l Wife] [person#l Bo Halquez] left, and so did [person#h Halquez], his [role#h wife].", "", "person/ana-halquez person/bo-halquez person/halquez"},
		{"countries", "2020-01-01 a: In the [place U.S.].\n2020-02-01 b: In the [place United States].\n2020-02-03 c: [place US] [place UK] [place Britain].", "", "place/united-kingdom place/united-states"},
		{"Georgia", "2020-01-01 a: In [place Georgia], [place Atlanta] votes.\n2015-02-01 b: In [place Georgia], [place Tbilisi] votes.", "", "place/atlanta place/georgia place/georgia-ca978112 place/tbilisi"},
		{"each country's ministry", "2020-01-01 a: [place Russia]’s [org Foreign Ministry].\n2020-02-01 b: [place Belarus]’s [org Foreign Ministry].\n2020-03-01 c: [place Russia]’s [org Foreign Ministry].", "",
			"organization/foreign-ministry organization/foreign-ministry-belarus place/belarus place/russia"},
		{"country before the name", "2020-01-01 a: The [group Russian] [org Foreign Ministry] wrote to the [group Belarusian] [org#b Foreign Ministry].\n2020-02-01 b: [place Poland] heard of the [org Russian Foreign Ministry].", "",
			"organization/foreign-ministry organization/foreign-ministry-belarus place/poland"},
		{"a b and a-b in one article", "2020-01-01 a: The [org Ash Beck] Club is not [org Ash-Beck].\n2020-01-02 b: [org Ash Beck] won.", "", "organization/ash-beck organization/ash-beck-ca978112"},
		{"a b and a-b in two articles", "2020-01-01 a: The [org Acme Data Group] met.\n2020-01-02 b: The [org Acme-Data Group] met.", "", "organization/acme-data-group organization/acme-data-group-3e23e816"},
		{"a b and a-b of people", "2020-01-01 a: [role#b Chemist] [person#b Anna-Lena Berg] spoke.\n2020-01-02 b: [role#b Singer] [person#b Anna Lena Berg] left.", "", "person/anna-lena-berg person/anna-lena-berg-singer"},
		{"a b and a-b of one role", "2020-01-01 a: [role#b Chemist] [person#b Anna-Lena Berg] spoke.\n2020-01-02 b: [role#b Chemist] [person#b Anna Lena Berg] left.", "", "person/anna-lena-berg"},
		{"a b and a-b for one in an article", "2020-01-01 a: The [org Acme Data Group] met.\n2020-01-02 b: The [org#a Acme-Data Group] met, says the [org#a Acme Data Group].", "", "organization/acme-data-group"},
		{"a b and a-b, one recorded", "2020-01-01 a: The [org Acme Data Group] met.\n2020-01-02 b: The [org Acme-Data Group] met.", "entities:\n- id: organization/acme-hyphen\n  name: Acme-Data Group\n", "organization/acme-data-group organization/acme-hyphen"},
		{"a b and a-b, both recorded", "2020-01-01 a: The [org Acme Data Group] met.\n2020-01-02 b: The [org Acme-Data Group] met.", "entities:\n- id: organization/acme-data-group\n  aliases: [Acme-Data Group]\n", "organization/acme-data-group"},
		{"a known place with or without hyphens", "2020-01-01 a: In [place Rostov-on-Don].\n2020-01-02 b: In [place Rostov on Don].", "", "place/rostov-on-don"},
		{"signs that addresses lack", "2020-01-01 a: [org C Society].\n2020-01-02 b: [org C++ Society] won.", "", "organization/c-society organization/c-society-3e23e816"},
		{"kinds", "2020-01-01 a: In [place Washington].\n2020-02-01 b: [person Washington] sang.", "", "person/washington place/washington"},
		{"rare kind", "2020-01-01 a: [org White Hall].\n2020-01-02 b: [org White Hall].\n2020-01-03 c: [org White Hall].\n2020-01-04 d: [org White Hall].\n2020-01-05 e: [place White Hall].", "", "organization/white-hall"},
		{"other script", "2020-01-01 a: [person 東京太郎].", "", "person/東京太郎"},
		{"no letters", "2020-01-01 a: [person —] and [org ...].", "", ""},
		{"authority merges", "2020-01-01 a: [person Mark Twayne].\n2020-01-02 b: [person Sam Clements].", "entities:\n- id: person/mark-twayne\n  aliases: [Sam Clements]\n", "person/mark-twayne"},
		{"authority keeps apart", "2020-01-01 a: [person Sviatlana Tsikhanouskaya].\n2020-01-02 b: [person Svetlana Tikhanovskaya].",
			"entities:\n- id: person/sviatlana-tsikhanouskaya\n  name: Sviatlana Tsikhanouskaya\n  not: person/svetlana-tikhanovskaya\n", "person/svetlana-tikhanovskaya person/sviatlana-tsikhanouskaya"},
		{"authority names a country's court", "2020-01-01 a: The [group Russian] [org Constitutional Court].", "entities:\n- id: organization/court-of-russia\n  name: Constitutional Court of Russia\n", "organization/court-of-russia"},
		{"authority parts a cluster", "2020-01-01 a: The [org#k Harbour Castle] and the [org#k Harbour].", "entities:\n- id: organization/harbour\n  not: place/harbour-castle\n- id: place/harbour-castle\n  not: organization/harbour\n", "organization/harbour place/harbour-castle"},
		{"a person by one name is something else", "2020-01-01 a: [person Wagner].", "entities:\n- id: organization/wagner\n  name: Wagner\n  was: person/wagner\n", "organization/wagner"},
		{"a person by one name stays", "2020-01-01 a: [person Wagner].", "entities:\n- id: organization/wagner\n  name: Wagner\n", "organization/wagner person/wagner"},
		{"authority changes kind", "2020-01-01 a: [place Kremlin].", "entities:\n- id: organization/kremlin\n", "organization/kremlin"},
		{"authority attracts surname", "2020-01-01 a: [person Zorin].", "entities:\n- id: person/ivan-zorin\n", "person/ivan-zorin"},
		{"authority before general knowledge", "2020-01-01 a: [place Belarus], once [place Byelorussia].\n2020-01-02 b: [place Republic of Belarus].\n2020-01-02 c: The [place Belorussian SSR].",
			"entities:\n- id: place/belarus\n- id: place/byelorussian-ssr\n  aliases: [Byelorussia, Belorussian SSR]\n", "place/belarus place/byelorussian-ssr"},
		{"authority unmentioned", "2020-01-01 a: Nothing.", "entities:\n- id: person/ivan-zorin\n", "person/ivan-zorin"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := Resolve(articles(t, c.articles), authority(t, c.authority))
			if got := ids(a); got != c.want {
				t.Errorf("got  %s\nwant %s\n%s", got, c.want, dump(a))
			}
		})
	}
}

func articles(t testing.TB, lines string) []*Entry {
	t.Helper()
	var out []*Entry
	for line := range strings.Lines(lines) {
		id, marked, _ := strings.Cut(strings.TrimSpace(line), ": ")
		out = append(out, article(t, id, marked))
	}
	return out
}

func TestNamesakes(t *testing.T) {
	const two = "1998-05-01 a: [role#j Striker] [person#j John Smith] scored for [org Dunmore Rovers].\n" +
		"2019-05-01 b: [role#j Senator] [person#j John Smith] voted in the [org Fiscal Committee].\n" +
		"1999-05-01 c: [role#j Striker] [person#j John Smith] left [org Dunmore Rovers].\n" +
		"2020-05-01 d: [role#j Senator] [person#j John Smith] spoke.\n"
	a := Resolve(articles(t, two), nil)
	striker, senator := a.Entity("person/john-smith"), a.Entity("person/john-smith-senator")
	if striker == nil || senator == nil {
		t.Fatalf("got %s", ids(a))
	}
	if len(striker.Articles()) != 2 || len(senator.Articles()) != 2 {
		t.Errorf("articles %d and %d, want 2 and 2\n%s", len(striker.Articles()), len(senator.Articles()), dump(a))
	}
}

// TestRecordOfNamesake sees that an entry for one bearer of a name takes neither
// the articles nor the address of another.
func TestRecordOfNamesake(t *testing.T) {
	const two = "2020-01-01 a: [person#s John Smith], the [role#s mayor of Leeds], came.\n2020-01-02 b: [person#s John Smith], a [role#s striker for Arsenal], left.\n"
	for _, c := range []struct{ record, want, mayor, striker string }{
		{"id: person/john-smith-mayor\n  name: John Smith\n  description: Mayor of Leeds", "person/john-smith-mayor person/john-smith-striker", "person/john-smith-mayor", "person/john-smith-striker"},
		{"id: person/smith-of-leeds\n  name: John Smith", "person/john-smith-striker person/smith-of-leeds", "person/smith-of-leeds", "person/john-smith-striker"},
		{"id: person/john-smith-the-younger\n  name: John Smith\n  description: Striker", "person/john-smith person/john-smith-the-younger", "person/john-smith", "person/john-smith-the-younger"},
		{"id: person/john-smith-striker\n  name: John Smith", "person/john-smith person/john-smith-striker", "person/john-smith", "person/john-smith-striker"},
		{"id: person/john-smith\n  name: John Smith\n  was: person/john-smith-striker\n  description: Mayor and striker", "person/john-smith", "person/john-smith", "person/john-smith"},
	} {
		entries := articles(t, two)
		a := Resolve(entries, authority(t, "entities:\n- "+c.record+"\n"))
		if got := ids(a); got != c.want {
			t.Errorf("%s: got %s, want %s", c.record, got, c.want)
			continue
		}
		if mayor, striker := entries[0].Entities[0].ID, entries[1].Entities[0].ID; mayor != c.mayor || striker != c.striker {
			t.Errorf("%s: mayor %s, striker %s", c.record, mayor, striker)
		}
		for _, e := range a.Entities {
			for _, was := range e.Was {
				if c.mayor != c.striker && e.ID == c.mayor && strings.Contains(was, "striker") || e.ID == c.striker && was == "person/john-smith" {
					t.Errorf("%s redirects to %s", was, e.ID)
				}
			}
		}
	}
}

// TestNoAddressApart corrects the first article of somebody: the others get a
// retired address only if they could have had it before.
func TestNoAddressApart(t *testing.T) {
	for _, c := range []struct{ first, correct, want string }{
		{"[person#s John Smith] came.", "person/john-smith", ""},
		{"[role#s Mayor] [person#s John Smith] came.", "person/john-smith", ""},
		{"[role#s Mayor] [person#s John Smith] came.", "person/jack-smith", ""},
		{"[role#s Striker] [person#s John Smith] scored.", "person/john-smith", "person/john-smith-mayor"},
	} {
		entries := articles(t, "2020-01-01 a: "+c.first+"\n2020-01-02 b: [role#s Mayor] [person#s John Smith] left.\n")
		fixes, err := LoadCorrections("c.yaml", []byte("corrections:\n- {article: a, find: {exact: John Smith}, set: {entity: "+c.correct+"}}\n"))
		if err != nil {
			t.Fatal(err)
		}
		e := entries[0]
		e.Annotations, e.Applied, _ = fixes.Apply(e.ID, string(e.Reader.(StringText)), e.Annotations)
		if a := Resolve(entries, nil); strings.Join(entries[1].Entities[0].Was, " ") != c.want {
			t.Errorf("%s is %s: %s was %v, not %q", c.first, c.correct, entries[1].Entities[0].ID, entries[1].Entities[0].Was, c.want)
		} else if len(e.Applied) != 1 || a.Entity("person/john-smith") == nil {
			t.Errorf("%s: got %s", c.first, ids(a))
		}
	}
}

func TestEntityOf(t *testing.T) {
	e := article(t, "a", "The [group Belarusian] leader of [place Belarus].")
	e.Clusters[0].Of = 1
	Resolve([]*Entry{e}, nil)
	if e.Entities[0] != nil {
		t.Error("a group became an entity")
	}
	if got := e.EntityOf(0); got == nil || got.ID != "place/belarus" || got.Country != "BY" {
		t.Errorf("group links to %v", got)
	}
	said := article(t, "a", "[group#g Belarusians] of [place Belarus]: {g|We stay.}")
	said.Clusters[0].Of = 1
	if a := Resolve([]*Entry{said}, nil); len(a.Entity("place/belarus").Quotes) != 0 || len(a.Voices) != 1 || a.Voices[0].Words != "belarusians" {
		t.Errorf("what a group says is said by its place: %v", a.Voices)
	}
	if e.EntityOf(-1) != nil || e.EntityOf(9) != nil {
		t.Error("a cluster that is not there has an entity")
	}
}

func TestFill(t *testing.T) {
	a := Resolve([]*Entry{
		article(t, "2020-09-01 a", "[role#l Foreign Minister] [person#l Sergei Lavrov] said: {l|[place Minsk] is near, and I say we must go there.}\n\n[person#l Lavrov] added that [ref#l he] agrees.\n\n[voice#v The opposition] said: {v|[person#l Lavrov] is wrong.} {|Nobody knows.}"),
		article(t, "2021-01-01 b", "[role#l foreign minister] [person#l Lavrov] spoke in [place Minsk]. {l|I have said [place Minsk] is near, and I say we must go there again.}"),
		article(t, "c", "[voice#v the opposition] said {v|no} to [person Sergei Lavrov]."),
	}, nil)
	if got := a.Entries[0].ID + a.Entries[1].ID + a.Entries[2].ID; got != "bac" {
		t.Errorf("order %s, want newest first and undated last", got)
	}
	l := a.Entity("person/sergei-lavrov")
	if len(l.Mentions) != 6 || !l.Mentions[3].Reference || l.Mentions[0].Entry.ID != "b" {
		t.Errorf("mentions %v", l.Mentions)
	}
	if len(l.Quotes) != 2 || len(l.About) != 1 {
		t.Errorf("%d said, %d about", len(l.Quotes), len(l.About))
	}
	if minsk := a.Entity("place/minsk"); len(minsk.About) != 2 {
		t.Errorf("%d about Minsk", len(minsk.About))
	}
	if len(l.Roles) != 1 || l.Roles[0].Count != 2 || l.Roles[0].Text != "Foreign Minister" || l.Roles[0].Last.Entry.ID != "b" {
		t.Errorf("roles %+v", l.Roles)
	}
	if l.SortName != "Lavrov, Sergei" || l.Aliases[0] != (Alias{"Lavrov", 3}) {
		t.Errorf("%q %v", l.SortName, l.Aliases)
	}
	if len(a.Voices) != 1 || a.Voices[0].Words != "opposition" || len(a.Voices[0].Quotes) != 2 || a.Unattributed != 1 {
		t.Errorf("voices %v, %d by nobody", a.Voices, a.Unattributed)
	}
	if again := a.AlsoQuoted(QuoteRef{a.Entries[0], 0}); len(again) != 1 || again[0].Entry.ID != "a" {
		t.Errorf("quoted again: %v", again)
	}
	if got := strings.Join(l.Reasons, " "); !strings.Contains(got, "“Lavrov” in 1 article: the only Lavrov named in full") {
		t.Errorf("reasons %q", got)
	}
	c := a.Company(l, 1)
	if len(c) != 1 || c[0].Entity.ID != "place/minsk" || c[0].Articles != 2 || c[0].Passages != 2 || c[0].Quotes != 2 {
		t.Errorf("company %+v", c)
	}
	rel := a.Related(a.Entries[0], 1)
	if len(rel) != 1 || rel[0].Entry.ID != "a" || len(rel[0].Shared) != 2 {
		t.Errorf("related %+v", rel)
	}
}

func TestAuthorityFields(t *testing.T) {
	a := Resolve(articles(t, "2020-01-01 a: [place Minsk] and [person Ann Other]."), authority(t, `entities:
- id: place/minsk-city
  name: City of Minsk
  aliases: Minsk
  description: The capital.
  wikidata: Q2280
  coordinates: [53.9, 27.57]
  country: BY
  was: [place/mensk]
- id: person/ann-other
  hidden: true
`))
	e := a.Entity("place/mensk")
	if e == nil || e.ID != "place/minsk-city" || a.Entity("place/minsk") != e {
		t.Fatalf("redirects: %v", e)
	}
	if e.Wikidata != "Q2280" || e.Country != "BY" || *e.Coordinates != (Coordinates{53.9, 27.57}) || !e.HasPage() {
		t.Errorf("%+v", e)
	}
	if a.Entity("person/ann-other").HasPage() {
		t.Error("a hidden person has a page")
	}
}

func TestPinnedEntity(t *testing.T) {
	entries := articles(t, "2020-01-01 a: [person Sergei Lavrov] spoke.\n2020-01-02 b: [person Lavrov] sang.\n2020-01-03 c: [person Lavrov] slept.")
	entries[1].Applied = []Applied{{Entity: "person/anna-lavrov", Cluster: 0}}
	a := Resolve(entries, nil)
	if got := ids(a); got != "person/anna-lavrov person/sergei-lavrov" {
		t.Fatalf("got %s", got)
	}
	if e := a.Entity("person/anna-lavrov"); e.Name != "Anna Lavrov" || len(e.Mentions) != 1 || e.Reasons[0] != "“Lavrov” in 1 article: corrected by hand." {
		t.Errorf("%+v", e)
	}
	entries[1].Applied[0].Entity = "person/sergei-lavrov"
	if a := Resolve(entries, nil); len(a.Entity("person/sergei-lavrov").Mentions) != 3 {
		t.Error("a correction to an ID that the machine made is not followed")
	}
}

func TestSortNames(t *testing.T) {
	for name, want := range map[string]string{
		"Sergei Lavrov": "Lavrov, Sergei", "Bashar al-Assad": "Assad, Bashar al-", "Kim Jong-un": "Kim Jong-un", "Kim Clijsters": "Clijsters, Kim",
		"Xi Jinping": "Xi Jinping", "Ludwig van Beethoven": "van Beethoven, Ludwig", "Martin Luther King Jr.": "King, Martin Luther, Jr.",
		"Osama bin Laden": "bin Laden, Osama", "Otto von Bismarck": "Bismarck, Otto von", "Pelé": "Pelé", "Al Gore": "Gore, Al", "De Gaulle": "De Gaulle", "Ursula von der Leyen": "Leyen, Ursula von der", "Peter the Great": "Peter the Great", "Ivan III": "Ivan III",
	} {
		if got := sortName(annotate.Person, name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if got := sortName(annotate.Organization, "The Hague Court"); got != "Hague Court" {
		t.Errorf("%q", got)
	}
}
