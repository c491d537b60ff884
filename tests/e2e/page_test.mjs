// Opens a written page as a reader would and checks what no unit test can see:
//
//   node page_test.mjs PAGE.html [PAGE.html ...]
//
// accessibility (axe-core) at two widths, no request beyond the file, no sideways scrolling at 320
// pixels or at 200 % zoom, everything readable without script and without style, every scrolling region
// within reach of a keyboard, no focus hidden under a head that stays, marks that forced colours leave
// visible, the colours of every locality in sight at 1280 pixels, links that lead somewhere, and print
// with nothing left closed or wider than the paper.
import { createRequire } from "node:module";
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const pages = process.argv.slice(2);
const kSkipped = 77; // CTest counts this as skipped

function skip(reason) {
  console.log(`SKIPPED: ${reason}`);
  process.exit(process.env.CI ? 1 : kSkipped);
}

function findBrowser() {
  const places = [process.env.WAYMARK_CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome"];
  return places.find((place) => place && existsSync(place));
}

const browserPath = findBrowser();
if (!browserPath) skip("no Chromium here; scripts/setup test installs it");

const require = createRequire(import.meta.url);
let chromium, axeSource;
try {
  ({ chromium } = require("playwright-core"));
  axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  skip("the browser packages are not installed; scripts/setup test installs them");
}

const kRules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const kWidths = [1280, 360];
const faults = [];
const check = (holds, sentence) => {
  if (!holds) faults.push(sentence);
};

// A tab with the page in it; every request that is not the page itself is a fault.
async function open(browser, file, options = {}) {
  const address = pathToFileURL(resolve(file)).href;
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.on("request", (request) => {
    const url = request.url();
    check(url.split("#")[0] === address, `${file} asks for ${url}`);
  });
  page.on("pageerror", (error) => faults.push(`${file}: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`${file}: console: ${message.text()}`);
  });
  await page.goto(address);
  return page;
}

async function checkAccessibility(browser, file, width) {
  const page = await open(browser, file, { viewport: { width, height: 900 } });
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  await page.evaluate(axeSource);
  const found = await page.evaluate(
    (rules) => window.axe.run(document, { runOnly: { type: "tag", values: rules } }), kRules);
  for (const violation of found.violations) {
    const where = violation.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ");
    faults.push(`${file} at ${width}: ${violation.id}: ${violation.help} (${where})`);
  }
  await page.context().close();
  return found.passes.length;
}

// 640 pixels are what a window of 1280 has at 200 % zoom.
async function checkReflow(browser, file, width) {
  const page = await open(browser, file, { viewport: { width, height: 640 } });
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => { d.open = true; }));
  const wide = await page.evaluate(() => {
    const root = document.documentElement;
    const beyond = [...document.querySelectorAll("body *")].filter((element) => {
      if (element.closest(".scroll, .vh, .skip, svg")) return false;
      return element.getBoundingClientRect().right > root.clientWidth + 1;
    });
    return { scrolls: root.scrollWidth > root.clientWidth,
      beyond: beyond.slice(0, 3).map((element) => element.outerHTML.slice(0, 80)) };
  });
  check(!wide.scrolls, `${file} scrolls sideways at ${width} pixels: ${wide.beyond.join("; ")}`);
  await page.context().close();
}

// Through the summary by Tab and back: what has the focus is not covered by the head or the columns
// that stay in sight.
async function checkFocusInSight(browser, file) {
  const page = await open(browser, file, { viewport: { width: 1280, height: 720 } });
  await page.locator(".scroll.tall").focus();
  let seen = 0;
  for (const [key, times] of [["Tab", 60], ["Shift+Tab", 50]]) {
    for (let i = 0; i < times; ++i) {
      await page.keyboard.press(key);
      const covered = await page.evaluate(() => {
        const focus = document.activeElement;
        if (!focus.closest(".scroll.tall tbody")) return null;
        const box = focus.getClientRects()[0];
        const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
        return top && (top === focus || focus.contains(top)) ? "" : focus.outerHTML.slice(0, 80);
      });
      if (covered === null) continue;
      ++seen;
      check(covered === "", `${file}: by ${key} the focus is covered: ${covered}`);
    }
  }
  check(seen > 50, `${file}: only ${seen} places of the summary took the focus`);
  await page.context().close();
}

// The colours of the county and of every locality stand in sight without scrolling.
async function checkSummaryFits(browser, file) {
  const page = await open(browser, file, { viewport: { width: 1280, height: 720 } });
  const beyond = await page.evaluate(() => {
    const region = document.querySelector(".scroll.tall");
    const right = region.getBoundingClientRect().left + region.clientWidth;
    return [...region.querySelectorAll("th.upright")].filter((heading) =>
      heading.getBoundingClientRect().right > right).map((heading) => heading.textContent);
  });
  check(beyond.length === 0, `${file}: at 1280 pixels out of sight: ${beyond.join(", ")}`);
  await page.context().close();
}

// With the colours of the reader's choice every mark and line still differs from the paper.
async function checkForcedColours(browser, file) {
  const page = await open(browser, file, { forcedColors: "active", colorScheme: "dark" });
  const lost = await page.evaluate(() => {
    const paper = getComputedStyle(document.body).backgroundColor;
    const gone = (colour) => colour === "none" || colour === paper;
    return [...document.querySelectorAll(".mark *, .spark *, .chart path.line, .chart .column, " +
      ".chart line.axis, .chart text")].filter((shape) => {
      if (shape.tagName === "title") return false;
      const style = getComputedStyle(shape);
      return gone(style.fill) && gone(style.stroke);
    }).slice(0, 3).map((shape) => shape.outerHTML.slice(0, 90));
  });
  check(lost.length === 0, `${file}: lost in forced colours: ${lost.join("; ")}`);
  await page.context().close();
}

// Without style every judgement is a word, and every drawing keeps its size.
async function checkWithoutStyle(browser, file) {
  const page = await open(browser, file, { viewport: { width: 1280, height: 720 } });
  const bad = await page.evaluate(() => {
    document.querySelectorAll("style").forEach((style) => style.remove());
    const wordless = (css, words) => [...document.querySelectorAll(css)].filter((cell) =>
      !words.test(cell.innerText)).map((cell) => cell.outerHTML.slice(0, 80));
    return [...wordless("td.rag", /green|amber|red/i), ...wordless("td.direction", /better|worse|same|info/i),
      ...wordless("td.signal", /concern|improvement|common cause|high|low/i),
      ...[...document.querySelectorAll("svg")].filter((svg) => !svg.getAttribute("width"))
        .map((svg) => svg.outerHTML.slice(0, 80))].slice(0, 3);
  });
  check(bad.length === 0, `${file}: without style nothing says: ${bad.join("; ")}`);
  await page.context().close();
}

// The words of the page, without script as with it.
async function checkWithoutScript(browser, file) {
  const words = (page) => page.locator("body").evaluate((body) => body.textContent);
  const source = readFileSync(file, "utf8");
  check(!/<script/i.test(source), `${file} holds a script`);
  check(!/\son[a-z]+=/i.test(source), `${file} holds an inline handler`);
  const withScript = await open(browser, file);
  const without = await open(browser, file, { javaScriptEnabled: false });
  check(await words(withScript) === await words(without), `${file} reads otherwise without script`);
  for (const section of await without.locator("main > section").all()) {
    check(await section.isVisible(), `${file}: a section is hidden without script`);
  }
  await withScript.context().close();
  await without.context().close();
}

async function checkKeyboard(browser, file) {
  const page = await open(browser, file, { viewport: { width: 360, height: 800 } });
  await page.keyboard.press("Tab");
  check(await page.evaluate(() => document.activeElement.className === "skip"),
    `${file}: the first Tab does not reach the skip link`);
  const count = await page.locator(".scroll").count();
  check(count > 0, `${file} has no scroll region`);
  const unreachable = await page.locator(".scroll").evaluateAll((regions) =>
    regions.filter((r) => r.tabIndex !== 0 || !r.getAttribute("aria-label")).length);
  check(unreachable === 0, `${file}: ${unreachable} scroll regions are out of a keyboard's reach`);
  const table = page.locator(".scroll").first();
  await table.focus();
  for (let i = 0; i < 5; ++i) await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => document.querySelector(".scroll").scrollLeft > 0, null,
    { timeout: 5000 }).catch(() => faults.push(`${file}: arrow keys do not scroll the summary`));
  await page.context().close();
}

async function checkLinks(browser, file) {
  const page = await open(browser, file);
  const lost = await page.evaluate(() => [...document.querySelectorAll('a[href^="#"]')]
    .map((link) => link.getAttribute("href"))
    .filter((href) => !document.getElementById(decodeURIComponent(href.slice(1)))));
  check(lost.length === 0, `${file}: links lead nowhere: ${[...new Set(lost)].slice(0, 5).join(" ")}`);
  const twice = await page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
    return ids.filter((id, i) => ids.indexOf(id) !== i);
  });
  check(twice.length === 0, `${file}: ids are used twice: ${twice.slice(0, 5).join(" ")}`);
  await page.context().close();
}

// Every chart has a name, a description, and a table; every table has a caption and headers.
async function checkStructure(browser, file) {
  const page = await open(browser, file);
  const bad = await page.evaluate(() => ({
    charts: [...document.querySelectorAll("svg.chart")].filter((chart) =>
      !chart.querySelector("title")?.textContent || !chart.querySelector("desc")?.textContent).length,
    sparks: [...document.querySelectorAll("svg.spark")].filter((spark) =>
      !/lowest .* highest /.test(spark.querySelector("title")?.textContent)).length,
    tables: [...document.querySelectorAll("main table")].filter((table) =>
      !table.closest(".analysis") && (!table.caption?.textContent ||
      !table.querySelector('th[scope="col"]') || !table.querySelector('th[scope="row"]'))).length,
    empty: [...document.querySelectorAll("main td")].filter((cell) =>
      !cell.closest(".analysis") && !cell.textContent.trim()).length,
  }));
  check(bad.charts === 0, `${file}: ${bad.charts} charts have no title or description`);
  check(bad.sparks === 0, `${file}: ${bad.sparks} courses of a row have no words`);
  check(bad.tables === 0, `${file}: ${bad.tables} tables lack a caption or headers`);
  check(bad.empty === 0, `${file}: ${bad.empty} cells are blank without a reason`);
  await page.context().close();
}

async function checkPrint(browser, file) {
  const page = await open(browser, file);
  await page.emulateMedia({ media: "print" });
  const closed = await page.evaluate(() => [...document.querySelectorAll("details")].filter((d) => {
    const inside = d.querySelector("dl");
    return inside && inside.getBoundingClientRect().height === 0;
  }).length);
  check(closed === 0, `${file}: ${closed} definitions stay closed in print`);
  await page.context().close();
}

// Nothing is wider than the paper: a browser would shrink every page to make room for it. Pixels are
// what A4 has between its margins, upright, and lying for the summary.
async function checkPaper(browser, file) {
  for (const [width, sections] of [[703, "main > section:not(#summary)"], [1054, "#summary"]]) {
    const page = await open(browser, file, { viewport: { width, height: 900 } });
    await page.emulateMedia({ media: "print" });
    const wide = await page.evaluate(([css, most]) => [...document.querySelectorAll(css)]
      .flatMap((section) => [...section.querySelectorAll("table, .figure, p")]
        .filter((part) => part.getBoundingClientRect().right > most + 1)
        .map((part) => `${section.id}: ${part.tagName} ${part.className}`)), [sections, width]);
    check(wide.length === 0, `${file}: wider than the paper: ${wide.slice(0, 5).join("; ")}`);
    await page.context().close();
  }
}

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ["--disable-background-networking", "--disable-gpu",
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
for (const file of pages) {
  for (const width of kWidths) {
    const passes = await checkAccessibility(browser, file, width);
    console.log(`${file} at ${width}: ${passes} accessibility rules passed`);
  }
  for (const width of [320, 640]) await checkReflow(browser, file, width);
  await checkFocusInSight(browser, file);
  await checkSummaryFits(browser, file);
  await checkForcedColours(browser, file);
  await checkWithoutStyle(browser, file);
  await checkWithoutScript(browser, file);
  await checkKeyboard(browser, file);
  await checkLinks(browser, file);
  await checkStructure(browser, file);
  await checkPrint(browser, file);
  await checkPaper(browser, file);
}
await browser.close();
check(pages.length > 0, "no page was named");
for (const fault of faults) console.error(`FAULT ${fault}`);
console.log(faults.length === 0 ? "No fault." : `${faults.length} faults.`);
process.exit(faults.length === 0 ? 0 : 1);
