"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const all = (selector, from = document) => Array.from(from.querySelectorAll(selector));

  // Filters: one verdict at a time, or all.
  const shown = document.getElementById("shown");
  const rows = all("table.all tbody tr");
  const cards = all("article.card[data-verdicts]");
  const buttons = all("button[data-filter]");
  const filter = (verdict) => {
    const keeps = (element) => !verdict || (element.dataset.verdicts || "").split(" ").includes(verdict);
    for (const element of rows) element.hidden = !keeps(element);
    for (const element of cards) element.hidden = !keeps(element);
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === verdict));
    for (const fold of all("details.fine")) {
      if (verdict && all("article.card[data-verdicts]:not([hidden])", fold).length) fold.open = true;
    }
    const count = rows.filter((row) => !row.hidden).length;
    shown.textContent = shown.dataset.shown.replace("%shown%", count).replace("%total%", rows.length);
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const again = button.getAttribute("aria-pressed") === "true";
      filter(again ? "" : button.dataset.filter);
    });
  }

  // Sorting: numbers as numbers, words as the page's language orders them.
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
        // Empty cells come last either way.
        if (!a.key || !b.key) return (a.key ? 0 : 1) - (b.key ? 0 : 1) || a.index - b.index;
        return (down ? -1 : 1) * order.compare(a.key, b.key) || a.index - b.index;
      });
      body.append(...keyed.map(({ row }) => row));
    });
  });

  // A link to a folded card unfolds it.
  const unfold = () => {
    const card = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    const fold = card && card.closest("details");
    if (fold) {
      fold.open = true;
      card.scrollIntoView();
    }
  };
  addEventListener("hashchange", unfold);
  unfold();
  addEventListener("beforeprint", () => {
    for (const fold of all("details")) fold.open = true;
  });

  // Decisions: kept in the page, and by the browser where it lets a file keep anything.
  const by = document.getElementById("by");
  const decisions = all("fieldset.decision");
  const key = "isnad-decisions:" + all(".digest").map((digest) => digest.textContent).join();
  const today = () => new Date().toISOString().slice(0, 10);
  const read = () =>
    decisions.flatMap((fields) => {
      const chosen = fields.querySelector("input:checked");
      const { fingerprint, rule, url } = fields.dataset;
      const reason = fields.querySelector(".remark").value;
      if (!chosen) return [];
      return [{ fingerprint, rule, url: url || null, decision: chosen.value, reason, by: by.value || null, at: today(), until: null }];
    });
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify({ by: by.value, decisions: read() }));
    } catch { /* a browser that keeps nothing for files */ }
  };
  try {
    const kept = JSON.parse(localStorage.getItem(key)) || {};
    by.value = kept.by || "";
    const known = new Map((kept.decisions || []).map((decision) => [decision.fingerprint, decision]));
    for (const fields of decisions) {
      const decision = known.get(fields.dataset.fingerprint);
      if (!decision) continue;
      for (const input of all("input[type=radio]", fields)) input.checked = input.value === decision.decision;
      fields.querySelector(".remark").value = decision.reason;
    }
  } catch { /* nothing kept, or nothing of ours */ }
  addEventListener("change", keep);
  document.getElementById("save").addEventListener("click", (event) => {
    const text = JSON.stringify({ schema: "isnad-decisions/1", decisions: read() }, null, 2) + "\n";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = event.currentTarget.dataset.file;
    link.click();
    URL.revokeObjectURL(link.href);
  });
})();
