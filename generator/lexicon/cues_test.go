package lexicon

import (
	"strings"
	"testing"
)

func TestInflect(t *testing.T) {
	for _, want := range []string{
		"say says said said saying", "deny denies denied denied denying", "urge urges urged urged urging",
		"admit admits admitted admitted admitting", "write writes wrote written writing", "stress stresses stressed stressed stressing",
		"agree agrees agreed agreed agreeing", "signal signals signalled signalled signalling", "read reads read read reading",
		"preach preaches preached preached preaching", "go goes went gone going", "convey conveys conveyed conveyed conveying",
	} {
		base, third, past, participle, gerund := inflect(strings.Fields(want)[0])
		if got := strings.Join([]string{base, third, past, participle, gerund}, " "); got != want {
			t.Errorf("inflect: got %s, want %s", got, want)
		}
	}
}

func TestCueWords(t *testing.T) {
	words := CueWords()
	said := words["said"]
	if said == nil || said.Cue == nil || said.Cue.Lemma != "say" || said.Forms&Past == 0 || said.Forms&Third != 0 {
		t.Fatalf("said: %+v", said)
	}
	if w := said.Cue.Weight; w[FrameThat] < 90 || w[FrameQuote] < 90 {
		t.Errorf("say weighs %v", w)
	}
	if w := words["believes"].Cue.Weight; w[FrameThat] >= 50 {
		t.Errorf("a belief is no act of speech: %v", w)
	}
	called := words["called"].Cue
	var particles []string
	for _, c := range called.Particles {
		particles = append(particles, c.Particle)
	}
	if got := strings.Join(particles, " "); !strings.Contains(got, "for") || !strings.Contains(got, "on") {
		t.Errorf("called takes %q", got)
	}
	if words["claims"].Saying == 0 || words["letters"] == nil || !words["letters"].Document {
		t.Error("nouns of saying and documents are not entered")
	}
	if words["the"].Classes != Determiner {
		t.Errorf("the: %b", words["the"].Classes)
	}
}

func TestParseCue(t *testing.T) {
	for _, bad := range []string{"say", "say\tthat=x", "say\tthat=101", "say\tnever=5"} {
		if _, err := parseCue(bad); err == nil {
			t.Errorf("parseCue(%q) finds no fault", bad)
		}
	}
	cue, err := parseCue("call for\tnp=78 ing=70")
	if err != nil || cue.Lemma != "call" || cue.Particle != "for" || cue.Weight[FrameNoun] != 78 || cue.Weight[FrameThat] != 0 {
		t.Errorf("%+v, %v", cue, err)
	}
}
