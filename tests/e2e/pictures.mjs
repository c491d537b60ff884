// Takes the pictures of docs/images from a published page:
//
//   node pictures.mjs PAGE.html FOLDER
//
// With the browser that the tests use; no picture is taken where a part is not on the page.
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const [file, folder] = process.argv.slice(2);

// What is in each picture: a width, the first element and how much of the page from there on.
const kPictures = [
  { name: "cover.png", width: 1100, at: "body", height: 640 },
  { name: "summary.png", width: 1280, at: "#summary", height: 820, row: "m-6.1" },
  { name: "grid.png", width: 1100, at: ".scroll:has(> .grid)", height: 0 },
  { name: "why.png", width: 900, at: ".why", height: 560, open: true },
  { name: "phone.png", width: 360, at: "#child-protection", height: 760 },
];

const browser = await chromium.launch({
  executablePath: process.env.WAYMARK_CHROMIUM ?? "/usr/bin/chromium",
  args: ["--disable-gpu", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
});
for (const picture of kPictures) {
  const page = await browser.newPage({ viewport: { width: picture.width, height: 900 } });
  await page.goto(pathToFileURL(resolve(file)).href);
  const part = page.locator(picture.at).first();
  if (await part.count() === 0) {
    console.error(`${picture.name}: the page has no ${picture.at}`);
    continue;
  }
  if (picture.open) await part.locator("details").first().evaluate((d) => { d.open = true; });
  if (picture.row) {
    // The window of the table begins with a row that has colours.
    await page.evaluate((row) => {
      const region = document.querySelector(".scroll.tall");
      const head = region.querySelector("thead").getBoundingClientRect().bottom;
      const group = document.getElementById(row).closest("tbody");
      region.scrollTop += group.getBoundingClientRect().top - head;
    }, picture.row);
  }
  const box = await part.boundingBox();
  const height = picture.height || box.height;
  // A window of its own keeps its place only while the picture is no larger than the screen.
  if (picture.row) await page.evaluate((top) => window.scrollTo(0, top), box.y);
  await page.screenshot({
    path: join(folder, picture.name),
    fullPage: !picture.row,
    clip: { x: 0, y: picture.row ? 0 : box.y, width: picture.width, height },
  });
  await page.close();
}
await browser.close();
