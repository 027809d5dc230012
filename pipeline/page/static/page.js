"use strict";
// Comfort for those who have scripts: suggestions, the panel of a marked place, the address of a sentence, dropping a file.
// Nothing here makes HTML of text: what comes from a document is only ever set as text.
(() => {
  const language = document.documentElement.lang.startsWith("en") ? "&lang=en" : "";

  // Suggestions: a combobox as ARIA describes it; the keyboard never leaves the box.
  document.querySelectorAll("form.find").forEach((form, number) => {
    const box = form.querySelector(".box");
    const wrap = document.createElement("div");
    const list = document.createElement("ul");
    wrap.className = "wrap";
    box.replaceWith(wrap);
    wrap.append(box, list);
    list.className = "suggestions";
    list.id = "suggestions" + number;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.getAttribute("aria-label"));
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
      box.setAttribute(name, value);
    }
    if (box.hasAttribute("autofocus")) box.focus();
    let chosen = -1, asked = "", timer = 0, running = null;

    const close = () => {
      list.hidden = true;
      chosen = -1;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    };
    const choose = (at) => {
      const items = list.children;
      if (chosen >= 0 && items[chosen]) items[chosen].setAttribute("aria-selected", "false");
      chosen = at;
      if (chosen < 0 || !items[chosen]) {
        box.removeAttribute("aria-activedescendant");
        return;
      }
      items[chosen].setAttribute("aria-selected", "true");
      items[chosen].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", items[chosen].id);
    };
    const showAll = (found) => {
      list.replaceChildren(...found.map((each, at) => {
        const item = document.createElement("li");
        const more = document.createElement("span");
        item.id = list.id + "-" + at;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.href = each.href;
        item.append(each.name);
        more.className = "soft";
        more.textContent = each.kind + (each.more ? " · " + each.more : "");
        item.append(more);
        return item;
      }));
      chosen = -1;
      list.hidden = !found.length;
      box.setAttribute("aria-expanded", String(found.length > 0));
    };
    const ask = async () => {
      const typed = box.value.trim();
      if (typed === asked) return;
      asked = typed;
      if (running) running.abort();
      if (!typed) return close();
      running = new AbortController();
      try {
        const answer = await fetch("/suggest?q=" + encodeURIComponent(typed) + language, { signal: running.signal });
        if (answer.ok && box.value.trim() === typed) showAll(await answer.json());
      } catch (error) {
        if (error.name !== "AbortError") close();
      }
    };
    box.addEventListener("input", (event) => {
      if (event.isComposing) return; // pinyin on its way to characters
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    box.addEventListener("compositionend", () => { clearTimeout(timer); timer = setTimeout(ask, 50); });
    box.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const number = list.children.length;
      if (event.key === "ArrowDown" && number) {
        list.hidden = false;
        box.setAttribute("aria-expanded", "true");
        choose(chosen + 1 < number ? chosen + 1 : -1);
      } else if (event.key === "ArrowUp" && number && !list.hidden) {
        choose(chosen < 0 ? number - 1 : chosen - 1);
      } else if (event.key === "Enter" && chosen >= 0 && !list.hidden) {
        location.href = list.children[chosen].dataset.href;
      } else if (event.key === "Escape" && !list.hidden) {
        close();
      } else {
        return;
      }
      event.preventDefault();
    });
    list.addEventListener("mousedown", (event) => {
      const item = event.target.closest("li");
      event.preventDefault();
      if (item) location.href = item.dataset.href;
    });
    box.addEventListener("blur", close);
  });

  // A filter is applied as soon as it is chosen; the button stays for those who go by keyboard.
  document.querySelectorAll("form.filters select").forEach((select) => {
    let byKey = false;
    select.addEventListener("keydown", () => { byKey = true; });
    select.addEventListener("pointerdown", () => { byKey = false; });
    select.addEventListener("change", () => { if (!byKey) select.form.submit(); });
  });
  // What is not asked does not stand in the address.
  document.querySelectorAll("form.filters, form.form:not([method])").forEach((form) => form.addEventListener("formdata", (event) => {
    for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
  }));

  const drop = document.querySelector(".drop");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const over = (on) => (event) => { event.preventDefault(); drop.classList.toggle("over", on); };
    drop.addEventListener("dragover", over(true));
    drop.addEventListener("dragleave", over(false));
    drop.addEventListener("drop", (event) => {
      over(false)(event);
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        weigh();
        drop.requestSubmit();
      }
    });
    // Said before the file is sent: whoever sends 200 MB over an intranet should not have to wait for a no.
    const told = document.createElement("p");
    told.className = "error";
    told.setAttribute("role", "alert");
    const weigh = () => {
      const heavy = input.files.length && input.files[0].size > Number(input.dataset.most);
      told.textContent = heavy ? input.dataset.tooLarge : "";
      input.setCustomValidity(told.textContent);
      if (heavy) drop.before(told); else told.remove();
    };
    input.addEventListener("change", weigh);
  }

  document.querySelectorAll(".choice .more").forEach((more) => {
    const radio = more.parentElement.querySelector("input[type=radio]");
    const set = () => { more.hidden = !radio.checked; };
    radio.form.addEventListener("change", set);
    set();
  });

  const text = document.getElementById("text");
  if (!text) return;
  const detail = document.getElementById("detail");
  const outline = document.querySelector(".outline details");
  if (outline && matchMedia("(max-width: 48rem)").matches) outline.open = false; // the text first
  const show = (mark) => {
    const entries = (mark.dataset.facts || "").split(" ").map((id) => document.getElementById("f" + id)).filter(Boolean);
    const list = document.createElement("ol");
    list.append(...entries.map((entry) => {
      const copy = entry.cloneNode(true); // nodes, not markup: nothing is parsed a second time
      copy.removeAttribute("id");
      return copy;
    }));
    detail.replaceChildren(list);
    detail.hidden = !entries.length;
  };
  for (const kind of ["mouseover", "focusin", "click"]) {
    text.addEventListener(kind, (event) => {
      const mark = event.target.closest(".m");
      if (mark) show(mark);
      else if (kind === "click") detail.hidden = true;
    });
  }
  // A link into the text may name a place inside a sentence; it leads to the sentence.
  const sentences = [...text.querySelectorAll(".s")];
  const goTo = () => {
    const wanted = /^#s(\d+)$/.exec(location.hash);
    if (!wanted || document.getElementById("s" + wanted[1])) return;
    const before = sentences.filter((each) => Number(each.id.slice(1)) <= Number(wanted[1])).pop();
    if (before) location.replace("#" + before.id);
  };
  addEventListener("hashchange", goTo);
  goTo();
  // By keyboard, while the text has the focus: J and K go from sentence to sentence, and the address goes along.
  text.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
    const now = sentences.findIndex((each) => "#" + each.id === location.hash);
    const next = sentences[Math.max(0, now + (event.key === "j" ? 1 : -1))];
    if (next) {
      location.replace("#" + next.id);
      text.focus({ preventScroll: true });
      event.preventDefault();
    }
  });
})();
