package export

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"pressmark/generator/archive"
)

// The archive as one SQLite database, with full-text indexes that Datasette
// finds by itself. It is made in a temporary file, each table filled in one
// order, and copied compactly: the same archive gives the same bytes. Positions
// count code points, as SQLite's substr does: substr(text, start + 1, stop -
// start) are the words.

// schema says what the tables are. The numbers that join them hold for this
// file only; ids stay.
const schema = `
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE articles (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, shelf_mark TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL,
  date TEXT, date_by TEXT, updated TEXT, source TEXT, source_url TEXT, lang TEXT, words INTEGER NOT NULL, licence TEXT, text TEXT NOT NULL);
CREATE TABLE authors (article INTEGER NOT NULL REFERENCES articles (number), name TEXT NOT NULL);
CREATE TABLE tags (article INTEGER NOT NULL REFERENCES articles (number), tag TEXT NOT NULL);
CREATE TABLE entities (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type TEXT NOT NULL, name TEXT NOT NULL, url TEXT NOT NULL,
  description TEXT, wikidata TEXT, latitude REAL, longitude REAL, country TEXT, mentions INTEGER NOT NULL, articles INTEGER NOT NULL, quotations INTEGER NOT NULL);
CREATE TABLE names (entity INTEGER NOT NULL REFERENCES entities (number), name TEXT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE roles (entity INTEGER NOT NULL REFERENCES entities (number), role TEXT NOT NULL, count INTEGER NOT NULL);
CREATE TABLE mentions (article INTEGER NOT NULL REFERENCES articles (number), start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
  type TEXT NOT NULL, entity INTEGER REFERENCES entities (number), score INTEGER NOT NULL);
CREATE TABLE dates (article INTEGER NOT NULL REFERENCES articles (number), start INTEGER NOT NULL, stop INTEGER NOT NULL, text TEXT NOT NULL,
  value TEXT NOT NULL, precision TEXT NOT NULL, anchored INTEGER NOT NULL, score INTEGER NOT NULL);
CREATE TABLE quotations (number INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (number), id TEXT NOT NULL, url TEXT NOT NULL,
  kind TEXT NOT NULL, text TEXT NOT NULL, cue TEXT, cue_start INTEGER, cue_stop INTEGER, speaker TEXT, speaker_start INTEGER, speaker_stop INTEGER,
  role TEXT, unnamed INTEGER NOT NULL, sure INTEGER NOT NULL, score INTEGER NOT NULL, rule TEXT);
CREATE TABLE spans (quotation INTEGER NOT NULL REFERENCES quotations (number), start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE TABLE speakers (quotation INTEGER NOT NULL REFERENCES quotations (number), entity INTEGER NOT NULL REFERENCES entities (number));`

// indexes are made when the tables are full.
const indexes = `
CREATE INDEX articles_date ON articles (date);
CREATE INDEX authors_article ON authors (article);
CREATE INDEX tags_article ON tags (article);
CREATE INDEX tags_tag ON tags (tag);
CREATE INDEX names_entity ON names (entity);
CREATE INDEX roles_entity ON roles (entity);
CREATE INDEX mentions_article ON mentions (article);
CREATE INDEX mentions_entity ON mentions (entity);
CREATE INDEX dates_article ON dates (article);
CREATE INDEX dates_value ON dates (value);
CREATE INDEX quotations_article ON quotations (article);
CREATE INDEX spans_quotation ON spans (quotation);
CREATE INDEX speakers_quotation ON speakers (quotation);
CREATE INDEX speakers_entity ON speakers (entity);
CREATE VIRTUAL TABLE articles_search USING fts5 (title, text, content='articles', content_rowid='number', tokenize='unicode61 remove_diacritics 2');
INSERT INTO articles_search (articles_search) VALUES ('rebuild');
INSERT INTO articles_search (articles_search) VALUES ('optimize');
CREATE VIRTUAL TABLE quotations_search USING fts5 (text, speaker, content='quotations', content_rowid='number', tokenize='unicode61 remove_diacritics 2');
INSERT INTO quotations_search (quotations_search) VALUES ('rebuild');
INSERT INTO quotations_search (quotations_search) VALUES ('optimize');`

// pragmas keep memory bounded, and spare what guards against a crash: a file
// that is not whole is thrown away.
const pragmas = `
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA temp_store = FILE;
PRAGMA cache_size = -8192;`

// A database is being filled.
type database struct {
	site     *Site
	name     string // of the temporary file
	db       *sql.DB
	conn     *sql.Conn
	inserts  map[string]*sql.Stmt
	entities map[*archive.Entity]int64
	articles int64
	quotes   int64
}

// columnsOf gives the number of columns of each table.
var columnsOf = map[string]int{"about": 2, "articles": 14, "authors": 2, "tags": 2, "entities": 13, "names": 3, "roles": 3, "mentions": 7, "dates": 8,
	"quotations": 17, "spans": 3, "speakers": 2}

// openDatabase begins a database.
func openDatabase(site *Site, _ *File, w io.Writer) (*sink, error) {
	dir, err := os.MkdirTemp(tempDir(site.Temp), "pressmark-sqlite-*")
	if err != nil {
		return nil, err
	}
	d := &database{site: site, name: filepath.Join(dir, "filled.sqlite"), inserts: map[string]*sql.Stmt{}, entities: map[*archive.Entity]int64{}}
	s := &sink{entity: d.entity, article: d.article, abandon: func() {
		d.close()
		os.RemoveAll(dir)
	}}
	s.finish = func() error {
		compact := filepath.Join(dir, "compact.sqlite")
		if err := d.finish(compact); err != nil {
			return err
		}
		f, err := os.Open(compact)
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	}
	if err := d.begin(); err != nil {
		s.abandon()
		return nil, err
	}
	return s, nil
}

// tempDir is a folder whose name SQLite takes as it is.
func tempDir(dir string) string {
	if strings.ContainsAny(dir, "?#%") {
		return ""
	}
	return dir
}

func (d *database) begin() error {
	var err error
	if d.db, err = sql.Open("sqlite", d.name); err != nil {
		return err
	}
	ctx := context.Background()
	if d.conn, err = d.db.Conn(ctx); err != nil {
		return err
	}
	for _, do := range []string{pragmas, "BEGIN", schema} {
		if _, err := d.conn.ExecContext(ctx, do); err != nil {
			return err
		}
	}
	for table, n := range columnsOf {
		d.inserts[table], err = d.conn.PrepareContext(ctx, "INSERT INTO "+table+" VALUES (?"+strings.Repeat(", ?", n-1)+")")
		if err != nil {
			return err
		}
	}
	s := d.site
	for _, row := range [][2]string{{"title", s.Title}, {"description", s.Description}, {"address", s.Home}, {"licence of the annotations", s.Licence}, {"made with", s.program()},
		{"positions", "start and stop count Unicode code points of articles.text; substr(text, start + 1, stop - start) are the words"}} {
		if err := d.insert("about", row[0], row[1]); err != nil {
			return err
		}
	}
	return nil
}

// insert adds a row. Text that is empty is NULL where a column may be so.
func (d *database) insert(table string, values ...any) error {
	_, err := d.inserts[table].Exec(values...)
	return err
}

// maybe is NULL for no text.
func maybe(s string) any {
	if s == "" {
		return nil
	}
	return clean(s)
}

// clean is a text as a database can search it: a NUL would end it.
func clean(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\x00", "\uFFFD")
}

func (d *database) entity(e *archive.Entity) error {
	line := d.site.entityLine(e)
	number := int64(len(d.entities) + 1)
	d.entities[e] = number
	var lat, lon any
	if c := e.Coordinates; c != nil {
		lat, lon = c.Lat, c.Lon
	}
	err := d.insert("entities", number, line.ID, line.Type, clean(line.Name), line.URL, maybe(line.Description), maybe(line.Wikidata), lat, lon, maybe(line.Country),
		line.Mentions, line.Articles, line.Quotes)
	for _, n := range line.Names {
		err = errors.Join(err, d.insert("names", number, clean(n.Text), n.Count))
	}
	for _, r := range line.Roles {
		err = errors.Join(err, d.insert("roles", number, clean(r.Text), r.Count))
	}
	return err
}

// who is an entity's number; NULL for nobody.
func (d *database) who(e *archive.Entity) any {
	if n, ok := d.entities[e]; ok {
		return n
	}
	return nil
}

func (d *database) article(it *item) error {
	d.articles++
	a := it.line()
	errs := []error{d.insert("articles", d.articles, a.ID, a.Shelf, a.URL, clean(a.Title), maybe(a.Date), maybe(a.DateBy), maybe(a.Updated), maybe(a.Source), maybe(a.From),
		maybe(a.Lang), a.Words, maybe(a.Licence), clean(it.text))}
	add := func(table string, values ...any) { errs = append(errs, d.insert(table, values...)) }
	for _, name := range a.Byline {
		add("authors", d.articles, clean(name))
	}
	for _, tag := range a.Tags {
		add("tags", d.articles, clean(tag))
	}
	for i := range it.mentions {
		m := &it.mentions[i]
		add("mentions", d.articles, m.start, m.end, clean(m.words), m.kind, d.who(m.entity), m.score)
	}
	for i := range it.dates {
		t := &it.dates[i]
		add("dates", d.articles, t.start, t.end, clean(t.words), t.value, t.precision, t.anchored, t.score)
	}
	for i := range it.quotes {
		errs = append(errs, d.quote(it, &it.quotes[i]))
	}
	return errors.Join(errs...)
}

func (d *database) quote(it *item, q *quote) error {
	d.quotes++
	var words []string
	for _, s := range q.spans {
		words = append(words, s.words)
	}
	row := []any{d.quotes, d.articles, q.id, it.url + "#" + q.id, q.kind, clean(strings.Join(words, " … ")), nil, nil, nil, nil, nil, nil, nil, false, Sure(q.score), q.score, maybe(q.rule)}
	if q.cue != nil {
		row[6], row[7], row[8] = clean(q.cue.words), q.cue.start, q.cue.end
	}
	if p := q.speaker; p != nil {
		row[9], row[10], row[11], row[12], row[13] = clean(p.called()), p.start, p.end, maybe(p.role), p.unnamed
	}
	errs := []error{d.insert("quotations", row...)}
	for _, s := range q.spans {
		errs = append(errs, d.insert("spans", d.quotes, s.start, s.end))
	}
	if q.speaker != nil {
		for _, e := range q.speaker.entities {
			errs = append(errs, d.insert("speakers", d.quotes, d.who(e)))
		}
	}
	return errors.Join(errs...)
}

// finish makes the indexes and copies the database to a file of its own.
func (d *database) finish(name string) error {
	for _, do := range []string{indexes, "COMMIT", "VACUUM INTO " + "'" + strings.ReplaceAll(name, "'", "''") + "'"} {
		if _, err := d.conn.ExecContext(context.Background(), do); err != nil {
			return err
		}
	}
	return nil
}

func (d *database) close() {
	for _, s := range d.inserts {
		if s != nil {
			s.Close()
		}
	}
	if d.conn != nil {
		d.conn.Close()
	}
	if d.db != nil {
		d.db.Close()
	}
}

func itoa(n int) string { return strconv.Itoa(n) }
