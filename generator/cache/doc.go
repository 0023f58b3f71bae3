// Package cache keeps what a build leaves behind for the next one: the manifest
// of what was published, and values worth not computing twice.
//
// To publish, call OpenOutput, Write every file of the site, then Commit; Close
// without Commit leaves the folder as it was. To remember, call OpenStore, then
// Get and Put under a Key that NewKey makes.
//
// Two laws hold for stored values: they are immutable and depend on nothing
// outside their key, and the key is a hash of the whole computation.
package cache
