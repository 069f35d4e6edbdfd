// The open incidents, one card each. A card is made once and then only changes its texts, so that the focus, an open
// story and a half-read line stay where they are.

import { openAct } from "./acting.js";
import { arrange, byId, element, setText } from "./elements.js";
import { isActive, isLevel, isWaiting, limitOf, listen, model, seriesOf, sortedIncidents, worstFinding } from "./model.js";
import { severityShape } from "./shapes.js";
import { storyOf } from "./story.js";
import { ageElement, measureText, quantityName, spaced, timeElement } from "./words.js";

const newMilliseconds = 10_000; // A card that has just come looks new for so long.

/** id → the parts of its card. */
const cards = new Map();
let isFirstRendering = true;

for (const topic of ["incidents", "sensors", "domain"]) listen(topic, render);

/** The place for an incident's curve; null where it has no card. */
export const curveHolder = (id) => cards.get(id)?.curve ?? null;

function render() {
  const all = sortedIncidents();
  const shown = all.filter((incident) => !model.domain || incident.domain === model.domain);
  forgetClosed();
  shown.forEach((incident, index) => renderCard(cardOf(incident.id), incident, index, shown.length));
  arrange(byId("incident-feed"), shown.map((incident) => cards.get(incident.id).root));
  isFirstRendering = false;
  // As in the status: what has cleared by itself still waits for somebody to have seen it.
  const waiting = shown.filter((incident) => !incident.acknowledged).length;
  setText(byId("incidents-count"), shown.length ? `${shown.length}, ${waiting} not acknowledged` : "");
  byId("incidents-none").hidden = shown.length > 0;
  setText(byId("incidents-none"), model.domain ? `No open incidents in ${model.domain}.` : "No open incidents.");
  const calling = all.filter(isWaiting);
  document.title = calling.length ? `(${calling.length}) ${calling[0].severity.toUpperCase()} – Belfry` : "Belfry";
}

/** A card that goes hands its focus to the one that takes its place. */
function forgetClosed() {
  for (const [id, card] of cards) {
    if (model.incidents.has(id)) continue;
    cards.delete(id);
    const next = card.root.nextElementSibling ?? card.root.previousElementSibling ?? byId("incidents");
    if (card.root.contains(document.activeElement)) next.focus();
    card.root.remove();
  }
}

// ------------------------------------------------------------------------------------------------------ one card

function cardOf(id) {
  const known = cards.get(id);
  if (known) return known;
  const card = makeCard(id);
  cards.set(id, card);
  if (!isFirstRendering) {
    card.root.dataset.new = "true";
    setTimeout(() => delete card.root.dataset.new, newMilliseconds);
  }
  return card;
}

function makeCard(id) {
  const button = (key, text, attributes = {}) => element("button", { type: "button", "aria-keyshortcuts": key, ...attributes }, text);
  const card = {
    severity: element("p", { class: "severity" }),
    state: element("p", { class: "incident-state" }),
    title: element("h3", { id: `title-${id}` }),
    place: element("p", { class: "incident-place", id: `place-${id}` }),
    bad: element("p", { class: "incident-bad", id: `bad-${id}` }),
    taken: element("p", { class: "incident-taken" }),
    curve: element("div", { class: "incident-curve", hidden: true }),
    acknowledge: button("A", "Acknowledge"),
    close: button("C", "Close"),
    comment: button("M", "Comment"),
    evidence: button("E", "Evidence", { "aria-expanded": "false", "aria-controls": `story-${id}` }),
    story: element("div", { class: "story", id: `story-${id}`, hidden: true }),
  };
  card.root = element(
    "article",
    { class: "incident", tabindex: "0", "data-id": id, "aria-labelledby": `title-${id}`, "aria-describedby": `place-${id} bad-${id}` },
    element("div", { class: "incident-aside" }, card.severity, card.state),
    element("div", { class: "incident-main" }, card.title, card.place, card.bad, card.taken),
    card.curve,
    element("p", { class: "buttons" }, card.acknowledge, card.close, card.comment, card.evidence),
    card.story,
  );
  card.acknowledge.addEventListener("click", () => openAct("ack", id));
  card.close.addEventListener("click", () => openAct("close", id));
  card.comment.addEventListener("click", () => openAct("comment", id));
  card.evidence.addEventListener("click", () => toggleStory(card, id));
  card.root.addEventListener("keydown", (event) => onKey(event, card, id));
  return card;
}

/** Single keys work only while an incident has the focus (WCAG 2.1.4). */
function onKey(event, card, id) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const actions = {
    arrowdown: () => card.root.nextElementSibling?.focus(),
    arrowup: () => card.root.previousElementSibling?.focus(),
    a: () => { if (!card.acknowledge.hidden) openAct("ack", id); },
    c: () => openAct("close", id),
    m: () => openAct("comment", id),
    e: () => toggleStory(card, id),
  };
  const action = actions[event.key.toLowerCase()];
  if (!action) return;
  event.preventDefault();
  action();
}

function toggleStory(card, id) {
  card.story.hidden = !card.story.hidden;
  card.evidence.setAttribute("aria-expanded", String(!card.story.hidden));
  const incident = model.incidents.get(id);
  if (!card.story.hidden && incident) card.story.replaceChildren(...storyOf(incident));
}

function renderCard(card, incident, index, count) {
  const finding = worstFinding(incident);
  const { root } = card;
  root.dataset.severity = incident.severity;
  root.dataset.waiting = isWaiting(incident);
  root.dataset.active = isActive(incident);
  root.setAttribute("aria-posinset", index + 1);
  root.setAttribute("aria-setsize", count);
  if (card.severity.dataset.severity !== incident.severity) {
    card.severity.dataset.severity = incident.severity;
    card.severity.replaceChildren(severityShape(incident.severity), incident.severity.toUpperCase());
  }
  setText(card.title, incident.title);
  const where = [incident.place, incident.zone && `zone ${incident.zone}`, incident.agency].filter(Boolean);
  setText(card.place, where.join(" · "));
  renderBad(card.bad, badWords(incident, finding));
  renderState(card.state, incident, finding);
  setText(card.taken, takenText(incident));
  card.acknowledge.hidden = incident.state === "active_acknowledged";
  card.acknowledge.classList.toggle("primary", isWaiting(incident));
  setText(card.evidence, `Evidence (${incident.findings.length})`);
  if (!card.story.hidden && card.updatedAt !== incident.updated_at) card.story.replaceChildren(...storyOf(incident));
  card.updatedAt = incident.updated_at;
}

// ------------------------------------------------------------------------------------------------- its sentences

/** How bad, against which limit, and how bad by now. */
function badWords(incident, finding) {
  if (!finding) return [];
  if (!isLevel(finding)) return incident.title.includes(finding.text) ? [] : [finding.text];
  const words = [`${quantityName(finding.quantity)} ${measureText(finding.value, finding.unit)}`];
  const limit = limitOf(finding);
  if (limit !== null) words.push(`limit ${measureText(limit, finding.unit)}`);
  const series = model.latest.get(seriesOf(finding));
  if (series && isActive(incident)) {
    const isPresent = series.state === "live" || series.state === "late";
    words.push(`${isPresent ? "now" : "last heard"} ${measureText(series.last_value, series.unit)}`);
  }
  return words;
}

function renderBad(node, words) {
  node.hidden = words.length === 0;
  if (node.textContent === words.join(" ")) return;
  const [first, ...rest] = words;
  node.replaceChildren(first ?? "", ...rest.flatMap((text) => [" ", element("span", { class: "limit" }, text)]));
}

function renderState(node, incident, finding) {
  const since = finding?.from ?? incident.opened_at;
  const state = stateWords(incident);
  if (node.dataset.shown === state + since) return;
  node.dataset.shown = state + since;
  node.replaceChildren(
    element("strong", {}, state), " ",
    element("span", {}, "since ", timeElement(since), ", ", ageElement(since)), " ",
    element("span", { class: "incident-id" }, incident.id),
  );
}

function stateWords(incident) {
  const words = {
    active_unacknowledged: "Not acknowledged",
    active_acknowledged: "Acknowledged",
    cleared_unacknowledged: "Cleared, not acknowledged",
  };
  const annunciation = incident.annunciation === "annunciated" ? "" : `, ${spaced(incident.annunciation)}`;
  return (words[incident.state] ?? spaced(incident.state)) + annunciation;
}

/** Who takes care of it, and how. */
function takenText(incident) {
  if (!incident.acknowledged) return "";
  const { by, reason } = incident.acknowledged;
  return `Acknowledged by ${by}${reason ? `: ${reason}` : ""}`;
}
