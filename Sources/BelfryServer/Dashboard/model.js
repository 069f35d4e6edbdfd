// What the page knows, and who wants to hear of a change.
//
//   api.js, live.js ──► model ──tell(topic)──► status.js, incidents.js, curves.js, sensors.js
//

export const severities = ["warning", "minor", "major", "critical"];
/** From worst to best. */
export const sensorStates = ["never_seen", "silent", "faulty", "late", "live", "out_of_service"];

export const model = {
  status: null,
  /** performance.now() of the last status: its ages count on from there. */
  statusAt: 0,
  /** The daemon's clock less ours, in milliseconds. */
  clockOffset: 0,
  /** Open incidents: id → document. */
  incidents: new Map(),
  sensors: [],
  /** series → its document with the last value. */
  latest: new Map(),
  /** The domain that is shown; empty for the whole city. */
  domain: "",
};

const listeners = new Map();

/** Calls the listener on each change of a topic: status, incidents, sensors or domain. */
export function listen(topic, listener) {
  listeners.set(topic, [...(listeners.get(topic) ?? []), listener]);
}

export function tell(topic) {
  for (const listener of listeners.get(topic) ?? []) listener();
}

/** The time by the daemon's clock, in milliseconds. */
export const now = () => Date.now() + model.clockOffset;

export function takeStatus(status) {
  model.status = status;
  model.statusAt = performance.now();
  model.clockOffset = Date.parse(status.now) - Date.now();
  tell("status");
}

export function takeSensors(sensors) {
  model.sensors = sensors;
  model.latest = new Map(sensors.flatMap((sensor) => sensor.series.map((series) => [series.series, series])));
  tell("sensors");
}

export function takeIncident(incident) {
  if (incident.state === "closed") model.incidents.delete(incident.id);
  else model.incidents.set(incident.id, incident);
  tell("incidents");
}

/**
 * The list of open incidents, asked for at an instant of the daemon's clock. What the stream has told since then is
 * newer and stays.
 */
export function takeOpenIncidents(list, askedAt) {
  const open = new Set(list.map((incident) => incident.id));
  for (const [id, known] of model.incidents) {
    if (!open.has(id) && Date.parse(known.updated_at) < askedAt) model.incidents.delete(id);
  }
  for (const incident of list) {
    const known = model.incidents.get(incident.id);
    if (!known || Date.parse(known.updated_at) <= Date.parse(incident.updated_at)) model.incidents.set(incident.id, incident);
  }
  tell("incidents");
}

export function showDomain(domain) {
  model.domain = domain;
  tell("domain");
}

// ------------------------------------------------------------------------------------------- reading an incident

export const isActive = (incident) => incident.state.startsWith("active");

/** Whether somebody still has to look at a condition that holds. */
export const isWaiting = (incident) => incident.state === "active_unacknowledged" && incident.annunciation === "annunciated";

/** The open incidents, the worst first, among equals what nobody has acknowledged, then the newest. */
export function sortedIncidents() {
  const rank = (incident) => severities.indexOf(incident.severity) * 4 + (isWaiting(incident) ? 2 : isActive(incident) ? 1 : 0);
  return [...model.incidents.values()].sort((left, right) => rank(right) - rank(left)
    || Date.parse(right.opened_at) - Date.parse(left.opened_at) || (left.id < right.id ? -1 : 1));
}

/** The finding that speaks for an incident: one that still holds, the worst, the earliest. */
export function worstFinding(incident) {
  const rank = (finding) => (finding.phase === "raised" ? 10 : 0) + severities.indexOf(finding.severity);
  return incident.findings.reduce((worst, next) => (worst && rank(worst) >= rank(next) ? worst : next), null);
}

export const seriesOf = (finding) => `${finding.agency}/${finding.sensor}/${finding.quantity}`;

/** Whether its number is a value of the series: not so for a sensor's own trouble, nor for a rate of change. */
export function isLevel(finding) {
  return !finding.kind.startsWith("sensor_") && !finding.evidence.some((item) => item.name === "current_value");
}

/** The limit that a curve of the series may be compared with; null where there is none. */
export function limitOf(finding) {
  return isLevel(finding) && typeof finding.threshold === "number" ? finding.threshold : null;
}
