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
