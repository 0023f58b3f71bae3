// Checks the JSON of a built site by the standards' own means: ajv, jsonld,
// citation-js. Called by .ci/validate with the folder of the site.
import fs from 'node:fs'
import path from 'node:path'
import Ajv from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import jsonld from 'jsonld'
import core from '@citation-js/core'
import '@citation-js/plugin-bibtex'
import '@citation-js/plugin-ris'

const site = process.argv[2]
const read = name => fs.readFileSync(path.join(site, name), 'utf8')
const files = fs.readdirSync(site, {recursive: true}).map(String)
let faults = 0
const fault = (name, what) => { faults++; console.error(`${name}: ${what}`) }
const done = (what, n) => { if (n === 0) fault(what, 'nothing was checked'); else console.log(`${what}: ${n}`) }

// ninjs, by its schema.
const ajv = new Ajv({strict: false, allErrors: true})
addFormats(ajv)
ajv.addSchema({$id: 'https://geojson.org/schema/GeoJSON.json', type: 'object'})
const schema = process.env.NINJS_SCHEMA || path.join(path.dirname(process.argv[1]), 'schemas/ninjs.json')
const ninjs = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')))
const items = [...read('data/texts.ninjs.jsonl').trim().split('\n').map((l, i) => [`data/texts.ninjs.jsonl:${i + 1}`, l]),
  ...files.filter(f => f.endsWith('.ninjs.json')).map(f => [f, read(f)])]
for (const [name, text] of items) if (!ninjs(JSON.parse(text))) fault(name, ajv.errorsText(ninjs.errors))
done('ninjs articles', items.length)

// JSON-LD expands without dropping a key, and has the types that it should. The
// contexts are the vocabularies themselves: nothing is fetched.
const oa = 'http://www.w3.org/ns/oa#', as = 'http://www.w3.org/ns/activitystreams#'
const id = (name, more) => ({'@id': name, ...more})
const contexts = {
  'https://schema.org': {'@vocab': 'https://schema.org/'},
  'http://www.w3.org/ns/anno.jsonld': {
    id: '@id', type: '@type', Annotation: oa + 'Annotation', AnnotationPage: as + 'OrderedCollectionPage', AnnotationCollection: as + 'OrderedCollection',
    TextualBody: oa + 'TextualBody', SpecificResource: oa + 'SpecificResource', TextQuoteSelector: oa + 'TextQuoteSelector', TextPositionSelector: oa + 'TextPositionSelector',
    Software: as + 'Application', body: id(oa + 'hasBody', {'@type': '@id'}), target: id(oa + 'hasTarget', {'@type': '@id'}), source: id(oa + 'hasSource', {'@type': '@id'}),
    selector: id(oa + 'hasSelector', {'@type': '@id'}), exact: oa + 'exact', prefix: oa + 'prefix', suffix: oa + 'suffix', start: oa + 'start', end: oa + 'end',
    motivation: id(oa + 'motivatedBy', {'@type': '@vocab'}), purpose: id(oa + 'hasPurpose', {'@type': '@vocab'}),
    ...Object.fromEntries(['classifying', 'describing', 'highlighting', 'identifying', 'linking', 'tagging'].map(m => [m, oa + m])),
    value: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#value', format: 'http://purl.org/dc/elements/1.1/format', rights: id('http://purl.org/dc/terms/rights', {'@type': '@id'}),
    label: 'http://www.w3.org/2000/01/rdf-schema#label', name: 'http://xmlns.com/foaf/0.1/name', total: as + 'totalItems', first: id(as + 'first', {'@type': '@id'}),
    items: id(as + 'items', {'@type': '@id', '@container': '@list'}), partOf: id(as + 'partOf', {'@type': '@id'}), next: id(as + 'next', {'@type': '@id'}),
    prev: id(as + 'prev', {'@type': '@id'}), startIndex: as + 'startIndex', generator: id(as + 'generator', {'@type': '@id'}),
  },
}
const documentLoader = url => {
  const context = contexts[url.replace(/\/$/, '')]
  if (!context) throw new Error(`the context ${url} is not known`)
  return {document: {'@context': context}, documentUrl: url}
}
const linked = async (name, text, types) => {
  try {
    const quads = await jsonld.toRDF(JSON.parse(text), {documentLoader, safe: true, base: 'https://example.org/archive/' + name, format: 'application/n-quads'})
    for (const type of types) if (!quads.includes(type + '>')) fault(name, `there is no ${type}`)
  } catch (e) { fault(name, e.message + ' ' + JSON.stringify(e.details?.event?.details ?? '')) }
}
let n = 0
for (const f of files.filter(f => f.endsWith('.jsonld'))) {
  const annotations = path.basename(f).startsWith('annotations')
  await linked(f, read(f), annotations ? [oa + 'Annotation', oa + 'TextQuoteSelector', oa + 'TextPositionSelector'] : ['https://schema.org/NewsArticle'])
  n++
}
done('JSON-LD files', n)
n = 0
const kinds = new Set()
for (const f of files.filter(f => f.endsWith('.html'))) {
  for (const [, block] of read(f).matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
    if (/[<>&]/.test(block)) fault(f, 'the linked data is not escaped')
    for (const [, kind] of block.matchAll(/"@type":"(\w+)"/g)) kinds.add(kind)
    await linked(f, block, [])
    n++
  }
}
for (const kind of ['NewsArticle', 'Quotation', 'CorrectionComment', 'Dataset', 'DataDownload']) if (!kinds.has(kind)) fault('linked data of the pages', `there is no ${kind}`)
done('pages with linked data', n)

// Citations are read by a reference manager's library.
const count = JSON.parse(read('data/citations.csl.json')).length
for (const name of ['citations.bib', 'citations.ris', 'citations.csl.json']) {
  const got = new core.Cite(read('data/' + name)).data
  if (got.length !== count || got.some(c => !c.title)) fault(name, `${got.length} of ${count} articles, or one has no title`)
}
done('citations', count)

// JSON feeds.
const feeds = files.filter(f => path.basename(f) === 'feed.json')
for (const f of feeds) {
  const feed = JSON.parse(read(f))
  if (feed.version !== 'https://jsonfeed.org/version/1.1' || !feed.title || !feed.items.every(i => i.id && (i.content_text || i.content_html))) fault(f, 'is no JSON Feed 1.1')
}
done('JSON feeds', feeds.length)
process.exit(faults ? 1 : 0)
