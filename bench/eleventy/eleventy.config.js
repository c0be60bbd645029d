// The same pages for Eleventy: a bare theme, look-ups as shortcodes, the data as they are.
import { readFileSync } from "node:fs";
import yaml from "js-yaml";
import attributes from "markdown-it-attrs";

const DAY = { en: "on %", fr: "le %", es: "el %" };
const RANGE = { en: "from % to %", fr: "du % au %", es: "del % al %" };
const CELL = { en: "%–%", fr: "%-%", es: "% a %" };
const PLACE = { en: "in %, %", fr: "à % (%)", es: "en % (%)" };
const ORDER = ["proposed", "decided", "held"];

const read = (name) => yaml.load(readFileSync(`data/${name}.yml`, "utf8"), { schema: yaml.FAILSAFE_SCHEMA });
const byId = (records) => new Map(records.map((record) => [record.id, record]));
const filled = (form, ...words) => words.reduce((text, word) => text.replace("%", () => word), form);
const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const lead = (found) => found.reduce((a, b) => (ORDER.indexOf(b.status) >= ORDER.indexOf(a.status) ? b : a));
const languageOf = (context) => context.page.inputPath.split("/")[2];
const home = (code) => (code === "en" ? "/" : `/${code}/`);

function day(code, text, last) {
  const options = { timeZone: "UTC", day: "numeric" };
  if (text === last || text.slice(0, 7) !== last.slice(0, 7)) options.month = "long";
  if (text === last || text.slice(0, 4) !== last.slice(0, 4)) options.year = "numeric";
  const key = code + Object.keys(options).join();
  if (!day.formats.has(key)) day.formats.set(key, new Intl.DateTimeFormat(code === "en" ? "en-GB" : code, options));
  return `<time datetime="${text}">${day.formats.get(key).format(new Date(`${text}T00:00Z`))}</time>`;
}
day.formats = new Map();

export default function (config) {
  let records;
  config.on("eleventy.before", () => {
    const programme = read("programme");
    records = { sources: byId(read("sources")), glossary: byId(read("glossary")) };
    for (const kind of ["meetings", "places", "bodies"]) records[kind] = byId(programme[kind]);
  });
  const period = (code, id, statement, one, range) => {
    const found = records.meetings.get(id).dates.filter((it) => !statement || it.id === statement);
    const [first, last] = lead(found).on.split("/");
    return last ? filled(range, day(code, first, last), day(code, last, last)) : filled(one, day(code, first, first));
  };
  config.addShortcode("when", function (id, statement) {
    const code = languageOf(this);
    return period(code, id, statement, DAY[code], RANGE[code]);
  });
  config.addShortcode("dates", function (id, statement) {
    const code = languageOf(this);
    return period(code, id, statement, "%", CELL[code]);
  });
  config.addShortcode("where", function (id, status) {
    const code = languageOf(this);
    const found = records.meetings.get(id).places.filter((it) => !status || it.status === status);
    const city = records.places.get(lead(found).city);
    return filled(PLACE[code], city.name[code], city.country[code]);
  });
  config.addShortcode("meeting", function (id) {
    const code = languageOf(this);
    const found = records.meetings.get(id);
    const anchor = found.page ? `#${id}` : "";
    return `<a href="${home(code)}meetings/${found.page || id}/${anchor}">${escaped(found.name[code])}</a>`;
  });
  config.addShortcode("source", function (at) {
    const code = languageOf(this);
    const [document, paragraph] = at.split("#");
    if (paragraph) return `<a class="source" href="${home(code)}programme/#${paragraph}">¶ ${paragraph.replace(/^p/, "")}</a>`;
    return `<a class="source" href="${home(code)}sources/#${document}">${escaped(records.sources.get(document).short[code])}</a>`;
  });
  config.addShortcode("body", function (id) {
    return escaped(records.bodies.get(id).name[languageOf(this)]);
  });
  config.addShortcode("term", function (id) {
    const code = languageOf(this);
    return `<a class="term" href="${home(code)}glossary/#${id}">${escaped(records.glossary.get(id).term[code])}</a>`;
  });
  config.addCollection("sections", (api) => {
    const sections = {};
    for (const item of api.getAll()) (sections[item.data.section] ??= []).push({ url: item.url, title: item.data.title });
    return sections;
  });
  config.amendLibrary("md", (md) => md.set({ html: true }).use(attributes, { leftDelimiter: "{:", rightDelimiter: "}" }));
  config.addPassthroughCopy({ assets: "assets" });
  return { dir: { input: "content", includes: "../includes", output: "site" }, markdownTemplateEngine: "njk" };
}
