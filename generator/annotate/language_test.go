package annotate

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestDetectLanguage(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"Halvorsen", ""},
		{"The minister said on Tuesday that the talks would go on for as long as they had to.", "en"},
		{"The El Paso office of La Opinión and Los Angeles de la Torre said that the mayor was out.", "en"},
		{"Man war in an die, so am I.", ""},
		{"Die Ministerin sagte am Dienstag, dass die Gespräche weitergehen und nicht vor dem Winter enden.", "de"},
		{"La ministre a déclaré mardi que les discussions se poursuivront et ne finiront pas avant l’hiver.", "fr"},
		{"La ministra dijo el martes que las conversaciones seguirán y no terminarán antes del invierno.", "es"},
		{"La ministra ha detto martedì che i colloqui non finiranno prima della fine dell’anno e che sono difficili.", "it"},
		{"A ministra disse na terça-feira que as conversas não vão acabar e que isso é uma questão para os outros.", "pt"},
		{"De minister zei dinsdag dat het overleg niet voor de winter zal eindigen en dat er nog veel werk is.", "nl"},
		{"Министр заявил во вторник, что переговоры продолжатся и не закончатся до зимы.", "ru"},
		{"Міністр заявив у вівторок, що переговори триватимуть і не закінчаться до зими.", "uk"},
		{"Міністр заявіў у аўторак, што перамовы будуць доўжыцца і не скончацца да зімы.", "be"},
		{"Министърът заяви във вторник, че преговорите ще продължат и няма да приключат.", "bg"},
		{"Министар је рекао у уторак да ће се преговори наставити и да неће бити завршени.", "sr"},
		{"Ο υπουργός δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.", "el"},
		{"部长星期二表示，谈判将继续进行。", "zh"},
		{"大臣は火曜日、協議は続くと述べた。", "ja"},
		{"장관은 화요일 협상이 계속될 것이라고 말했다.", "ko"},
		{"قال الوزير يوم الثلاثاء إن المحادثات ستستمر", "ar"},
		{"השר אמר ביום שלישי כי השיחות יימשכו", "he"},
		{"« Nous irons à Lyon », a dit Marie Blanc. « Nous partirons », a-t-il ajouté.", "fr"},
		{"„Wir gehen nach Bonn“, sagte Hans Weber am Montag.", "de"},
		{"The sign „Halt“ was new, said Hans Weber.", ""},
		{"\xff\xfe\xff", ""},
	} {
		if got := detectLanguage(c.text); got != c.want {
			t.Errorf("detectLanguage(%q) = %q, want %q", c.text, got, c.want)
		}
	}
}

// An English article stays English whatever it quotes.
func TestDetectLanguageAmidQuotations(t *testing.T) {
	body := "The mayor wrote “la ville est à vous et elle ne sera pas vendue” on the wall, and he told reporters that this was what the people of the town had said to him for years. "
	for n := 1; n < 40; n++ {
		if got := detectLanguage(strings.Repeat(body, n)); got != "en" {
			t.Fatalf("%d times: %q", n, got)
		}
	}
}

func BenchmarkDetectLanguage(b *testing.B) {
	s := strings.Repeat("The minister said on Tuesday that the talks would go on for as long as they had to. ", 60)
	b.ReportAllocs()
	for b.Loop() {
		detectLanguage(s)
	}
}

// No English case of the specification is taken for another language.
func TestDetectLanguageOfSpec(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no testdata/*.txt", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range readSpec(string(data)) {
			if in := c.input(); foreign(languageOf(in)) {
				t.Errorf("%s:%d: %q is taken for %s", file, c.line, in.Text, languageOf(in))
			}
		}
	}
}
