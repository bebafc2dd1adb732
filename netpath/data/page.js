"use strict";
const all = (what, where = document) => [...where.querySelectorAll(what)];
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

// Without this script everything is open, as it is on paper.
const folds = all("details:not(.first)");
const opened = new Set();
const unfold = () => folds.filter((one) => !one.open).forEach((one) => {
  one.open = true;
  opened.add(one);
});
const foldAgain = () => {
  opened.forEach((one) => { one.open = false; });
  opened.clear();
};
folds.forEach((one) => { one.open = false; });
addEventListener("beforeprint", unfold);
addEventListener("afterprint", foldAgain);

const tools = document.querySelector(".tools");
if (tools) {
  const [words, order, toggle] = tools.querySelectorAll("input, select, button");
  const shown = document.querySelector("[role=status]");
  const list = document.querySelector(".ranks");
  const rows = [...list.children];
  const ranks = new Map(rows.map((row, place) => [row, place]));
  const texts = new Map(rows.map((row) => [row, plain(row.textContent)]));
  const name = (row) => row.querySelector("bdi").textContent;
  const steps = (row) => row.querySelectorAll("li").length;
  const orders = {
    rank: (a, b) => ranks.get(a) - ranks.get(b),
    chance: (a, b) => b.dataset.p - a.dataset.p,
    steps: (a, b) => steps(a) - steps(b),
    name: (a, b) => name(a).localeCompare(name(b)),
  };
  const show = () => {
    const sought = plain(words.value).split(/\s+/);
    rows.forEach((row) => {
      row.hidden = !sought.every((word) => texts.get(row).includes(word));
    });
    rows.sort(orders.rank).sort(orders[order.value]);
    list.append(...rows);
    const count = rows.filter((row) => !row.hidden).length;
    const said = `Showing ${count} of ${rows.length}: “${words.value.trim()}”`;
    shown.textContent = words.value.trim() ? said : "";
  };
  words.addEventListener("input", show);
  order.addEventListener("input", show);
  toggle.addEventListener("click", () => {
    const open = toggle.textContent === "Open all";
    all("details", list).forEach((one) => { one.open = open; });
    toggle.textContent = open ? "Close all" : "Open all";
  });
  tools.hidden = false;
  show();
}

all("pre").forEach((text) => {
  const button = document.createElement("button");
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    getSelection().selectAllChildren(text);
    try {
      await navigator.clipboard.writeText(text.textContent);
      button.textContent = "Copied";
    } catch {
      button.textContent = "Selected: now press Ctrl+C";
    }
  });
  text.after(button);
});
