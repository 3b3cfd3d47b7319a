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
