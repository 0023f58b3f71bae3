// Package lexicon is what Pressmark knows of language and of the world before
// it reads anything, as embedded data files: abbreviations, cue verbs, titles,
// names of people, organizations and places, languages.
//
// Each list is a file in data with its origin and licence in its first lines.
package lexicon
