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
  { name: "summary.png", width: 1280, at: "#summary", height: 820 },
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
  const box = await part.boundingBox();
  await page.screenshot({
    path: join(folder, picture.name),
    fullPage: true,
    clip: { x: 0, y: box.y, width: picture.width, height: picture.height || box.height },
  });
  await page.close();
}
await browser.close();
