package annotate

import (
	"sort"
	"strings"
	"testing"
	"time"

	"pressmark/generator/text"
)

// spelled lists each cluster's distinct names, joined, in order of first
// mention, its own name first.
func spelled(s string) []string {
	_, mentions, clusters, _ := analysed(s)
	lists := make([][]string, len(clusters))
	for c := range clusters {
		lists[c] = []string{clusters[c].Name.In(s)}
	}
	for _, m := range mentions {
		if name := m.Span.In(s); !contains(lists[m.Cluster], name) {
			lists[m.Cluster] = append(lists[m.Cluster], name)
		}
	}
	var all []string
	for _, l := range lists {
		sort.Strings(l[1:])
		all = append(all, strings.Join(l, " = "))
	}
	return all
}

func TestClusters(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"surname", "Anna Tarvolin spoke. Tarvolin left. Anna Tarvolin’s car stayed.", "Anna Tarvolin = Tarvolin"},
		{"headline first", "Tarvolin Wins Vote Again\n\nThe vote was won by Anna Tarvolin on Monday.", "Anna Tarvolin = Tarvolin"},
		{"acronym in brackets", "The Polish Chamber of Shipping (PCS) met. The PCS was glad.", "Polish Chamber of Shipping = PCS"},
		{"acronym by initials", "The IAEA warned. The International Atomic Energy Agency sent a team.", "International Atomic Energy Agency = IAEA"},
		{"one country", "The U.S. and the United States are one, as is the US.", "United States = U.S. = US"},
		{"two of one surname", "Bill Marlow met Hillary Marlow. Bill Marlow sang. Mrs. Marlow danced and Mr. Marlow sang.", "Bill Marlow = Marlow|Hillary Marlow = Marlow"},
		{"initial", "John F. Carver spoke. John Carver left. Carver came back.", "John F. Carver = Carver = John Carver"},
		{"short form", "Bill Carver is dead. William Carver was a pilot.", "William Carver = Bill Carver"},
		{"no short form", "Mary Carver is dead. William Carver was a pilot.", "Mary Carver|William Carver"},
		{"diacritics", "Recep Özkan spoke. Later Mr. Ozkan left.", "Recep Özkan = Ozkan"},
		{"order of words", "The Justice Department and the Department of Justice are one.", "Justice Department = Department of Justice"},
		{"shortened", "Northwind Corp. fell. Shares of Northwind Corp. were sold and Northwind was glad.", "Northwind Corp. = Northwind"},
		{"two courts", "The Ohio Supreme Court and the Texas Supreme Court met. The Supreme Court was silent.", "Ohio Supreme Court|Texas Supreme Court|Supreme Court"},
		{"part and whole", "The Council of the European Union met. The European Union paid the United Nations and the United Nations Security Council.", "Council of the European Union|European Union|United Nations|United Nations Security Council"},
		{"shortened before of", "The Supreme Council of Belarus met. The Supreme Council voted.", "Supreme Council of Belarus = Supreme Council"},
		{"fullest name", "The Kerala Herring Board met. The Herring Board was glad.", "Kerala Herring Board = Herring Board"},
		{"office of a husband", "President Marlow sang. President Marlow’s wife, Hillary Dunn Marlow, danced. Hillary Dunn Marlow smiled. Marlow left.", "Marlow|Hillary Dunn Marlow = Marlow"},
		{"office of her own", "President Hillary Marlow sang with her brother. She is the daughter of Peter Stone. President Marlow left.", "Hillary Marlow = Marlow|Peter Stone"},
		{"office later", "Peter Marlow won. President Marlow sang. Marlow left.", "Peter Marlow = Marlow"},
		{"honorific of the other", "Mary Marlow sang. Mr. Marlow danced. Ms. Marlow left.", "Mary Marlow = Marlow|Marlow"},
		{"honorific with the name", "Mr. Andrea Marlow sang. Mr. Marlow danced.", "Andrea Marlow = Marlow"},
		{"pronouns of the other", "Marlow said he would sing. Mary Marlow thanked the choir. Marlow says that he danced. Marlow left.", "Marlow|Mary Marlow"},
		{"nation", "Belarusian voters came. Belarusians waited.", "Belarusian = Belarusians"},
	} {
		if got := strings.Join(spelled(c.text), "|"); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

// TestMarkedClusters has names as a model may mark them.
func TestMarkedClusters(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a dateline's agency", "[o VATICAN CITY] ([o AP]) spoke.", "o VATICAN CITY|o AP"},
		{"a state of those initials", "The [l U.S.] signed and the [l Union State] too.", "l U.S.|l Union State"},
		{"one in brackets that is listed as another", "The [o Arctic Parliament] ([o AP]) met.", "o Arctic Parliament = AP"},
		{"in capitals", "The [o UNITED NATIONS] spoke. The [o United Nations Security Council] met and the [o United Nations] was glad.", "o United Nations = UNITED NATIONS|o United Nations Security Council"},
		{"the whole of two", "The [o Council of the Northern Union] and the [o Northern Union] met. The [o Union] voted.", "o Council of the Northern Union|o Northern Union = Union"},
		{"a listed body and a branch", "The [o Kerala Congress] met. The [o Congress] was glad.", "o Kerala Congress|o Congress"},
		{"two bodies in one mark", "The [o Western Herring Board and Eastern Herring Board] met. The [o Eastern Herring Board] left.", "o Western Herring Board and Eastern Herring Board|o Eastern Herring Board"},
		{"a body of a body", "The [o University of Northwind] and the [o University of Northwind Law Review].", "o University of Northwind|o University of Northwind Law Review"},
		{"a bridge of a river", "The [l Northwind] and the [l Northwind Bridge], the [l Eastwind] and the [l Eastwind River].", "l Northwind|l Northwind Bridge|l Eastwind River = Eastwind"},
		{"short for a body", "The [o Commonwealth of Northern Towns] met. The [l Commonwealth] voted.", "o Commonwealth of Northern Towns = Commonwealth"},
		{"last names", "[p Gabriel Tarcía Halquez] spoke. [p Tarcía Halquez] left. [p Halquez] came.", "p Gabriel Tarcía Halquez = Tarcía Halquez = Halquez"},
		{"surname for a place", "[p Anna Tarvolin] spoke. [l Tarvolin] left.", "p Anna Tarvolin = Tarvolin"},
		{"a place of that name", "[p Jack London] left [l London].", "p Jack London|l London"},
	} {
		doc, mentions := unmark(c.text)
		var got []string
		for i, k := range clusterMentions(doc, mentions, text.Span{}) {
			names := []string{string("polg"[k.Kind]) + " " + k.Name.In(doc.Text)}
			for _, m := range mentions {
				if name := m.Span.In(doc.Text); m.Cluster == i && m.Span != k.Name {
					names = append(names, name)
				}
			}
			got = append(got, strings.Join(names, " = "))
		}
		if joined := strings.Join(got, "|"); joined != c.want {
			t.Errorf("%s: got %s, want %s", c.name, joined, c.want)
		}
	}
}

func TestGroupOf(t *testing.T) {
	s := "Belarusian voters came to the embassy of Belarus."
	_, _, clusters, _ := analysed(s)
	if len(clusters) != 2 || clusters[0].Of != 1 || clusters[1].Of != -1 {
		t.Errorf("got %+v", clusters)
	}
}

func TestRoles(t *testing.T) {
	for _, c := range []struct{ text, who, role, org string }{
		{"Belarusian President Alexander Lukashenko spoke in Belarus.", "Alexander Lukashenko", "Belarusian President", "Belarus"},
		{"They met its ally Belarusian President Alexander Lukashenko.", "Alexander Lukashenko", "Belarusian President", ""},
		{"Foreign Minister Sergei Lavrov spoke.", "Sergei Lavrov", "Foreign Minister", ""},
		{"The opposition claims candidate Sviatlana Tsikhanouskaya won.", "Sviatlana Tsikhanouskaya", "candidate", ""},
		{"Ms. Anna Lee, the company’s chief executive, said so.", "Anna Lee", "company’s chief executive", ""},
		{"Jane Carver, 42, a teacher in Leeds, said so.", "Jane Carver", "teacher in Leeds", "Leeds"},
		{"Jane Carver, a former teacher of English and the wife of a poet, said so.", "Jane Carver", "former teacher of English", ""},
		{"They met Hill’s campaign manager Jane Carver.", "Jane Carver", "campaign manager", ""},
		{"Jane Carver, who is 42, said so.", "Jane Carver", "", ""},
		{"The company’s chief executive, Jane Carver, resigned.", "Jane Carver", "company’s chief executive", ""},
		{"President of the European Commission Ursula Brandt spoke.", "Ursula Brandt", "President of the European Commission", "European Commission"},
		{"He called longtime human rights lawyer Jane Carver.", "Jane Carver", "longtime human rights lawyer", ""},
		{"The U.S. Secretary of State John Carver spoke.", "John Carver", "U.S. Secretary of State", "U.S."},
		{"Mr. John Carver spoke.", "John Carver", "", ""},
		{"In Leeds, John Carver, said to be ill, sang.", "John Carver", "", ""},
	} {
		_, _, clusters, _ := analysed(c.text)
		found := false
		for _, k := range clusters {
			if k.Name.In(c.text) != c.who {
				continue
			}
			found = true
			role, org := "", ""
			if len(k.Roles) > 0 {
				role = k.Roles[0].Span.In(c.text)
				if o := k.Roles[0].Org; o >= 0 {
					org = clusters[o].Name.In(c.text)
				}
			}
			if role != c.role || org != c.org {
				t.Errorf("%s: role %q of %q, want %q of %q", c.text, role, org, c.role, c.org)
			}
		}
		if !found {
			t.Errorf("%s: %s not found", c.text, c.who)
		}
	}
}

// Many equal names must not make the work grow with their square. The texts
// are large enough that it would take minutes then.
func TestClustersAreLinear(t *testing.T) {
	if testing.Short() {
		t.Skip("large texts")
	}
	var b strings.Builder
	for i := range 40000 {
		b.WriteString("Mr. Jan" + strings.Repeat("a", i%7) + string(rune('a'+i%26)) + string(rune('a'+i/26%26)) + " Smith of the " + strings.Repeat("New ", i%5) + "Union Council (NUC) said he met Smith. ")
	}
	for _, s := range []string{b.String(), strings.Repeat("Smith ", 500000), strings.Repeat("he ", 500000), strings.Repeat("the leader, ", 200000), strings.Repeat("(", 500000) + "Jane"} {
		done := make(chan bool)
		go func() {
			_, _, _, r := analysed(s)
			r.references()
			close(done)
		}()
		select {
		case <-done:
		case <-time.After(time.Minute):
			t.Fatalf("no end with a text of %d bytes that begins %q", len(s), s[:40])
		}
	}
	_ = text.Span{}
}
