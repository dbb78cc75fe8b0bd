"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));
  const say = (element, text, values) => {
    element.textContent = text.replace(/%(\w+)%/g, (_, name) => values[name].toLocaleString(root.lang));
  };

  // Filters: one verdict at a time, or all. What has no verdict is shown with all.
  const shown = document.getElementById("shown");
  const rows = all("table.all tbody tr");
  const cards = all("article.card");
  const buttons = all("button[data-filter]");
  const filter = (verdict) => {
    const keeps = (element) => !verdict || (element.dataset.verdicts || "").split(" ").includes(verdict);
    for (const element of rows) element.hidden = !keeps(element);
    for (const element of cards) element.hidden = !keeps(element);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === verdict));
    for (const group of all("section.group, details.fine")) {
      const any = group.querySelector("article.card:not([hidden])");
      group.hidden = Boolean(verdict) && !any;
      if (verdict && any && group.open === false) group.open = true;
    }
    say(shown, shown.dataset.shown, { shown: rows.filter((row) => !row.hidden).length, total: rows.length });
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const again = button.getAttribute("aria-pressed") === "true";
      filter(again ? "" : button.dataset.filter);
    });
  }

  // Sorting: numbers as numbers, words as the page's language orders them. Empty cells come last either way.
  const body = document.querySelector("table.all tbody");
  const order = new Intl.Collator([root.lang, "ar", "tr", "en"], { numeric: true });
  const heads = all("table.all thead th");
  heads.forEach((head, column) => {
    head.querySelector("button").addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const keyed = rows.map((row, index) => ({ row, index, key: row.children[column].textContent.trim() }));
      keyed.sort((a, b) => {
        if (!a.key || !b.key) return (a.key ? 0 : 1) - (b.key ? 0 : 1) || a.index - b.index;
        return (down ? -1 : 1) * order.compare(a.key, b.key) || a.index - b.index;
      });
      body.append(...keyed.map(({ row }) => row));
    });
  });

  // A link to a card shows it, though it be folded or filtered away.
  const reveal = () => {
    const card = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!card) return;
    if (card.hidden) filter("");
    const fold = card.closest("details");
    if (fold) fold.open = true;
    card.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();
  // On paper everything is unfolded, and afterwards folded as it was.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = all("details:not([open])");
    for (const fold of folded) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of folded) fold.open = false;
  });

  // Decisions: kept in the page, and by the browser where it lets a file keep anything.
  const decisions = all("fieldset.decision");
  if (!decisions.length) return;
  const by = document.getElementById("by");
  const decided = document.getElementById("decided");
  const key = "isnad-decisions:" + all(".digest").map((digest) => digest.textContent).join();
  const today = () => new Date().toISOString().slice(0, 10);
  const chosen = (fields) => fields.querySelector("input:checked");
  const remark = (fields) => fields.querySelector(".remark");
  const choices = document.getElementById("decision").content;
  for (const fields of decisions) {
    // A page that was saved with its decisions has them all in their places.
    if (!fields.firstChild) fields.append(choices.cloneNode(true));
    for (const input of all("input[type=radio]", fields)) input.name = fields.dataset.fingerprint;
  }
  const read = () =>
    decisions.filter(chosen).map((fields) => {
      const { fingerprint, rule, url, at } = fields.dataset;
      const [decision, reason] = [chosen(fields).value, remark(fields).value];
      return { fingerprint, rule, url: url || null, decision, reason, by: by.value || null, at, until: null };
    });
  const count = () => {
    for (const fields of decisions) fields.querySelector(".clear").hidden = !chosen(fields);
    say(decided, decided.dataset.decided, { done: decisions.filter(chosen).length, total: decisions.length });
  };
  const keep = () => {
    count();
    try {
      localStorage.setItem(key, JSON.stringify({ by: by.value, decisions: read() }));
    } catch { /* a browser that keeps nothing for files */ }
  };
  try {
    const kept = JSON.parse(localStorage.getItem(key)) || {};
    by.value = kept.by || by.value;
    const known = new Map((kept.decisions || []).map((decision) => [decision.fingerprint, decision]));
    for (const fields of decisions) {
      const decision = known.get(fields.dataset.fingerprint);
      if (!decision) continue;
      for (const input of all("input[type=radio]", fields)) input.checked = input.value === decision.decision;
      remark(fields).value = decision.reason || "";
      fields.dataset.at = decision.at || today();
    }
  } catch { /* nothing kept, or nothing of ours */ }
  count();
  addEventListener("change", (event) => {
    const fields = event.target.closest("fieldset.decision");
    if (fields) fields.dataset.at = today();
    keep();
  });
  for (const fields of decisions) {
    fields.querySelector(".clear").addEventListener("click", () => {
      const choice = chosen(fields);
      choice.checked = false;
      keep();
      fields.querySelector("input").focus();
    });
  }
  const save = (text, type, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };
  document.getElementById("save").addEventListener("click", (event) => {
    const text = JSON.stringify({ schema: "isnad-decisions/1", decisions: read() }, null, 2) + "\n";
    save(text, "application/json", event.currentTarget.dataset.file);
  });
  // The page with what was decided written into it; its script and its policy stay as they are.
  document.getElementById("keep").addEventListener("click", () => {
    const copy = root.cloneNode(true);
    copy.classList.remove("js");
    const typed = all("input");
    all("input", copy).forEach((input, index) => {
      if (input.type === "radio") input.toggleAttribute("checked", typed[index].checked);
      else input.setAttribute("value", typed[index].value);
    });
    for (const element of all("[hidden]", copy)) if (!element.matches(".clear")) element.removeAttribute("hidden");
    const name = decodeURIComponent(location.pathname.split("/").pop()) || "report.isnad.html";
    save("<!DOCTYPE html>\n" + copy.outerHTML + "\n", "text/html", name);
  });
})();
