package generator

import (
	"context"
	"strings"
	"testing"

	"pressmark/generator/cache"
)

func TestFullBase(t *testing.T) {
	for _, c := range []struct{ canonical, base, want string }{
		{"https://me.example/repo/", "/repo/", "https://me.example/repo/"},
		{"https://me.example/", "/", "https://me.example/"},
		{"https://me.example/repo/", "", "https://me.example/repo/"},
		{"https://elsewhere.example/home/", "/repo/", "/repo/"},
		{"/repo/", "/repo/", "/repo/"},
		{"", "/repo/", "/repo/"},
		{"", "", ""},
	} {
		if got := fullBase(c.canonical, c.base); got != c.want {
			t.Errorf("%q and %q give %q, want %q", c.canonical, c.base, got, c.want)
		}
	}
}

func TestCheckLinks(t *testing.T) {
	dir := t.TempDir()
	output, err := cache.OpenOutput(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range map[string]string{
		"index.html": `<!doctype html><head><link rel="stylesheet" href="/base/s.css"><script src="/base/none.js"></script></head>
<a href="/base/people/">fine</a> <a href="/base/people/#lavrov">fine</a> <a href="people/#nobody">no anchor</a>
<a href="/people/">out</a> <a href="https://elsewhere.example/x">fine</a> <a href="https://example.org/base/none/">gone</a>
<a href="#a">fine</a> <a id="a" href="#b">no anchor</a> <p id="a">twice</p> <img src="x.png" srcset="s.css 1x, y.png 2x">
<a href="https://example.org/other/">another site there</a> <a href="mailto:x@example.org">fine</a> <a href="/base/people/#:~:text=x">fine</a>
<!-- <a href="/base/comment/"> --> <a href="/base">fine</a> <a href="//elsewhere.example/">fine</a> <a href="?q=1">fine</a>`,
		"people/index.html": `<p id="lavrov"> <a href="../">fine</a> <a href="..">fine</a> <a href="lavrov">gone</a> <a href="100%">odd</a>`,
		"s.css":             "",
	} {
		if err := output.Write(name, []byte(page)); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := output.Commit(); err != nil {
		t.Fatal(err)
	}
	output.Close()
	cfg := DefaultConfig(".")
	cfg.Build.Output, cfg.Site.BaseURL = dir, "https://example.org/base/"
	findings, err := CheckLinks(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range findings {
		f.Advice = ""
		got = append(got, strings.TrimPrefix(f.Error(), dir+"/"))
	}
	want := `index.html:4: the id "a" is used twice
index.html:1: "/base/none.js" leads to nothing
index.html:2: "people/#nobody" leads to a page without the anchor "nobody"
index.html:3: "/people/" leads out of the site, which is published at /base/
index.html:3: "https://example.org/base/none/" leads to nothing
index.html:4: "#b" leads to a page without the anchor "b"
index.html:4: "x.png" leads to nothing
index.html:4: "y.png" leads to nothing
people/index.html:1: "lavrov" leads to nothing
people/index.html:1: "100%" is no address`
	if strings.Join(got, "\n") != want {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func TestCheckWithoutSite(t *testing.T) {
	cfg := DefaultConfig(".")
	cfg.Build.Output = t.TempDir()
	if _, err := CheckLinks(context.Background(), cfg); err == nil || !strings.Contains(err.Error(), "run pressmark build first") {
		t.Errorf("got %v", err)
	}
}
