// Drawings: a shape for each severity, and curves.

import { drawing } from "./elements.js";
import { durationText, measureText } from "./words.js";

/** Each severity has a shape of its own: octagon, triangle, diamond, ring. */
export function severityShape(severity) {
  const outline = { critical: "M7 1h10l6 6v10l-6 6H7l-6-6V7z", major: "M12 1 23.5 22h-23z", minor: "M12 1 23 12 12 23 1 12z" };
  const shape = outline[severity]
    ? drawing("path", { d: outline[severity] })
    : drawing("circle", { cx: 12, cy: 12, r: 9 });
  return drawing("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, shape);
}

/**
 * Draws the answer of a query over its span. Where nothing was measured nothing is drawn, and an end without readings
 * is shaded: a line that just goes on would be a lie.
 */
export function drawCurve(holder, answer, limit, name) {
  const points = answer.points
    .filter((point) => typeof point.value === "number")
    .map((point) => ({ time: Date.parse(point.time), value: point.value }));
  const from = Date.parse(answer.from);
  const span = Date.parse(answer.to) - from;
  if (!points.length || !(span > 0)) return holder.replaceChildren();
  const frame = frameOf(holder, points, limit, from, span);
  const gap = 2.5 * 1000 * (answer.step_seconds ?? 60);
  const last = points[points.length - 1];
  const label = labelOf(name, points, answer.unit, limit, span);
  const picture = drawing("svg", {
    class: "curve", viewBox: `0 0 ${frame.width} ${frame.height}`, preserveAspectRatio: "none", role: "img", "aria-label": label,
  }, drawing("title", {}, label));
  if (from + span - last.time > gap) {
    const start = frame.x(last.time);
    picture.append(drawing("rect", { class: "void", x: start, y: 0, width: frame.width - start, height: frame.height }));
  }
  if (limit !== null) {
    picture.append(drawing("line", { class: "limit-line", x1: 0, x2: frame.width, y1: frame.y(limit), y2: frame.y(limit) }));
  }
  picture.append(
    drawing("path", { class: "line", d: pathOf(points, frame, gap) }),
    drawing("circle", { class: "last", cx: frame.x(last.time), cy: frame.y(last.value), r: 3 }),
  );
  holder.replaceChildren(picture);
}

/** The size of the drawing and where times and values lie in it. */
function frameOf(holder, points, limit, from, span) {
  const width = Math.max(60, Math.round(holder.clientWidth || 240));
  const height = Math.max(24, Math.round(holder.clientHeight || 44));
  const values = points.map((point) => point.value).concat(limit === null ? [] : [limit]);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const rounded = (number) => Math.round(number * 10) / 10;
  return {
    width,
    height,
    x: (time) => rounded(((time - from) / span) * width),
    y: (value) => rounded(high > low ? 3 + (1 - (value - low) / (high - low)) * (height - 6) : height / 2),
  };
}

function pathOf(points, frame, gap) {
  return points.map((point, index) => {
    const begins = index === 0 || point.time - points[index - 1].time > gap;
    return `${begins ? "M" : "L"}${frame.x(point.time)} ${frame.y(point.value)}`;
  }).join("");
}

/** The curve in words, for who cannot see it. */
function labelOf(name, points, unit, limit, span) {
  const values = points.map((point) => point.value);
  const range = `between ${measureText(Math.min(...values), unit)} and ${measureText(Math.max(...values), unit)}`;
  const last = measureText(values[values.length - 1], unit);
  const bound = limit === null ? "" : `, limit ${measureText(limit, unit)}`;
  return `${name}: last ${last}, ${range} within ${durationText(span)}${bound}`;
}
