// Numbers, units, times and names as people read them; the same words as on the command line.

import { element } from "./elements.js";
import { now } from "./model.js";

const symbols = {
  "1": "", "ug/m3": "µg/m³", "mg/m3": "mg/m³", "ng/m3": "ng/m³", Cel: "°C", "[degF]": "°F", deg: "°", "[ppm]": "ppm",
  "[ppb]": "ppb", "1/h": "/h", "1/min": "/min", "1/s": "/s", "1/m2": "/m²", "W/m2": "W/m²",
};

const quantityNames = {
  pm1: "PM1", pm2_5: "PM2.5", pm10: "PM10", no: "NO", no2: "NO₂", nox: "NOx", o3: "O₃", so2: "SO₂", co: "CO",
  co2: "CO₂", nh3: "NH₃", h2s: "H₂S", laeq: "LAeq", lamax: "LAmax",
};

/** `sensor_silent` as "sensor silent". */
export const spaced = (name) => name.replaceAll("_", " ");
export const quantityName = (name) => quantityNames[name] ?? spaced(name);
export const plural = (count, one, many) => `${count} ${count === 1 ? one : many}`;
export const capitalised = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/** Four significant digits; digits before the point are never cut off. The API writes odd numbers as text. */
export function numberText(value) {
  if (typeof value !== "number" || !Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 4 };
  return value.toLocaleString(undefined, { ...digits, useGrouping: Math.abs(value) >= 10_000 });
}

export function measureText(value, unit) {
  const symbol = symbols[unit] ?? unit;
  if (!symbol) return numberText(value);
  return symbol === "%" || symbol === "°" ? numberText(value) + symbol : `${numberText(value)} ${symbol}`;
}

/** Two units at most: "12 s", "4 min", "1 h 04 min", "3 d 2 h". */
export function durationText(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 60) return `${seconds} s`;
  if (minutes < 60) return `${minutes} min`;
  if (hours < 24) return `${hours} h ${String(minutes % 60).padStart(2, "0")} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

// In the reader's language, but by 24 hours: a night shift must not have to think about a.m.
const clockParts = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
const clockFormat = new Intl.DateTimeFormat(undefined, { ...clockParts, second: "2-digit" });
const dayFormat = new Intl.DateTimeFormat(undefined, { ...clockParts, month: "short", day: "numeric" });
const wholeFormat = new Intl.DateTimeFormat(undefined, {
  ...clockParts, weekday: "short", second: "2-digit", timeZoneName: "short",
});

export const clockText = (instant) => clockFormat.format(instant);
export const wholeText = (instant) => wholeFormat.format(instant);
export const utcText = (instant) => instant.toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");

/** A time of the daemon in local time, with the day where it is another one, and UTC as its title. */
export function timeElement(text) {
  const instant = new Date(text);
  if (Number.isNaN(instant.getTime())) return element("span", {}, text);
  const isToday = instant.toDateString() === new Date(now()).toDateString();
  const format = isToday ? clockFormat : dayFormat;
  return element("time", { datetime: text, title: utcText(instant) }, format.format(instant));
}

/** How long ago a time of the daemon is; start.js lets it count on. */
export function ageElement(text) {
  return element("span", { "data-since": text }, durationText(now() - Date.parse(text)));
}
