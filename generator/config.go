package generator

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"pressmark/generator/fault"
)

// ConfigName is the optional settings file in the site folder.
const ConfigName = "pressmark.yaml"

// Config is everything a build is told. The tagged fields are the settings of
// pressmark.yaml; each may be overridden by an environment variable
// PRESSMARK_SECTION_KEY, and that by a flag. LoadConfig fills it.
type Config struct {
	Site   SiteConfig   `key:"site" doc:"What the site says of itself."`
	Quotes QuotesConfig `key:"quotes" doc:"Quotations."`
	Data   DataConfig   `key:"data" doc:"Open data: the files under /data/ and beside articles."`
	Build  BuildConfig  `key:"build" doc:"Which files are read and written, and how."`
	Serve  ServeConfig  `key:"serve" doc:"The preview server."`

	Publish PublishConfig `key:"publish" doc:"How the site is published."`

	// FileSize is from how many bytes files of open data are divided; 0 for what
	// hosts take.
	FileSize int

	Folder string // the site folder, which the paths below BuildConfig are relative to
}

// SiteConfig is the section "site".
type SiteConfig struct {
	Title       string `key:"title" doc:"Title of the archive, on every page." default:"Archive"`
	Description string `key:"description" doc:"One sentence on what the archive holds."`
	BaseURL     string `key:"base_url" doc:"Address that the site is published at, with its path: https://example.org/archive/." check:"url"`
	Lang        string `key:"lang" doc:"Language of the pages, and of articles that state none, as BCP 47." default:"en" check:"lang"`
	Permalink   string `key:"permalink" doc:"Pattern of an article's address, of fixed words and :year, :month, :day, :slug and :id." default:"/:year/:month/:slug/" check:"permalink"`
	FlatURLs    bool   `key:"flat_urls" doc:"Publish pages as files, /people/name.html, and not as folders, /people/name/: faster to write, with half as many files and folders on the disk; all addresses change."`
	PageSize    int    `key:"page_size" doc:"Rows on a page of a list." default:"100" min:"1" max:"10000"`
	EntityPages int    `key:"entity_pages" doc:"Articles that name a person, organisation or place, from which it has a page of its own; fewer, and only the index lists it. Whoever is quoted or in entities.yaml has a page anyhow." default:"2" min:"1" max:"1000000"`
	EntityFeeds int    `key:"entity_feeds" doc:"The same for a feed of its own. Whoever is in entities.yaml has one anyhow." default:"20" min:"1" max:"1000000"`
	Licence     string `key:"licence" doc:"Licence of articles that state none: an SPDX name such as CC-BY-4.0, an address, or words."`
	Report      string `key:"report" doc:"Where readers report errors: a mailto: address or that of an issue tracker, filled in with the correction. In an https: address, {title} and {body} stand for it; after /issues/new they may be left out." check:"report"`
}

// QuotesConfig is the section "quotes".
type QuotesConfig struct {
	MinScore int `key:"min_score" doc:"Least certainty, in hundredths, of reported speech that is shown. At 80, nine in ten are right by cross-validation (MODEL_CARD.md)." default:"80" min:"0" max:"100"`
}

// DataConfig is the section "data".
type DataConfig struct {
	Formats    []string `key:"formats" doc:"Formats of the files under /data/." default:"jsonl" check:"formats"`
	PerArticle []string `key:"per_article" doc:"Formats of files that each article has beside its page; each is one more file for every article." check:"per_article"`
	Licence    string   `key:"licence" doc:"Licence of the annotations, as an SPDX name such as CC-BY-4.0 or CC0-1.0, or an address." check:"licence"`
}

// BuildConfig is the section "build".
type BuildConfig struct {
	Seeds  string `key:"seeds" doc:"Folder of the articles." default:"seeds"`
	Output string `key:"output" doc:"Folder that the site is written to." default:"public"`
	Cache  string `key:"cache" doc:"Folder of what is worth not computing twice; safe to delete." default:".pressmark/cache"`
	// Annotations holds JSON Lines as pressmark annotate prints them.
	Annotations string `key:"annotations" doc:"Folder of annotations that pressmark annotate made elsewhere; articles without any are annotated here."`
	// Annotator is a command and its arguments.
	Annotator        []string `key:"annotator" doc:"Command that annotates in Pressmark's place: [python3, mine.py]. It gets one article a line as JSON, and answers each with one line. It is run in the site's folder."`
	AnnotatorTimeout int      `key:"annotator_timeout" doc:"Seconds that the annotator may take for one article." default:"60" min:"1" max:"86400"`
	Drafts           bool     `key:"drafts" doc:"Publish articles marked as drafts."`
	Future           bool     `key:"future" doc:"Publish articles dated after today."`
	Expired          bool     `key:"expired" doc:"Publish articles that have expired."`
	Clock            string   `key:"clock" doc:"What today means, YYYY-MM-DD; if empty, the date of the newest article." check:"date"`
	Strict           bool     `key:"strict" doc:"Let the build fail on warnings."`
}

// PublishConfig is the section "publish".
type PublishConfig struct {
	Hosts    string `key:"hosts" doc:"Hosts for which files with redirects and headers are written, parted by commas: netlify, cloudflare, apache, vercel." check:"hosts"`
	Relative bool   `key:"relative" doc:"Write relative links that name files, so that the site can be opened from a disk or from IPFS."`
	Compress string `key:"compress" doc:"Compressed forms that files get beside them, parted by commas: gz, br." check:"compress"`
	NoIndex  bool   `key:"noindex" doc:"Ask search engines to leave out the whole site."`
	NoAI     bool   `key:"no_ai" doc:"Ask crawlers that collect texts for language models to stay away."`
	Robots   string `key:"robots" doc:"Rules by crawler, added to robots.txt as they are."`
	Pagefind bool   `key:"pagefind" doc:"Mark in articles what Pagefind indexes, for those who would rather use it for search."`
}

// ServeConfig is the section "serve".
type ServeConfig struct {
	Bind string `key:"bind" doc:"Address that the preview server listens at." default:"127.0.0.1"`
	Port int    `key:"port" doc:"Port that the preview server listens at." default:"1313" min:"0" max:"65535"`
	Poll bool   `key:"poll" doc:"Look for changed files by reading folders again and again, where the system does not report them."`
}

// DefaultConfig is the configuration of a site that has no settings file.
func DefaultConfig(folder string) Config {
	c := Config{Folder: folder}
	for _, s := range settings(&c) {
		if err := s.set(s.Default); s.Default != "" && err != nil {
			panic("generator: default of " + s.Name() + ": " + err.Error())
		}
	}
	return c
}

// LoadConfig reads the settings of a site: defaults, then pressmark.yaml in
// folder (or the file name, if that is not empty), then the environment given
// as os.Environ gives it. All faults of all of them are reported at once.
func LoadConfig(folder, name string, environ []string) (Config, error) {
	c := DefaultConfig(folder)
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return c, fault.New(folder, 0, 0, "name the site folder with -s, or run in it", "there is no such folder")
	}
	var errs []error
	given := name != ""
	if !given {
		name = filepath.Join(folder, ConfigName)
	}
	data, err := os.ReadFile(name)
	switch {
	case err == nil:
		errs = append(errs, c.parse(name, data))
	case given || !errors.Is(err, fs.ErrNotExist):
		errs = append(errs, fault.New(name, 0, 0, "check the file's name and rights", "the settings cannot be read: %v", reason(err)))
	}
	errs = append(errs, c.applyEnvironment(environ))
	return c, errors.Join(errs...)
}

// applyEnvironment applies variables named PRESSMARK_SECTION_KEY. One that is
// nearly such a name is a fault; others with this prefix are somebody else's.
func (c *Config) applyEnvironment(environ []string) error {
	const prefix = "PRESSMARK_"
	known := map[string]setting{}
	var names []string
	for _, s := range settings(c) {
		name := strings.ToUpper(s.Section + "_" + s.Key)
		known[prefix+name] = s
		names = append(names, name)
	}
	var errs []error
	for _, variable := range environ {
		name, value, _ := strings.Cut(variable, "=")
		if value == "" {
			continue // the same as unset
		}
		s, ok := known[name]
		if !ok {
			rest, ours := strings.CutPrefix(name, prefix)
			if near := nearest(rest, names); ours && near != "" {
				errs = append(errs, fault.New(name, 0, 0, fmt.Sprintf("did you mean %s%s?", prefix, near), "there is no such setting"))
			}
			continue
		}
		if err := s.set(value); err != nil {
			errs = append(errs, fault.New(name, 0, 0, "set it to "+s.wants(), "%v", err))
		}
	}
	return errors.Join(errs...)
}

// path gives the place of a file that the configuration names.
func (c *Config) path(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(c.Folder, name)
}

// SeedsPath is the folder of the articles.
func (c *Config) SeedsPath() string { return c.path(c.Build.Seeds) }

// OutputPath is the folder that the site is written to.
func (c *Config) OutputPath() string { return c.path(c.Build.Output) }

// CachePath is the folder of what is worth not computing twice.
func (c *Config) CachePath() string { return c.path(c.Build.Cache) }

// checkFolders sees to it that the output can neither overwrite the articles
// nor be taken for articles.
func (c *Config) checkFolders() error {
	seeds, output := absolute(c.SeedsPath()), absolute(c.OutputPath())
	site := absolute(c.Folder)
	switch {
	case within(output, seeds):
		return fault.New(c.OutputPath(), 0, 0, "choose a folder beside it with -d", "the output would be written into the articles' folder %s", c.SeedsPath())
	case within(seeds, output):
		return fault.New(c.OutputPath(), 0, 0, "choose a folder of its own with -d", "the output folder holds the articles in %s", c.SeedsPath())
	case within(site, output) && within(absolute(c.path("templates")), output):
		return fault.New(c.OutputPath(), 0, 0, "choose a folder of its own with -d", "the output folder holds the whole site folder")
	}
	return nil
}

// absolute is the full name of a file that need not exist, with symbolic links
// followed as far as it does.
func absolute(name string) string {
	if full, err := filepath.Abs(name); err == nil {
		name = full
	}
	if real, err := filepath.EvalSymlinks(name); err == nil {
		return real
	}
	if parent := filepath.Dir(name); parent != name {
		return filepath.Join(absolute(parent), filepath.Base(name))
	}
	return name
}

// within reports whether name is folder or lies in it.
func within(name, folder string) bool {
	relative, err := filepath.Rel(folder, name)
	return err == nil && (relative == "." || filepath.IsLocal(relative))
}

// reason is what is behind a file error, without the path, which faults give
// themselves.
func reason(err error) error {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err
	}
	return err
}
