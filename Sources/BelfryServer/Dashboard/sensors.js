// The sensors' health, those in trouble first and, until somebody asks for the others, alone.

import { byId, element, setText } from "./elements.js";
import { listen, model, sensorStates } from "./model.js";
import { ageElement, spaced } from "./words.js";

const rowsAtMost = 200;

/** A state, or "trouble" for all but the live ones. */
let stateShown = "trouble";

for (const topic of ["sensors", "domain"]) listen(topic, render);

function render() {
  const inDomain = model.sensors.filter((sensor) => !model.domain || sensor.domain === model.domain);
  renderChips(inDomain);
  const shown = inDomain
    .filter((sensor) => (stateShown === "trouble" ? sensor.state !== "live" : sensor.state === stateShown))
    .sort((left, right) => sensorStates.indexOf(left.state) - sensorStates.indexOf(right.state)
      || left.sensor.localeCompare(right.sensor));
  byId("sensor-rows").replaceChildren(...shown.slice(0, rowsAtMost).map(row));
  byId("sensor-table").hidden = shown.length === 0;
  setText(byId("sensors-note"), noteOn(shown, inDomain));
}

function noteOn(shown, inDomain) {
  if (model.sensors.length === 0) return "No sensor has been heard yet.";
  if (shown.length > rowsAtMost) return `The first ${rowsAtMost} of ${shown.length}.`;
  if (shown.length > 0) return "";
  return stateShown === "trouble" ? `All ${inDomain.length} sensors are live.` : `No sensor is ${spaced(stateShown)}.`;
}

function renderChips(sensors) {
  const count = (state) => sensors.filter((sensor) => sensor.state === state).length;
  const chips = [
    ["trouble", `in trouble ${sensors.length - count("live")}`],
    ...[...sensorStates].reverse().map((state) => [state, `${spaced(state)} ${count(state)}`]),
  ];
  const holder = byId("sensor-states");
  if (holder.childElementCount !== chips.length) holder.replaceChildren(...chips.map(([state]) => chip(state)));
  chips.forEach(([state, text], index) => {
    setText(holder.children[index], text);
    holder.children[index].setAttribute("aria-pressed", String(stateShown === state));
  });
}

function chip(state) {
  const button = element("button", { type: "button" });
  button.addEventListener("click", () => { stateShown = state; render(); });
  return button;
}

function row(sensor) {
  const cell = (...children) => element("td", { role: "cell" }, ...children);
  const heard = sensor.last_seen ? [ageElement(sensor.last_seen), " ago"] : ["never"];
  return element(
    "tr", { role: "row" },
    cell(sensor.sensor),
    cell(element("span", { class: "sensor-state", "data-state": sensor.state }, spaced(sensor.state))),
    cell(...heard),
    cell(sensor.place === sensor.sensor ? "" : sensor.place),
    cell(sensor.zone),
    cell(sensor.agency),
  );
}
