// The state of the city and of the gateway in a glance: a word and its reasons, the domains, the machine.

import { byId, element, setText } from "./elements.js";
import { listen, model, showDomain } from "./model.js";
import { capitalised, numberText, plural } from "./words.js";

const verdicts = { ok: "All is well", degraded: "Degraded", critical: "Critical" };
const domainOrder = ["traffic", "air", "safety"];

listen("status", () => { renderVerdict(); renderDomains(); renderMachine(); });
listen("domain", renderDomains);

function renderVerdict() {
  const { status, reasons, gateway } = model.status;
  setText(byId("gateway"), gateway);
  byId("verdict").dataset.status = status;
  setText(byId("verdict-word"), verdicts[status] ?? status);
  const list = byId("reasons");
  if ([...list.children].map((node) => node.textContent).join("\n") === reasons.join("\n")) return;
  list.replaceChildren(...reasons.map((text) => element("li", {}, text)));
}

function renderDomains() {
  if (!model.status) return;
  const { domains, incidents, sensors } = model.status;
  const others = Object.keys(domains).filter((name) => !domainOrder.includes(name));
  const names = ["", ...domainOrder.filter((name) => domains[name]), ...others];
  const list = byId("domains");
  if ([...list.children].map((node) => node.dataset.domain).join() !== names.join()) {
    list.replaceChildren(...names.map(domainButton));
  }
  const known = sensors.live + sensors.late + sensors.silent + sensors.faulty + sensors.never_seen;
  for (const button of list.children) {
    const name = button.dataset.domain;
    const open = name ? domains[name].open_incidents : incidents.open;
    const [, openText, sensorText] = button.children;
    button.setAttribute("aria-pressed", String(model.domain === name));
    openText.dataset.any = open > 0;
    setText(openText, open ? plural(open, "open incident", "open incidents") : "no incidents");
    setText(sensorText, name ? plural(domains[name].sensors, "sensor", "sensors") : `${sensors.live} of ${known} sensors live`);
  }
}

function domainButton(name) {
  const button = element(
    "button",
    { type: "button", class: "domain", "data-domain": name, "aria-pressed": "false" },
    element("span", { class: "domain-name" }, name ? capitalised(name) : "Whole city"),
    element("span", { class: "domain-open" }),
    element("span", { class: "domain-sensors" }),
  );
  button.addEventListener("click", () => showDomain(name));
  return button;
}

function renderMachine() {
  const rows = machineFacts(model.status);
  const list = byId("machine");
  if (list.childElementCount !== rows.length) {
    list.replaceChildren(...rows.map(() => element("div", {}, element("dt"), element("dd"))));
  }
  rows.forEach(([name, text, isBad], index) => {
    const row = list.children[index];
    row.dataset.bad = isBad === true;
    setText(row.children[0], name);
    setText(row.children[1], text);
  });
}

/** Name, text, and whether it is bad. */
function machineFacts({ ingest, engine, store, version }) {
  const brokers = ingest.brokers.map((broker) => `${broker.name} ${broker.connected ? "connected" : "NOT connected"}`);
  const p99 = engine.latency_seconds.p99;
  return [
    ["Brokers", brokers.join(", ") || "none", ingest.brokers.some((broker) => !broker.connected)],
    ["Messages", `${numberText(ingest.messages_per_second)}/s`],
    ["Readings", `${numberText(ingest.readings_per_second)}/s`],
    ["Ledger", ingest.ledger.balanced ? "balanced" : "NOT balanced", !ingest.ledger.balanced],
    ["Quarantined", numberText(ingest.ledger.quarantined)],
    ["Shed", numberText(ingest.ledger.shed), ingest.ledger.shed > 0],
    ["Sensor to finding, p99", typeof p99 === "number" ? `${numberText(p99 * 1000)} ms` : "–"],
    ["Store", store.state, store.state !== "ok"],
    ["Belfry", version],
  ];
}
