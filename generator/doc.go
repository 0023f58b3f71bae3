// Package generator turns a folder of articles into a published site.
//
// Call LoadConfig, then Build:
//
//	read → annotate → resolve → plan → render → publish
//
// Build calls these in this order. Watch calls the same function again after
// each change; it is not a second build.
//
// # Packages
//
//	text      spans, tokens, sentences, paragraphs
//	source    files ↔ articles, one file for each format; the only importer of goldmark and chroma
//	lexicon   knowledge as embedded data files: gazetteers, cue verbs, abbreviations
//	tagger    the sequence model: features, decoding, weights
//	annotate  document → mentions, dates, quotations, speakers
//	archive   mentions → entities across articles; authority file, corrections
//	exchange  annotations that other programs made
//	external  asks another program for annotations; the only importer of os/exec
//	export    archive → open data in others' formats; the only importer of the SQLite driver
//	site      archive → pages; the only importer of html/template
//	cache     the manifest of what was published, what the last build made, and values worth keeping
//	serve     the preview server
//	intake    other people's archives → seeds; what was taken, skipped and doubtful
//	score     precision and recall against gold, after published definitions
//	train     learning, used by cmd/train only
//	fault     bad input, told of in one form
//
// # Import direction
//
// It is policy, and deps_test.go tests it:
//
//	text < source;  text, lexicon < tagger;  text, lexicon, tagger < annotate
//	source, annotate < archive < site;  source < intake < cmd/pressmark
//	everything but train < generator < cmd/pressmark
//	text, tagger, annotate < train < cmd/train
//	cache, fault, text, lexicon, templates and assets import the standard library only
//
// # Laws
//
// 1. An article's text is the decoded text of its document tree's leaves.
// Stripping the tags from the rendered body gives the text back.
//
// 2. A cached value is immutable and depends on nothing outside its key, which
// is a hash of the whole computation.
//
// 3. The same inputs give the same bytes on every machine, and an incremental
// build gives what a clean one gives. No clock, no host name, no random numbers
// reach the output; what comes from a map is sorted.
//
// 4. Pages decide by value: one is made again only if its key, which names all
// that it shows, changed, and written again only if its bytes did. When
// nothing at all changed, nothing is planned.
//
// 5. Memory grows with the index, not with the text: bodies are read when the
// page that shows them is rendered.
//
// 6. A wrong merge of two people is worse than a split. Evidence is kept and
// shown.
//
// 7. Only files that Pressmark wrote are ever deleted, and a build that fails
// leaves the last good site in place.
//
// 8. Seeds are untrusted: what is in an article cannot script a page, escape
// the output folder, or make the server read elsewhere.
package generator
