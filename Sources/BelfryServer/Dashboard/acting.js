// Acknowledge, close, comment: one dialog, made for the keyboard. The token stays in this tab and is gone with it.

import { act } from "./api.js";
import { byId, setText } from "./elements.js";
import { isActive, model, takeIncident } from "./model.js";

const verbs = {
  ack: { title: "Acknowledge incident", reason: "What you are doing about it (optional)", confirm: "Acknowledge" },
  close: { title: "Close incident", reason: "Reason", confirm: "Close" },
  comment: { title: "Comment on incident", reason: "Comment", confirm: "Add comment" },
};

const acting = { verb: "", id: "", opener: null, position: 0 };

byId("act-form").addEventListener("submit", submit);
byId("act-cancel").addEventListener("click", close);
byId("act").addEventListener("cancel", (event) => { event.preventDefault(); close(); });

/** Opens the dialog for an incident. */
export function openAct(verb, id) {
  const incident = model.incidents.get(id);
  if (!incident) return;
  const cards = [...byId("incident-feed").children];
  Object.assign(acting, { verb, id, opener: document.activeElement, position: cards.findIndex((card) => card.dataset.id === id) });
  const stillHolds = verb === "close" && isActive(incident);
  setText(byId("act-title"), verbs[verb].title);
  setText(byId("act-subject"), `${incident.severity.toUpperCase()} – ${incident.title} (${incident.place}, ${id})`);
  setText(byId("act-reason-label"), stillHolds ? "Reason (needed: the condition still holds)" : verbs[verb].reason);
  setText(byId("act-confirm"), verbs[verb].confirm);
  setText(byId("act-error"), "");
  byId("act-reason").required = stillHolds || verb === "comment";
  byId("act-reason").value = "";
  byId("act-by").value = sessionStorage.getItem("belfry-by") ?? "";
  showTokenField(!sessionStorage.getItem("belfry-token"));
  byId("act").showModal();
  byId("act-reason").focus();
}

/** The focus goes back to where it was, or to the incident that took the place of one that has gone. */
function close() {
  const feed = byId("incident-feed");
  const next = feed.children[Math.min(acting.position, feed.childElementCount - 1)] ?? byId("incidents");
  byId("act").close();
  if (acting.opener?.isConnected) acting.opener.focus();
  else next.focus();
}

function showTokenField(isShown) {
  byId("act-token-field").hidden = !isShown;
  byId("act-token").required = isShown;
  byId("act-token").value = "";
}

async function submit(event) {
  event.preventDefault();
  const [by, reason, typed] = ["act-by", "act-reason", "act-token"].map((id) => byId(id).value.trim());
  if (byId("act-reason").required && !reason) return setText(byId("act-error"), "Please say why.");
  if (typed) sessionStorage.setItem("belfry-token", typed);
  sessionStorage.setItem("belfry-by", by);
  setText(byId("act-error"), "");
  byId("act-confirm").disabled = true;
  try {
    const token = sessionStorage.getItem("belfry-token") ?? "";
    takeIncident(await act(acting.verb, acting.id, token, { ...(reason && { reason }), ...(by && { by }) }));
    close();
  } catch (error) {
    explain(error);
  } finally {
    byId("act-confirm").disabled = false;
  }
}

function explain(error) {
  setText(byId("act-error"), `Not done: ${error.message}`);
  if (error.status !== 401) return;
  sessionStorage.removeItem("belfry-token");
  showTokenField(true);
  byId("act-token").focus();
}

/** A token may come with the address, `#token=…`; it is taken and removed from there at once. */
export function takeTokenFromAddress() {
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  if (!token) return;
  sessionStorage.setItem("belfry-token", token);
  history.replaceState(null, "", location.pathname + location.search);
}
