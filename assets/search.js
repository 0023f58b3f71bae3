// Pressmark's search: reads the index that lies beside the search page, only the
// pieces that a query needs; nothing typed is sent anywhere. The format, and why
// it is so, is told in generator/search of the program, whose rules for words and
// ranks these are.
(() => {
  const byId = (id) => document.getElementById(id), form = byId("search-form");
  if (!form) return;
  const field = byId("search-words"), data = field.dataset, say = JSON.parse(data.say), lang = document.documentElement.lang;
  const folder = data.root.replace(/[^/]*$/, ""), segments = Number(data.segments), stems = "stems" in data, plain = "plain" in data;
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

  // What was typed, to stand between quotation marks: those in it are single.
  const single = (typed) => typed.replace(/"([^"]*)"?|“([^”]*)”?/gu, (all, straight, curly) => `‘${straight ?? curly}’`).replace(/^‘([^‘’]*)’$/u, "$1");

  // Words: cut as generator/search/words.go does.
  const ignored = new Set(data.ignored.split(" ")), letters = new Map(data.letters.split(" ").map((two) => [[...two][0], [...two].slice(1).join("")]));
  const runs = /[\p{L}\p{N}\p{M}]+/gu, run = /[\p{L}\p{N}\p{M}]+/uy, quoteMarks = /['’ʼ]/, clitics = /^(s|t|d|m|re|ve|ll)$/i;
  const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
  const runEnd = (s, at) => { run.lastIndex = at; return run.test(s) ? run.lastIndex : at; };
  const joined = (s, at, end) => {
    while (end < s.length) {
      const mark = s[end], next = runEnd(s, end + 1), after = s.slice(end + 1, next);
      if (!after) return end;
      if (mark === "," && /[0-9]/.test(s[end - 1]) && /^[0-9]/.test(after)) end = next;
      else if (mark === "." && /^\p{L}$/u.test(s.slice(at, end).replace(/.*\./s, "")) && /^\p{L}$/u.test(after)) end = next;
      else return quoteMarks.test(mark) && /^o$/i.test(s.slice(at, end)) && !clitics.test(after) ? next : end;
    }
    return end;
  };
  const cut = (s) => {
    const spans = [];
    runs.lastIndex = 0;
    for (let found; (found = runs.exec(s));) {
      const at = found.index;
      let end = at + found[0].length;
      if (unspaced.test(found[0])) {
        const chars = [...found[0]];
        let from = at;
        if (chars.length < 2) spans.push([at, end]);
        for (let i = 1; i < chars.length; i++) { spans.push([from, from + chars[i - 1].length + chars[i].length]); from += chars[i - 1].length; }
      } else {
        end = joined(s, at, end);
        const clitic = clitics.test(s.slice(at, end)) && at > 1 && quoteMarks.test(s[at - 1]) && /[\p{L}\p{N}\p{M}]$/u.test(s.slice(0, at - 1).slice(-2));
        if (!clitic) spans.push([at, end]);
      }
      runs.lastIndex = end;
    }
    return spans;
  };
  const bare = (c) => [...c.normalize("NFKD")].filter((part) => !/\p{M}/u.test(part)).map((part) => letters.get(part) ?? part).join("");
  const fold = (word) => /^[a-z]*$/.test(word) ? word : [...word.toLowerCase().replace(/[.,'’ʼ]/g, "")].map((c) => c < "\x80" ? c : letters.get(c) ?? bare(c)).join("");
  const folded = (s) => cut(s).map(([from, to]) => fold(s.slice(from, to)));
  const telling = (s) => folded(s).filter((word) => !ignored.has(word));

  // Porter's second stemmer, step by step as in generator/search/porter.go.
  const odd = { skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli", early: "earli", only: "onli", singly: "singl", sky: "sky", news: "news", howe: "howe", atlas: "atlas", cosmos: "cosmos", bias: "bias", andes: "andes" };
  const second = Object.entries({ ational: "ate", fulness: "ful", iveness: "ive", ization: "ize", ousness: "ous", biliti: "ble", lessli: "less", tional: "tion", alism: "al", aliti: "al", ation: "ate", entli: "ent", fulli: "ful", iviti: "ive", ousli: "ous", abli: "able", alli: "al", anci: "ance", ator: "ate", enci: "ence", izer: "ize", bli: "ble", ogi: "og", li: "" });
  const third = Object.entries({ ational: "ate", tional: "tion", alize: "al", ative: "", icate: "ic", iciti: "ic", ical: "ic", ness: "", ful: "" });
  const fourth = "ement able ance ence ible ment ant ate ent ion ism iti ive ize ous al er ic".split(" ").map((suffix) => [suffix, ""]);
  const stem = (word) => {
    if (word.length < 3 || /[^a-z]/.test(word)) return word;
    if (Object.hasOwn(odd, word)) return odd[word];
    let w = word.replace(/(^|[aeiouy])y/g, "$1Y");
    const region = (from) => { const at = w.slice(from).search(/[aeiouy][^aeiouy]/); return at < 0 ? w.length : from + at + 2; };
    const r1 = /^(gener|commun|arsen)/.exec(w)?.[0].length ?? region(0), r2 = region(r1);
    const short = (s) => /^[aeiouy][^aeiouy]$|[^aeiouy][aeiouy][^aeiouywxY]$/.test(s);
    const replace = (from, rules) => {
      for (const [suffix, by] of rules) {
        if (!w.endsWith(suffix)) continue;
        const start = w.length - suffix.length, before = w[start - 1];
        const allowed = start >= from && (suffix !== "ogi" || before === "l") && (suffix !== "li" || /[cdeghkmnrt]/.test(before)) && (suffix !== "ative" || start >= r2) && (suffix !== "ion" || /[st]/.test(before));
        if (allowed) w = w.slice(0, start) + by;
        return;
      }
    };
    if (w.endsWith("sses")) w = w.slice(0, -2);
    else if (/ie[ds]$/.test(w)) w = w.slice(0, w.length > 4 ? -2 : -1);
    else if (/[^us]s$/.test(w) && /[aeiouy].*..$/.test(w)) w = w.slice(0, -1);
    if (/^(inning|outing|canning|herring|earring|proceed|exceed|succeed)$/.test(w)) return w;
    const past = /(eedly|ingly|edly|eed|ing|ed)$/.exec(w);
    if (past) {
      const rest = w.slice(0, past.index);
      if (past[0].startsWith("eed")) { if (past.index >= r1) w = rest + "ee"; }
      else if (/[aeiouy]/.test(rest)) {
        w = rest;
        if (/(at|bl|iz)$/.test(w)) w += "e";
        else if (/([bdfgmnprt])\1$/.test(w)) w = w.slice(0, -1);
        else if (r1 >= w.length && short(w)) w += "e";
      }
    }
    w = w.replace(/(.[^aeiouy])[yY]$/, "$1i");
    replace(r1, second); replace(r1, third); replace(r2, fourth);
    const n = w.length - 1;
    if (w.endsWith("e") && (n >= r2 || (n >= r1 && !short(w.slice(0, n)))) || (w.endsWith("ll") && n >= r2)) w = w.slice(0, n);
    return w.toLowerCase();
  };

  // Files: pieces by their byte range, each fetched once. A host that knows no
  // ranges sends the whole file, which is then kept.
  const utf8 = new TextDecoder();
  let mode = "no-cache", pieces = new Map(), wholes = new Map();
  const fetchBytes = async (file, at, size) => {
    if (wholes.has(file)) return wholes.get(file).subarray(at, at + size);
    const answer = await fetch(folder + file, size ? { headers: { Range: `bytes=${at}-${at + size - 1}` }, cache: mode === "reload" ? mode : "default" } : { cache: mode });
    if (!answer.ok) throw new Error(file + ": " + answer.status);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    if (!size || answer.status === 206) return bytes;
    wholes.set(file, bytes);
    return bytes.subarray(at, at + size);
  };
  const loosened = async (file, at, size) => {
    const stream = new Blob([await fetchBytes(file, at, size)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };
  class Scanner {
    constructor(bytes) { this.b = bytes; this.at = 0; }
    number() {
      let n = 0, unit = 1, c;
      do { c = this.b[this.at++]; n += (c & 127) * unit; unit *= 128; } while (c > 127);
      return n;
    }
    bytes(n) { return this.b.subarray(this.at, (this.at += n)); }
    text() { return utf8.decode(this.bytes(this.number())); }
    list(one) { return Array.from({ length: this.number() }, one); }
  }
  const piece = (file, at = 0, size = 0) => {
    const key = file + ":" + at;
    if (!pieces.has(key)) pieces.set(key, loosened(file, at, size));
    return pieces.get(key).then((bytes) => new Scanner(bytes));
  };

  // Tables: see generator/search/table.go.
  const keyReader = (s) => {
    let last = new Uint8Array(0);
    return () => {
      const shared = s.number(), rest = s.bytes(s.number()), key = new Uint8Array(shared + rest.length);
      key.set(last.subarray(0, shared)); key.set(rest, shared); last = key;
      return utf8.decode(key);
    };
  };
  const takeIndex = (s) => {
    const blocks = [], length = [], key = keyReader(s);
    s.list((_, file) => {
      let at = 0;
      s.list(() => { const first = key(), size = s.number(); blocks.push({ first, file, at, size }); at += size; });
      length.push(at);
    });
    const find = (key) => {
      let low = 0, high = blocks.length;
      while (low < high) { const mid = (low + high) >> 1; if (blocks[mid].first > key) high = mid; else low = mid + 1; }
      return Math.max(0, low - 1);
    };
    return { blocks, length, find };
  };
  const rowsOf = (s) => {
    const rows = [], key = keyReader(s);
    while (s.at < s.b.length) rows.push([key(), s.bytes(s.number())]);
    return rows;
  };

  let opened = null, articles = 0;
  const open = () => opened ??= Promise.all([piece("names.bin"), ...Array.from({ length: segments }, (_, i) => piece(`root-${i}.bin`))]).then(([names, ...roots]) => {
    const all = roots.map((s, number) => {
      const root = { number, articles: s.number(), quotes: s.number() };
      let end = 0;
      root.months = s.list(() => ({ year: s.number(), month: s.number(), end: end += s.number() }));
      root.terms = takeIndex(s); root.words = takeIndex(s);
      let at = 0;
      root.heads = s.list((_, i) => { if (i % 128 === 0) at = 0; const size = s.number(); at += size; return { file: i >> 7, at: at - size, size }; });
      return root;
    });
    articles = all.reduce((sum, root) => sum + root.articles, 0);
    return { roots: all, names: names.list(() => takeIndex(names)) };
  });

  // Queries: as generator/search/query.go has them.
  const names = { by: "by", speaker: "by", about: "about", of: "about", person: "about", place: "about", organization: "about", organisation: "about", source: "source", in: "source", year: "year", tag: "tag", kind: "kind" };
  const sentences = [
    /^(?:all |the )?(?:quotations?|quotes?|statements?|zitate|citations|citas)(?: (?:by|from|of|von|de) (.+?))?(?: (?:about|on|naming|über|sur|sobre) (.+?))?(?: (?:in|en) (\d{4}))?$/i,
    /^what (?:did|does|has|have) (.+?) (?:say|said)(?: (?:about|on|of) (.+?))?(?: in (\d{4}))?\??$/i,
    /^(?:all |the )?(?:articles?|artikel|artículos)()(?: (?:about|on|naming|über|sur|sobre) (.+?))?(?: (?:in|en) (\d{4}))?$/i];
  const parse = (typed) => {
    const q = { words: [], phrases: [], by: [], about: [], facets: {} }, facet = (name, value) => (q.facets[name] ??= []).push(value);
    typed = typed.trim();
    for (const [i, sentence] of sentences.entries()) {
      const m = sentence.exec(typed);
      if (!m || !(m[1] || m[2] || m[3])) continue;
      q.by = telling(m[1] ?? ""); q.about = telling(m[2] ?? "");
      if (m[3]) facet("year", m[3]);
      facet("kind", i === 2 ? "article" : "quotation");
      return q;
    }
    for (const m of typed.matchAll(/(?:(\p{L}+):)?(?:"([^"]*)"?|“([^”]*)”?|([^\s"“]+))/gu)) {
      const phrase = m[2] ?? m[3] ?? "", value = (m[4] ?? "") + phrase;
      switch (Object.hasOwn(names, m[1]?.toLowerCase() ?? "") && names[m[1].toLowerCase()]) {
        case "by": q.by.push(...telling(value)); break;
        case "about": q.about.push(...telling(value)); break;
        case "year": if (/^\d+$/.test(value)) facet("year", String(Number(value))); break;
        case "kind": facet("kind", /^q/i.test(value) ? "quotation" : "article"); break;
        case "source": facet("source", folded(value).join("-")); break;
        case "tag": facet("tag", folded(value).join("-")); break;
        default: {
          q.words.push(...telling(m[1] ?? ""));
          const words = folded(phrase);
          if (phrase && words.length > 1) q.phrases.push(words); else q.words.push(...telling(value));
        }
      }
    }
    return q;
  };
  const clausesOf = (q, completed) => {
    const all = [], seen = new Set(), word = (w) => stems && plain ? [stem(w), w] : stems ? [stem(w)] : [w];
    const add = (terms, more) => {
      const key = (terms = [...new Set(terms)]).join(" ");
      if (!seen.has(key)) { seen.add(key); all.push({ terms, ...more }); }
    };
    const weighed = (w, others = []) => { const own = word(w); add([...own, ...others.flatMap(word)], { weighs: true, own: new Set(own).size }); };
    q.words.forEach((w, i) => weighed(w, i === q.words.length - 1 ? completed : []));
    q.phrases.flat().filter((w) => !ignored.has(w)).forEach((w) => weighed(w));
    q.by.forEach((w) => add(["by:" + w], { weighs: true, by: true, own: 1 }));
    q.about.forEach((w) => add(["of:" + w], { weighs: true, own: 1 }));
    for (const [key, before] of [["by", "by="], ["of", "of="], ["source", "in="], ["tag", "tag="]]) {
      const groups = new Map();
      for (const value of q.facets[key] ?? []) {
        const group = key === "of" ? value.split("/")[0] : "";
        groups.set(group, [...groups.get(group) ?? [], before + value]);
      }
      groups.forEach((terms) => add(terms, { article: key === "source" || key === "tag", by: key === "by", own: terms.length }));
    }
    return all;
  };

  // Postings: an article's impact, and its quotations with a flag for speakers.
  const takePostings = (s, n, into) => {
    while (n > 0) {
      const head = s.number(), count = head >> 4;
      let article = -1;
      for (let i = 0; i < count; i++) {
        const gap = s.number(), quotes = new Map();
        article += (gap >> 1) + 1;
        if (gap & 1) for (let quote = -1, more = true; more;) { const m = s.number(); quote += (m >> 2) + 1; quotes.set(quote, (m & 2) !== 0); more = (m & 1) !== 0; }
        const met = into.get(article);
        if (met) { met.impact = Math.max(met.impact, head & 15); quotes.forEach((speaker, quote) => met.quotes.set(quote, speaker || met.quotes.get(quote) === true)); }
        else into.set(article, { impact: head & 15, quotes });
      }
      n -= count;
    }
    return into;
  };
  const lookUp = async (root, term) => {
    const block = root.terms.blocks[root.terms.find(term)];
    if (!block) return null;
    const row = rowsOf(await piece(`terms-${block.file}-${root.number}.bin`, block.at, block.size)).find(([key]) => key === term);
    if (!row) return null;
    const s = new Scanner(row[1]), e = { articles: s.number(), quotes: 0 };
    if (e.articles > 40) { e.quotes = s.number(); e.at = s.number() + root.terms.length[block.file]; e.size = s.number(); e.file = block.file; }
    e.lists = [[s, e.size ? 32 : e.articles]];
    if (!e.size) for (const p of takePostings(new Scanner(row[1].subarray(s.at)), e.articles, new Map()).values()) e.quotes += p.quotes.size;
    return e;
  };
  const rarity = (withTerm) => {
    const x = Math.max(8, Math.floor(8 * articles / withTerm));
    let n = 0;
    while (x >= 2 ** (n + 1)) n++;
    return Math.max(16, 16 * n + Math.floor(x * 16 / 2 ** n) - 16 - 48);
  };
  const dateOf = (root, article) => {
    let low = 0, high = root.months.length - 1;
    while (low < high) { const mid = (low + high) >> 1; if (root.months[mid].end > article) high = mid; else low = mid + 1; }
    return root.months[low];
  };
  const match = (root, q, clauses, entries, weights) => {
    const lists = clauses.map((c) => {
      const list = new Map();
      for (const term of c.terms) for (const [s, n] of entries.get(term)?.lists ?? []) takePostings(new Scanner(s.b.subarray(s.at)), n, list);
      return list;
    });
    const least = lists.reduce((a, b) => b.size < a.size ? b : a), { kind = [], year = [] } = q.facets, hits = [];
    for (const article of least.keys()) {
      const date = dateOf(root, article);
      if (year.length && !year.includes(String(date.year))) continue;
      let whole = !kind.length || kind.includes("article"), quotes = null, score = 0, all = true;
      for (const [i, c] of clauses.entries()) {
        const p = lists[i].get(article);
        if (!(all = p !== undefined)) break;
        whole &&= !c.by;
        score += weights[i] * p.impact;
        if (c.article) continue;
        const after = new Map();
        p.quotes.forEach((speaker, quote) => { if (!quotes || quotes.has(quote)) after.set(quote, (quotes?.get(quote) ?? 0) + weights[i] * Math.max(1, p.impact - (speaker ? 1 : 3))); });
        quotes = after;
      }
      if (!all) continue;
      const hit = (quote, score) => hits.push({ root, article, quote, score, date });
      if (whole) hit(-1, score);
      if (!kind.length || kind.includes("quotation")) quotes?.forEach((score, quote) => hit(quote, score));
    }
    return hits;
  };
  const byScore = (a, b) => b.score - a.score || b.date.year - a.date.year || b.date.month - a.date.month || a.root.number - b.root.number || b.article - a.article || a.quote - b.quote;

  // What is typed last may be the beginning of a commoner word, or of a name.
  const blocksFrom = (index, key, file) => Promise.all(index.blocks.slice(index.find(key), index.find(key) + 2).map((b) => piece(file(b), b.at, b.size).then(rowsOf))).then((all) => all.flat());
  const complete = async (q, typing) => {
    const begun = q.words.at(-1), words = (await open()).roots[0].words;
    if (!typing || !begun || utf8Length(begun) < 2) return [];
    const rows = (await blocksFrom(words, begun, (b) => `words-${b.file}-0.bin`)).filter(([word]) => word.startsWith(begun) && word !== begun);
    return rows.sort((a, b) => b[1][0] - a[1][0]).slice(0, 3).map(([word]) => word);
  };
  const utf8Length = (s) => new TextEncoder().encode(s).length;
  const namesOf = async (q, typing) => {
    const words = [...q.words, ...q.phrases.flat()].filter((w) => !ignored.has(w)), tables = (await open()).names;
    if (!words.length || words.length > 5 || q.by.length || q.about.length || Object.keys(q.facets).length) return [];
    const begun = typing && !q.phrases.length ? words.at(-1) : "", length = (w) => [...w].length;
    let key = "";
    for (const [i, w] of words.entries()) if (!(begun && i === words.length - 1 && key) && length(w) > length(key)) key = w;
    if (length(key) < 2) return [];
    const file = (Math.imul([...key].slice(0, 2).reduce((n, c) => (Math.imul(n, 31) + c.codePointAt(0)) >>> 0, 0), 2654435761) >>> 16) & (tables.length - 1);
    const found = new Map(), fits = (have) => words.every((w, i) => have.some((h) => h === w || (begun && i === words.length - 1 && h.startsWith(w))));
    for (const [k, value] of await blocksFrom(tables[file], key, () => `names-${file}.bin`)) {
      const [word, rank] = k.split("\0"), s = new Scanner(value), row = { rank, name: s.text(), kind: s.text(), url: s.text(), about: s.text() };
      if ((word === key || (key === begun && word.startsWith(key))) && !found.has(row.url) && fits([...folded(row.name), word])) found.set(row.url, row);
    }
    return [...found.values()].sort((a, b) => (a.rank > b.rank) - (a.rank < b.rank)).slice(0, 3);
  };

  const find = async (q, typing, everything) => {
    const { roots } = await open(), named = namesOf(q, typing), clauses = clausesOf(q, await complete(q, typing));
    const found = { q, clauses, hits: [], named, articles: 0, quotes: 0, whole: true };
    if (!clauses.length) return found;
    const terms = [...new Set(clauses.flatMap((c) => c.terms))];
    const entries = await Promise.all(roots.map(async (root) => new Map(await Promise.all(terms.map(async (term) => [term, await lookUp(root, term)])))));
    const cutShort = entries.some((map) => [...map.values()].some((e) => e?.size));
    found.whole = everything || !cutShort || clauses.length > 1 || (q.facets.kind ?? []).length + (q.facets.year ?? []).length > 0;
    if (found.whole) {
      await Promise.all(roots.flatMap((root, i) => [...new Set(clauses.flatMap((c) => c.terms.slice(0, c.own)))].map(async (term) => {
        const e = entries[i].get(term);
        if (e?.size) e.lists.push([await piece(`terms-${e.file}-${root.number}.bin`, e.at, e.size), e.articles - 32]);
      })));
    }
    const total = (term) => entries.reduce((sum, map) => sum + (map.get(term)?.articles ?? 0), 0);
    const weights = clauses.map((c) => { const most = c.weighs ? Math.max(...c.terms.map(total)) : 0; return most ? rarity(most) : 0; });
    found.hits = roots.flatMap((root, i) => match(root, q, clauses, entries[i], weights)).sort(byScore);
    for (const hit of found.hits) if (hit.quote < 0) found.articles++; else found.quotes++;
    if (!found.whole && clauses[0].terms.length === 1) {
      if (!clauses[0].by) found.articles = total(clauses[0].terms[0]);
      found.quotes = entries.reduce((sum, map) => sum + (map.get(clauses[0].terms[0])?.quotes ?? 0), 0);
    }
    return found;
  };

  // What is shown of an article: see generator/search/pages.go.
  const headOf = async ({ root, article }) => {
    const at = root.heads[article >> 4], s = await piece(`heads-${at.file}-${root.number}.bin`, at.at, at.size);
    let next = s.number(), head;
    for (let i = 0; i <= (article & 15); i++) {
      const size = s.number(), year = s.number(), day = s.number();
      head = { at: next, size, date: [year, day >> 5, day & 31], url: s.text(), title: s.text(), source: s.text() };
      next += size;
    }
    return head;
  };
  const textOf = async (hit) => {
    const head = await headOf(hit), s = await piece(`texts-${hit.article >> 7}-${hit.root.number}.bin`, head.at, head.size);
    const bytes = s.bytes(s.number()), heading = s.number(), part = (from, to) => utf8.decode(bytes.subarray(from, to));
    const many = s.number(), shown = s.number(), names = Array.from({ length: many }, () => {
      const kind = ["", "person", "organization", "place", "voice"][s.number()], id = kind ? "" : s.text(), name = s.text();
      return { id: id || kind + "/" + folded(name).join("-"), name };
    });
    return { body: part(heading), whole: part(0), names: names.slice(0, shown), tags: s.list(() => s.text()), quotes: s.list(() => {
      const q = { id: s.text(), kind: s.text(), cue: s.text(), who: s.text() };
      let at = 0;
      q.spans = s.list(() => { const from = at + s.number(); at = from + s.number(); return part(from, at); });
      q.speakers = s.list(() => names[s.number()]); q.about = s.list(() => names[s.number()]);
      return q;
    }) };
  };
  const hasPhrases = async (hit, phrases) => {
    const text = await textOf(hit), parts = hit.quote < 0 ? [text.whole] : text.quotes[hit.quote].spans;
    const words = parts.map((part) => ` ${folded(part).join(" ")} `);
    return phrases.every((phrase) => words.some((part) => part.includes(` ${phrase.join(" ")} `)));
  };

  // The page.
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const make = (tag, name, ...content) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    element.append(...content.filter((part) => part != null && part !== ""));
    return element;
  };
  const list = byId("search-results"), nameList = byId("search-names"), more = byId("search-more"), count = byId("search-count"), perPage = 10;
  const keys = ["kind", "year", "by", "of", "source", "tag"], boxes = all(".facet[data-key]"), labels = new Map();
  const number = (n) => n.toLocaleString(lang), show = (id, on) => { byId(id).hidden = !on; };
  // In a site of relative links, addresses name files.
  const top = data.site.replace(/index\.html$/, ""), address = (url) => top + url.slice(1).replace(/\/(?=#|$)/, top === data.site ? "/" : "/index.html");
  const day = ([y, m, d]) => y === 0 ? say.undated : new Date(Date.UTC(y, Math.max(m, 1) - 1, Math.max(d, 1))).toLocaleDateString(lang === "en" ? "en-GB" : lang, { timeZone: "UTC", year: "numeric", month: m ? "long" : undefined, day: d ? "numeric" : undefined });

  // The words of a text, those that were looked for in <mark>.
  const hitter = (q, typing) => {
    const exact = new Set([...q.words, ...q.phrases.flat(), ...q.by, ...q.about].filter((w) => !ignored.has(w)));
    const stemmed = new Set(stems ? [...q.words, ...q.phrases.flat()].filter((w) => !ignored.has(w)).map(stem) : []), begun = typing ? q.words.at(-1) : "";
    return (word) => exact.has(word) || stemmed.has(stem(word)) ? (exact.has(word) ? word : stem(word)) : begun && word.startsWith(begun) ? begun : "";
  };
  const lit = (element, text, hits, from = 0, to = text.length) => {
    let at = from;
    for (const [start, end] of cut(text)) {
      if (start < at || end > to || !hits(fold(text.slice(start, end)))) continue;
      element.append(text.slice(at, start), make("mark", "hit", text.slice(start, end)));
      at = end;
    }
    element.append(text.slice(at, to));
    return element;
  };
  // The part of a text in which most of the words stand.
  const snippet = (text, hits) => {
    const spans = cut(text).map(([start, end]) => [start, hits(fold(text.slice(start, end)))]).filter(([, hit]) => hit), width = 220;
    let best = 0, most = 0;
    for (const [start] of spans) {
      const here = new Set(spans.filter(([other]) => other >= start && other < start + width - 60).map(([, hit]) => hit)).size;
      if (here > most) { most = here; best = start; }
    }
    const from = best < 60 ? 0 : text.indexOf(" ", best - 60) + 1, end = from + width < text.length ? text.lastIndexOf(" ", from + width) : text.length;
    const p = make("p", "snippet", from ? "…" : "");
    lit(p, text, hits, from, Math.max(end, from));
    if (end < text.length) p.append("…");
    return p;
  };

  let current = null; // the search whose results are shown
  const item = (hit, head) => {
    const link = make("a"), li = make("li", "", make("h3", "", link), make("p", "about"));
    link.href = address(head.url);
    lit(link, head.title, current.hits);
    li.lastChild.append([say.article, day(head.date), head.source].filter(Boolean).join(", "));
    return li;
  };
  const complement = (li, hit, head, text) => {
    const link = li.querySelector("a");
    if (hit.quote < 0) { li.append(snippet(text.body, current.hits)); return; }
    const q = text.quotes[hit.quote], who = q.speakers.map((one) => one.name).join(", ") || q.who || say.nobody;
    link.href = address(head.url) + "#" + q.id;
    link.replaceChildren();
    lit(link, who + (q.cue ? " " + q.cue : ""), current.hits);
    li.querySelector(".about").textContent = [say[q.kind], day(head.date), head.title].filter(Boolean).join(", ");
    li.append(snippet(q.spans.join(" […] "), current.hits));
  };
  // Of the hits not yet shown, the next: those in which the phrases stand.
  const next = async (search) => {
    const chosen = [], { hits, q } = search.found, last = search.at + 60;
    while (chosen.length < perPage && search.at < Math.min(hits.length, last)) {
      const some = hits.slice(search.at, search.at + perPage - chosen.length);
      search.at += some.length;
      const right = await Promise.all(some.map((hit) => !q.phrases.length || hasPhrases(hit, q.phrases)));
      chosen.push(...some.filter((_, i) => right[i]));
    }
    return chosen;
  };
  const draw = async (search) => {
    const hits = await next(search), heads = await Promise.all(hits.map(headOf));
    if (search !== current) return;
    if (!search.shown.length) list.replaceChildren();
    const items = hits.map((hit, i) => item(hit, heads[i]));
    list.append(...items);
    more.hidden = search.at >= search.found.hits.length && search.found.whole;
    show("state-none", !hits.length && !search.shown.length && more.hidden);
    const texts = await Promise.all(hits.map(textOf));
    if (search !== current) return;
    hits.forEach((hit, i) => { complement(items[i], hit, heads[i], texts[i]); search.shown.push({ hit, head: heads[i], text: texts[i] }); });
    drawFacets(search);
  };
  const drawNames = async (search) => {
    const rows = await search.found.named;
    if (search !== current) return;
    nameList.replaceChildren(...rows.map((row) => {
      const link = lit(make("a", { organization: "organisation" }[row.kind] ?? row.kind), row.name, search.hits);
      link.href = address(row.url);
      return make("li", "", link, " ", make("span", "about", [say[row.kind], row.about].filter(Boolean).join(", ")));
    }));
    nameList.hidden = !rows.length;
  };

  // Facets: of kinds and years, all that fits is counted; of names, sources and
  // tags what the results shown so far have.
  const valuesOf = ({ hit, head, text }) => {
    const named = hit.quote < 0 ? text.names : text.quotes[hit.quote].about, speakers = hit.quote < 0 ? [] : text.quotes[hit.quote].speakers;
    const label = (one) => { labels.set(one.id, one.name); return one.id; }, of = (kind) => named.filter((one) => one.id.startsWith(kind + "/")).map(label);
    const plainly = (value) => { const key = folded(value).join("-"); labels.set(key, value); return key; };
    return { by: speakers.map(label), person: of("person"), place: of("place"), organization: of("organization"), source: head.source ? [plainly(head.source)] : [], tag: text.tags.map(plainly) };
  };
  const drawFacets = ({ found, shown, ticked }) => {
    const counted = Object.fromEntries(boxes.map((box) => [box.dataset.facet, new Map()])), add = (facet, value, n = 1) => counted[facet].set(value, (counted[facet].get(value) ?? 0) + n);
    if (found.whole && !found.q.phrases.length) {
      found.hits.forEach((hit) => { add("kind", hit.quote < 0 ? "article" : "quotation"); if (hit.date.year) add("year", String(hit.date.year)); });
    } else if (found.hits.length) {
      add("kind", "article", found.articles); add("kind", "quotation", found.quotes);
      found.hits.forEach((hit) => { if (hit.date.year) counted.year.set(String(hit.date.year), 0); });
    }
    shown.forEach((one) => { for (const [facet, values] of Object.entries(valuesOf(one))) values.forEach((value) => add(facet, value)); });
    for (const box of boxes) {
      const { facet, key } = box.dataset, on = (ticked[key] ?? []).filter((value) => key !== "of" || value.startsWith(facet + "/")), values = counted[facet];
      on.forEach((value) => { if (!values.has(value)) values.set(value, 0); });
      const rows = [...values].sort((a, b) => facet === "year" ? b[0] - a[0] : on.includes(b[0]) - on.includes(a[0]) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, facet === "year" ? 12 : 6);
      all("label", box).forEach((label) => { if (label !== document.activeElement?.parentElement || !rows.some(([value]) => value === label.firstChild.value)) label.remove(); });
      for (const [value, n] of rows) {
        let label = all("label", box).find((one) => one.firstChild.value === value);
        if (label) { label.querySelector(".number").textContent = n ? number(n) : ""; box.append(label); continue; }
        const input = make("input");
        Object.assign(input, { type: "checkbox", value, checked: on.includes(value) });
        label = make("label", "", input, " ", make("span", "", facet === "kind" ? say[value] : labels.get(value) ?? value.replace(/^.*\//, "").replace(/-/g, " ")), " ", make("span", "number", n ? number(n) : ""));
        box.append(label);
      }
      box.hidden = rows.length < 2 && !on.length;
    }
  };

  // The state is in the address: q, and each facet that is ticked.
  const read = () => {
    const from = new URLSearchParams(location.search);
    return { typed: from.get("q") ?? "", ticked: Object.fromEntries(keys.map((key) => [key, from.getAll(key)]).filter(([, values]) => values.length)) };
  };
  const write = ({ typed, ticked }, push) => {
    const to = new URLSearchParams(typed ? { q: typed } : {});
    for (const key of keys) for (const value of ticked[key] ?? []) to.append(key, value);
    const url = String(to) ? "?" + to : location.pathname;
    if (url !== location.search) history[push ? "pushState" : "replaceState"](null, "", url);
  };
  const ticks = () => {
    const ticked = {};
    for (const box of boxes) for (const input of all("input:checked", box)) (ticked[box.dataset.key] ??= []).push(input.value);
    return ticked;
  };
  const start = async (state, typing, everything) => {
    const q = parse(state.typed);
    for (const [key, values] of Object.entries(state.ticked)) q.facets[key] = [...new Set([...q.facets[key] ?? [], ...values])];
    typing &&= /[\p{L}\p{N}]$/u.test(state.typed);
    const search = { ...state, typing, at: 0, shown: [], hits: hitter(q, typing) };
    current = search;
    list.ariaBusy = "true";
    try {
      search.found = await find(q, typing, everything);
    } catch (problem) {
      if (search !== current) return;
      if (mode === "reload") { fail(); return; }
      // The site may have been published anew since the roots were read.
      mode = "reload"; opened = null; pieces = new Map(); wholes = new Map();
      await start(state, typing, everything);
      return;
    }
    if (search !== current) return;
    const { clauses, articles: inArticles, quotes } = search.found, asked = clauses.length > 0;
    show("state-failed", false); show("state-empty", !asked); show("state-none", false);
    count.textContent = asked ? fill(q.phrases.length ? say.atMost : say.found, { q: single(state.typed.trim()), articles: number(inArticles), quotations: number(quotes) }).trim() : say.results;
    more.hidden = true;
    if (!search.found.hits.length) { list.replaceChildren(); drawFacets(search); show("state-none", asked); }
    try { await Promise.all([drawNames(search), search.found.hits.length && draw(search)]); } catch { if (search === current) fail(); }
    if (search === current) list.ariaBusy = "false";
  };
  const fail = () => { list.ariaBusy = "false"; list.replaceChildren(); more.hidden = true; show("state-empty", false); show("state-none", false); show("state-failed", true); };

  let timer;
  const go = (push, typing) => {
    clearTimeout(timer);
    const state = { typed: field.value, ticked: ticks() };
    write(state, push);
    start(state, typing);
  };
  const restore = () => {
    const state = read();
    field.value = state.typed;
    all("input", byId("search-facets")).forEach((input) => { input.checked = (state.ticked[input.closest(".facet").dataset.key] ?? []).includes(input.value); });
    start(state);
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); go(true); });
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => go(false, true), 120); });
  byId("search-facets").addEventListener("change", () => go(true));
  byId("search-clear").addEventListener("click", () => { all("input", byId("search-facets")).forEach((box) => { box.checked = false; }); field.value = ""; field.focus(); go(true); });
  more.addEventListener("click", async () => {
    const search = current, before = all("h3 a", list).length;
    if (search.at >= search.found.hits.length && !search.found.whole) {
      const found = await find(search.found.q, search.typing, true);
      if (search !== current) return;
      // Those shown already stay where they are.
      const known = new Set(search.found.hits.map((hit) => hit.root.number + " " + hit.article + " " + hit.quote));
      found.hits = [...search.found.hits, ...found.hits.filter((hit) => !known.has(hit.root.number + " " + hit.article + " " + hit.quote))];
      search.found = found;
    }
    await draw(search);
    all("h3 a", list)[before]?.focus();
  });
  const step = (event) => {
    const links = all("#search-names a, #search-results h3 a"), by = { ArrowDown: 1, ArrowUp: -1 }[event.key], here = links.indexOf(document.activeElement);
    if (event.key === "Escape" && document.activeElement !== field) { field.focus(); return; }
    if (!by || (here < 0 && document.activeElement !== field)) return;
    event.preventDefault();
    (here + by < 0 ? field : links[Math.min(here + by, links.length - 1)] ?? field).focus();
  };
  byId("search-area").addEventListener("keydown", step);
  field.addEventListener("keydown", step);
  addEventListener("popstate", restore);
  open().catch(() => {}); // while the reader types; what is wrong is told when something is looked for
  restore();
})();
