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
