#!/usr/bin/env python3
"""Opens report pages in headless Chromium, uses them as a reader would, and exits 1 where something
is wrong: an error on the console, a request, a control that does nothing, text that is hard to read.

    scripts/page-check.py reports/paper/report.html [--shots FOLDER] [--budget]
    scripts/page-check.py --functions

--shots writes screenshots at 400, 768 and 1280 pixels, light and dark. --budget also holds the times
to their limits: the first paint within a second, a sort within 100 ms. --functions tries the
functions of the page's script by themselves, on values. Needs Python 3.10 and Chromium (CHROMIUM
names another program); nothing else.
"""

import argparse
import base64
import json
import os
import pathlib
import select
import shutil
import subprocess
import sys
import tempfile


class Browser:
    """Chromium over two pipes, which need no port: messages of the DevTools protocol."""

    def __init__(self, program, folder):
        to_browser, self.out = os.pipe()
        self.into, from_browser = os.pipe()

        def prepare():
            # The browser reads from descriptor 3 and writes to 4. First out of each other's way.
            one, two = os.dup(to_browser), os.dup(from_browser)
            os.dup2(one, 3)
            os.dup2(two, 4)

        command = [
            program, "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu",
            "--hide-scrollbars", "--no-first-run", "--disable-dev-shm-usage",
            "--disable-background-networking", f"--user-data-dir={folder}", "about:blank",
        ]
        self.process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, close_fds=False,
            preexec_fn=prepare)
        os.close(to_browser)
        os.close(from_browser)
        self.buffer = b""
        self.number = 0
        self.session = None
        self.events = []

    def receive(self):
        while b"\0" not in self.buffer:
            # Only a browser that hangs takes so long.
            if not select.select([self.into], [], [], 600)[0]:
                raise RuntimeError("the browser says nothing any more")
            chunk = os.read(self.into, 1 << 20)
            if not chunk:
                raise RuntimeError("the browser ended")
            self.buffer += chunk
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def call(self, method, **params):
        self.number += 1
        message = {"id": self.number, "method": method, "params": params}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.out, data):]
        while True:
            answer = self.receive()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.receive())

    def attach(self):
        targets = self.call("Target.getTargets")["targetInfos"]
        page = next(target for target in targets if target["type"] == "page")
        answer = self.call("Target.attachToTarget", targetId=page["targetId"], flatten=True)
        self.session = answer["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.call(f"{domain}.enable")
        self.call("Performance.enable", timeDomain="threadTicks")

    def close(self):
        self.session = None
        try:
            self.call("Browser.close")
            self.process.wait(60)
        except (OSError, RuntimeError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()


class Page:
    """A page in a browser, with a reader's hands."""

    def __init__(self, browser, address):
        self.browser = browser
        self.address = address
        self.problems = []

    def open(self, scripts=True):
        self.browser.call("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.browser.events.clear()
        self.browser.call("Page.navigate", url=self.address)
        self.browser.wait("Page.loadEventFired")
        if scripts:
            self.settle()

    def settle(self):
        """Lets two frames pass, in which the page draws what changed."""
        self.run("new Promise((go) => requestAnimationFrame(() => requestAnimationFrame(go)))")

    def run(self, expression):
        answer = self.browser.call(
            "Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            details = answer["exceptionDetails"]
            words = details.get("exception", {}).get("description", details["text"])
            raise RuntimeError(f"{' '.join(expression.split())[:100]}: {words[:300]}")
        return answer["result"].get("value")

    def expect(self, holds, words):
        if not holds:
            self.problems.append(words)

    def size(self, width, height=900):
        self.browser.call(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
            mobile=False)
        self.settle()

    def scheme(self, name, media=""):
        self.browser.call(
            "Emulation.setEmulatedMedia", media=media,
            features=[{"name": "prefers-color-scheme", "value": name}])
        self.settle()

    def box(self, selector):
        return self.run(
            "(() => { const e = document.querySelector(%s); if (!e) return null;"
            "e.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const b = e.getBoundingClientRect();"
            "return [b.left, b.top, b.width, b.height]; })()" % json.dumps(selector))

    def mouse(self, kind, x, y, buttons=0):
        self.browser.call(
            "Input.dispatchMouseEvent", type=kind, x=x, y=y, buttons=buttons, clickCount=1,
            button="none" if kind == "mouseMoved" else "left")

    def click(self, selector):
        left, top, width, height = self.box(selector)
        self.mouse("mousePressed", left + width / 2, top + height / 2, 1)
        self.mouse("mouseReleased", left + width / 2, top + height / 2)
        self.settle()

    def key(self, name):
        for kind in ("keyDown", "keyUp"):
            self.browser.call("Input.dispatchKeyEvent", type=kind, key=name, code=name,
                              windowsVirtualKeyCode=KEYS.get(name, 0))
        self.settle()

    def type(self, text):
        self.browser.call("Input.insertText", text=text)
        self.settle()

    def shot(self, file):
        self.settle()
        sizes = self.browser.call("Page.getLayoutMetrics")["cssContentSize"]
        clip = {"x": 0, "y": 0, "width": sizes["width"], "height": min(sizes["height"], 9000),
                "scale": 1}
        answer = self.browser.call("Page.captureScreenshot", clip=clip, captureBeyondViewport=True)
        file.write_bytes(base64.b64decode(answer["data"]))


KEYS = {"ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "Enter": 13, "Tab": 9}


# --- What is looked at


def events(page):
    """No error on the console, no breach of the page's policy, no request."""
    for event in page.browser.events:
        params = event.get("params", {})
        method = event.get("method")
        if method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            words = details.get("exception", {}).get("description", details.get("text"))
            page.expect(False, f"an exception: {words}")
        if method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            page.expect(False, f"on the console: {json.dumps(params['args'])[:300]}")
        if method == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            page.expect(False, f"in the log: {params['entry']['text']}")
        if method == "Network.requestWillBeSent":
            address = params["request"]["url"]
            is_own = address == page.address or address.split(":")[0] in ("data", "blob")
            page.expect(is_own, f"a request: {address[:200]}")
    page.browser.events.clear()


def structure(page):
    """Headings in order, names for all that is shown or pressed, no page wider than the screen."""
    levels = page.run("[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))")
    page.expect(levels and levels[0] == 1 and levels.count(1) == 1, f"headings begin with {levels[:3]}")
    steps = [two - one for one, two in zip(levels, levels[1:])]
    page.expect(all(step <= 1 for step in steps), f"headings skip a level: {levels}")
    nameless = page.run(
        "[...document.querySelectorAll('button,select,input,summary,[role=img],img,th button')]"
        ".filter((e) => !(e.getAttribute('aria-label') || e.textContent.trim() || e.alt"
        " || (e.labels && e.labels.length))).map((e) => e.outerHTML.slice(0, 200))")
    page.expect(not nameless, f"without a name: {nameless[:3]}")
    # A table without a caption that readers of screens hear.
    page.expect(not page.run(
        "[...document.querySelectorAll('main section table')].some((t) => !t.caption)"),
        "a table without a caption")
    twice = page.run(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);"
        "return ids.filter((id, place) => ids.indexOf(id) !== place); })()")
    page.expect(not twice, f"ids that stand twice: {twice[:3]}")


def widths(page):
    for width in (320, 400, 768, 1280):
        page.size(width)
        wide = page.run("document.documentElement.scrollWidth")
        page.expect(wide <= width, f"at {width} pixels the page is {wide} wide")


CONTRAST = """(() => {
  const css = getComputedStyle(document.documentElement);
  const part = (v) => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const light = (name) => {
    const [r, g, b] = css.getPropertyValue(name).trim().match(/[\\da-f]{2}/gi).map((d) => parseInt(d, 16));
    return .2126 * part(r) + .7152 * part(g) + .0722 * part(b);
  };
  const pairs = ['--paper', '--card', '--mark'].flatMap((back) =>
    ['--ink', '--quiet', '--accent'].map((ink) => [ink, back, 4.5]));
  for (let c = 0; c < 10; c += 1) pairs.push([`--c${c}`, '--paper', 3]);
  return pairs.flatMap(([ink, back, least]) => {
    const [a, b] = [light(ink), light(back)].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    return ratio < least ? [`${ink} on ${back}: ${ratio.toFixed(2)}`] : [];
  });
})()"""


def contrast(page):
    """WCAG 2.2, AA: 4.5 for text, 3 for lines."""
    for scheme in ("dark", "light"):
        page.scheme(scheme)
        low = page.run(CONTRAST)
        page.expect(not low, f"low contrast, {scheme}: {low}")
    colors = []
    for scheme in ("light", "dark"):
        page.scheme(scheme)
        colors.append(page.run("getComputedStyle(document.body).backgroundColor"))
    page.expect(colors[0] != colors[1], f"light and dark look alike: {colors}")
    page.scheme("light")


def has(page, selector):
    return page.run(f"!!document.querySelector({json.dumps(selector)})")


FIRST = "const t = [...document.querySelectorAll('main table')].find((t) => t.querySelector('.sort'));"
COLUMN = ("(() => { %s const i = [...t.tHead.rows[0].cells].findIndex((c) => c.matches('.number'));"
          "return i; })()" % FIRST)


def sorting(page):
    if not has(page, "main table th.number .sort"):
        return
    column = page.run(COLUMN)
    page.run("(() => { %s t.tHead.rows[0].cells[%d].querySelector('button').id = 'probe'; })()"
             % (FIRST, column))
    orders = []
    for _ in range(2):
        page.click("#probe")
        orders.append(page.run(
            "(() => { %s return [...t.tBodies[0].rows].map((r) => parseFloat("
            "r.cells[%d].textContent)).filter((v) => !Number.isNaN(v)); })()" % (FIRST, column)))
    page.expect(orders[0] == sorted(orders[0]), f"not ascending: {orders[0][:10]}")
    page.expect(orders[1] == sorted(orders[0], reverse=True), f"not descending: {orders[1][:10]}")
    page.expect(has(page, "main table th[aria-sort=descending]"), "no aria-sort")
    page.run("document.getElementById('probe').removeAttribute('id')")


def filtering(page):
    if not page.run("[...document.querySelectorAll('input[type=search]')].some((e) => {"
                    "if (!e.checkVisibility()) return false; e.id = 'field'; return true; })"):
        return
    page.click("#field")
    page.type("zzz-nothing")
    table = "document.getElementById('field').closest('.bar').nextElementSibling"
    rows = f"{table}.querySelectorAll('tbody tr:not([hidden])').length"
    page.expect(page.run(rows) == 0, "a filter that nothing fits leaves rows")
    page.run("(() => { const f = document.getElementById('field'); f.value = '';"
             "f.dispatchEvent(new Event('input')); })()")
    page.settle()
    page.expect(page.run(rows) > 0, "a filter that is gone leaves no rows")
    page.run("document.getElementById('field').removeAttribute('id')")


def curves(page):
    if not has(page, ".plot .over"):
        return
    left, top, width, height = page.box(".plot .over")
    page.mouse("mouseMoved", left + width * 0.6, top + height * 0.5)
    page.settle()
    empty = page.run("document.querySelectorAll('.legend button').length === 0")
    is_blank = page.run("document.querySelector('.tip').hidden")
    text = page.run("document.querySelector('.tip').textContent")
    page.expect(empty or is_blank or any(c.isdigit() for c in text), f"no value at the pointer: {text}")
    if not empty:
        page.click(".legend button")
        page.expect(has(page, ".legend button[aria-pressed=true]"), "the legend chooses nothing")
        page.click(".legend button[aria-pressed=true]")
        page.run("document.querySelector('.plot .over').focus()")
        page.key("ArrowRight")
        if not page.run("document.querySelector('.tip').hidden"):
            said = page.run("document.querySelector('[aria-live]').textContent")
            page.expect(any(c.isdigit() for c in said), f"keys read nothing: {said}")
    for control in (".bar input[type=checkbox]", ".bar select"):
        if has(page, ".panel " + control):
            page.run("(() => { const e = document.querySelector('.panel %s'); if (e.matches('select')) {"
                     "e.selectedIndex = e.options.length - 1; e.dispatchEvent(new Event('change'));"
                     "e.selectedIndex = 0; e.dispatchEvent(new Event('change')); }"
                     "else { e.click(); e.click(); } })()" % control)
            page.settle()
    page.run("(() => { const e = document.querySelector('.panel input[type=range]'); e.value = 0.9;"
             "e.dispatchEvent(new Event('input')); e.value = 0; e.dispatchEvent(new Event('input'));"
             "})()")
    page.settle()


def brushing(page):
    if not has(page, ".brushed"):
        return
    left, top, width, height = page.box(".brushed")
    x = left + 56
    page.mouse("mouseMoved", x, top + height * 0.3)
    page.mouse("mousePressed", x, top + height * 0.3, 1)
    page.mouse("mouseMoved", x, top + height * 0.4, 1)
    page.mouse("mouseMoved", x, top + height * 0.75, 1)
    page.mouse("mouseReleased", x, top + height * 0.75)
    page.settle()
    chips = "[...document.querySelectorAll('.bar button')].filter((b) => b.textContent.endsWith('×'))"
    page.expect(page.run(f"{chips}.length") == 1, "a mark on an axis is not named")
    page.expect(page.run("[...document.querySelectorAll('tr.pick')].length === 0 ||"
                         "document.querySelectorAll('tr.pick[hidden]').length > 0"),
                "a mark on an axis hides no row")
    page.run(f"{chips}.forEach((b) => b.click())")
    page.settle()
    page.expect(page.run(f"{chips}.length") == 0, "a mark on an axis does not go")


def gallery(page):
    """The slider shows another step's pictures; the truth can go."""
    if not page.run("[...document.querySelectorAll('.live .grid figure svg, .live .grid figure img')]"
                    ".length > 0"):
        return
    page.run("(() => { const s = [...document.querySelectorAll('.live input[type=range]')].pop();"
             "s.id = 'slide'; s.focus(); })()")
    show = "[...document.querySelectorAll('.live .grid')].pop().innerHTML"
    before = page.run(show)
    if page.run("Number(document.getElementById('slide').max) > 0"):
        page.key("ArrowLeft")
        page.expect(page.run(show) != before, "the slider changes no picture")
        page.key("ArrowRight")
    page.run("document.getElementById('slide').removeAttribute('id')")


def markup(page):
    """What outsiders wrote has become no element, no handler and no link to somewhere else."""
    page.expect(not page.run("window.injected"), "a name ran as a script")
    odd = page.run(
        "[...document.querySelectorAll('*')].filter((e) => [...e.attributes].some((a) => "
        "a.name.startsWith('on') || (['href', 'src'].includes(a.name) && "
        "!/^(#|data:image\\/png|figures\\/)/.test(a.value)))).map((e) => e.outerHTML.slice(0, 200))")
    page.expect(not odd, f"attributes that nobody wrote: {odd[:3]}")
    scripts = page.run("document.scripts.length")
    page.expect(scripts == 2, f"{scripts} scripts")


def downloads(page):
    """What the buttons would save, caught before it becomes a file."""
    page.run("(() => { window.saved = []; const make = URL.createObjectURL;"
             "URL.createObjectURL = (b) => { b.text().then((t) => window.saved.push(t));"
             "return make.call(URL, b); }; })()")
    page.browser.call("Browser.setDownloadBehavior", behavior="deny")
    count = page.run("(() => { const all = [...document.querySelectorAll('button')].filter((b) => "
                     "b.textContent === 'Download as CSV'); all.forEach((b) => b.click());"
                     "return all.length; })()")
    saved = page.run("(async () => { for (let turn = 0; turn < 200 && saved.length < %d; turn += 1) {"
                     "await new Promise((go) => setTimeout(go, 50)); } return saved; })()" % count)
    page.expect(len(saved) == count, f"{count} files wanted, {len(saved)} made")
    for text in saved:
        page.expect(text.startswith("run,") and text.endswith("\r\n"), f"no CSV: {text[:80]}")


SORT = """(() => { %s
  t.querySelector('th.number .sort').click();
  t.getBoundingClientRect();
})()""" % FIRST


def processor_time(page):
    """Milliseconds of the page's thread: how busy the machine is does not count."""
    metrics = page.browser.call("Performance.getMetrics")["metrics"]
    return 1000 * next(entry["value"] for entry in metrics if entry["name"] == "ThreadTime")


def sort_time(page):
    """The middle one of three sorts, until the table stands in its new order."""
    taken = []
    for _ in range(3):
        before = processor_time(page)
        page.run(SORT)
        taken.append(processor_time(page) - before)
    return sorted(taken)[1]


# It may be noted only after the page was loaded.
PAINT = """(async () => {
  for (let turn = 0; turn < 100; turn += 1) {
    const [entry] = performance.getEntriesByName('first-contentful-paint');
    if (entry) return entry.startTime;
    await new Promise((go) => setTimeout(go, 20));
  }
  return null;
})()"""


def times(page, limits):
    paint = page.run(PAINT)
    load = page.run("performance.getEntriesByType('navigation')[0].loadEventEnd")
    sort = sort_time(page) if has(page, "main table th.number .sort") else 0
    words = f"first paint {paint or 0:.0f} ms, loaded {load:.0f} ms, sort {sort:.0f} ms of processor"
    if limits:
        page.expect(paint is not None and paint < 1000, f"first paint after {paint} ms")
        page.expect(sort < 100, f"a sort takes {sort:.0f} ms")
    return words


def without_scripts(page):
    page.open(scripts=False)
    page.expect(page.run("document.querySelectorAll('main h2').length") > 0, "no scripts: no content")
    page.expect(not page.run(
        "[...document.querySelectorAll('.still, [data-figure]')].some((e) => "
        "getComputedStyle(e).display === 'none')"), "no scripts: a figure is hidden")


def shots(page, folder, name):
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark"):
        page.scheme(scheme)
        for width in (400, 768, 1280):
            page.size(width)
            page.shot(folder / f"{name}-{width}-{scheme}.png")
    page.scheme("light")


def check(browser, file, options):
    page = Page(browser, file.resolve().as_uri())
    page.open()
    page.scheme("light")
    words = times(page, options.budget)
    page.open()
    page.size(1280)
    for look in (structure, markup, sorting, filtering, curves, brushing, gallery, downloads, widths,
                 contrast):
        try:
            look(page)
        except RuntimeError as error:
            page.expect(False, f"{look.__name__}: {error}")
        for problem in [p for p in page.problems if not p.startswith("[")]:
            page.problems[page.problems.index(problem)] = f"[{look.__name__}] {problem}"
    events(page)
    if options.shots:
        page.open()
        shots(page, options.shots, file.parent.name)
    without_scripts(page)
    events(page)
    for problem in page.problems[:20]:
        print(f"{file}: {problem}", file=sys.stderr)
    print(f"{file}: {words}; {len(page.problems)} problems")
    return not page.problems


SOURCES = pathlib.Path(__file__).resolve().parent.parent / "Sources/Reports/Page/Source"

# Three runs of one group, the last unfinished, and one of another.
VALUES = {
    "step": "epoch", "headline": 0, "groups": ["a", "b"], "metrics": [
        {"name": "loss", "title": "Loss", "better": "lower", "chart": ""}],
    "parameters": [{"name": "lr", "values": [0.1, 0.01]}],
    "runs": {"label": ["a0", "a1", "a2", "b"], "id": ["", "", "", ""], "seed": [0, 1, 2, 0],
             "state": ["finished", "finished", "failed", "finished"], "group": [0, 0, 0, 1],
             "last": [[1, 3, 99, "nan"]]},
    "curves": {"limit": None, "steps": [[0, 10, 20], [0, 20], [0]],
               "values": [[[0, 4, 2, 1], [1, 8, 3], None, [2, 7]]]},
}

CASES = [
    ("number(0.00001235)", "1.235e-5"), ("number(1234.56)", "1235"), ("number(128)", "128"),
    ("number(0.5)", "0.5"), ("number(1e300)", "1e300"), ("number(123456)", "123456"),
    ("number(-0.25)", "-0.25"), ("number(0)", "0"), ("number(null)", "\u2013"),
    ("number('nan')", "nan"), ("number(-Infinity)", "-inf"), ("number(1.2e-7)", "1.2e-7"),
    ("deviation([1, 2, 3, 4])", 1.2909944487358056), ("deviation([5])", 0), ("mean([])", None),
    ("outcome(0, 0)", 2), ("outcome(0, 1)", None), ("ranked(0, [0, 1])", [0]),
    ("scale([], false)", None), ("scale([0, -1], true)", None),
    ("scale([10, 1000], true).at(100)", 0.5), ("scale([2, 4], false).at(3)", 0.5),
    ("scale([1, 100], true).back(0.5)", 10), ("scale([5], false).at(5)", 0.5),
    ("scale([-1.7e308, 1.7e308], false).at(0)", 0.5),
    ("ticks(scale([0, 1], false), 5)", [0, 0.2, 0.4, 0.6, 0.8, 1]),
    ("ticks(scale([1, 1000], true), 6)", [1, 10, 100, 1000]),
    ("ticks(scale([1, 3], true), 4)", [1, 1.5, 2, 2.5, 3]),
    ("ticks(scale([-1e308, 1e308], false), 5).length > 2", True),
    ("csv([['a,b', 'c\"d', null, 1e-7, '\\n']])", '"a,b","c""d",,1e-7,"\n"\r\n'),
    ("leading('0.93 \u00b1 0.0031')", 0.93), ("leading('4.2 MB')", 4200000),
    ("leading('812 B')", 812), ("String(leading('nan'))", "NaN"), ("leading('-inf')", None),
    ("leading('12 of 13')", 12), ("leading('-1.5e-7 (best)')", -1.5e-7),
    ("compareNumbers(NaN, 1, -1)", 1), ("compareNumbers(1, 2, -1)", 1),
    ("compareWith(0.05, '<', '0.1')", True), ("compareWith('adam', '=', 'adam')", True),
    ("compareWith('adam', '<', '5')", False), ("compareWith(null, '!=', '5')", False),
    ("compareWith('2.5 (best)', '>=', '2.5')", True),
    ("groupReader('lr')(1)", 0.01), ("groupReader('loss')(0)", 2), ("groupReader('x')", None),
    ("valueAt(curveOf(0, 0), 5)", 3), ("valueAt(curveOf(0, 0), 20)", 1),
    ("valueAt(curveOf(0, 0), 21)", None), ("curveOf(0, 2)", None),
    ("valueAt({x: [0, 2], y: [null, 1]}, 1)", None), ("valueAt({x: [], y: []}, 1)", None),
    ("smoothed([1, null, 1], 0.9)[2]", 1), ("smoothed([2, 4], 0)", [2, 4]),
    ("groupLine(0, 0, 0).y", [6, 3.75, 2]), ("groupLine(0, 0, 0).high[0] > 8", True),
    ("groupLine(0, 1, 0).y", [7]), ("runLines(0, 0, 0).length", 2),
]


def functions(browser):
    """The functions of the script, on values: no table and no picture is needed."""
    page = Page(browser, "about:blank")
    page.open()
    names = sorted(file for file in SOURCES.iterdir() if file.name[:1] in "123")
    source = "\n".join(file.read_text() for file in names)
    page.run("document.body.innerHTML = '<main></main><script type=\"application/json\" id=\"data\">"
             "</script>'; document.getElementById('data').textContent = %s;"
             % json.dumps(json.dumps(VALUES)))
    for expression, wanted in CASES:
        try:
            found = page.run("(() => { 'use strict'; %s\nreturn %s; })()" % (source, expression))
        except RuntimeError as error:
            found = error
        near = isinstance(wanted, float) and isinstance(found, (int, float))
        same = abs(found - wanted) <= 1e-9 * abs(wanted) if near else found == wanted
        page.expect(same, f"{expression} is {found!r}, not {wanted!r}")
    for problem in page.problems:
        print(f"page-check: {problem}", file=sys.stderr)
    print(f"functions: {len(CASES)} cases, {len(page.problems)} problems")
    return not page.problems


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pages", nargs="*", type=pathlib.Path)
    parser.add_argument("--functions", action="store_true")
    parser.add_argument("--shots", type=pathlib.Path)
    parser.add_argument("--budget", action="store_true")
    options = parser.parse_args()
    names = [os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"]
    program = next((found for name in names if name and (found := shutil.which(name))), None)
    if not program:
        sys.exit("page-check: no Chromium (apt-get install chromium, or name it in CHROMIUM)")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        browser = Browser(program, folder)
        try:
            browser.attach()
            good = [functions(browser)] if options.functions else []
            good += [check(browser, page, options) for page in options.pages]
        finally:
            browser.close()
    sys.exit(0 if all(good) else 1)


if __name__ == "__main__":
    main()
