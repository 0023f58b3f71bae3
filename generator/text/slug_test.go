package text

import "testing"

func TestSlug(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Sergei Lavrov", "sergei-lavrov"},
		{"Russia Backs Lukashenko’s Constitution Reform for Belarus", "russia-backs-lukashenkos-constitution-reform-for-belarus"},
		{"U.S.", "us"},
		{"J. R. Smith", "j-r-smith"},
		{"St. Petersburg", "st-petersburg"},
		{"Zürich / Łódź", "zurich-lodz"},
		{"Александр Лукашенко", "aleksandr-lukashenko"},
		{"東京 タワー", "東京-タワー"},
		{"../../etc/passwd", "etc-passwd"},
		{"C'est l’été!", "cest-lete"},
		{"—", ""},
		{"a.b", "ab"},
	} {
		if got := Slug(c.name, 0); got != c.want {
			t.Errorf("Slug(%q) = %q, want %q", c.name, got, c.want)
		}
	}
	if got := Slug("one two three four", 12); got != "one-two" {
		t.Errorf("cut to %q", got)
	}
	if got := Slug("ééééééééééé", 5); got != "eeeee" {
		t.Errorf("cut to %q", got)
	}
}
