package site

import (
	"fmt"
	"strings"
	"testing"

	"pressmark/generator/archive"
)

// A passage that three articles give is told once; the timeline of a large
// archive opens with what is past, and the day's page has the day of all years.
func TestTimelineOfLargeArchive(t *testing.T) {
	files, sidecars := map[string]string{}, map[string]string{}
	put := func(name, date, words string) {
		files[name], sidecars[name] = "Report "+name+"\n\n"+words+"\n", "date: "+date+"\n"
	}
	for i := range 3 {
		put(fmt.Sprintf("copy%d.txt", i), "2020-05-05", "The dam broke on {4 May 2020=2020-05-04} at noon.")
	}
	put("plan.txt", "2020-05-05", "The town wants a new dam by {2031=2031}.")
	put("past.txt", "2019-05-05", "On {5 May 1998=1998-05-05} the first dam broke.")
	for i := range datesOnOnePage {
		put(fmt.Sprintf("rain%03d.txt", i), "2018-01-01", fmt.Sprintf("Rain number %d fell on {2 March 2017=2017-03-02}.", i))
	}
	a, o := fixtureDated(t, files, sidecars)
	pages := rendered(t, a, o)
	checkLinks(t, pages, "")
	front := pages["timeline/index.html"]
	if n := strings.Count(front, `<p class="happening">The dam broke`); n != 1 || !strings.Contains(front, "and 2 more") {
		t.Errorf("the dam broke %d times", n)
	}
	if strings.Contains(front, "a new dam by") || !strings.Contains(front, `href="/timeline/2031/">1 date to come`) {
		t.Error("the timeline opens with what is to come, or does not lead to it")
	}
	if n := strings.Count(pages["timeline/2017/index.html"], "<p class=\"happening\">"); n != datesOfOneValue {
		t.Errorf("%d passages of one day", n)
	}
	day := pages["timeline/on-this-day/index.html"]
	for _, must := range []string{"5 May 1998", "Report past.txt", "Report plan.txt"} {
		if !strings.Contains(day, must) {
			t.Errorf("the page of 5 May lacks %q", must)
		}
	}
	if strings.Contains(day, "The dam broke") {
		t.Error("the page of 5 May has 4 May")
	}
}

func TestNewlySeen(t *testing.T) {
	a, o := fixtureDated(t, map[string]string{
		"old.txt": "Old\n\n{Ada Brook|person} spoke in {Northfield|place}.", "new.txt": "New\n\n{Ada Brook|person} met {Tom Ash|person} in {Northfield|place}.",
		"bare.txt": "Bare\n\n{Jo Lind|person} left.", "more.txt": "More\n\n{Tom Ash|person} spoke to {Jo Lind|person}.",
	}, map[string]string{"old.txt": "date: 2020-01-01\n", "new.txt": "date: 2020-05-01\n", "more.txt": "date: 2020-05-04\n"})
	lib, err := newLibrary(a, o)
	if err != nil {
		t.Fatal(err)
	}
	lib.options.EntityPages = 1
	var got []string
	for _, r := range lib.newlySeen() {
		got = append(got, r.Name.Text+" "+r.Value)
	}
	if want := "[Tom Ash 2020-05-01]"; fmt.Sprint(got) != want {
		t.Errorf("newly seen are %v, want %s", got, want)
	}
}

// Names on the map lie neither over each other nor over the edge.
func TestRoomOnTheMap(t *testing.T) {
	var taken [][4]int
	named := 0
	for i := range 60 {
		x, y := i*977%(mapWidth*10), i*613%(mapHeight*10)
		_, _, _, box, ok := roomFor(x, y, 20, 300, mapHeight*10, taken, -1)
		if !ok {
			continue
		}
		named++
		for _, b := range taken {
			if box[0] < b[2] && b[0] < box[2] && box[1] < b[3] && b[1] < box[3] {
				t.Errorf("%v lies over %v", box, b)
			}
		}
		if box[0] < 0 || box[1] < 0 || box[2] > mapWidth*10 || box[3] > mapHeight*10 {
			t.Errorf("%v passes the edge", box)
		}
		taken = append(taken, box)
	}
	if named < 40 {
		t.Errorf("%d of 60 are named", named)
	}
}

// The detail is the part with most places, and only if it tells more than the
// map of the world.
func TestDetailOf(t *testing.T) {
	at := func(lat, lon float64) *archive.Entity {
		return &archive.Entity{Coordinates: &archive.Coordinates{Lat: lat, Lon: lon}}
	}
	var near, far []*archive.Entity
	for i := range 12 {
		near = append(near, at(50+float64(i)/2, 20+float64(i)))
		far = append(far, at(float64(i*9-50), float64(i*29-175)))
	}
	frame, ok := detailOf(append(near, far[:3]...))
	if !ok {
		t.Fatal("no detail where twelve places of fifteen lie together")
	}
	for _, e := range near {
		if x, y, ok := frame.holds(e.Coordinates); !ok {
			t.Errorf("%v is at %d, %d, outside", *e.Coordinates, x, y)
		}
	}
	if _, ok := detailOf(far); ok {
		t.Error("a detail of places all over the world")
	}
}

func TestRolesInTime(t *testing.T) {
	dated := func(year int) archive.Occurrence {
		e := &archive.Entry{}
		if e.Date.Year = year; year > 0 {
			e.Date.Month, e.Date.Day = 1, 1
		}
		return archive.Occurrence{Entry: e}
	}
	e := &archive.Entity{Roles: []archive.Role{
		{Text: "minister", First: dated(2012), Last: dated(2019)}, {Text: "a reader", First: dated(0), Last: dated(0)}, {Text: "deputy", First: dated(2004), Last: dated(2010)},
	}}
	var got []string
	for _, r := range rolesInTime(e) {
		got = append(got, r.Text)
	}
	if want := "[deputy minister a reader]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	a, o := fixtureArchive(t, fixture)
	lib, err := newLibrary(a, o)
	if err != nil {
		t.Fatal(err)
	}
	d := lib.rolesChart(e)
	if d == nil || strings.Count(string(d.Inner), `class="bar"`) != 2 || !strings.Contains(d.Label, "deputy, 2004 and minister, 2012") {
		t.Errorf("the chart is %+v", d)
	}
}
