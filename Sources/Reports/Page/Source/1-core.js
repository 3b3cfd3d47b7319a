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
