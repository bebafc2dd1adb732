// Look at pages as readers would, and print as JSON what there is to find fault with.
//
//   node look.cjs CHROMIUM FOLDER page.html ...
//
// Screenshots go to FOLDER; "" for none. Huge pages are only looked at.
"use strict";
const { readFileSync, statSync } = require("node:fs");
const { basename, join } = require("node:path");
const { pathToFileURL } = require("node:url");
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const HUGE = 300_000; // bytes: made to do harm, not to be read
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
const A4 = { width: 794, height: 1123 };
const LOOKS = {
  wide: [WIDE, { colorScheme: "light" }],
  dark: [WIDE, { colorScheme: "dark" }],
  phone: [PHONE, { colorScheme: "light" }],
  "phone-dark": [PHONE, { colorScheme: "dark" }],
  print: [A4, { media: "print", colorScheme: "dark" }],
};

const isHuge = (file) => statSync(file).size > HUGE;

// On a huge page most is the same as on a small one.
const HARSH = { phone: true, print: true };

async function opened(browser, file, options, found) {
  const context = await browser.newContext({ viewport: WIDE, ...options });
  const page = await context.newPage();
  if (found) {
    page.on("console", (said) => said.type() === "error" && found.errors.push(said.text()));
    page.on("pageerror", (error) => found.errors.push(String(error)));
    page.on("dialog", (dialog) => { found.ran.push(dialog.message()); dialog.dismiss(); });
    page.on("request", (request) => found.requests.push(request.url()));
  }
  await page.goto(pathToFileURL(file).href);
  return page;
}

// What runs inside the page.
const ran = () => (window.__ran === undefined ? [] : [String(window.__ran)]);
const overflow = () => {
  const root = document.documentElement;
  return root.scrollWidth - root.clientWidth;
};
const small = () =>
  [...document.querySelectorAll("a, button, input, select, summary")]
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([one, box]) => `${one.outerHTML.slice(0, 60)} ${box.width}×${box.height}`);
const unseen = () => ({
  folded: document.querySelectorAll("details:not([open])").length,
  tools: [...document.querySelectorAll(".tools")].filter((one) => one.checkVisibility()).length,
  text: document.body.innerText,
});
const violations = async (theme) => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  const result = await window.axe.run(document, { resultTypes: ["violations"] });
  return result.violations.map((one) => `${theme}: ${one.id}: ${one.nodes[0].html.slice(0, 120)}`);
};

async function looked(browser, file, folder) {
  const found = { errors: [], requests: [], ran: [], overflow: {}, small: [] };
  const page = await opened(browser, file, {}, found);
  const looks = Object.entries(LOOKS).filter(([name]) => !isHuge(file) || name in HARSH);
  for (const [name, [size, media]] of looks) {
    await page.setViewportSize(size);
    await page.emulateMedia({ media: "screen", ...media });
    found.overflow[name] = await page.evaluate(overflow);
    if (name === "phone") found.small = await page.evaluate(small);
    if (folder) {
      const path = join(folder, `${basename(file, ".html")}-${name}.png`);
      await page.screenshot({ path, fullPage: true });
    }
  }
  await page.emulateMedia({ media: "screen", colorScheme: "light" });
  found.used = isHuge(file) ? null : await used(page);
  found.ran.push(...(await page.evaluate(ran)));
  found.requests.shift(); // the page itself
  await page.context().close();
  return found;
}

// Filter, sort, unfold, print and copy, where the page has what it takes.
async function used(page) {
  const ranks = () => page.$$eval(".ranks > li:not([hidden])", (rows) => rows.map((one) => parseInt(one.innerText, 10)));
  const open = () => page.$$eval("details[open]", (all) => all.length);
  const said = { details: await page.$$eval("details", (all) => all.length), open: await open() };
  if (await page.$(".tools")) {
    await page.selectOption("select", "name");
    said.names = await page.$$eval(".ranks > li summary bdi", (all) => all.map((one) => one.textContent));
    await page.selectOption("select", "steps");
    said.steps = await page.$$eval(".ranks > li", (all) => all.map((one) => one.querySelectorAll("li").length));
    await page.fill("input", "  LIBRARY reference ");
    said.filtered = await ranks();
    said.status = await page.textContent("[role=status]");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    said.printed = await open();
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    said.after = await open();
    await page.fill("input", "");
    await page.selectOption("select", "rank");
    said.ranks = await ranks();
    await page.click(".tools button");
    said.unfolded = await page.$$eval(".ranks details[open]", (all) => all.length);
  }
  const first = "details.first pre + button";
  if (await page.$(first)) {
    await page.click(first);
    await page.waitForFunction((one) => document.querySelector(one).textContent !== "Copy", first);
    said.copied = await page.textContent(first);
    said.selected = await page.evaluate(() => getSelection().toString());
  }
  return said;
}

async function judged(browser, file) {
  const page = await opened(browser, file, { bypassCSP: true });
  await page.evaluate(axe);
  const all = [];
  for (const size of [WIDE, PHONE]) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      all.push(...(await page.evaluate(violations, `${size.width} ${colorScheme}`)));
    }
  }
  await page.context().close();
  return all;
}

async function plain(browser, file) {
  const page = await opened(browser, file, { javaScriptEnabled: false });
  const seen = await page.evaluate(unseen);
  await page.context().close();
  return seen;
}

async function main([executablePath, folder, ...files]) {
  const args = ["--no-sandbox", "--disable-gpu"];
  const browser = await chromium.launch({ executablePath, args });
  const all = {};
  for (const file of files) {
    const looks = isHuge(file) ? [looked] : [looked, judged, plain];
    const [found, axe, unscripted] = await Promise.all(
      looks.map((look) => look(browser, file, folder)),
    );
    all[basename(file, ".html")] = { ...found, axe, unscripted };
  }
  await browser.close();
  console.log(JSON.stringify(all));
}

main(process.argv.slice(2));
