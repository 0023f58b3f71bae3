package generator

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"pressmark/generator/fault"
)

var update = flag.Bool("update", false, "write golden files anew")

func loadSettings(t *testing.T, text string, environ ...string) (Config, error) {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, ConfigName), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	return LoadConfig(".", "", environ)
}

func TestConfigDefaults(t *testing.T) {
	t.Chdir(t.TempDir())
	c, err := LoadConfig(".", "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if c.SeedsPath() != "seeds" || c.OutputPath() != "public" || c.Serve.Port != 1313 || c.Site.Permalink != "/:year/:month/:slug/" {
		t.Errorf("got %+v", c)
	}
}

func TestConfigOrder(t *testing.T) {
	c, err := loadSettings(t, "site:\n  title: From the file\n  base_url: https://example.org/a\nserve: {port: 8080}\nbuild:\n  clock: 2020-09-01\n",
		"PRESSMARK_SITE_TITLE=From the environment", "PRESSMARK_BUILD_DRAFTS=true", "PRESSMARK_BROWSER=chromium", "HOME=/")
	if err != nil {
		t.Fatal(err)
	}
	if c.Site.Title != "From the environment" || c.Site.BaseURL != "https://example.org/a/" || !c.Build.Drafts || c.Serve.Port != 8080 || c.Build.Clock != "2020-09-01" {
		t.Errorf("got %+v", c)
	}
	if err := c.Set("site.title", "From a flag"); err != nil || c.Site.Title != "From a flag" {
		t.Errorf("got %q, %v", c.Site.Title, err)
	}
}

func TestConfigFaults(t *testing.T) {
	for _, c := range []struct{ name, text, env, want string }{
		{"section", "sites:\n  title: x\n", "", `pressmark.yaml:1:1: there is no section "sites"; did you mean "site"?`},
		{"far section", "zebra: 1\n", "", `pressmark.yaml:1:1: there is no section "zebra"; the sections are site, quotes, data, build, serve and publish`},
		{"key", "site:\n  titel: x\n", "", `pressmark.yaml:2:3: there is no setting "titel" in site; did you mean "title"?`},
		{"number", "site:\n  page_size: many\n", "", `pressmark.yaml:2:14: "many" is no number from 1 to 10000; write a number from 1 to 10000`},
		{"bool", "build: {drafts: perhaps}\n", "", `pressmark.yaml:1:17: "perhaps" is neither true nor false; write true or false`},
		{"date", "build:\n  clock: 2020-13-01\n", "", `pressmark.yaml:2:10: "2020-13-01" is no date; write a date such as 2020-09-01`},
		{"list", "site:\n  title: [a]\n", "", `pressmark.yaml:2:10: site.title takes one value; write text`},
		{"twice", "site:\n  title: a\n  title: b\n", "", `pressmark.yaml:3:3: "title" is given on line 2 already; keep one of them`},
		{"no mapping", "- a\n", "", `pressmark.yaml:1:1: the settings must be keys with values; write a key, a colon and its value on each line`},
		{"broken", "site:\n  title: \"x\n", "", `pressmark.yaml:2: broken YAML: found unexpected end of stream; check the indentation and quotation marks there`},
		{"tab", "site:\n\ttitle: x\n", "", `pressmark.yaml:2: broken YAML: found character that cannot start any token; check the indentation and quotation marks there`},
		{"address", "site: {base_url: example.org}\n", "", `pressmark.yaml:1:18: "example.org" is no address that begins with https:// or http://; write an address such as https://example.org/archive/`},
		{"language", "site:\n  lang: \"12 3\"\n", "", `pressmark.yaml:2:9: "12 3" is no language; write a tag of BCP 47 such as en or pt-BR`},
		{"language as of a locale", "site: {lang: pt_BR}\n", "", `pressmark.yaml:1:14: "pt_BR" is no language; write a tag of BCP 47 such as en or pt-BR`},
		{"permalink", "site: {permalink: /:year/}\n", "", `pressmark.yaml:1:19: "/:year/" has no :slug, so that articles would share an address; write a pattern such as /:year/:month/:slug/`},
		{"report", "site: {report: javascript:x}\n", "", `pressmark.yaml:1:16: "javascript:x" is neither a mailto: nor an https: address; write an address such as mailto:desk@example.org`},
		{"report with a name", "site: {report: \"https://example.org/?t={titel}\"}\n", "", `pressmark.yaml:1:16: "https://example.org/?t={titel}" has "{titel}", which is neither {title} nor {body}; write an address such as mailto:desk@example.org`},
		{"environment", "", "PRESSMARK_SITE_TITEL=x", `PRESSMARK_SITE_TITEL: there is no such setting; did you mean PRESSMARK_SITE_TITLE?`},
		{"environment value", "", "PRESSMARK_SERVE_PORT=x", `PRESSMARK_SERVE_PORT: "x" is no number from 0 to 65535; set it to a number from 0 to 65535`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := loadSettings(t, c.text, c.env)
			if err == nil || err.Error() != c.want {
				t.Errorf("got  %v\nwant %s", err, c.want)
			}
		})
	}
}

func TestConfigFaultsAllAtOnce(t *testing.T) {
	_, err := loadSettings(t, "site:\n  titel: x\n  page_size: 0\nzebra: {}\n", "PRESSMARK_SERVE_PORT=-1")
	if got := len(fault.List(err)); got != 4 {
		t.Errorf("got %d faults: %v", got, err)
	}
}

func TestConfigFolders(t *testing.T) {
	t.Chdir(t.TempDir())
	os.Mkdir("seeds", 0o755)
	for output, ok := range map[string]bool{
		"public": true, "../out": true, "seeds": false, "seeds/public": false, ".": false, "..": false, "seeds/../seeds/x": false,
	} {
		c := DefaultConfig(".")
		c.Build.Output = output
		if err := c.checkFolders(); (err == nil) != ok {
			t.Errorf("output %q: got %v", output, err)
		}
	}
}

func TestMissingSite(t *testing.T) {
	_, err := LoadConfig(filepath.Join(t.TempDir(), "none"), "", nil)
	var f *fault.Fault
	if !errors.As(err, &f) || f.Advice == "" {
		t.Errorf("got %v", err)
	}
}

// TestSchema holds the schema that the documentation links to against the one
// that the settings give.
func TestSchema(t *testing.T) {
	const golden = "testdata/pressmark.schema.json"
	if *update {
		os.MkdirAll("testdata", 0o755)
		if err := os.WriteFile(golden, Schema(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil || !bytes.Equal(want, Schema()) {
		t.Errorf("the schema changed: go test ./generator -run Schema -update (%v)", err)
	}
	var schema struct {
		Properties map[string]struct {
			Properties map[string]struct {
				Description string
				Default     any
			}
		}
	}
	if err := json.Unmarshal(Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	c := DefaultConfig("")
	leaves := 0
	for _, s := range settings(&c) {
		leaves++
		property, ok := schema.Properties[s.Section].Properties[s.Key]
		if !ok || property.Description == "" || property.Default == nil {
			t.Errorf("%s is not in the schema, or without description or default", s.Name())
		}
	}
	fields := 0
	for _, section := range []any{c.Site, c.Quotes, c.Data, c.Build, c.Serve, c.Publish} {
		fields += reflect.TypeOf(section).NumField()
	}
	if leaves != fields {
		t.Errorf("%d settings of %d fields", leaves, fields)
	}
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{{"", "abc", 3}, {"title", "title", 0}, {"titel", "title", 1}, {"base_url", "baseurl", 1}, {"port", "bind", 4}} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
	if strings.Contains(suggest("zebra", []string{"site"}, "no"), "site") {
		t.Error("a far name was suggested")
	}
}
