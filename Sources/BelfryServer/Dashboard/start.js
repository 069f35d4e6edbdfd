// The operator's page. It holds no truth of its own: it asks the API once, then follows the live stream, and whenever
// the stream comes back it asks again.
//
//   GET /status, /api/v1/incidents, /api/v1/sensors ──┐
//   EventSource /events: status, incident ────────────┴─► model.js ─► status.js, incidents.js, sensors.js
//   GET /api/v1/query, every 15 s ──────────────────────► curves.js
//   POST /api/v1/incidents/{id}/ack|close|comment ◄────── acting.js
//

import { takeTokenFromAddress } from "./acting.js";
import { askForEverything, askForSensors } from "./api.js";
import { refreshCurves } from "./curves.js";
import { isLive, openStream, showConnection } from "./live.js";
import { listen, model, now } from "./model.js";
import { durationText } from "./words.js";
import "./sensors.js";
import "./status.js";

const sensorMilliseconds = 10_000;
const curveMilliseconds = 15_000;

takeTokenFromAddress();
openStream();
showConnection();
every(sensorMilliseconds, askForSensors);
every(curveMilliseconds, refreshCurves);
setInterval(countOn, 1_000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && isLive()) askForEverything().catch(() => {});
});

// Curves are asked for as soon as there is something to ask about, and when an incident comes with a new series.
let curvesAskedFor = "";
for (const topic of ["sensors", "incidents"]) listen(topic, () => {
  const shown = [model.sensors.length > 0, ...model.incidents.keys()].join();
  if (shown === curvesAskedFor || !model.sensors.length) return;
  curvesAskedFor = shown;
  refreshCurves();
});

/** Does the work every so often while the page is live and looked at. */
function every(milliseconds, work) {
  setInterval(() => { if (isLive() && !document.hidden) work().catch(() => {}); }, milliseconds);
}

/** Ages count on by themselves, also while nothing arrives. */
function countOn() {
  showConnection();
  for (const node of document.querySelectorAll("[data-since]")) {
    node.textContent = durationText(now() - Date.parse(node.dataset.since));
  }
}
