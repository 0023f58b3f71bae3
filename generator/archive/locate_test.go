package archive

import "testing"

// TestLocate tells what is known of a place without the authority file.
func TestLocate(t *testing.T) {
	for _, c := range []struct{ articles, id, country string }{
		{"a: [place Belarus]", "place/belarus", "BY"},
		{"a: [place Minsk] in [place Belarus]", "place/minsk", "BY"},
		{"a: [place Moscow]", "place/moscow", "RU"},                       // by far the largest
		{"a: [place Georgia]", "place/georgia", ""},                       // a country and a state
		{"a: [place Georgia] in the [place U.S.]", "place/georgia", "US"}, // the article says which
		{"a: [place Ontario]", "place/ontario", "CA"},                     // a province, far larger than the city
		{"a: [place Wyoming] in the [place U.S.]", "place/wyoming", "US"}, // a state and a town in another
		{"a: [place Memphis]", "place/memphis", "US"},                     // the only one that is large
		{"a: [place Calif.] and [place California]", "place/california", "US"},
		{"a: [place COPENHAGEN]", "place/copenhagen", "DK"},
		{"a: [place Springfield]", "place/springfield", ""},                     // one of many
		{"a: [place Kaliningrad] in [place Russia]", "place/kaliningrad", "RU"}, // the city and its region
		{"a: [place Nowhere upon Sea]", "place/nowhere-upon-sea", ""},
	} {
		e := Resolve(articles(t, c.articles), nil).Entity(c.id)
		if e == nil || e.Country != c.country || (e.Coordinates != nil) != (c.country != "") {
			t.Errorf("%s: %+v, want country %q", c.articles, e, c.country)
		}
	}
	a := Resolve(articles(t, "a: [place Springfield] in the [place U.S.]"), authority(t, "entities:\n- id: place/springfield\n  coordinates: [1, 2]\n"))
	if e := a.Entity("place/springfield"); *e.Coordinates != (Coordinates{1, 2}) {
		t.Errorf("the authority file does not prevail: %v", e.Coordinates)
	}
}
