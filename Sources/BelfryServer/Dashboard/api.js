// Questions to the daemon.

import { now, takeOpenIncidents, takeSensors, takeStatus } from "./model.js";

const incidentLimit = 2048; // As many as the daemon keeps open.

/** The JSON at a path; a problem document's detail (RFC 9457) becomes the error's message. */
export async function ask(path, options = {}) {
  const response = await fetch(path, { cache: "no-store", ...options });
  if (response.ok) return response.json();
  const problem = await response.json().catch(() => ({}));
  const error = new Error(problem.detail || problem.title || `the daemon answered ${response.status}`);
  error.status = response.status;
  throw error;
}

/** Asks for all that the page shows but the curves. */
export async function askForEverything() {
  const askedAt = now();
  const [status, incidents, sensors] = await Promise.all([
    ask("/status"), ask(`/api/v1/incidents?state=open&limit=${incidentLimit}`), ask("/api/v1/sensors?limit=10000"),
  ]);
  takeStatus(status);
  takeOpenIncidents(incidents, askedAt);
  takeSensors(sensors);
}

export async function askForSensors() {
  takeSensors(await ask("/api/v1/sensors?limit=10000"));
}

/** The means of a series over the span until now, in so many steps. */
export function askForCurve(series, spanSeconds, steps) {
  const end = now();
  const parameters = new URLSearchParams({
    series, aggregate: "mean", step: `${Math.ceil(spanSeconds / steps)}s`,
    from: new Date(end - spanSeconds * 1000).toISOString(), to: new Date(end).toISOString(),
  });
  return ask(`/api/v1/query?${parameters}`);
}

/** Acts on an incident: ack, close or comment. */
export function act(verb, id, token, body) {
  return ask(`/api/v1/incidents/${encodeURIComponent(id)}/${verb}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
}
