// The live stream, and how fresh what is shown is. Stale must look stale: a page that silently shows the last known
// good state is worse than none.
//
//   connecting ──open──► live ──30 s without an event, or an error──► lost ──open──► live
//

import { askForEverything } from "./api.js";
import { byId, setText } from "./elements.js";
import { announce } from "./announce.js";
import { model, now, takeIncident, takeStatus } from "./model.js";
import { clockText, durationText, utcText, wholeText } from "./words.js";

const silenceMilliseconds = 30_000; // The daemon sends its status every 5 s.
const reopenMilliseconds = 15_000; // Between two attempts of our own while the browser believes all is well.
const refusedMilliseconds = 3_000; // Until the next attempt after an answer that was no stream.
const oldReadingSeconds = 60; // The newest reading of the city is old after so long.

const words = { live: "Live", connecting: "Connecting …", lost: "Connection lost, trying again" };
const stream = { source: null, state: "connecting", wasLive: false, lastSignal: performance.now(), openedAt: 0 };

export const isLive = () => stream.state === "live";

export function openStream() {
  stream.source?.close();
  stream.openedAt = performance.now();
  const source = new EventSource("/events");
  stream.source = source;
  source.addEventListener("open", () => {
    heard();
    askForEverything().catch(() => setState("lost"));
  });
  source.addEventListener("error", () => {
    setState(stream.wasLive ? "lost" : "connecting");
    // The browser tries again by itself, unless the answer was no stream at all.
    if (source.readyState === EventSource.CLOSED && stream.source === source) setTimeout(openStream, refusedMilliseconds);
  });
  source.addEventListener("finding", heard);
  source.addEventListener("status", (event) => {
    heard();
    takeStatus(JSON.parse(event.data));
  });
  source.addEventListener("incident", (event) => {
    heard();
    const { entry, incident } = JSON.parse(event.data);
    announce(entry, incident);
    takeIncident(incident);
  });
}

function heard() {
  stream.lastSignal = performance.now();
  stream.wasLive = true;
  setState("live");
}

function setState(state) {
  if (stream.state === state) return;
  stream.state = state;
  showConnection();
}

/** The connection's state, the age of the newest reading and the time; to be called every second. */
export function showConnection() {
  const silence = performance.now() - stream.lastSignal;
  if (stream.state === "live" && silence > silenceMilliseconds) stream.state = "lost";
  const isHalfOpen = stream.state === "lost" && stream.source?.readyState === EventSource.OPEN;
  if (isHalfOpen && performance.now() - stream.openedAt > reopenMilliseconds) openStream();
  byId("connection").dataset.state = stream.state;
  setText(byId("connection-word"), words[stream.state]);
  showStale(stream.state === "lost");
  showFreshness();
  const time = new Date();
  const clock = byId("clock");
  setText(clock, wholeText(time));
  clock.dateTime = time.toISOString();
  clock.title = utcText(time);
}

function showStale(isStale) {
  document.body.dataset.stale = isStale;
  const banner = byId("stale");
  banner.hidden = !isStale;
  if (!isStale) return;
  const seen = model.status ? Date.parse(model.status.now) : NaN;
  const age = Number.isNaN(seen) ? "old" : `as of ${clockText(new Date(seen))}, ${durationText(now() - seen)} ago`;
  setText(banner, `No word from the daemon. Everything below is ${age}, not what is happening now.`);
}

function showFreshness() {
  const node = byId("freshness");
  const age = model.status?.ingest.last_message_age_seconds;
  if (typeof age !== "number") return setText(node, model.status ? "no reading yet" : "");
  const seconds = age + (performance.now() - model.statusAt) / 1000;
  node.dataset.old = seconds > oldReadingSeconds;
  setText(node, `newest reading ${durationText(seconds * 1000)} old`);
}
