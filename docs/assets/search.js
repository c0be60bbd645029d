// Searches the index of one language. Nothing is loaded before a reader searches; nothing is sent anywhere.
// Stems are found when the site is built (macros/search_index.py): here words are only folded and looked up.
(() => {
  "use strict";
  const box = document.getElementById("search-results");
  const field = document.getElementById("search-words");
  const [said, list] = box.children;
  const LIGATURES = { "œ": "oe", "æ": "ae", "ß": "ss" };
  const ELIDED = /(?<![\p{L}\p{N}_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)['’]/gu;
  const MOST = 50;
  let index = null;

  const folded = (words) =>
    words.toLowerCase().replace(/[œæß]/g, (sign) => LIGATURES[sign]).normalize("NFD").replace(/\p{M}/gu, "");

  const wordsOf = (text) =>
    (text.normalize("NFC").toLowerCase().replace(ELIDED, " ").match(/[\p{L}\p{N}]+/gu) || [])
      .filter((word) => word.length > 1 || /\d/.test(word))
      .map(folded);

  const places = (steps) => {
    let place = 0;
    return steps.split(",").map((step) => (place += parseInt(step, 36)));
  };

  const read = (data) => ({
    ...data,
    entries: data.words.split("\n").map((line) => {
      const [forms, steps] = line.split("|");
      return { forms: forms.split(" "), steps };
    }),
  });

  // A word as it is; else words that begin so; else, with an ending the site does not use, words of the same beginning.
  const entriesFor = (word) => {
    const having = (test) => index.entries.filter((entry) => entry.forms.some(test));
    let found = having((form) => form === word);
    if (!found.length && word.length > 2) found = having((form) => form.startsWith(word));
    for (let cut = 1; !found.length && cut <= 3 && word.length - cut > 3; cut += 1) {
      const start = word.slice(0, -cut);
      found = having((form) => form.startsWith(start) && form.length <= word.length + 2);
    }
    return found;
  };

  // Words in most sections ("de", "the") count only where a reader types nothing else.
  const meant = (query) => {
    const words = wordsOf(query).map((word) => {
      const entries = entriesFor(word);
      return {
        forms: new Set([word, ...entries.flatMap((entry) => entry.forms)]),
        places: new Set(entries.flatMap((entry) => places(entry.steps))),
      };
    });
    const telling = words.filter((word) => word.places.size * 2 <= index.sections.length);
    return telling.length ? telling : words;
  };

  const score = (place, words) => {
    const [page, , heading] = index.sections[place];
    const named = [[heading, 3], [index.pages[page][1], 5]].map(([text, weight]) => [new Set(wordsOf(text)), weight]);
    return words.reduce((sum, word) => {
      if (!word.places.has(place)) return sum;
      const rare = Math.log(1 + index.sections.length / word.places.size);
      const bonus = named.reduce((all, [set, weight]) => all + ([...word.forms].some((form) => set.has(form)) ? weight : 0), 1);
      return sum + rare * bonus;
    }, 0);
  };

  // Sections that hold every word; where there is none, those that hold any.
  const hits = (words) => {
    const any = [...new Set(words.flatMap((word) => [...word.places]))];
    const all = any.filter((place) => words.every((word) => word.places.has(place)));
    return (all.length ? all : any)
      .map((place) => [score(place, words), place])
      .sort((one, other) => other[0] - one[0] || one[1] - other[1])
      .map(([, place]) => place);
  };

  const element = (name, className, ...children) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };

  const marked = (text, words) =>
    text.split(/([\p{L}\p{N}]+)/u).map((part) =>
      words.some((word) => word.forms.has(folded(part))) ? element("mark", "", part) : part);

  // From a disk, a folder does not show its page: links say which file. Pages on a disk are linked the same way.
  const address = (path) => "../" + path + (location.protocol === "file:" ? "index.html" : "");

  const link = (href, ...words) => {
    const made = element("a", "", ...words);
    made.href = href;
    return made;
  };

  const shown = (place, words) => {
    const [page, id, heading, subjects, opening] = index.sections[place];
    const [path, title] = index.pages[page];
    const name = heading === title || !heading ? title : heading;
    const line = [link(address(path) + "#" + id, ...marked(name, words))];
    const belongs = subjects.map((subject) => index.subjects[subject][1]);
    const where = [name === title ? "" : title, ...belongs.filter((subject) => !subject.endsWith(title))].filter(Boolean);
    if (where.length) line.push(element("span", "belongs", where.join(" · ")));
    if (opening) line.push(element("span", "opening", ...marked(opening, words)));
    return element("li", "", ...line);
  };

  const show = () => {
    const query = field.value.trim();
    const words = meant(query);
    const found = hits(words);
    said.textContent = !query ? "" : found.length
      ? box.dataset.some.replace("{number}", found.length)
      : box.dataset.none.replace("{words}", query);
    list.replaceChildren(...found.slice(0, MOST).map((place) => shown(place, words)));
  };

  let asked = false;
  const search = () => {
    if (index) return show();
    if (asked) return undefined;
    asked = true;
    const script = document.createElement("script");
    script.src = box.dataset.index;
    script.onerror = () => { asked = false; said.textContent = box.dataset.failed; };
    document.head.append(script);
    return undefined;
  };

  window.searchIndex = (data) => { index = read(data); show(); };
  window.searchIndex.wordsOf = wordsOf; // for the test that both sides read words alike
  field.addEventListener("input", () => { if (field.value.trim().length > 2) search(); });
  const query = new URLSearchParams(location.search).get("q");
  if (query && query.trim()) { field.value = query; search(); }
})();
