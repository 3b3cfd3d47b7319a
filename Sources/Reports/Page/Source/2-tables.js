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
