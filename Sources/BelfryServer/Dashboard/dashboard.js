// The operator's page. It holds no truth of its own: it asks the API once, then follows the live stream, and whenever
// the stream comes back it asks again. Everything foreign is inserted as text, never as markup.
//
//   GET /status, /api/v1/incidents, /api/v1/sensors ─► model ─► render…()
//   EventSource /events: status, incident ───────────► model ─► render…()
//   GET /api/v1/query, every 15 s ───────────────────► curves
//
"use strict";

// ---------------------------------------------------------------------------------------------------------- limits

const silenceMilliseconds = 30_000; // Without an event for so long, the page says that it is stale.
const reopenMilliseconds = 45_000; // And opens the stream anew after so long.
const oldReadingSeconds = 60; // The newest reading of the city is old after so long.
const seriesPerPage = window.innerWidth < 600 ? 6 : 12;
const queriesAtOnce = 4;
const pointsPerCurve = 120;
const sensorRowsShown = 200;
const sensorMilliseconds = 10_000;
const curveMilliseconds = 15_000;

const severities = ["warning", "minor", "major", "critical"];
const sensorStates = ["never_seen", "silent", "faulty", "late", "live"];

const model = {
  status: null,
  statusAt: 0, // performance.now() of the last status, to count its ages on.
  clockOffset: 0, // The daemon's clock less ours, in milliseconds.
  incidents: new Map(), // id → { document, card }
  sensors: [],
  domain: "", // The one that is shown; empty for all.
  sensorState: "trouble",
  curves: new Map(), // series → the answer of the last query
  seriesShown: seriesPerPage,
};

// -------------------------------------------------------------------------------------------------- small helpers

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; text stays text. */
function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

function drawing(tag, attributes = {}, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** Sets a text only where it changes, so that screen readers and selections are left in peace. */
function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

const now = () => Date.now() + model.clockOffset;
const isOpen = (incident) => incident.state !== "closed";
const isActive = (incident) => incident.state.startsWith("active");
const isWaiting = (incident) => incident.state === "active_unacknowledged" && incident.annunciation === "annunciated";
const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
const spaced = (name) => name.replaceAll("_", " ");
const quantityNames = { pm1: "PM1", pm2_5: "PM2.5", pm10: "PM10", no: "NO", no2: "NO₂", nox: "NOx", o3: "O₃", so2: "SO₂", co: "CO", co2: "CO₂", nh3: "NH₃", h2s: "H₂S", laeq: "LAeq", lamax: "LAmax" };
const quantityName = (name) => quantityNames[name] ?? spaced(name);

// --------------------------------------------------------------------------------------------------------- wording

const symbols = {
  "1": "", "ug/m3": "µg/m³", "mg/m3": "mg/m³", "ng/m3": "ng/m³", Cel: "°C", "[degF]": "°F", deg: "°", "[ppm]": "ppm",
  "[ppb]": "ppb", "1/h": "/h", "1/min": "/min", "1/s": "/s", "1/m2": "/m²", "W/m2": "W/m²",
};

/** Four significant digits; digits before the point are never cut off. */
function numberText(value) {
  if (typeof value !== "number" || !Number.isFinite(value)) return "–";
  const options = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return value.toLocaleString(undefined, { ...options, useGrouping: Math.abs(value) >= 10_000 });
}

function measureText(value, unit) {
  const symbol = symbols[unit] ?? unit;
  if (!symbol) return numberText(value);
  return symbol === "%" || symbol === "°" ? numberText(value) + symbol : `${numberText(value)} ${symbol}`;
}

function durationText(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ${String(Math.floor(seconds / 60) % 60).padStart(2, "0")} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor(seconds / 3600) % 24} h`;
}

// In the reader's language, but by 24 hours: a night shift must not have to think about a.m.
const clockParts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const clockFormat = new Intl.DateTimeFormat(undefined, { ...clockParts, second: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(undefined, { ...clockParts, month: "short", day: "numeric" });
const wholeFormat = new Intl.DateTimeFormat(undefined, { ...clockParts, weekday: "short", second: "2-digit", timeZoneName: "short" });

/** A time of the daemon in local time, with the day where it is another one and UTC as its title. */
function timeElement(text) {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return element("span", {}, text);
  const isToday = instant.toDateString() === new Date(now()).toDateString();
  return element(
    "time",
    { datetime: text, title: instant.toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC") },
    (isToday ? clockFormat : dayFormat).format(instant),
  );
}

/** The finding that speaks for an incident: one that still holds, the worst, the earliest. */
function worstFinding(incident) {
  const rank = (finding) => (finding.phase === "raised" ? 10 : 0) + severities.indexOf(finding.severity);
  return incident.findings.reduce((worst, next) => (worst && rank(worst) >= rank(next) ? worst : next), null);
}

function seriesOf(finding) {
  return `${finding.agency}/${finding.sensor}/${finding.quantity}`;
}

function isAboutSensor(kind) {
  return kind.startsWith("sensor_");
}

/** The worst first, among equals what nobody has acknowledged, then the newest. */
function incidentOrder(left, right) {
  const key = (incident) => severities.indexOf(incident.severity) * 4 + (isWaiting(incident) ? 2 : isActive(incident) ? 1 : 0);
  return key(right) - key(left) || Date.parse(right.opened_at) - Date.parse(left.opened_at) || (left.id < right.id ? -1 : 1);
}

function stateWords(incident) {
  const words = {
    active_unacknowledged: "Not acknowledged",
    active_acknowledged: "Acknowledged",
    cleared_unacknowledged: "Cleared, not acknowledged",
    closed: "Closed",
  };
  const annunciation = incident.annunciation === "annunciated" ? "" : `, ${spaced(incident.annunciation)}`;
  return (words[incident.state] ?? spaced(incident.state)) + annunciation;
}

/** Each severity has a shape of its own: octagon, triangle, diamond, ring. */
function severityShape(severity) {
  const shapes = {
    critical: () => drawing("path", { d: "M7 1h10l6 6v10l-6 6H7l-6-6V7z" }),
    major: () => drawing("path", { d: "M12 1 23.5 22h-23z" }),
    minor: () => drawing("path", { d: "M12 1 23 12 12 23 1 12z" }),
    warning: () => drawing("circle", { cx: 12, cy: 12, r: 9 }),
  };
  return drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, (shapes[severity] ?? shapes.warning)());
}

// ------------------------------------------------------------------------------------------------------------- API

/** The JSON at a path; a problem document's detail becomes the error's message. */
async function ask(path, options = {}) {
  const response = await fetch(path, { cache: "no-store", ...options });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  const error = new Error(problem.detail || problem.title || `the daemon answered ${response.status}`);
  error.status = response.status;
  throw error;
}

/** Asks for everything that the page shows; what the stream has told meanwhile is newer and wins. */
async function refresh() {
  const askedAt = now();
  const [status, incidents, sensors] = await Promise.all([
    ask("/status"), ask("/api/v1/incidents?state=open&limit=2048"), ask("/api/v1/sensors"),
  ]);
  takeStatus(status);
  const open = new Set(incidents.map((incident) => incident.id));
  for (const [id, entry] of model.incidents) {
    if (!open.has(id) && Date.parse(entry.document.updated_at) < askedAt) forget(id);
  }
  for (const incident of incidents) {
    const known = model.incidents.get(incident.id)?.document;
    if (!known || Date.parse(known.updated_at) <= Date.parse(incident.updated_at)) takeIncident(incident);
  }
  renderIncidents();
  model.sensors = sensors;
  renderSensors();
  await refreshCurves();
}

// ----------------------------------------------------------------------------------------------------- live stream

const stream = { source: null, lastSignal: 0, state: "connecting", wasOpen: false, since: Date.now() };

function openStream() {
  stream.source?.close();
  const source = new EventSource("/events");
  stream.source = source;
  source.addEventListener("open", () => {
    signal();
    setConnection("live");
    refresh().catch(showConnection);
  });
  source.addEventListener("error", () => {
    setConnection(stream.wasOpen ? "lost" : "connecting");
    // The browser tries again by itself, unless the answer was no stream at all.
    if (source.readyState === EventSource.CLOSED && stream.source === source) setTimeout(openStream, 3000);
  });
  source.addEventListener("status", (event) => { signal(); takeStatus(JSON.parse(event.data)); });
  source.addEventListener("finding", signal);
  source.addEventListener("incident", (event) => {
    signal();
    const { entry, incident } = JSON.parse(event.data);
    announce(entry, incident);
    takeIncident(incident, entry);
    renderIncidents();
  });
}

function signal() {
  stream.lastSignal = performance.now();
  if (stream.state !== "live" && stream.source?.readyState === EventSource.OPEN) setConnection("live");
}

function setConnection(state) {
  if (stream.state !== state) stream.since = Date.now();
  stream.state = state;
  if (state === "live") stream.wasOpen = true;
  showConnection();
}

/** The connection's state and the age of the newest reading; runs every second. */
function showConnection() {
  const quiet = performance.now() - stream.lastSignal;
  if (stream.state === "live" && quiet > silenceMilliseconds) setConnection("lost");
  if (stream.state === "lost" && stream.source?.readyState === EventSource.OPEN && quiet > reopenMilliseconds) {
    stream.lastSignal = performance.now() - silenceMilliseconds;
    openStream();
  }
  const words = { live: "Live", connecting: "Connecting …", lost: "Connection lost, trying again" };
  byId("connection").dataset.state = stream.state;
  setText(byId("connection-word"), words[stream.state]);
  const isStale = stream.state === "lost";
  document.body.dataset.stale = isStale;
  const banner = byId("stale");
  banner.hidden = !isStale;
  if (isStale) {
    const seen = model.status ? `as of ${clockFormat.format(new Date(model.status.now))}, ${durationText(now() - Date.parse(model.status.now))} ago` : "old";
    setText(banner, `No word from the daemon. Everything below is ${seen}, not what is happening now.`);
  }
  showFreshness();
  const time = new Date();
  const clock = byId("clock");
  setText(clock, wholeFormat.format(time));
  clock.dateTime = time.toISOString();
  clock.title = time.toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");
}

function showFreshness() {
  const node = byId("freshness");
  const age = model.status?.ingest.last_message_age_seconds;
  if (typeof age !== "number") {
    setText(node, model.status ? "no reading yet" : "");
    return;
  }
  const seconds = age + (performance.now() - model.statusAt) / 1000;
  node.dataset.old = seconds > oldReadingSeconds;
  setText(node, `newest reading ${durationText(seconds * 1000)} old`);
}

// ---------------------------------------------------------------------------------------------------------- status

function takeStatus(status) {
  model.status = status;
  model.statusAt = performance.now();
  model.clockOffset = Date.parse(status.now) - Date.now();
  renderStatus();
  showConnection();
}

function renderStatus() {
  const status = model.status;
  setText(byId("gateway"), status.gateway);
  const words = { ok: "All is well", degraded: "Degraded", critical: "Critical" };
  byId("verdict").dataset.status = status.status;
  setText(byId("verdict-word"), words[status.status] ?? status.status);
  const reasons = byId("reasons");
  if (reasons.childElementCount !== status.reasons.length || status.reasons.some((text, index) => reasons.children[index].textContent !== text)) {
    reasons.replaceChildren(...status.reasons.map((text) => element("li", {}, text)));
  }
  renderDomains();
  renderMachine();
}

function renderDomains() {
  const status = model.status;
  const list = byId("domains");
  const order = ["traffic", "air", "safety"];
  const names = ["", ...order.filter((name) => status.domains[name]), ...Object.keys(status.domains).filter((name) => !order.includes(name))];
  if ([...list.children].map((node) => node.dataset.domain).join() !== names.join()) {
    list.replaceChildren(...names.map(domainButton));
  }
  for (const button of list.children) {
    const name = button.dataset.domain;
    const facts = name ? status.domains[name] : { open_incidents: status.incidents.open, sensors: null };
    button.setAttribute("aria-pressed", String(model.domain === name));
    const [, open, sensors] = button.children;
    open.dataset.any = facts.open_incidents > 0;
    setText(open, facts.open_incidents ? plural(facts.open_incidents, "open incident", "open incidents") : "no incidents");
    const counts = status.sensors;
    setText(sensors, name ? plural(facts.sensors, "sensor", "sensors") : `${counts.live} of ${counts.live + counts.late + counts.silent + counts.faulty + counts.never_seen} sensors live`);
  }
}

function domainButton(name) {
  const button = element(
    "button",
    { type: "button", class: "domain", "data-domain": name, "aria-pressed": "false" },
    element("span", { class: "domain-name" }, name ? name[0].toUpperCase() + name.slice(1) : "Whole city"),
    element("span", { class: "domain-open" }),
    element("span", { class: "domain-sensors" }),
  );
  button.addEventListener("click", () => {
    model.domain = name;
    model.seriesShown = seriesPerPage;
    renderDomains();
    renderIncidents();
    renderSensors();
    refreshCurves();
  });
  return button;
}

function renderMachine() {
  const { ingest, engine, store } = model.status;
  const p99 = engine.latency_seconds.p99;
  const facts = [
    ["Brokers", ingest.brokers.map((broker) => `${broker.name} ${broker.connected ? "connected" : "NOT connected"}`).join(", ") || "none", ingest.brokers.some((broker) => !broker.connected)],
    ["Messages", `${numberText(ingest.messages_per_second)}/s`, false],
    ["Readings", `${numberText(ingest.readings_per_second)}/s`, false],
    ["Ledger", ingest.ledger.balanced ? "balanced" : "NOT balanced", !ingest.ledger.balanced],
    ["Quarantined", numberText(ingest.ledger.quarantined), false],
    ["Shed", numberText(ingest.ledger.shed), ingest.ledger.shed > 0],
    ["Sensor to finding, p99", typeof p99 === "number" ? `${numberText(p99 * 1000)} ms` : "–", false],
    ["Store", store.state, store.state !== "ok"],
    ["Belfry", model.status.version, false],
  ];
  const list = byId("machine");
  if (list.childElementCount !== facts.length) {
    list.replaceChildren(...facts.map(() => element("div", {}, element("dt"), element("dd"))));
  }
  facts.forEach(([name, text, isBad], index) => {
    const row = list.children[index];
    row.dataset.bad = isBad;
    setText(row.children[0], name);
    setText(row.children[1], text);
  });
}

// ------------------------------------------------------------------------------------------------------- incidents

function takeIncident(incident, entry = null) {
  if (!isOpen(incident)) return forget(incident.id);
  const known = model.incidents.get(incident.id);
  if (known) {
    known.document = incident;
  } else {
    model.incidents.set(incident.id, { document: incident, card: makeCard(incident.id), isNew: entry !== null });
  }
  if (entry) setTimeout(refreshCurves, 0);
}

function forget(id) {
  const entry = model.incidents.get(id);
  if (!entry) return;
  const hadFocus = entry.card.root.contains(document.activeElement);
  const next = entry.card.root.nextElementSibling ?? entry.card.root.previousElementSibling;
  entry.card.root.remove();
  model.incidents.delete(id);
  if (hadFocus) (next ?? byId("incidents")).focus();
}

/** The elements of an incident's card, made once; later changes only change texts, so that focus stays where it is. */
function makeCard(id) {
  const parts = {
    severity: element("p", { class: "severity" }),
    state: element("p", { class: "incident-state" }),
    title: element("h3", { id: `title-${id}` }),
    place: element("p", { class: "incident-place", id: `place-${id}` }),
    bad: element("p", { class: "incident-bad", id: `bad-${id}` }),
    taken: element("p", { class: "incident-taken" }),
    shape: element("div", { class: "incident-shape", hidden: true }),
    acknowledge: element("button", { type: "button", class: "primary", "aria-keyshortcuts": "A" }, "Acknowledge"),
    close: element("button", { type: "button", "aria-keyshortcuts": "C" }, "Close"),
    comment: element("button", { type: "button", "aria-keyshortcuts": "M" }, "Comment"),
    evidence: element("button", { type: "button", "aria-keyshortcuts": "E", "aria-expanded": "false", "aria-controls": `story-${id}` }),
    story: element("div", { class: "story", id: `story-${id}`, hidden: true }),
  };
  parts.root = element(
    "article",
    { class: "incident", tabindex: "0", "data-id": id, "aria-labelledby": `title-${id}`, "aria-describedby": `place-${id} bad-${id}` },
    element("div", { class: "incident-aside" }, parts.severity, parts.state),
    element(
      "div", { class: "incident-main" }, parts.title, parts.place, parts.bad, parts.taken,
    ),
    parts.shape,
    element("p", { class: "buttons" }, parts.acknowledge, parts.close, parts.comment, parts.evidence),
    parts.story,
  );
  const act = (verb) => () => openAct(verb, model.incidents.get(id)?.document);
  parts.acknowledge.addEventListener("click", act("ack"));
  parts.close.addEventListener("click", act("close"));
  parts.comment.addEventListener("click", act("comment"));
  parts.evidence.addEventListener("click", () => toggleStory(id));
  parts.root.addEventListener("keydown", (event) => cardKey(event, id));
  return parts;
}

function toggleStory(id) {
  const entry = model.incidents.get(id);
  if (!entry) return;
  entry.card.story.hidden = !entry.card.story.hidden;
  entry.card.evidence.setAttribute("aria-expanded", String(!entry.card.story.hidden));
  if (!entry.card.story.hidden) renderStory(entry);
}

/** Single keys work only while an incident has the focus (WCAG 2.1.4). */
function cardKey(event, id) {
  const entry = model.incidents.get(id);
  if (!entry || event.ctrlKey || event.altKey || event.metaKey) return;
  const { card, document: incident } = entry;
  const move = (sibling) => { if (sibling) { event.preventDefault(); sibling.focus(); } };
  switch (event.key) {
    case "ArrowDown": case "PageDown": return move(card.root.nextElementSibling);
    case "ArrowUp": case "PageUp": return move(card.root.previousElementSibling);
    case "a": case "A": if (!card.acknowledge.hidden) { event.preventDefault(); openAct("ack", incident); } return;
    case "c": case "C": event.preventDefault(); return openAct("close", incident);
    case "m": case "M": event.preventDefault(); return openAct("comment", incident);
    case "e": case "E": return toggleStory(id);
  }
}

function renderIncidents() {
  const all = [...model.incidents.values()].sort((left, right) => incidentOrder(left.document, right.document));
  const shown = all.filter(({ document: incident }) => !model.domain || incident.domain === model.domain);
  const feed = byId("incident-feed");
  const focused = document.activeElement;
  shown.forEach((entry, index) => {
    renderCard(entry, index, shown.length);
    if (feed.children[index] !== entry.card.root) feed.insertBefore(entry.card.root, feed.children[index] ?? null);
  });
  while (feed.childElementCount > shown.length) feed.lastElementChild.remove();
  if (focused !== document.activeElement && feed.contains(focused)) focused.focus();
  const waiting = shown.filter(({ document: incident }) => isWaiting(incident)).length;
  setText(byId("incidents-count"), shown.length ? `${shown.length}, ${waiting} not acknowledged` : "");
  const none = byId("incidents-none");
  none.hidden = shown.length > 0;
  setText(none, model.domain ? `No open incidents in ${model.domain}.` : "No open incidents.");
  renderTitle(all.map((entry) => entry.document));
  renderCurves();
}

function renderTitle(incidents) {
  const waiting = incidents.filter(isWaiting);
  const worst = waiting.length ? waiting[0].severity.toUpperCase() : "";
  document.title = waiting.length ? `(${waiting.length}) ${worst} – Belfry` : "Belfry";
}

function renderCard(entry, index, count) {
  const { card, document: incident } = entry;
  const finding = worstFinding(incident);
  const root = card.root;
  root.dataset.severity = incident.severity;
  root.dataset.waiting = isWaiting(incident);
  root.dataset.active = isActive(incident);
  if (entry.isNew) {
    entry.isNew = false;
    root.dataset.new = "true";
    setTimeout(() => delete root.dataset.new, 10_000);
  }
  root.setAttribute("aria-posinset", index + 1);
  root.setAttribute("aria-setsize", count);
  if (card.severity.dataset.severity !== incident.severity) {
    card.severity.dataset.severity = incident.severity;
    card.severity.replaceChildren(severityShape(incident.severity), incident.severity.toUpperCase());
  }
  setText(card.title, incident.title);
  const where = [incident.place, incident.zone && `zone ${incident.zone}`, incident.agency];
  setText(card.place, where.filter((text) => text && text !== incident.title).join(" · "));
  renderBad(card.bad, incident, finding);
  renderState(card.state, incident, finding);
  setText(card.taken, takenText(incident));
  card.acknowledge.hidden = incident.state === "active_acknowledged";
  card.acknowledge.classList.toggle("primary", isWaiting(incident));
  setText(card.evidence, `Evidence (${incident.findings.length})`);
  if (!card.story.hidden) renderStory(entry);
}

/** How bad against which limit. */
function renderBad(node, incident, finding) {
  if (!finding) return node.replaceChildren();
  const sentence = isAboutSensor(finding.kind);
  const text = sentence ? finding.text : `${quantityName(finding.quantity)} ${measureText(finding.value, finding.unit)}`;
  const limit = sentence || typeof finding.threshold !== "number" ? "" : ` limit ${measureText(finding.threshold, finding.unit)}`;
  if (node.textContent === text + limit) return;
  node.replaceChildren(text, limit ? element("span", { class: "limit" }, limit) : "");
  node.hidden = sentence && finding.text === incident.title;
}

function renderState(node, incident, finding) {
  const since = finding?.from ?? incident.opened_at;
  const parts = [element("strong", {}, stateWords(incident)), " ", element("span", {}, "since ", timeElement(since), ", ", element("span", { "data-since": since }, durationText(now() - Date.parse(since)))), " ", element("span", { class: "incident-id" }, incident.id)];
  node.replaceChildren(...parts);
}

/** Who takes care of it, and how. */
function takenText(incident) {
  if (!incident.acknowledged) return "";
  const { by, reason } = incident.acknowledged;
  return `Acknowledged by ${by}${reason ? `: ${reason}` : ""}`;
}

function renderStory({ card, document: incident }) {
  const findings = incident.findings.map((finding) => {
    const numbers = finding.evidence.map((item) => `${spaced(item.name)} ${measureText(item.value, item.unit)}`).join(", ");
    const limit = typeof finding.threshold === "number" ? `, limit ${measureText(finding.threshold, finding.unit)}` : "";
    const runbook = /^https?:\/\//.test(finding.runbook) ? element("p", {}, element("a", { href: finding.runbook, rel: "noreferrer", target: "_blank" }, "Runbook (opens a new tab)")) : null;
    return element(
      "li", {},
      element("span", {}, `${finding.severity.toUpperCase()} ${finding.sensor}: ${quantityName(finding.quantity)} ${measureText(finding.value, finding.unit)}${limit}`),
      element("p", {}, finding.phase === "raised" ? "since " : "from ", timeElement(finding.from), finding.to ? " to " : "", finding.to ? timeElement(finding.to) : "", `; ${finding.text}`),
      element("p", {}, `${numbers ? `${numbers}; ` : ""}rule ${finding.rule}, version ${finding.rule_version}`),
      runbook,
    );
  });
  const timeline = incident.timeline.map((entry) => element(
    "li", {}, timeElement(entry.at), ` ${spaced(entry.what)}${entry.by ? ` by ${entry.by}` : ""}${entry.text ? `: ${entry.text}` : ""}`,
  ));
  card.story.replaceChildren(
    element("div", {}, element("h4", {}, "Findings"), element("ul", {}, ...findings)),
    element("div", {}, element("h4", {}, "Timeline"), element("ol", {}, ...timeline)),
  );
}

/** Says aloud what changed: alarms at once, the rest when there is time. */
function announce(entry, incident) {
  if (model.domain && incident.domain !== model.domain && !isWaiting(incident)) return;
  const where = incident.title.includes(incident.place) ? "" : `, ${incident.place}`;
  const isAlarm = isWaiting(incident) && (entry.what === "opened" || entry.what === "escalated");
  if (isAlarm) {
    speak("announce-now", `${entry.what === "opened" ? "New" : "Worse"}, ${incident.severity}: ${incident.title}${where}`);
  } else if (["cleared", "closed", "acknowledged"].includes(entry.what)) {
    speak("announce", `${spaced(entry.what)}${entry.by ? ` by ${entry.by}` : ""}: ${incident.title}${where}`);
  }
}

const spoken = { "announce-now": [], announce: [] };

/** Collects what comes within a second, so that a flood of alarms is one sentence and not forty. */
function speak(region, text) {
  spoken[region].push(text);
  if (spoken[region].length > 1) return;
  setTimeout(() => {
    const texts = spoken[region].splice(0);
    setText(byId(region), texts.length > 3 ? `${texts.length} changes; the first: ${texts[0]}` : texts.join(". "));
  }, 1000);
}

// ---------------------------------------------------------------------------------------------------------- acting

const acting = { verb: "", id: "", opener: null, position: 0 };
const verbs = {
  ack: { title: "Acknowledge", reason: "What you are doing about it (optional)" },
  close: { title: "Close", reason: "Reason" },
  comment: { title: "Comment on", reason: "Comment" },
};

function openAct(verb, incident) {
  if (!incident) return;
  acting.verb = verb;
  acting.id = incident.id;
  acting.opener = document.activeElement;
  acting.position = [...byId("incident-feed").children].findIndex((node) => node.dataset.id === incident.id);
  const needsReason = verb === "comment" || (verb === "close" && isActive(incident));
  setText(byId("act-title"), `${verbs[verb].title} incident`);
  setText(byId("act-subject"), `${incident.severity.toUpperCase()} – ${incident.title} (${incident.place}, ${incident.id})`);
  setText(byId("act-reason-label"), verb === "close" && needsReason ? "Reason (needed: the condition still holds)" : verbs[verb].reason);
  setText(byId("act-confirm"), verb === "comment" ? "Add comment" : verbs[verb].title);
  setText(byId("act-error"), "");
  byId("act-reason").required = needsReason;
  byId("act-reason").value = "";
  byId("act-by").value = sessionStorage.getItem("belfry-by") ?? "";
  showTokenField(!sessionStorage.getItem("belfry-token"));
  byId("act").showModal();
  byId("act-reason").focus();
}

/** The focus goes back to the incident, or to the one that took its place when it has gone. */
function closeAct() {
  const feed = byId("incident-feed");
  const next = feed.children[Math.min(acting.position, feed.childElementCount - 1)] ?? byId("incidents");
  byId("act").close();
  if (acting.opener?.isConnected) acting.opener.focus(); else next.focus();
}

function showTokenField(isShown) {
  byId("act-token-field").hidden = !isShown;
  byId("act-token").required = isShown;
  byId("act-token").value = "";
}

async function submitAct(event) {
  event.preventDefault();
  const confirm = byId("act-confirm");
  const by = byId("act-by").value.trim();
  const reason = byId("act-reason").value.trim();
  const typed = byId("act-token").value.trim();
  if (byId("act-reason").required && !reason) return setText(byId("act-error"), "Please say why.");
  if (typed) sessionStorage.setItem("belfry-token", typed);
  sessionStorage.setItem("belfry-by", by);
  confirm.disabled = true;
  setText(byId("act-error"), "");
  try {
    const incident = await ask(`/api/v1/incidents/${encodeURIComponent(acting.id)}/${acting.verb}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${sessionStorage.getItem("belfry-token") ?? ""}` },
      body: JSON.stringify({ ...(reason && { reason }), ...(by && { by }) }),
    });
    takeIncident(incident);
    renderIncidents();
    closeAct();
  } catch (error) {
    if (error.status === 401) {
      sessionStorage.removeItem("belfry-token");
      showTokenField(true);
      byId("act-token").focus();
    }
    setText(byId("act-error"), `Not done: ${error.message}`);
  } finally {
    confirm.disabled = false;
  }
}

/** A token may come with the address, `#token=…`; it is taken and removed from there at once. */
function takeTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  sessionStorage.setItem("belfry-token", token);
  history.replaceState(null, "", location.pathname + location.search);
}

// ---------------------------------------------------------------------------------------------------------- series

/** The series that the page shows: those of open incidents first, then one of each quantity, then the others. */
function wantedSeries() {
  const words = byId("series-search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const all = model.sensors.flatMap((sensor) => sensor.series.map((series) => ({ ...series, cadence: sensor.cadence_seconds, place: sensor.place })));
  const fitting = all.filter((series) => (!model.domain || series.domain === model.domain)
    && words.every((word) => `${series.series} ${series.zone} ${series.domain} ${series.place}`.toLowerCase().includes(word)));
  const involved = new Map();
  for (const { document: incident } of [...model.incidents.values()].sort((left, right) => incidentOrder(left.document, right.document))) {
    for (const finding of incident.findings) if (!involved.has(seriesOf(finding))) involved.set(seriesOf(finding), involved.size);
  }
  const seen = new Map();
  const rank = (series) => {
    if (involved.has(series.series)) return involved.get(series.series) - 1e6;
    const count = seen.get(series.quantity) ?? 0;
    seen.set(series.quantity, count + 1);
    return count;
  };
  return fitting.map((series) => ({ ...series, rank: rank(series) })).sort((left, right) => left.rank - right.rank);
}

let curveRun = 0;
let searchTimer = 0;

async function refreshCurves() {
  const run = ++curveRun;
  const wanted = wantedSeries().slice(0, model.seriesShown).map((series) => series.series);
  for (const { document: incident } of model.incidents.values()) {
    const finding = worstFinding(incident);
    if (finding && !wanted.includes(seriesOf(finding))) wanted.push(seriesOf(finding));
  }
  const queue = wanted.slice(0, 60);
  const work = async () => {
    while (queue.length && run === curveRun) {
      const series = queue.shift();
      const answer = await queryCurve(series).catch(() => null);
      if (answer && run === curveRun) model.curves.set(series, answer);
    }
  };
  await Promise.all(Array.from({ length: queriesAtOnce }, work));
  if (run !== curveRun) return;
  for (const series of model.curves.keys()) if (!wanted.includes(series)) model.curves.delete(series);
  renderCurves();
}

function queryCurve(series) {
  const span = Number(byId("series-span").value);
  const end = now();
  const parameters = new URLSearchParams({
    series, from: new Date(end - span * 1000).toISOString(), to: new Date(end).toISOString(),
    step: `${Math.ceil(span / pointsPerCurve)}s`, aggregate: "mean",
  });
  return ask(`/api/v1/query?${parameters}`);
}

function renderCurves() {
  const wanted = wantedSeries();
  const shown = wanted.slice(0, model.seriesShown);
  const list = byId("series-list");
  const nodes = new Map([...list.children].map((node) => [node.dataset.series, node]));
  const thresholds = thresholdsInForce();
  shown.forEach((series, index) => {
    const node = nodes.get(series.series) ?? makeSeries(series);
    renderSeries(node, series, thresholds.get(series.series));
    if (list.children[index] !== node) list.insertBefore(node, list.children[index] ?? null);
  });
  while (list.childElementCount > shown.length) list.lastElementChild.remove();
  setText(byId("series-note"), wanted.length === 0 ? "No series fits." : shown.length < wanted.length ? `${shown.length} of ${wanted.length} series` : "");
  byId("series-more").hidden = shown.length >= wanted.length;
  for (const { card, document: incident } of model.incidents.values()) {
    const finding = worstFinding(incident);
    const curve = finding && model.curves.get(seriesOf(finding));
    card.shape.hidden = !curve?.points.length;
    if (curve?.points.length) drawCurve(card.shape, curve, finding.threshold, `${quantityName(finding.quantity)} at ${finding.sensor}`);
  }
}

/** series → the limit that an open incident says is broken. */
function thresholdsInForce() {
  const thresholds = new Map();
  for (const { document: incident } of model.incidents.values()) {
    for (const finding of incident.findings) {
      if (finding.phase === "raised" && typeof finding.threshold === "number") thresholds.set(seriesOf(finding), finding.threshold);
    }
  }
  return thresholds;
}

function makeSeries(series) {
  const node = element(
    "li", { class: "one-series", "data-series": series.series },
    element("p", { class: "series-name" }, element("b", {}, quantityName(series.quantity)), element("span", {}, series.sensor)),
    element("p", { class: "series-value" }),
    element("p", { class: "series-age" }),
    element("div", { class: "series-shape" }),
  );
  return node;
}

function renderSeries(node, series, threshold) {
  const [, value, age, shape] = node.children;
  const milliseconds = series.last_time ? now() - Date.parse(series.last_time) : Infinity;
  const isStale = milliseconds > Math.max(90_000, 3000 * (series.cadence ?? 30));
  node.dataset.stale = isStale;
  age.dataset.stale = isStale;
  setText(value, measureText(series.last_value, series.unit));
  setText(age, Number.isFinite(milliseconds) ? `${isStale ? "Stale: last heard " : ""}${durationText(milliseconds)} ago` : "never heard");
  const curve = model.curves.get(series.series);
  if (curve) drawCurve(shape, curve, threshold, `${quantityName(series.quantity)} at ${series.sensor}`);
}

/** A curve over the span of its query; where nothing was measured nothing is drawn, and an empty end is shaded. */
function drawCurve(holder, curve, threshold, name) {
  const width = Math.max(60, Math.round(holder.clientWidth || 240));
  const height = Math.max(24, Math.round(holder.clientHeight || 44));
  const from = Date.parse(curve.from);
  const span = Date.parse(curve.to) - from;
  const points = curve.points.filter((point) => typeof point.value === "number").map((point) => ({ time: Date.parse(point.time), value: point.value }));
  if (!points.length || !(span > 0)) return holder.replaceChildren();
  const values = points.map((point) => point.value);
  const bounds = typeof threshold === "number" ? [...values, threshold] : values;
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)];
  const x = (time) => ((time - from) / span) * width;
  const y = (value) => (high > low ? 3 + (1 - (value - low) / (high - low)) * (height - 6) : height / 2);
  const gap = 2.5 * 1000 * (curve.step_seconds ?? 60);
  let path = "";
  points.forEach((point, index) => {
    const starts = index === 0 || point.time - points[index - 1].time > gap;
    path += `${starts ? "M" : "L"}${x(point.time).toFixed(1)} ${y(point.value).toFixed(1)}`;
  });
  const last = points[points.length - 1];
  const unit = curve.unit;
  const label = `${name}: last ${measureText(last.value, unit)}, between ${measureText(Math.min(...values), unit)} and ${measureText(Math.max(...values), unit)} within ${durationText(span)}${typeof threshold === "number" ? `, limit ${measureText(threshold, unit)}` : ""}`;
  const picture = drawing("svg", { class: "shape", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", role: "img", "aria-label": label });
  if (from + span - last.time > gap) {
    picture.append(drawing("rect", { class: "void", x: x(last.time).toFixed(1), y: 0, width: (width - x(last.time)).toFixed(1), height }));
  }
  if (typeof threshold === "number") picture.append(drawing("line", { class: "threshold", x1: 0, x2: width, y1: y(threshold).toFixed(1), y2: y(threshold).toFixed(1) }));
  picture.append(drawing("path", { class: "curve", d: path }), drawing("circle", { class: "last", cx: x(last.time).toFixed(1), cy: y(last.value).toFixed(1), r: 3 }));
  const title = drawing("title");
  title.textContent = label;
  picture.prepend(title);
  holder.replaceChildren(picture);
}

// --------------------------------------------------------------------------------------------------------- sensors

async function refreshSensors() {
  model.sensors = await ask("/api/v1/sensors");
  renderSensors();
  renderCurves();
}

function renderSensors() {
  const inDomain = model.sensors.filter((sensor) => !model.domain || sensor.domain === model.domain);
  const counts = new Map(sensorStates.map((state) => [state, inDomain.filter((sensor) => sensor.state === state).length]));
  const trouble = inDomain.length - counts.get("live");
  renderSensorChips([["trouble", `In trouble ${trouble}`], ...["live", "late", "silent", "faulty", "never_seen"].map((state) => [state, `${spaced(state)} ${counts.get(state)}`])]);
  const shown = inDomain
    .filter((sensor) => (model.sensorState === "trouble" ? sensor.state !== "live" : sensor.state === model.sensorState))
    .sort((left, right) => sensorStates.indexOf(left.state) - sensorStates.indexOf(right.state) || left.sensor.localeCompare(right.sensor));
  byId("sensor-rows").replaceChildren(...shown.slice(0, sensorRowsShown).map(sensorRow));
  byId("sensor-table").hidden = shown.length === 0;
  const note = shown.length > sensorRowsShown ? `The first ${sensorRowsShown} of ${shown.length}.`
    : shown.length ? "" : model.sensorState === "trouble" ? `All ${inDomain.length} sensors are live.` : "None.";
  setText(byId("sensors-note"), model.sensors.length ? note : "No sensor yet.");
}

function renderSensorChips(chips) {
  const holder = byId("sensor-states");
  if (holder.childElementCount !== chips.length) {
    holder.replaceChildren(...chips.map(([state]) => {
      const button = element("button", { type: "button", "data-state": state });
      button.addEventListener("click", () => { model.sensorState = state; renderSensors(); });
      return button;
    }));
  }
  chips.forEach(([state, text], index) => {
    setText(holder.children[index], text);
    holder.children[index].setAttribute("aria-pressed", String(model.sensorState === state));
  });
}

function sensorRow(sensor) {
  const cell = (...children) => element("td", { role: "cell" }, ...children);
  const heard = sensor.last_seen ? element("span", {}, element("span", { "data-since": sensor.last_seen }, durationText(now() - Date.parse(sensor.last_seen))), " ago") : "never";
  return element(
    "tr", { role: "row" },
    cell(sensor.sensor),
    cell(element("span", { class: "sensor-state", "data-state": sensor.state }, spaced(sensor.state))),
    cell(heard), cell(sensor.place === sensor.sensor ? "" : sensor.place), cell(sensor.zone), cell(sensor.agency),
  );
}

// ----------------------------------------------------------------------------------------------------------- start

/** Ages count on by themselves, also while nothing arrives. */
function tickAges() {
  showConnection();
  for (const node of document.querySelectorAll("[data-since]")) {
    setText(node, durationText(now() - Date.parse(node.dataset.since)));
  }
}

function every(milliseconds, work) {
  setInterval(() => { if (stream.state === "live" && !document.hidden) Promise.resolve(work()).catch(() => {}); }, milliseconds);
}

takeTokenFromAddress();
byId("act-form").addEventListener("submit", submitAct);
byId("act-cancel").addEventListener("click", closeAct);
byId("act").addEventListener("cancel", (event) => { event.preventDefault(); closeAct(); });
byId("series-form").addEventListener("submit", (event) => event.preventDefault());
byId("series-search").addEventListener("input", () => { model.seriesShown = seriesPerPage; renderCurves(); clearTimeout(searchTimer); searchTimer = setTimeout(refreshCurves, 300); });
byId("series-span").addEventListener("change", () => { model.curves.clear(); refreshCurves(); });
byId("series-more").addEventListener("click", () => { model.seriesShown += seriesPerPage; renderCurves(); refreshCurves(); });
document.addEventListener("visibilitychange", () => { if (!document.hidden && stream.state === "live") refresh().catch(() => {}); });
window.addEventListener("resize", () => renderCurves());
stream.lastSignal = performance.now();
setInterval(tickAges, 1000);
every(sensorMilliseconds, refreshSensors);
every(curveMilliseconds, refreshCurves);
openStream();
