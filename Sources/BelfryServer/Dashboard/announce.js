// Says aloud, through live regions, what changes: alarms at once, the rest when there is time.

import { byId } from "./elements.js";
import { isWaiting, model } from "./model.js";
import { spaced } from "./words.js";

const collectMilliseconds = 1_000; // A flood of alarms is one sentence and not forty.
const textsAtOnce = 3;
const waiting = { "announce-now": [], announce: [] };

/** Announces what has happened to an incident. */
export function announce(entry, incident) {
  const where = incident.title.includes(incident.place) ? "" : `, ${incident.place}`;
  const isAlarm = isWaiting(incident) && (entry.what === "opened" || entry.what === "escalated");
  if (isAlarm) {
    const word = entry.what === "opened" ? "New" : "Worse";
    return say("announce-now", `${word}, ${incident.severity}: ${incident.title}${where}`);
  }
  if (model.domain && incident.domain !== model.domain) return;
  if (["cleared", "closed", "acknowledged"].includes(entry.what)) {
    say("announce", `${spaced(entry.what)}${entry.by ? ` by ${entry.by}` : ""}: ${incident.title}${where}`);
  }
}

function say(region, text) {
  waiting[region].push(text);
  if (waiting[region].length > 1) return;
  setTimeout(() => {
    const texts = waiting[region].splice(0);
    byId(region).textContent = texts.length > textsAtOnce ? `${texts.length} changes; the first: ${texts[0]}` : texts.join(". ");
  }, collectMilliseconds);
}
