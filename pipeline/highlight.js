"use strict";
// Shows the facts of the segment under the pointer or the focus. Entries are cloned from the lists on the page, so no
// text of the notice ever passes through a parser again. Without this script the hints and lists are still there.
(() => {
  const detail = document.getElementById("detail");
  const text = document.getElementById("text");
  const empty = detail.firstElementChild;
  let pinned = null;

  const isOn = (entry) => {
    const kind = [...entry.classList].find((name) => name.startsWith("fact-")).slice(5);
    return document.getElementById("k-" + kind).checked;
  };

  const show = (mark) => {
    const entries = (mark.dataset.facts || "").split(" ").map((id) => document.getElementById("f" + id));
    const shown = entries.filter((entry) => entry && isOn(entry)).map((entry) => {
      const copy = entry.cloneNode(true);
      copy.removeAttribute("id");
      return copy;
    });
    const list = document.createElement("ul");
    list.append(...shown);
    detail.replaceChildren(shown.length ? list : empty);
  };

  const pin = (mark) => {
    if (pinned) pinned.classList.remove("pinned");
    pinned = mark;
    if (mark) mark.classList.add("pinned");
    if (mark) show(mark);
  };

  for (const mark of text.querySelectorAll("mark")) {
    mark.setAttribute("aria-label", mark.textContent + "：" + mark.title);
    mark.removeAttribute("title"); // the panel says it better
  }
  text.addEventListener("mouseover", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !pinned) show(mark);
  });
  text.addEventListener("focusin", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !pinned) show(mark);
  });
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    pin(mark === pinned ? null : mark);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") pin(null);
    if (event.key === "Enter" && event.target.matches("#text mark")) pin(event.target);
  });
})();
