// The full story of an incident: what was found on what evidence, and what has been done about it.

import { element } from "./elements.js";
import { isLevel, limitOf } from "./model.js";
import { measureText, quantityName, spaced, timeElement } from "./words.js";

/** The parts of the story. */
export function storyOf(incident) {
  return [
    element("div", {}, element("h4", {}, "Findings"), element("ul", {}, ...incident.findings.map(findingItem))),
    element("div", {}, element("h4", {}, "Timeline"), element("ol", {}, ...incident.timeline.map(timelineItem))),
  ];
}

function findingItem(finding) {
  const span = finding.to
    ? ["from ", timeElement(finding.from), " to ", timeElement(finding.to)]
    : ["since ", timeElement(finding.from)];
  const numbers = finding.evidence.map((item) => `${spaced(item.name)} ${measureText(item.value, item.unit)}`);
  const rule = `rule ${finding.rule}, version ${finding.rule_version}`;
  return element(
    "li", {},
    element("span", {}, `${finding.severity.toUpperCase()} ${finding.sensor}: ${measured(finding)}`),
    element("p", {}, ...span, `; ${finding.text}`),
    element("p", {}, [...numbers, rule].join(", ")),
    runbookLink(finding.runbook),
  );
}

function measured(finding) {
  if (!isLevel(finding)) return `${spaced(finding.kind)} (${quantityName(finding.quantity)})`;
  const limit = limitOf(finding);
  const value = `${quantityName(finding.quantity)} ${measureText(finding.value, finding.unit)}`;
  return limit === null ? value : `${value}, limit ${measureText(limit, finding.unit)}`;
}

/** Only web addresses become links: a rule's file must not be able to plant a script. */
function runbookLink(address) {
  if (!/^https?:\/\//i.test(address)) return null;
  const link = element("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, "Runbook (opens a new tab)");
  return element("p", {}, link);
}

function timelineItem(entry) {
  const by = entry.by ? ` by ${entry.by}` : "";
  const text = entry.text ? `: ${entry.text}` : "";
  return element("li", {}, timeElement(entry.at), ` ${spaced(entry.what)}${by}${text}`);
}
