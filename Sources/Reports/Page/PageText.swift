// swift-format-ignore-file
// Made by scripts/embed-page from the files in Source. Change those.

/// The script and the style sheet of a page.
enum PageText {
  /// The SHA-256 of the script, in base64.
  static let scriptDigest = "Eat/ZfwYZp1Bua1AOOTksHRjdCOdFWnZgvStC8LtxL4="

  /// The script.
  static let script = ###"""
(() => {
"use strict";
// The values of the page, what is chosen and shown, and small helpers. Whatever comes from outside
// becomes text of a node (`textContent`), never markup.

const data = JSON.parse(document.getElementById("data").textContent);
const metrics = data.metrics || [];
const groups = data.groups || [];
const runs = data.runs || { label: [], id: [], seed: [], state: [], group: [], last: [] };
const colorCount = 10;

/// The runs of each group.
const members = groups.map(() => []);
runs.group.forEach((group, run) => members[group].push(run));

/// What the reader chose, and what filters leave: sets of groups by the filter's name.
const choice = {
  groups: new Set(), filters: new Map(), listeners: [], isQueued: false, colors: null,
};

function onChange(listener) {
  choice.listeners.push(listener);
}

// However many changes there are, everything is drawn once a frame.
function changed() {
  choice.colors = null;
  if (choice.isQueued) return;
  choice.isQueued = true;
  requestAnimationFrame(() => {
    choice.isQueued = false;
    for (const listener of choice.listeners) listener();
  });
}

function toggle(group) {
  if (!choice.groups.delete(group)) choice.groups.add(group);
  changed();
}

/// Keeps a filter's set; null lifts it.
function filter(name, set) {
  if (set) choice.filters.set(name, set);
  else choice.filters.delete(name);
  changed();
}

function isVisible(group) {
  for (const set of choice.filters.values()) if (!set.has(group)) return false;
  return true;
}

function visibleGroups() {
  return groups.map((_, group) => group).filter(isVisible);
}

matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);

/// Makes an element: attributes, listeners (`onclick`), then nodes and texts.
function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

function button(text, action, attributes = {}) {
  return el("button", { type: "button", onclick: action, ...attributes }, text);
}

/// A labelled list of choices; `options` are texts, the value is the place of the one chosen.
function select(title, options, chosen, onchange) {
  const items = options.map((text, place) => el("option", { value: place }, text));
  const list = el("select", {}, ...items);
  list.value = chosen;
  list.addEventListener("change", () => onchange(Number(list.value)));
  return el("label", {}, title, list);
}

/// A number as the tables have it: four digits, no locale.
function number(value) {
  if (value === null || value === undefined) return "–";
  if (typeof value === "string") return value;
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size >= 1e15 || size < 1e-4) return trimmed(value.toExponential(3)).replace("e+", "e");
  return size >= 1e4 ? value.toFixed(0) : trimmed(value.toPrecision(4));
}

function trimmed(text) {
  return text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");
}

/// The finite number that a stored value is; values that are not finite are stored in words.
function finite(value) {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

function mean(values) {
  return values.length ? values.reduce((sum, value) => sum + value, 0) / values.length : null;
}

/// The sample's standard deviation; 0 of one value.
function deviation(values) {
  if (values.length < 2) return 0;
  const middle = mean(values);
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}

/// A group's mean of a metric's last values, of the runs that finished; null without a finite one.
function outcome(metric, group) {
  if (!outcomes[metric]) outcomes[metric] = groups.map((_, place) => outcomeOf(metric, place));
  return outcomes[metric][group];
}

// Asked for very often, by sorting and drawing.
const outcomes = [];
function outcomeOf(metric, group) {
  const ended = members[group].filter((run) => runs.state[run] === "finished");
  const values = ended.map((run) => finite(runs.last[metric][run]));
  return values.length && values.every((value) => value !== null) ? mean(values) : null;
}

/// The groups with a metric's value, the best first; where neither end is better, as planned.
function ranked(metric, among) {
  const found = among.map((group) => [outcome(metric, group), group]);
  const known = found.filter(([value]) => value !== null);
  const sign = { lower: 1, higher: -1, neither: 0 }[metrics[metric].better];
  known.sort((one, other) => sign * (one[0] - other[0]) || one[1] - other[1]);
  return known.map(([, group]) => group);
}

/// Which groups have a colour: those chosen, else all if they are few, else the best.
function colors() {
  if (!choice.colors) choice.colors = colorsNow();
  return choice.colors;
}

function colorsNow() {
  const visible = visibleGroups();
  let shown = visible.filter((group) => choice.groups.has(group));
  if (!shown.length) shown = visible;
  if (shown.length > colorCount && data.headline !== null) shown = ranked(data.headline, shown);
  const stable = shown.slice(0, colorCount).sort((one, other) => one - other);
  // Where they are few, a group's colour does not depend on what is chosen.
  const isFew = groups.length <= colorCount;
  return new Map(stable.map((group, place) => [group, isFew ? group : place]));
}

/// A colour of the style sheet as it now is.
function css(name) {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/// A scale from values to 0...1. On a logarithmic one, values at or below 0 have no place.
function scale(values, isLog) {
  const usable = values.filter((value) => Number.isFinite(value) && (!isLog || value > 0));
  if (!usable.length) return null;
  const turned = isLog ? Math.log10 : (value) => value;
  // Not Math.min(...values): an argument each is too many.
  let [low, high] = [Infinity, -Infinity];
  for (const value of usable) {
    low = Math.min(low, turned(value));
    high = Math.max(high, turned(value));
  }
  const blank = high > low ? 0 : isLog ? 0.3 : Math.max(0.5, Math.abs(low) * 0.1);
  [low, high] = [low - blank, high + blank];
  // Halves, since the difference of two huge numbers may not be finite.
  const span = high / 2 - low / 2;
  return {
    isLog, low, high,
    at: (value) => (turned(value) / 2 - low / 2) / span,
    back: (part) => {
      const value = (low / 2 + part * span) * 2;
      return isLog ? 10 ** value : value;
    },
  };
}

/// Round values within a scale, about as many as asked for.
function ticks(axis, count) {
  if (axis.isLog && axis.high - axis.low >= 1) return decades(axis, count);
  const [low, high] = axis.isLog ? [10 ** axis.low, 10 ** axis.high] : [axis.low, axis.high];
  const step = roundStep((high / 2 - low / 2) / count * 2);
  const found = [];
  for (let place = Math.ceil(low / step); place * step <= high && found.length < 50; place += 1) {
    // Without the rounding's dust: 0.30000000000000004.
    found.push(Number((place * step).toPrecision(12)));
  }
  return found;
}

function roundStep(length) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(length, 1e-300)));
  return unit * ([1, 2, 5].find((factor) => factor * unit >= length * 0.999) || 10);
}

function decades(axis, count) {
  const step = Math.max(1, Math.ceil((axis.high - axis.low) / count));
  const found = [];
  for (let power = Math.ceil(axis.low); power <= axis.high; power += 1) {
    if (power % step === 0) found.push(10 ** power);
    if (axis.high - axis.low < 3) found.push(2 * 10 ** power, 5 * 10 ** power);
  }
  return found.filter((value) => axis.at(value) >= 0 && axis.at(value) <= 1);
}

/// A canvas that keeps its sharpness and is drawn again when its size changes.
function canvas(height, draw, attributes = {}) {
  const element = el("canvas", attributes);
  const surface = { element, width: 0, height, redraw };
  const pen = element.getContext("2d");
  function redraw() {
    const ratio = window.devicePixelRatio || 1;
    const width = element.clientWidth;
    if (!width) return;
    surface.width = width;
    if (element.width !== Math.round(width * ratio) || element.height !== height * ratio) {
      element.width = Math.round(width * ratio);
      element.height = Math.round(height * ratio);
    }
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, height);
    pen.font = "12px system-ui, sans-serif";
    draw(pen, width, height);
  }
  element.style.height = `${height}px`;
  new ResizeObserver(redraw).observe(element);
  return surface;
}

/// Writes labels side by side; one that would touch the label before it is left out.
function labelsAcross(pen, labels, y) {
  let end = -Infinity;
  for (const [x, text] of labels) {
    const half = pen.measureText(text).width / 2;
    if (x - half < end + 8) continue;
    pen.fillText(text, x, y);
    end = x + half;
  }
}

/// A text cut to a width, with an ellipsis.
function fitted(pen, text, width) {
  if (pen.measureText(text).width <= width) return text;
  let kept = text.slice(0, 200);
  while (kept && pen.measureText(`${kept}…`).width > width) kept = kept.slice(0, -1);
  return `${kept}…`;
}

/// Gives the reader a file that the page makes itself.
function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  el("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

/// Rows as comma-separated values (RFC 4180).
function csv(rows) {
  const field = (value) => {
    const text = value === null || value === undefined ? "" : String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return rows.map((row) => `${row.map(field).join(",")}\r\n`).join("");
}

/// The elements of the page that show a picture, by its path.
const figures = new Map();
for (const figure of document.querySelectorAll("[data-figure]")) {
  const path = figure.getAttribute("data-figure");
  if (!figures.has(path)) figures.set(path, figure);
}
// Tables that sort and filter, and rows that choose the curves of their runs.

const byLabel = new Map();
runs.label.forEach((label, run) => byLabel.set(label, runs.group[run]));
groups.forEach((label, group) => byLabel.set(label, group));

const collator = new Intl.Collator("en", { numeric: true });
const units = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9 };

/// The number that a cell's text begins with; NaN where it is none.
function leading(text) {
  const special = /^(nan|-?inf)\b/.exec(text);
  if (special) return special[1] === "nan" ? NaN : special[1] === "inf" ? Infinity : -Infinity;
  const found = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?/i.exec(text);
  if (!found) return NaN;
  const unit = text.slice(found[0].length).trim();
  return Number(found[0]) * (units[unit] || 1);
}

/// Compares two cells. What is no number comes last, whichever way the others go.
function compareNumbers(one, other, sign) {
  if (Number.isNaN(one) || Number.isNaN(other)) return Number.isNaN(one) - Number.isNaN(other);
  return one === other ? 0 : one < other ? -sign : sign;
}

/// A row of a table. Its texts are read when they are wanted: there may be tens of thousands.
class Row {
  constructor(row, place) {
    this.row = row;
    this.place = place;
    this.isOut = false;
    this.group = byLabel.get(row.cells[0].textContent.trim());
  }

  get texts() {
    if (!this.read) this.read = [...this.row.cells].map((cell) => cell.textContent.trim());
    return this.read;
  }
}

class SortedTable {
  constructor(element) {
    this.element = element;
    this.body = element.tBodies[0];
    this.rows = [...this.body.rows].map((row, place) => new Row(row, place));
    this.titles = [...element.tHead.rows[0].cells];
    this.names = this.titles.map((title) => title.textContent.trim());
    this.sorted = { column: -1, sign: 1 };
    this.byRow = new Map();
    this.titles.forEach((title, column) => this.addButton(title, column));
    this.isOfGroups = this.rows.some((item) => item.group !== undefined);
    if (this.isOfGroups) this.linkRows();
    element.classList.add("sorted");
    // Of a long table a screenful is enough; it has a bar of its own to scroll.
    if (this.rows.length > 20 && !element.querySelector(".figure")) {
      element.parentElement.classList.add("long");
      element.parentElement.classList.toggle("endless", this.rows.length >= 1000);
      element.parentElement.tabIndex = 0;
      element.parentElement.setAttribute("role", "region");
      element.parentElement.setAttribute("aria-label", element.caption.textContent);
    }
    if (this.rows.length > 8) this.addFilter();
  }

  addButton(title, column) {
    const name = title.textContent;
    title.textContent = "";
    title.append(button(name, () => this.sort(column), { class: "sort" }));
  }

  sort(column) {
    const isSame = this.sorted.column === column;
    const sign = isSame ? -this.sorted.sign : 1;
    this.sorted = { column, sign };
    const isNumeric = this.titles[column].classList.contains("number");
    for (const item of this.rows) {
      const text = item.texts[column] || "";
      item.key = isNumeric ? leading(text) : text;
    }
    const compare = isNumeric
      ? (one, other) => compareNumbers(one.key, other.key, sign)
      : (one, other) => sign * collator.compare(one.key, other.key);
    this.rows.sort((one, other) => compare(one, other) || one.place - other.place);
    const fragment = document.createDocumentFragment();
    for (const item of this.rows) fragment.append(item.row);
    this.body.append(fragment);
    this.titles.forEach((title, place) => {
      if (place !== column) title.removeAttribute("aria-sort");
      else title.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    });
  }

  addFilter() {
    this.count = el("output", { class: "quiet" });
    const field = el("input", {
      type: "search", placeholder: "words, or a name < 5", spellcheck: "false",
      oninput: () => this.filter(field.value),
    });
    this.bar = el("div", { class: "bar" }, el("label", {}, "Filter", field), this.count);
    this.element.parentElement.before(this.bar);
  }

  filter(text) {
    const parts = text.split(/\s+and\s+/i).filter((part) => part.trim());
    const tests = parts.map((part) => this.test(part));
    const kept = new Set();
    for (const item of this.rows) {
      item.isOut = !tests.every((test) => test(item));
      if (!item.isOut && item.group !== undefined) kept.add(item.group);
    }
    this.showRows();
    if (this.isOfGroups) filter(this, tests.length ? kept : null);
  }

  /// Shows the rows that no filter takes away, neither this table's nor another's.
  showRows() {
    let count = 0;
    for (const item of this.rows) {
      const isHidden = item.isOut || (item.group !== undefined && !isVisible(item.group));
      if (item.row.hidden !== isHidden) item.row.hidden = isHidden;
      if (!isHidden) count += 1;
    }
    if (!this.count) return;
    const isWhole = count === this.rows.length;
    this.count.textContent = isWhole ? "" : `${count} of ${this.rows.length} rows`;
  }

  /// `name < 5` compares a column, a metric or a parameter; other words are looked for.
  test(part) {
    const found = /^\s*(.+?)\s*(<=|>=|!=|=|<|>)\s*(.+?)\s*$/.exec(part);
    const value = found && this.reader(found[1]);
    if (value) {
      return (item) => compareWith(value(item), found[2], found[3]);
    }
    const words = part.toLowerCase().split(/\s+/).filter((word) => word);
    return (item) => {
      const text = item.texts.join(" ").toLowerCase();
      return words.every((word) => text.includes(word));
    };
  }

  /// What reads the values of a name; null where nothing is called so.
  reader(name) {
    const wanted = name.toLowerCase();
    const column = this.names.findIndex((text) => text.toLowerCase() === wanted);
    if (column >= 0) return (item) => item.texts[column];
    const ofGroup = groupReader(wanted);
    return ofGroup && ((item) => (item.group === undefined ? null : ofGroup(item.group)));
  }

  linkRows() {
    for (const item of this.rows) {
      if (item.group === undefined) continue;
      item.row.classList.add("pick");
      this.byRow.set(item.row, item.group);
    }
    this.body.addEventListener("click", (event) => {
      const group = this.byRow.get(event.target.closest("tr"));
      // Who marks text to copy it does not choose a row.
      if (group !== undefined && String(getSelection()) === "") toggle(group);
    });
    // A button a row is what a keyboard needs; in endless tables the legend has to do.
    if (this.rows.length <= 1000) for (const item of this.rows) this.addPick(item);
    onChange(() => this.mark());
    this.mark();
  }

  addPick(item) {
    if (item.group === undefined) return;
    item.pick = button("", () => {}, {
      class: "swatch", "aria-pressed": "false", "aria-label": `Choose ${groups[item.group]}`,
    });
    item.row.cells[0].classList.add("spotted");
    item.row.cells[0].prepend(item.pick);
  }

  mark() {
    const shown = colors();
    this.showRows();
    for (const item of this.rows) {
      if (item.group === undefined) continue;
      const isChosen = choice.groups.has(item.group);
      if (item.isChosen !== isChosen) item.row.classList.toggle("chosen", isChosen);
      item.isChosen = isChosen;
      if (!item.pick) continue;
      const color = shown.has(item.group) ? shown.get(item.group) : "";
      item.pick.setAttribute("aria-pressed", String(isChosen));
      if (item.pick.dataset.color !== String(color)) item.pick.dataset.color = color;
    }
  }
}

function groupReader(name) {
  const parameter = (data.parameters || []).find((axis) => axis.name.toLowerCase() === name);
  if (parameter) return (group) => parameter.values[group];
  const metric = metrics.findIndex((item) => [item.name, item.title].some(
    (text) => text.toLowerCase() === name));
  return metric < 0 ? null : (group) => outcome(metric, group);
}

/// Compares a value with the text of a filter: as numbers where both are, else as texts.
function compareWith(value, sign, text) {
  if (value === null || value === undefined) return false;
  const [left, right] = [typeof value === "number" ? value : leading(value), Number(text)];
  const isNumber = !Number.isNaN(left) && !Number.isNaN(right);
  const order = isNumber ? left - right : collator.compare(String(value), text);
  switch (sign) {
    case "<": return isNumber && order < 0;
    case "<=": return isNumber && order <= 0;
    case ">": return isNumber && order > 0;
    case ">=": return isNumber && order >= 0;
    case "=": return order === 0;
    default: return order !== 0;
  }
}

const tables = [...document.querySelectorAll("main table")].filter((table) => {
  const count = table.tBodies[0].rows.length;
  return count > 1 && (table.querySelector("th.number") || count > 20);
}).map((table) => new SortedTable(table));

/// All runs with their settings and exact last values.
function runsCSV() {
  const parameters = data.parameters || [];
  const header = ["run", "id", "seed", "state", ...parameters.map((axis) => axis.name),
    ...metrics.map((metric) => metric.name)];
  return csv([header, ...runs.label.map((label, run) => [
    label, runs.id[run], runs.seed[run], runs.state[run],
    ...parameters.map((axis) => axis.values[runs.group[run]]),
    ...metrics.map((_, metric) => runs.last[metric][run]),
  ])]);
}

const results = tables.find((table) => table.isOfGroups);
if (results) {
  const save = button("Download as CSV", () => download(`${data.sweep}-runs.csv`, runsCSV()));
  if (!results.bar) results.element.parentElement.before(el("div", { class: "bar" }, save));
  else results.bar.append(save);
}
// Curves as lines: of a run, or of a group as the mean of its seeds with a band around it.

/// The steps and values of a run's curve; a value that is not finite is null.
function curveOf(metric, run) {
  const stored = data.curves.values[metric][run];
  return stored ? { x: data.curves.steps[stored[0]], y: stored.slice(1) } : null;
}

/// The value of a curve at a step, between two points on the line through them; null outside.
function valueAt(curve, step) {
  let [low, high] = [0, curve.x.length - 1];
  if (high < 0 || step < curve.x[0] || step > curve.x[high]) return null;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (curve.x[middle] <= step) low = middle;
    else high = middle;
  }
  if (curve.x[low] === step) return curve.y[low];
  if (curve.x[high] === step) return curve.y[high];
  if (curve.y[low] === null || curve.y[high] === null) return null;
  const part = (step - curve.x[low]) / (curve.x[high] - curve.x[low]);
  return curve.y[low] * (1 - part) + curve.y[high] * part;
}

/// Exponential smoothing that does not lean to the first value (Kingma and Ba 2015, section 3).
function smoothed(values, weight) {
  if (weight === 0) return values;
  let [sum, left] = [0, 1];
  return values.map((value) => {
    if (value === null) return null;
    sum = weight * sum + (1 - weight) * value;
    left *= weight;
    return sum / (1 - left);
  });
}

/// The mean of several curves where each has a value, and one standard deviation to both sides.
function meanLine(curves, weight) {
  const longest = curves.reduce((one, other) => (other.x.length > one.x.length ? other : one));
  const smooth = curves.map((curve) => ({ x: curve.x, y: smoothed(curve.y, weight) }));
  const line = { x: [], y: [], low: [], high: [] };
  for (const step of longest.x) {
    const values = smooth.map((curve) => valueAt(curve, step));
    const isWhole = values.every((value) => value !== null);
    const [middle, spread] = isWhole ? [mean(values), deviation(values)] : [null, 0];
    line.x.push(step);
    line.y.push(middle);
    line.low.push(isWhole ? middle - spread : null);
    line.high.push(isWhole ? middle + spread : null);
  }
  return line;
}

/// The line of a group: as in the report, of those runs that finished, else of those that began.
function groupLine(metric, group, weight) {
  const ended = members[group].filter((run) => runs.state[run] === "finished");
  const curves = (ended.length ? ended : members[group])
    .map((run) => curveOf(metric, run)).filter((curve) => curve);
  if (!curves.length) return null;
  const line = curves.length > 1
    ? meanLine(curves, weight)
    : { x: curves[0].x, y: smoothed(curves[0].y, weight) };
  return { ...line, group, name: groups[group] };
}

function runLines(metric, group, weight) {
  return members[group].flatMap((run) => {
    const curve = curveOf(metric, run);
    if (!curve) return [];
    return [{ x: curve.x, y: smoothed(curve.y, weight), group, name: runs.label[run] }];
  });
}

/// All lines of a metric; the same request twice costs nothing.
const lineCache = new Map();
function linesOf(metric, weight, isEach) {
  const key = `${metric} ${weight} ${isEach}`;
  if (!lineCache.has(key)) {
    if (lineCache.size > 8) lineCache.clear();
    lineCache.set(key, groups.flatMap((_, group) => {
      if (isEach) return runLines(metric, group, weight);
      const line = groupLine(metric, group, weight);
      return line ? [line] : [];
    }));
  }
  return lineCache.get(key);
}
// The chart of all curves: values at the pointer or where the arrow keys are, a legend that chooses.

const margin = { left: 64, right: 14, top: 10, bottom: 40 };
const mostLegend = 200;

class CurveChart {
  constructor(shown) {
    this.shown = shown;
    this.metric = shown[0];
    this.weight = 0;
    this.isEach = false;
    this.isLog = this.suitsLog();
    this.chart = canvas(380, (pen, width, height) => this.draw(pen, width, height), {
      "aria-hidden": "true",
    });
    this.over = canvas(380, (pen) => this.drawPlace(pen), {
      tabindex: "0", role: "img", class: "over",
    });
    this.tip = el("div", { class: "tip", hidden: true });
    this.said = el("p", { class: "hidden", "aria-live": "polite" });
    this.legend = el("div", { class: "legend", role: "group", "aria-label": "Curves" });
    this.note = el("p", { class: "quiet" });
    this.element = el("div", { class: "live panel" }, this.controls(),
      el("div", { class: "plot" }, this.chart.element, this.over.element, this.tip), this.said,
      this.legend, this.note);
    this.listen();
    onChange(() => this.update());
    this.update();
  }

  controls() {
    this.clear = button("Choose none", () => {
      choice.groups.clear();
      changed();
    });
    const titles = this.shown.map((metric) => metrics[metric].title);
    const log = el("input", { type: "checkbox", onchange: () => {
      this.isLog = log.checked;
      this.update();
    } });
    this.log = log;
    log.checked = this.isLog;
    const smooth = el("input", {
      type: "range", min: "0", max: "0.99", step: "0.01", value: "0", oninput: () => {
        this.weight = Number(smooth.value);
        this.update();
      },
    });
    const metric = select("Metric", titles, 0, (place) => {
      this.metric = this.shown[place];
      this.isLog = log.checked = this.suitsLog();
      this.update();
    });
    const seeds = select("Seeds", ["mean, with a band", "each run"], 0, (place) => {
      this.isEach = place === 1;
      this.update();
    });
    return el("div", { class: "bar" }, titles.length > 1 ? metric : "",
      members.some((list) => list.length > 1) ? seeds : "",
      el("label", { class: "check" }, log, "Logarithmic"), el("label", {}, "Smoothing", smooth),
      this.clear,
      button("Download as CSV", () => this.save()));
  }

  /// An error falls by ratios, so it has an axis of them, unless it is not always above 0.
  suitsLog() {
    if (metrics[this.metric].better !== "lower") return false;
    const values = linesOf(this.metric, 0, false).flatMap((line) => line.y);
    const known = values.filter((value) => value !== null);
    return known.length > 0 && known.every((value) => value > 0);
  }

  update() {
    const all = linesOf(this.metric, this.weight, this.isEach);
    this.colors = colors();
    this.lines = all.filter((line) => isVisible(line.group));
    // Coloured lines last, so that they lie above the others.
    this.lines.sort((one, other) => this.colors.has(one.group) - this.colors.has(other.group));
    [this.place, this.allSteps] = [null, null];
    this.chart.redraw();
    this.over.redraw();
    this.showTip([]);
    this.drawLegend();
    this.clear.disabled = choice.groups.size === 0;
    const title = metrics[this.metric].title;
    this.over.element.setAttribute("aria-label",
      `${title} by ${data.step}, ${this.lines.length} curves. Arrow keys read the values.`);
    this.note.textContent = this.words(all.length);
  }

  words(all) {
    const limit = data.curves.limit;
    const band = this.lines.some((line) => line.low)
      ? "A band is one sample standard deviation of the seeds to each side of their mean. " : "";
    const thin = limit
      ? `Curves are thinned to about ${limit} points each: of each stretch the lowest and the `
        + "highest value are kept. " : "";
    const less = this.lines.length < all ? `${this.lines.length} of ${all} curves are shown. ` : "";
    const few = this.colors.size < new Set(this.lines.map((line) => line.group)).size
      ? "Colours go to those chosen, or to the best; the others are grey. " : "";
    return less + few + band + thin;
  }

  // --- Drawing

  layout() {
    const steps = this.lines.flatMap((line) => [line.x[0], line.x[line.x.length - 1]]);
    // Without the bands: what is far out must not shrink the lines.
    const values = [];
    for (const line of this.lines) {
      for (const value of line.y) if (value !== null) values.push(value);
    }
    return [scale(steps, false), scale(values, this.isLog)];
  }

  draw(pen, width, height) {
    const [x, y] = this.layout();
    this.x = x && ((value) => margin.left + x.at(value) * (width - margin.left - margin.right));
    const room = height - margin.top - margin.bottom;
    this.y = y && ((value) => margin.top + (1 - 0.04 - 0.92 * y.at(value)) * room);
    if (!x || !y) {
      this.x = null;
      pen.fillStyle = css("--quiet");
      pen.textAlign = "center";
      const why = this.isLog ? "No value above 0 to show" : "No finite value to show";
      pen.fillText(why, width / 2, height / 2);
      return;
    }
    this.drawAxes(pen, width, height, x, y);
    pen.save();
    pen.beginPath();
    pen.rect(margin.left, margin.top, width - margin.left - margin.right, room);
    pen.clip();
    pen.lineJoin = "round";
    for (const line of this.lines) this.drawBand(pen, line);
    for (const line of this.lines) {
      this.drawLine(pen, line, this.colors.has(line.group) ? 1.8 : 1, this.color(line.group));
    }
    pen.restore();
  }

  drawAxes(pen, width, height, x, y) {
    const bottom = height - margin.bottom;
    pen.lineWidth = 1;
    pen.strokeStyle = css("--line");
    pen.fillStyle = css("--quiet");
    pen.textBaseline = "middle";
    pen.textAlign = "right";
    for (const value of ticks(y, 6)) {
      const place = Math.round(this.y(value)) + 0.5;
      pen.beginPath();
      pen.moveTo(margin.left, place);
      pen.lineTo(width - margin.right, place);
      pen.stroke();
      pen.fillText(number(value), margin.left - 8, place);
    }
    pen.textAlign = "center";
    const steps = ticks(x, Math.max(2, Math.min(8, width / 90)));
    labelsAcross(pen, steps.map((value) => [this.x(value), number(value)]), bottom + 12);
    pen.fillText(data.step, (margin.left + width - margin.right) / 2, height - 9);
    pen.save();
    pen.translate(10, (margin.top + bottom) / 2);
    pen.rotate(-Math.PI / 2);
    pen.fillText(fitted(pen, metrics[this.metric].quantity, height - 60), 0, 0);
    pen.restore();
  }

  color(group) {
    return this.colors.has(group) ? css(`--c${this.colors.get(group)}`) : css("--faint");
  }

  /// Where a value lies; null where the axis has no place for it.
  height(value) {
    if (value === null || (this.isLog && value <= 0)) return null;
    return this.y(value);
  }

  drawLine(pen, line, width, color) {
    pen.strokeStyle = pen.fillStyle = color;
    pen.lineWidth = width;
    pen.beginPath();
    let [count, isDrawing] = [0, false];
    line.x.forEach((step, place) => {
      const height = this.height(line.y[place]);
      if (height !== null) {
        pen[isDrawing ? "lineTo" : "moveTo"](this.x(step), height);
        count += 1;
      }
      isDrawing = height !== null;
    });
    pen.stroke();
    // A single value makes no line: a dot shows it.
    if (count !== 1) return;
    const place = line.y.findIndex((value) => this.height(value) !== null);
    dot(pen, this.x(line.x[place]), this.height(line.y[place]), 3.5);
  }

  drawBand(pen, line) {
    if (!line.low || !this.colors.has(line.group)) return;
    const floor = margin.top + 2 * this.chart.height;
    pen.fillStyle = this.color(line.group);
    pen.globalAlpha = 0.16;
    const places = line.x.map((_, place) => place).filter((place) => line.low[place] !== null);
    pen.beginPath();
    for (const place of places) {
      pen.lineTo(this.x(line.x[place]), this.height(line.high[place]) ?? floor);
    }
    for (const place of places.reverse()) {
      // Below 0 there is nothing on a logarithmic axis: the band goes down to its end.
      pen.lineTo(this.x(line.x[place]), this.height(line.low[place]) ?? floor);
    }
    pen.fill();
    pen.globalAlpha = 1;
  }

  // --- Reading values

  listen() {
    const surface = this.over.element;
    surface.addEventListener("pointermove", (event) => {
      const bounds = surface.getBoundingClientRect();
      this.pointAt(event.clientX - bounds.left, event.clientY - bounds.top);
    });
    surface.addEventListener("pointerleave", () => this.pointAt(null));
    surface.addEventListener("blur", () => this.pointAt(null));
    surface.addEventListener("click", () => {
      if (this.near && this.near.length) toggle(this.near[0].line.group);
    });
    surface.addEventListener("keydown", (event) => this.step(event));
  }

  /// The steps at which there are values, ascending.
  steps() {
    if (this.allSteps) return this.allSteps;
    // Most lines share their list of steps.
    const all = new Set();
    for (const list of new Set(this.lines.map((line) => line.x))) {
      for (const step of list) all.add(step);
    }
    this.allSteps = [...all].sort((one, other) => one - other);
    return this.allSteps;
  }

  step(event) {
    const way = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (event.key === "Escape") this.pointAt(null);
    if (!way || !this.x) return;
    event.preventDefault();
    const steps = this.steps();
    const here = this.place === null ? (way > 0 ? -1 : steps.length) : steps.indexOf(this.place);
    this.place = steps[Math.min(steps.length - 1, Math.max(0, here + way))];
    this.near = this.valuesAt(this.place, null);
    this.over.redraw();
    this.showTip(this.near);
    const words = this.near.slice(0, 5).map(({ line, value }) => `${line.name} ${number(value)}`);
    this.said.textContent = `${data.step} ${this.place}: ${words.join(", ")}`;
  }

  pointAt(x, y) {
    this.near = [];
    this.place = null;
    if (x !== null && this.x) {
      let best = Infinity;
      for (const step of this.steps()) {
        const distance = Math.abs(this.x(step) - x);
        if (distance < best) [best, this.place] = [distance, step];
      }
      this.near = this.place === null ? [] : this.valuesAt(this.place, y);
    }
    this.over.redraw();
    this.showTip(this.near);
  }

  /// The lines that have a value at a step: nearest to the pointer first, or the best first.
  valuesAt(step, y) {
    const found = [];
    for (const line of this.lines) {
      const value = valueAt(line, step);
      const height = value === null ? null : this.height(value);
      if (height !== null) found.push({ line, value, height });
    }
    const sign = metrics[this.metric].better === "higher" ? -1 : 1;
    if (y === null) return found.sort((one, other) => sign * (one.value - other.value));
    return found.sort((one, other) => Math.abs(one.height - y) - Math.abs(other.height - y));
  }

  drawPlace(pen) {
    if (this.place === null || !this.x || !this.near || !this.near.length) return;
    pen.strokeStyle = css("--quiet");
    pen.beginPath();
    pen.moveTo(this.x(this.place), margin.top);
    pen.lineTo(this.x(this.place), this.chart.height - margin.bottom);
    pen.stroke();
    const [first] = this.near;
    const isGrey = !this.colors.has(first.line.group);
    this.drawLine(pen, first.line, 3.2, isGrey ? css("--ink") : this.color(first.line.group));
    for (const { line, height } of this.near.slice(0, 8)) {
      pen.fillStyle = this.color(line.group);
      dot(pen, this.x(this.place), height, 4);
    }
  }

  showTip(near) {
    this.tip.hidden = !near.length;
    if (!near.length) return;
    const rows = near.slice(0, 8).map(({ line, value }, place) => el(
      "div", { class: place === 0 ? "first" : "" }, swatch(this.colors.get(line.group)),
      el("span", {}, line.name), el("b", {}, number(value))));
    const rest = near.length > 8 ? [el("div", {}, `and ${near.length - 8} more`)] : [];
    this.tip.replaceChildren(el("p", {}, `${data.step} ${this.place}`), ...rows, ...rest);
    const isRight = this.x(this.place) > this.chart.width / 2;
    const beside = isRight ? this.chart.width - this.x(this.place) : this.x(this.place);
    this.tip.style.left = isRight ? "" : `${beside + 12}px`;
    this.tip.style.right = isRight ? `${beside + 12}px` : "";
  }

  // --- Legend

  drawLegend() {
    const present = new Set(this.lines.map((line) => line.group));
    const order = data.headline === null ? [...present] : ranked(data.headline, [...present]);
    const ordered = [...new Set([...order, ...present])];
    const listed = groups.length <= colorCount ? [...present].sort((a, b) => a - b) : ordered;
    // Written again only where it changed: a focused button must stay.
    const key = listed.slice(0, mostLegend).join();
    if (this.key !== key) {
      this.key = key;
      this.buttons = listed.slice(0, mostLegend)
        .map((group) => [group, button("", () => toggle(group))]);
      const rest = listed.length - mostLegend;
      this.legend.replaceChildren(...this.buttons.map(([, item]) => item),
        rest > 0 ? `and ${rest} more; filter a table to see them` : "");
      for (const [group, item] of this.buttons) item.append(swatch(), groups[group].trim() || "–");
    }
    for (const [group, item] of this.buttons) {
      item.setAttribute("aria-pressed", String(choice.groups.has(group)));
      item.querySelector("span").dataset.color = this.colors.has(group) ? this.colors.get(group) : "";
    }
  }

  save() {
    const { name } = metrics[this.metric];
    const rows = runs.label.flatMap((label, run) => {
      const curve = isVisible(runs.group[run]) ? curveOf(this.metric, run) : null;
      return curve ? curve.x.map((step, place) => [label, step, curve.y[place]]) : [];
    });
    download(`${data.sweep}-${name}.csv`, csv([["run", data.step, name], ...rows]));
  }
}

function dot(pen, x, y, radius) {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.fill();
}

/// A spot of a group's colour; without one it is grey.
function swatch(color) {
  return el("span", { class: "swatch", "data-color": color === undefined ? "" : color });
}

function startCurves() {
  const drawn = metrics.map((_, metric) => metric).filter((metric) => (
    (data.curves.values[metric] || []).some((curve) => curve && curve.length > 2)));
  const charts = metrics.map((metric) => figures.get(metric.chart)).filter((chart) => chart);
  if (!drawn.length || !charts.length) return;
  const place = charts[0].closest("p");
  const words = place.previousElementSibling;
  // Which lines the drawing has is said of the drawing; here are all of them.
  const ending = / Of \d+, the (first \d+|\d+ that ended \w+)\.$/;
  if (words && ending.test(words.textContent)) {
    place.before(el("p", { class: "live" }, words.textContent.replace(ending, "")));
    words.classList.add("still");
  }
  place.before(new CurveChart(drawn).element);
  // Paper gets the drawings, which are sharp there.
  for (const chart of charts) chart.closest("p").classList.add("still");
}
startCurves();
// What was varied: parallel coordinates with ranges to mark, a map for each pair, and what each
// parameter does by itself. They work for any parameters, numbers or words, listed or drawn.

/// A parameter or metric as an axis: numbers as they lie, words beside each other.
class ValueAxis {
  constructor(name, values, isParameter = true) {
    this.name = name;
    this.isParameter = isParameter;
    this.values = values;
    const known = values.filter((value) => value !== null);
    this.isNumeric = known.length > 0 && known.every((value) => finite(value) !== null);
    this.words = this.isNumeric ? [] : [...new Set(known.map(String))].sort(collator.compare);
    this.distinct = [...new Set(known)];
    if (this.isNumeric) this.distinct.sort((one, other) => one - other);
    this.isLog = this.isNumeric && lieByRatios(this.distinct);
    this.scale = this.isNumeric ? scale(known, this.isLog) : null;
  }

  /// Where a group lies, 0 to 1; null where it has no value.
  at(group) {
    const value = this.values[group];
    if (value === null || value === undefined) return null;
    if (this.isNumeric) return this.scale.at(value);
    const last = this.words.length - 1;
    return last < 1 ? 0.5 : this.words.indexOf(String(value)) / last;
  }

  ticks(count) {
    // A parameter's values themselves, where there are only a few.
    if (this.isNumeric && this.isParameter && this.distinct.length <= 6) {
      return this.distinct.map((value) => [this.scale.at(value), number(value)]);
    }
    if (this.isNumeric) {
      return ticks(this.scale, count).map((value) => [this.scale.at(value), number(value)]);
    }
    const step = Math.ceil(this.words.length / 12);
    const last = Math.max(1, this.words.length - 1);
    return this.words.map((word, place) => [this.words.length < 2 ? 0.5 : place / last, word])
      .filter((_, place) => place % step === 0);
  }

  /// The groups' values in few cells: as they are, or where they are many numbers, in stretches.
  cells() {
    if (this.distinct.length <= 12 || !this.isNumeric) {
      const order = this.isNumeric ? this.distinct : this.words;
      return {
        names: order.map((value) => number(value)),
        of: (group) => order.indexOf(
          this.isNumeric ? this.values[group] : String(this.values[group])),
      };
    }
    const edges = Array.from({ length: 9 }, (_, place) => number(this.scale.back(place / 8)));
    return {
      names: edges.slice(1).map((edge, place) => `${edges[place]} to ${edge}`),
      of: (group) => Math.min(7, Math.floor(8 * this.at(group))),
    };
  }
}

/// Whether ascending numbers are spread by ratios rather than by differences: the middle one lies
/// nearer to the ends' geometric mean than to their arithmetic one.
function lieByRatios(values) {
  const [low, high] = [values[0], values[values.length - 1]];
  if (values.length < 3 || low <= 0 || high / low < 4) return false;
  const middle = Math.log(values[values.length >> 1]);
  const byRatio = (Math.log(low) + Math.log(high)) / 2;
  const byDifference = Math.log(low / 2 + high / 2);
  return Math.abs(middle - byRatio) < Math.abs(middle - byDifference);
}

/// The least and the greatest of many values.
function range(values) {
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity]);
}

/// A colour between two of the style sheet, by a value's place: the better, the stronger.
function shade(part) {
  const [from, to] = [css("--low"), css("--high")].map((text) => (
    text.match(/[\da-f]{2}/gi).map((digits) => parseInt(digits, 16))));
  const mixed = from.map((value, place) => Math.round(value + (to[place] - value) * part));
  const light = (0.299 * mixed[0] + 0.587 * mixed[1] + 0.114 * mixed[2]) / 255;
  return { fill: `rgb(${mixed.join()})`, ink: light > 0.55 ? "#16191d" : "#ffffff" };
}

class ParameterPanel {
  constructor() {
    this.axes = data.parameters.map((axis) => new ValueAxis(axis.name, axis.values));
    this.brushes = new Map();
    this.metric = data.headline;
    this.parallel = canvas(300, (pen, width, height) => this.drawParallel(pen, width, height), {
      role: "img", class: "brushed",
      "aria-label": "Parallel coordinates of the parameters and the metric. "
        + "Drag along an axis to mark a range; the filter of a table does the same by keys.",
    });
    this.chips = el("div", { class: "bar" });
    this.map = el("div", { class: "wide" });
    this.pair = [0, 1];
    this.said = el("p", { class: "quiet" });
    this.marginals = this.axes.map((axis) => canvas(150,
      (pen, width, height) => this.drawMarginal(pen, width, height, axis),
      { role: "img", "aria-label": `The metric by ${axis.name}` }));
    this.element = el("div", { class: "live panel" }, ...this.parts());
    this.listen();
    onChange(() => this.update());
    this.setMetric(this.metric);
  }

  parts() {
    const names = this.axes.map((axis) => axis.name);
    const metric = select("Metric", metrics.map((item) => item.title), this.metric,
      (place) => this.setMetric(place));
    const pair = [0, 1].map((place) => select(place ? "Across" : "Down", names, place, (axis) => {
      this.pair[place] = axis;
      this.drawMap();
    }));
    const pairs = names.length < 2 ? [] : [
      el("h3", {}, "Pairs"), el("div", { class: "bar" }, ...pair), this.map,
    ];
    return [
      el("div", { class: "bar" }, metric), el("h3", {}, "Parallel coordinates"), this.said,
      this.parallel.element, this.chips, ...pairs, el("h3", {}, "Each parameter"),
      el("div", { class: "grid" }, ...this.marginals.map((item, place) => el(
        "figure", {}, el("figcaption", {}, names[place]), item.element))),
    ];
  }

  setMetric(metric) {
    this.metric = metric;
    const values = groups.map((_, group) => outcome(metric, group));
    this.result = new ValueAxis(metrics[metric].title, values, false);
    this.all = [...this.axes, this.result];
    this.brushes.clear();
    filter(this, null);
    this.update();
  }

  /// How good a group is, 0 to 1; where neither end is better, how great its value is.
  good(group) {
    const part = this.result.isNumeric ? this.result.at(group) : null;
    if (part === null) return null;
    return metrics[this.metric].better === "lower" ? 1 - part : part;
  }

  update() {
    const shown = visibleGroups();
    const known = shown.filter((group) => this.good(group) !== null);
    const best = ranked(this.metric, shown)[0];
    const words = metrics[this.metric].better === "neither" || best === undefined
      ? "" : ` The best: ${groups[best]}, ${number(outcome(this.metric, best))}.`;
    this.said.textContent = `${shown.length} of ${groups.length} settings are shown, `
      + `${known.length} with a value.${words} Drag along an axis to mark a range.`;
    this.parallel.redraw();
    this.drawChips();
    this.drawMap();
    for (const item of this.marginals) item.redraw();
  }

  // --- Parallel coordinates

  axisX(place, width) {
    const count = this.all.length;
    return count < 2 ? width / 2 : 56 + (place * (width - 126)) / (count - 1);
  }

  axisY(part, height) {
    return 34 + (1 - part) * (height - 52);
  }

  drawParallel(pen, width, height) {
    const order = groups.map((_, group) => group).filter((group) => this.good(group) !== null)
      .sort((one, other) => this.good(one) - this.good(other));
    pen.lineWidth = 1.2;
    for (const group of order) if (!isVisible(group)) this.drawPath(pen, group, css("--line"), 0.5);
    const many = order.length > 400 ? 0.35 : 0.8;
    for (const group of order) {
      if (isVisible(group)) this.drawPath(pen, group, this.lineColor(group), many);
    }
    pen.lineWidth = 3;
    for (const group of choice.groups) {
      if (this.good(group) !== null) this.drawPath(pen, group, css("--accent"), 1);
    }
    pen.globalAlpha = 1;
    this.all.forEach((axis, place) => this.drawAxis(pen, axis, place, width, height));
  }

  /// Lines are thin: the palest shades of a surface would not be seen.
  lineColor(group) {
    return shade(0.2 + 0.8 * this.good(group)).fill;
  }

  drawPath(pen, group, color, alpha) {
    pen.strokeStyle = color;
    pen.globalAlpha = alpha;
    pen.beginPath();
    this.all.forEach((axis, place) => {
      const part = axis.at(group);
      if (part === null) return;
      pen.lineTo(this.axisX(place, this.parallel.width), this.axisY(part, this.parallel.height));
    });
    pen.stroke();
  }

  drawAxis(pen, axis, place, width, height) {
    const x = this.axisX(place, width);
    pen.strokeStyle = css("--quiet");
    pen.lineWidth = 1;
    pen.beginPath();
    pen.moveTo(x, this.axisY(0, height));
    pen.lineTo(x, this.axisY(1, height));
    pen.stroke();
    pen.textBaseline = "middle";
    pen.textAlign = place === 0 ? "left" : place === this.all.length - 1 ? "right" : "center";
    pen.fillStyle = css("--ink");
    const room = width / this.all.length - 8;
    const side = place === 0 ? x - 50 : place === this.all.length - 1 ? x + 64 : x;
    pen.fillText(fitted(pen, axis.name, room), side, 12);
    for (const [part, text] of axis.isNumeric || axis.words.length ? axis.ticks(5) : []) {
      this.drawTick(pen, fitted(pen, text, 70), x, this.axisY(part, height), place === 0);
    }
    const brush = this.brushes.get(place);
    if (!brush) return;
    pen.fillStyle = css("--accent");
    pen.globalAlpha = 0.3;
    const [bottom, top] = brush.map((part) => this.axisY(part, height));
    pen.fillRect(x - 7, top, 14, bottom - top);
    pen.globalAlpha = 1;
  }

  /// A label with the paper's colour around it, so that lines behind do not hide it.
  drawTick(pen, text, x, y, isLeft) {
    pen.textAlign = isLeft ? "right" : "left";
    const side = isLeft ? x - 6 : x + 6;
    pen.lineWidth = 4;
    pen.strokeStyle = css("--paper");
    pen.lineJoin = "round";
    pen.strokeText(text, side, y);
    pen.fillStyle = css("--quiet");
    pen.fillText(text, side, y);
  }

  listen() {
    const surface = this.parallel.element;
    let drag = null;
    const partAt = (event) => {
      const y = event.clientY - surface.getBoundingClientRect().top;
      return Math.min(1, Math.max(0, 1 - (y - 34) / (this.parallel.height - 52)));
    };
    surface.addEventListener("pointerdown", (event) => {
      const x = event.clientX - surface.getBoundingClientRect().left;
      const width = this.parallel.width;
      const places = this.all.map((_, place) => Math.abs(this.axisX(place, width) - x));
      const place = places.indexOf(Math.min(...places));
      if (places[place] > 30) return;
      drag = { place, start: partAt(event) };
      surface.setPointerCapture(event.pointerId);
    });
    surface.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const ends = [drag.start, partAt(event)].sort((one, other) => one - other);
      // A click takes the mark away.
      if (ends[1] - ends[0] < 0.02) this.brushes.delete(drag.place);
      else this.brushes.set(drag.place, ends);
      this.brush();
    });
    surface.addEventListener("pointerup", (event) => {
      if (drag && Math.abs(partAt(event) - drag.start) < 0.02) this.brushes.delete(drag.place);
      drag = null;
      this.brush();
    });
  }

  brush() {
    const marked = [...this.brushes];
    const isKept = (group) => marked.every(([place, [low, high]]) => {
      const part = this.all[place].at(group);
      return part !== null && part >= low && part <= high;
    });
    const kept = groups.map((_, group) => group).filter(isKept);
    filter(this, marked.length ? new Set(kept) : null);
  }

  drawChips() {
    this.chips.replaceChildren(...[...this.brushes].map(([place, [low, high]]) => {
      const axis = this.all[place];
      const words = axis.isNumeric
        ? `${number(axis.scale.back(low))} to ${number(axis.scale.back(high))}`
        : axis.ticks(99).filter(([part]) => part >= low && part <= high)
          .map(([, text]) => text).join(", ");
      return button(`${axis.name}: ${words} ×`, () => {
        this.brushes.delete(place);
        this.brush();
      }, { "aria-label": `Show all of ${axis.name} again` });
    }));
  }

  // --- Pairs

  drawMap() {
    if (this.axes.length < 2) return;
    const [down, across] = this.pair.map((place) => this.axes[place]);
    const [rows, columns] = [down.cells(), across.cells()];
    const sums = rows.names.map(() => columns.names.map(() => []));
    for (const group of visibleGroups()) {
      const [row, column] = [rows.of(group), columns.of(group)];
      const value = outcome(this.metric, group);
      if (value !== null && sums[row] && sums[row][column]) sums[row][column].push(value);
    }
    const means = sums.map((row) => row.map(mean));
    const [low, high] = range(means.flat().filter((value) => value !== null));
    const head = el("tr", {}, el("th", { scope: "col" }, `${down.name} \\ ${across.name}`),
      ...columns.names.map((name) => el("th", { scope: "col", class: "number" }, name)));
    const body = means.map((row, place) => el("tr", {},
      el("th", { scope: "row" }, rows.names[place]),
      ...row.map((value, column) => this.mapCell(value, sums[place][column].length, low, high))));
    this.map.replaceChildren(el("table", { class: "map" },
      el("caption", {}, `${metrics[this.metric].title}, the mean of each cell's settings`),
      el("thead", {}, head), el("tbody", {}, ...body)));
  }

  mapCell(value, count, low, high) {
    const cell = el("td", { class: "number", title: `settings: ${count}` }, number(value));
    if (value === null) return cell;
    const part = high > low ? (value / 2 - low / 2) / (high / 2 - low / 2) : 1;
    const color = shade(metrics[this.metric].better === "lower" ? 1 - part : part);
    cell.style.backgroundColor = color.fill;
    cell.style.color = color.ink;
    return cell;
  }

  // --- Each parameter

  drawMarginal(pen, width, height, axis) {
    const known = visibleGroups()
      .filter((group) => this.good(group) !== null && axis.at(group) !== null);
    const x = (group) => 52 + axis.at(group) * (width - 80);
    const y = (part) => 10 + (1 - part) * (height - 40);
    pen.fillStyle = css("--quiet");
    pen.textBaseline = "middle";
    pen.textAlign = "right";
    for (const [part, text] of this.result.isNumeric ? this.result.ticks(4) : []) {
      pen.fillText(text, 42, y(part));
    }
    pen.textAlign = "center";
    const shown = axis.isNumeric || axis.words.length ? axis.ticks(4) : [];
    const room = axis.isNumeric ? 60 : (width - 60) / Math.max(1, shown.length);
    labelsAcross(pen, shown.map(([part, text]) => (
      [52 + part * (width - 80), fitted(pen, text, room)])), height - 10);
    pen.fillStyle = css("--c0");
    pen.globalAlpha = known.length > 300 ? 0.25 : 0.6;
    for (const group of known) dot(pen, x(group), y(this.result.at(group)), 3);
    pen.globalAlpha = 1;
    this.drawMeans(pen, axis, known, width, y);
  }

  /// A line through the mean of each value, or stretch of values.
  drawMeans(pen, axis, known, width, y) {
    const cells = axis.cells();
    const found = cells.names.map(() => []);
    for (const group of known) {
      if (found[cells.of(group)]) found[cells.of(group)].push(group);
    }
    pen.strokeStyle = css("--accent");
    pen.lineWidth = 2;
    pen.beginPath();
    for (const list of found) {
      if (!list.length) continue;
      const across = mean(list.map((group) => axis.at(group)));
      const value = mean(list.map((group) => this.result.values[group]));
      pen.lineTo(52 + across * (width - 80), y(this.result.scale.at(value)));
    }
    pen.stroke();
  }
}

function startParameters() {
  const place = document.getElementById("s-settings");
  if (!place || data.headline === null || !data.parameters.length) return;
  const table = place.querySelector(".wide");
  (table.previousElementSibling.classList.contains("bar") ? table.previousElementSibling : table)
    .before(new ParameterPanel().element);
}
startParameters();
// Pictures of all runs side by side, at the step of a slider; buttons that copy; files to take away.

/// Shows what another element of the page shows, without its bytes a second time.
function copyOf(figure) {
  if (figure.localName === "img") {
    return el("img", { src: figure.src, alt: figure.alt });
  }
  const space = "http://www.w3.org/2000/svg";
  const copy = document.createElementNS(space, "svg");
  for (const name of ["viewBox", "role", "aria-label", "class"]) {
    if (figure.hasAttribute(name)) copy.setAttribute(name, figure.getAttribute(name));
  }
  const use = document.createElementNS(space, "use");
  const source = figure.querySelector("g[id]");
  use.setAttribute("href", source ? `#${source.id}` : figure.querySelector("use").getAttribute("href"));
  copy.append(use);
  return copy;
}

class Gallery {
  constructor(series, hasTruth) {
    this.series = series.map((item) => ({
      ...item, shown: item.steps.map((step, place) => [step, figures.get(item.paths[place])])
        .filter(([, figure]) => figure),
    })).filter((item) => item.shown.length);
    this.names = [...new Set(this.series.map((item) => item.name))];
    this.name = this.names[0];
    this.grid = el("div", { class: "grid" });
    this.output = el("output");
    this.element = el("div", { class: "live panel" }, this.controls(hasTruth), this.grid);
    onChange(() => this.update());
    this.setName(this.name);
  }

  controls(hasTruth) {
    this.slider = el("input", { type: "range", min: "0", step: "1", oninput: () => this.update() });
    const truth = el("input", {
      type: "checkbox", onchange: () => this.grid.classList.toggle("bare", !truth.checked),
    });
    truth.checked = true;
    const names = select("Picture", this.names, 0, (place) => this.setName(this.names[place]));
    const label = el("label", {}, data.step[0].toUpperCase() + data.step.slice(1), this.slider,
      this.output);
    return el("div", { class: "bar" }, this.names.length > 1 ? names : "", label,
      hasTruth ? el("label", { class: "check" }, truth, "Truth behind it") : "");
  }

  setName(name) {
    this.name = name;
    const steps = this.series.filter((item) => item.name === name)
      .flatMap((item) => item.shown.map(([step]) => step));
    this.steps = [...new Set(steps)].sort((one, other) => one - other);
    this.slider.max = this.steps.length - 1;
    this.slider.value = this.slider.max;
    this.slider.disabled = this.steps.length < 2;
    this.update();
  }

  update() {
    const step = this.steps[Number(this.slider.value)];
    this.output.textContent = ` ${step}`;
    this.slider.setAttribute("aria-valuetext", `${data.step} ${step}`);
    const items = this.series.filter((item) => item.name === this.name)
      .filter((item) => isVisible(byLabel.get(item.run) ?? -1) || !byLabel.has(item.run));
    this.grid.replaceChildren(...items.map((item) => {
      // A run without this step shows the last one before it, and says so.
      const [found, figure] = item.shown.filter(([at]) => at <= step).pop() || item.shown[0];
      const title = found === step ? item.run : `${item.run} (${data.step} ${found})`;
      return el("figure", {}, el("figcaption", {}, title), copyOf(figure));
    }));
  }
}

function startGallery(series, hasTruth) {
  const gallery = series.length ? new Gallery(series, hasTruth) : null;
  if (!gallery || !gallery.series.length) return;
  // In the section that lists all states; the results may show some of them before.
  const listed = series.flatMap((item) => item.paths).flatMap((path) => (
    [...document.querySelectorAll(`main details [data-figure="${CSS.escape(path)}"]`)]));
  if (!listed.length) return;
  const section = listed[0].closest("section");
  section.querySelector("details").before(gallery.element);
}

/// Puts a text on the clipboard; pages from a disk may lack the newer way.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "hidden", readonly: true });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

function copyButton(text, what) {
  const item = button("Copy", async () => {
    await copyText(text);
    item.textContent = "Copied";
    setTimeout(() => {
      item.textContent = "Copy";
    }, 1500);
  }, { class: "copy", "aria-label": `Copy ${what}` });
  return item;
}

function startCopying() {
  for (const block of document.querySelectorAll("main pre")) {
    block.before(copyButton(block.textContent, "this text"));
  }
  for (const row of document.querySelectorAll("#s-provenance tbody tr")) {
    const text = row.cells[1].textContent;
    // Digests and commands are what people take along.
    if (/^[0-9a-f]{32,}$/.test(text) || row.cells[0].textContent === "Command") {
      row.cells[1].append(" ", copyButton(text, row.cells[0].textContent));
    }
  }
  const commands = [...document.querySelectorAll("#s-failures-and-missing-runs td code")];
  for (const command of commands.slice(0, 200)) {
    if (command.textContent) command.after(" ", copyButton(command.textContent, "the command"));
  }
}

startGallery(data.pictures.drawings, true);
startGallery(data.pictures.artifacts, false);
startCopying();
document.documentElement.classList.add("scripted");
})();
"""###

  /// The SHA-256 of the style, in base64.
  static let styleDigest = "Nr8C+pYfin1uUsrAfehjG/5n6z1bWkdZRPcgoT9ahq4="

  /// The style.
  static let style = ###"""
:root {
  color-scheme: light dark;
  --paper: #ffffff; --card: #f6f7f9; --ink: #1b1f24; --quiet: #59626d; --line: #d9dee3;
  --faint: #c3c9d0; --accent: #1668b2; --mark: #e8f1fa; --truth: #c4c8ce;
  --low: #e4ecf4; --high: #0b4a86;
  --c0: #332288; --c1: #cc6677; --c2: #117733; --c3: #b8860b; --c4: #3a9bc9;
  --c5: #882255; --c6: #2a8c7c; --c7: #7d7d1f; --c8: #aa4499; --c9: #555555;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c; --card: #1e2227; --ink: #e6e9ed; --quiet: #a3adb8; --line: #363d46;
    --faint: #4a535e; --accent: #6cb6f5; --mark: #1d3247; --truth: #59616b;
    --low: #24384d; --high: #9fd0fa;
    --c0: #9d8df1; --c1: #e8899a; --c2: #5cc47d; --c3: #e5b94a; --c4: #88ccee;
    --c5: #dd7aa9; --c6: #5cc9b7; --c7: #c4c45a; --c8: #d487c6; --c9: #b5b5b5;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 3.5rem; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1, h2, h3 { line-height: 1.25; font-weight: 650; text-wrap: balance; overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; margin: .5rem 0 .75rem; }
h2 { font-size: 1.35rem; margin: 0 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
section { margin: 3rem 0 0; }
p { margin: .75rem 0; max-width: 46rem; overflow-wrap: anywhere; }
a { color: var(--accent); }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--paper); padding: .4rem .8rem; z-index: 3; }
nav { position: sticky; top: 0; z-index: 2; background: var(--paper); border-bottom: 1px solid var(--line); }
nav ul {
  display: flex; gap: 1.25rem; list-style: none; max-width: 68rem; margin: 0 auto; padding: 0 1rem;
  overflow-x: auto; white-space: nowrap; scrollbar-width: none;
}
nav a { display: block; padding: .7rem 0; color: var(--quiet); text-decoration: none; font-size: .9rem; }
nav a:hover, nav a:focus-visible { color: var(--ink); }
img, svg.figure { max-width: 100%; height: auto; }
svg.figure { background: var(--paper); display: block; }
/* No parents in these: what repeats a drawing (<use>) keeps them from matching. */
path[stroke="#2b2f36"] { stroke: var(--ink); }
path[stroke="#6b7280"] { stroke: var(--quiet); }
path[stroke="#d9dce1"], path[stroke="#e6e8ec"] { stroke: var(--line); }
path[stroke="#eef0f3"] { stroke: var(--line); stroke-opacity: .5; }
path[stroke="#c4c8ce"] { stroke: var(--truth); }
path[stroke="#1668b2"] { stroke: var(--accent); }
path[stroke="#332288"] { stroke: var(--c0); }
path[stroke="#cc6677"] { stroke: var(--c1); }
path[stroke="#117733"] { stroke: var(--c2); }
path[stroke="#ddaa33"] { stroke: var(--c3); }
path[stroke="#88ccee"] { stroke: var(--c4); }
path[stroke="#882255"] { stroke: var(--c5); }
path[stroke="#44aa99"] { stroke: var(--c6); }
path[stroke="#999933"] { stroke: var(--c7); }
path[stroke="#aa4499"] { stroke: var(--c8); }
path[stroke="#555555"] { stroke: var(--c9); }
.wide { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; }
caption, .hidden {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}
th, td { border-bottom: 1px solid var(--line); padding: .4rem .8rem; text-align: left; vertical-align: top; }
th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
td { overflow-wrap: anywhere; min-width: 3rem; }
td:first-child:not(.number) { min-width: 9.5rem; }
td.spotted { position: relative; padding-left: 2.1rem; }
td.spotted > .swatch { position: absolute; left: .8rem; top: .75rem; margin: 0; }
tbody tr:hover { background: var(--card); }
td img { max-width: none; }
td svg.figure { max-width: none; }
.sorted td svg.figure { width: 9.5rem; }
/* What is off the screen is not laid out: tables may have ten thousand rows. */
.endless { content-visibility: auto; contain-intrinsic-size: auto 40rem auto 34rem; }
.long { max-height: 34rem; width: fit-content; max-width: 100%; overflow-y: auto; border-bottom: 1px solid var(--line); }
.long thead th { position: sticky; top: 0; background: var(--paper); box-shadow: 0 1px var(--line); }
.number { text-align: right; white-space: nowrap; }
strong { font-weight: 650; }
code { background: var(--card); border-radius: 4px; padding: .1em .3em; font-size: .9em; }
pre { background: var(--card); border-radius: 8px; padding: 1rem; overflow-x: auto; line-height: 1.45; }
pre code { background: none; padding: 0; }
details { margin: 1rem 0; }
summary { cursor: pointer; font-weight: 600; overflow-wrap: anywhere; }
.quiet { color: var(--quiet); font-size: .9rem; }
.quiet:empty { display: none; }

.panel { margin: 1rem 0 1.5rem; }
.bar { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; margin: .75rem 0; font-size: .9rem; }
.bar:empty { display: none; }
.bar label { display: inline-flex; gap: .5rem; align-items: center; color: var(--quiet); }
button, select, input[type=search] {
  font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--faint);
  border-radius: 6px; padding: .3rem .6rem; max-width: 100%;
}
button { cursor: pointer; }
button:hover { background: var(--card); }
button:disabled { color: var(--quiet); border-color: var(--line); cursor: default; }
input[type=search] { width: 16rem; }
input[type=range], input[type=checkbox] { accent-color: var(--accent); }
input[type=range] { width: 9rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.sort { border: 0; background: none; padding: 0; color: inherit; font-weight: inherit; text-align: inherit; }
.sort:hover { background: none; color: var(--ink); }
.sort::after { content: " \2195"; color: var(--faint); font-weight: 400; }
[aria-sort=ascending] .sort::after { content: " \2191"; color: var(--ink); }
[aria-sort=descending] .sort::after { content: " \2193"; color: var(--ink); }
tr.pick { cursor: pointer; }
tr.chosen, tr.chosen:hover { background: var(--mark); }
.swatch {
  display: inline-block; flex: none; width: .8rem; height: .8rem; border-radius: 50%; padding: 0;
  border: 0; background: var(--faint); margin-right: .5rem; vertical-align: -.05em;
}
button.swatch[aria-pressed=true] { box-shadow: 0 0 0 2px var(--paper), 0 0 0 4px var(--accent); }
[data-color="0"] { background: var(--c0); } [data-color="1"] { background: var(--c1); }
[data-color="2"] { background: var(--c2); } [data-color="3"] { background: var(--c3); }
[data-color="4"] { background: var(--c4); } [data-color="5"] { background: var(--c5); }
[data-color="6"] { background: var(--c6); } [data-color="7"] { background: var(--c7); }
[data-color="8"] { background: var(--c8); } [data-color="9"] { background: var(--c9); }
button.swatch[data-color]:hover { filter: brightness(1.15); }
.plot { position: relative; }
canvas { display: block; width: 100%; }
.over { position: absolute; inset: 0; cursor: crosshair; touch-action: pan-y; }
.brushed { cursor: ns-resize; touch-action: pan-x; }
.tip {
  position: absolute; top: 12px; pointer-events: none; background: var(--paper); color: var(--ink);
  border: 1px solid var(--line); border-radius: 8px; padding: .5rem .75rem; font-size: .82rem;
  box-shadow: 0 4px 16px rgb(0 0 0 / .14); max-width: min(22rem, 60%); line-height: 1.5;
}
.tip[hidden] { display: none; }
.tip p { margin: 0 0 .25rem; color: var(--quiet); }
.tip div { display: flex; align-items: center; }
.tip span:not(.swatch) { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; margin-right: .75rem; }
.tip b { margin-left: auto; font-variant-numeric: tabular-nums; font-weight: 500; }
.tip .first { font-weight: 650; }
.tip .first b { font-weight: 650; }
.legend { display: flex; flex-wrap: wrap; gap: .35rem; max-height: 11rem; overflow-y: auto; padding: 3px; }
.legend button {
  display: inline-flex; align-items: center; font-size: .85rem; padding: .15rem .6rem; text-align: left;
  border-color: transparent; overflow-wrap: anywhere;
}
.legend button[aria-pressed=true] { border-color: var(--accent); background: var(--mark); }
.legend .swatch { margin-right: .4rem; }
.grid { display: grid; gap: 1.25rem; grid-template-columns: repeat(auto-fill, minmax(15rem, 1fr)); }
figure { margin: 0; min-width: 0; }
figcaption { font-size: .88rem; font-weight: 600; margin-bottom: .25rem; overflow-wrap: anywhere; }
.grid svg.figure, .grid img { width: 100%; }
.bare { --truth: transparent; }
.map td { border: 2px solid var(--paper); padding: .5rem .8rem; }
.copy { font-size: .78rem; padding: .05rem .45rem; color: var(--quiet); vertical-align: baseline; }
pre + .copy, .copy:has(+ pre) { float: right; margin: .5rem; position: relative; }
.scripted .still { display: none; }
html:not(.scripted) .live { display: none; }

@media (max-width: 40rem) {
  main { padding: 1rem .9rem 3rem; }
  h1 { font-size: 1.5rem; }
  th, td { padding: .35rem .5rem; }
  td.spotted { padding-left: 1.7rem; }
  td.spotted > .swatch { left: .4rem; top: .65rem; }
  td:first-child:not(.number) { min-width: 10.5rem; }
  input[type=search] { width: 100%; }
  .grid { grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .9rem; }
}
@media print {
  :root {
    --paper: #ffffff; --card: #f6f7f9; --ink: #000000; --quiet: #444444; --line: #cccccc;
    --accent: #1668b2; --truth: #c4c8ce;
    --c0: #332288; --c1: #cc6677; --c2: #117733; --c3: #b8860b; --c4: #3a9bc9;
    --c5: #882255; --c6: #2a8c7c; --c7: #7d7d1f; --c8: #aa4499; --c9: #555555;
  }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  nav, .skip, .live, .bar, .copy, button.swatch { display: none; }
  td.spotted { padding-left: .8rem; }
  .sort::after { content: ""; }
  .scripted .still { display: block; }
  tr, figure, svg.figure { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  .wide, .long { overflow: visible; max-height: none; content-visibility: visible; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
"""###
}
