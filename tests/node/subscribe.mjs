// What a program built on ical.js (Thunderbird's reader of calendars) holds after reading calendars again and again.
// Standard input: for each calendar, by name, a list of its texts or addresses, oldest first. Standard output: what it holds.
import { readFileSync } from "node:fs";
import ICAL from "ical.js";

ICAL.design.strict = true;

/** Whether an event replaces the one held (RFC 5546, section 2.1.5): a higher SEQUENCE, or the same and stamped later. */
function replaces(event, held) {
  const stamp = (it) => it.component.getFirstPropertyValue("dtstamp").toUnixTime();
  return event.sequence > held.sequence || (event.sequence === held.sequence && stamp(event) > stamp(held));
}

function told(event) {
  const property = (name) => event.component.getFirstProperty(name);
  return {
    uid: event.uid,
    sequence: event.sequence,
    status: property("status").getFirstValue(),
    start: event.startDate.toString(),
    end: event.endDate.toString(),
    all_day: event.startDate.isDate && event.endDate.isDate,
    summary: event.summary,
    location: event.location,
    description: event.description,
    categories: property("categories")?.getValues() ?? [],
    language: property("summary").getParameter("language"),
    transparent: property("transp")?.getFirstValue() === "TRANSPARENT",
    related_to: property("related-to")?.getFirstValue() ?? null,
  };
}

/** A version: the text of a calendar, or the address under which a host has it at this moment. */
async function read(version) {
  if (!version.startsWith("http://")) return version;
  const answer = await fetch(version);
  if (!answer.ok) throw new Error(`${version}: ${answer.status}`);
  return answer.text();
}

async function subscribe(versions) {
  const held = new Map();
  let calendar;
  for (const version of versions) {
    const text = await read(version);
    calendar = new ICAL.Component(ICAL.parse(text));
    for (const component of calendar.getAllSubcomponents("vevent")) {
      const event = new ICAL.Event(component);
      const key = JSON.stringify([event.uid, event.recurrenceId?.toString() ?? null]);
      if (!held.has(key) || replaces(event, held.get(key))) held.set(key, event);
    }
  }
  const value = (name) => calendar.getFirstPropertyValue(name)?.toString() ?? null;
  const about = { refresh: value("refresh-interval"), source: value("source"), name: value("name") };
  return { ...about, events: [...held.values()].map(told) };
}

const found = {};
for (const [name, versions] of Object.entries(JSON.parse(readFileSync(0, "utf8")))) found[name] = await subscribe(versions);
process.stdout.write(JSON.stringify(found));
