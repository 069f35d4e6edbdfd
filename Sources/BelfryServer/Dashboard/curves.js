// The live series: those of open incidents first, then one of each quantity, then the others.

import { askForCurve } from "./api.js";
import { arrange, byId, element, setText } from "./elements.js";
import { curveHolder } from "./incidents.js";
import { limitOf, listen, model, now, seriesOf, sortedIncidents, worstFinding } from "./model.js";
import { drawCurve } from "./shapes.js";
import { durationText, measureText, quantityName } from "./words.js";

const seriesPerPage = window.innerWidth < 600 ? 6 : 12;
const curvesAtMost = 60; // Queries of one refreshing.
const queriesAtOnce = 4;
const pointsPerCurve = 120;
const searchMilliseconds = 300; // After the last key.
const staleMilliseconds = 90_000; // Or three cadences, where that is longer.

/** series → the answer of the last query. */
const answers = new Map();
/** series → its element. */
const nodes = new Map();
let seriesShown = seriesPerPage;
let refreshing = 0;
let searchTimer = 0;

for (const topic of ["incidents", "sensors"]) listen(topic, render);
listen("domain", () => { seriesShown = seriesPerPage; render(); refreshCurves(); });
byId("series-form").addEventListener("submit", (event) => event.preventDefault());
byId("series-span").addEventListener("change", () => { answers.clear(); refreshCurves(); });
byId("series-more").addEventListener("click", () => { seriesShown += seriesPerPage; render(); refreshCurves(); });
byId("series-search").addEventListener("input", () => {
  seriesShown = seriesPerPage;
  render();
  clearTimeout(searchTimer);
  searchTimer = setTimeout(refreshCurves, searchMilliseconds);
});
window.addEventListener("resize", render);

/** Asks anew for every curve that is shown; a later call makes an earlier one stop. */
export async function refreshCurves() {
  const run = ++refreshing;
  const wanted = [...new Set([...incidentSeries(), ...fittingSeries().slice(0, seriesShown).map((one) => one.series)])];
  const queue = wanted.slice(0, curvesAtMost);
  const span = Number(byId("series-span").value);
  const work = async () => {
    while (queue.length && run === refreshing) {
      const series = queue.shift();
      const answer = await askForCurve(series, span, pointsPerCurve).catch(() => null);
      if (answer && run === refreshing) answers.set(series, answer);
    }
  };
  await Promise.all(Array.from({ length: queriesAtOnce }, work));
  if (run !== refreshing) return;
  for (const series of answers.keys()) if (!wanted.includes(series)) answers.delete(series);
  render();
}

/** The series that speak for open incidents, the worst first. */
function incidentSeries() {
  return sortedIncidents().map(worstFinding).filter(Boolean).map(seriesOf).filter((series) => model.latest.has(series));
}

function fittingSeries() {
  const words = byId("series-search").value.toLowerCase().split(/\s+/).filter(Boolean);
  const involved = sortedIncidents().flatMap((incident) => incident.findings.map(seriesOf));
  const seen = new Map();
  const rank = (one) => {
    const position = involved.indexOf(one.series);
    if (position >= 0) return position - involved.length;
    const count = seen.get(one.quantity) ?? 0;
    seen.set(one.quantity, count + 1);
    return count;
  };
  return model.sensors
    .filter((sensor) => !model.domain || sensor.domain === model.domain)
    .flatMap((sensor) => sensor.series.map((one) => ({ ...one, cadence: sensor.cadence_seconds, place: sensor.place })))
    .filter((one) => words.every((word) => `${one.series} ${one.zone} ${one.domain} ${one.place}`.toLowerCase().includes(word)))
    .map((one) => ({ ...one, rank: rank(one) }))
    .sort((left, right) => left.rank - right.rank);
}

function render() {
  const fitting = fittingSeries();
  const shown = fitting.slice(0, seriesShown);
  const limits = limitsInForce();
  for (const series of nodes.keys()) if (!shown.some((one) => one.series === series)) nodes.delete(series);
  arrange(byId("series-list"), shown.map(nodeOf));
  for (const one of shown) renderSeries(one, limits.get(one.series) ?? null);
  const note = fitting.length > shown.length ? `${shown.length} of ${fitting.length} series` : "";
  setText(byId("series-note"), fitting.length ? note : "No series fits.");
  byId("series-more").hidden = shown.length >= fitting.length;
  for (const incident of model.incidents.values()) renderIncidentCurve(incident);
}

function renderIncidentCurve(incident) {
  const finding = worstFinding(incident);
  const holder = curveHolder(incident.id);
  const answer = finding && answers.get(seriesOf(finding));
  if (!holder) return;
  holder.hidden = !answer?.points.length;
  if (answer) drawCurve(holder, answer, limitOf(finding), `${quantityName(finding.quantity)} at ${finding.sensor}`);
}

/** series → the limit that an open incident says is broken. */
function limitsInForce() {
  const findings = [...model.incidents.values()].flatMap((incident) => incident.findings);
  const broken = findings.filter((finding) => finding.phase === "raised" && limitOf(finding) !== null);
  return new Map(broken.map((finding) => [seriesOf(finding), limitOf(finding)]));
}

function nodeOf(one) {
  if (!nodes.has(one.series)) {
    nodes.set(one.series, element(
      "li", { class: "one-series" },
      element("p", { class: "series-name" }, element("b", {}, quantityName(one.quantity)), element("span", {}, one.sensor)),
      element("p", { class: "series-value" }),
      element("p", { class: "series-age" }),
      element("div", { class: "series-curve" }),
    ));
  }
  return nodes.get(one.series);
}

function renderSeries(one, limit) {
  const node = nodeOf(one);
  const [, value, age, curve] = node.children;
  const milliseconds = one.last_time ? now() - Date.parse(one.last_time) : Infinity;
  const isStale = milliseconds > Math.max(staleMilliseconds, 3000 * (one.cadence ?? 0));
  node.dataset.stale = isStale;
  setText(value, measureText(one.last_value, one.unit));
  const heard = Number.isFinite(milliseconds) ? `${durationText(milliseconds)} ago` : "never heard";
  setText(age, isStale && one.last_time ? `Stale: last heard ${heard}` : heard);
  const answer = answers.get(one.series);
  if (answer) drawCurve(curve, answer, limit, `${quantityName(one.quantity)} at ${one.sensor}`);
}
