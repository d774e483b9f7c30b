// The index: all documents, those that need a look most first.
const FACTS = [
  ["need", (d) => -d.need], ["title", (d) => d.title || d.source], ["municipality", (d) => d.municipality || "\uffff"], ["family", (d) => d.family || "\uffff"],
  ["pages", (d) => -(d.pages || 0)], ["sheets", (d) => -d.sheet_count], ["errors", (d) => -d.errors], ["warnings", (d) => -d.warnings],
  ["unread_share", (d) => -(d.characters ? d.unread / d.characters : 0)], ["failed_checks", (d) => -d.failed], ["low_share", (d) => -(d.values ? d.low / d.values : 0)],
];
const NAMES = ["need", "title", "municipality", "family"], LINES = 100;

class Archive {
  constructor(data, root) {
    this.documents = data.documents;
    this.lost = data.lost;
    this.root = root;
    this.sort = "need";
    this.only = false;
    this.current = -1;
    this.texts = this.documents.map((d) => plain([d.title, d.source, d.municipality, d.family, d.names, d.id].filter(Boolean).join("\u0001")));
    this.build();
    this.unhook = onKeys({
      j: () => this.move(1), ArrowDown: () => this.move(1), k: () => this.move(-1), ArrowUp: () => this.move(-1), "/": () => { this.search.focus(); this.search.select(); },
      Enter: (event) => { this.typed.now(); const link = this.link(Math.max(this.current, 0)); if (!link || (event.target !== this.search && event.target !== document.body)) return false; link.click(); return true; },
      l: () => app.turnLanguage(), "?": () => showHelp(HELP_ARCHIVE),
      Escape: () => { if (document.activeElement === this.search) { this.search.value = ""; this.fill(); this.search.blur(); } else this.mark(-1); },
    });
  }

  stop() { this.unhook(); this.near.disconnect(); replaced(this.root); }

  build() {
    this.typed = soon(() => this.fill());
    this.search = h("input", { type: "search", placeholder: t("search_archive"), "aria-label": t("key_search"), on: { input: this.typed } });
    const needing = this.documents.filter((d) => d.need > 0).length;
    this.choice = h("label", { class: "group" }, h("input", { type: "checkbox", checked: this.only, on: { change: (event) => { this.only = event.target.checked; this.fill(); } } }), " ", t("needing"), ` (${count(needing)})`);
    this.told = h("span", { class: "quiet", role: "status" });
    this.head = h("tr", {});
    this.body = h("tbody", {});
    this.foot = h("div", { class: "foot" });
    const rows = this.documents.flatMap((d) => kept.get("corrections." + d.id) || []);
    replaced(this.root, h("header", { class: "top" }, h("div", { class: "name" }, h("h1", {}, t("archive")), this.told), this.search, button(t("language"), t("key_language") + " (l)", () => app.turnLanguage()), button("?", t("help") + " (?)", () => showHelp(HELP_ARCHIVE))),
      h("main", { class: "archive scroll" },
        h("div", { class: "toolbar" }, this.choice, rows.length > 0 && h("button", { type: "button", on: { click: () => download("corrections.csv", csv(rows), "text/csv;charset=utf-8") } }, `⤓ ${t("download")} (${count(rows.length)})`)),
        h("table", { class: "grid index" }, h("thead", {}, this.head), this.body), this.foot, this.lostFiles()));
    this.near = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && this.grow(this.made + LINES), { root: this.root.querySelector("main"), rootMargin: "600px 0px" });
    this.near.observe(this.foot);
    this.fill();
  }

  fill() {
    const parts = this.search.value.trim().split(/[\s　]+/).map(plain).filter(Boolean);
    const by = FACTS.find(([name]) => name === this.sort)[1];
    const order = (a, b) => (typeof a === "string" ? a.localeCompare(b, "ja") : a - b);
    this.found = this.documents.map((d, at) => [d, at]).filter(([d, at]) => (!this.only || d.need > 0) && parts.every((part) => this.texts[at].includes(part)))
      .map(([d]) => d).sort((a, b) => order(by(a), by(b)) || b.need - a.need || (a.source < b.source ? -1 : 1));
    this.told.textContent = t("shown_n", count(this.found.length), count(this.documents.length));
    replaced(this.head, FACTS.map(([name]) => h("th", { scope: "col", class: NAMES.includes(name) ? null : "num", "aria-sort": name === this.sort ? "ascending" : null }, h("button", { type: "button", on: { click: () => { this.sort = name; this.fill(); } } }, t(name)))));
    replaced(this.body);
    this.current = -1;
    this.made = 0;
    this.grow(LINES);
  }

  grow(to) {
    for (; this.made < Math.min(to, this.found.length); this.made++) this.body.append(this.line(this.found[this.made], this.made));
    this.foot.textContent = this.made < this.found.length ? t("more", count(this.found.length - this.made)) : "";
  }

  line(d, at) {
    const number = (n, name) => h("td", { class: "num " + (n ? "has-" + name : "none") }, n ? count(n) : "–");
    const share = (part, whole, name) => h("td", { class: "num " + (part ? "has-" + name : "none") }, part ? (percent(part / whole) === "0" ? "<0.01" : percent(part / whole)) + "%" : "–");
    const query = this.search.value.trim();
    return h("tr", { data: { line: at } },
      h("td", { class: "need" }, h("span", { class: `meter n-${d.need >= 40 ? 3 : d.need >= 15 ? 2 : d.need ? 1 : 0}`, title: `${t("need")} ${d.need}` }, d.need || "–")),
      h("td", {}, h("a", { href: d.href + (query && !d.href.startsWith("#") ? "#q=" + encodeURIComponent(query) : "") }, d.title || d.source), h("div", { class: "quiet small" }, d.status !== "ok" && h("span", { class: "status s-" + d.status }, t(d.status)), " ", d.title ? d.source : "")),
      h("td", {}, d.municipality), h("td", { class: "quiet" }, d.family), number(d.pages, "fact"), number(d.sheet_count, "fact"), number(d.errors, "error"), number(d.warnings, "warning"),
      share(d.unread, d.characters, "unread"), number(d.failed, "check"), share(d.low, d.values, "low"));
  }

  lostFiles() {
    return this.lost.length > 0 && h("section", { class: "pad" }, h("h2", {}, t("lost_files")), h("ul", {}, this.lost.map((each) => h("li", {}, each.message))));
  }

  link(at) { const line = this.body.querySelector(`[data-line="${at}"]`); return line && line.querySelector("a"); }

  mark(at) {
    const before = this.body.querySelector("tr.now");
    if (before) before.classList.remove("now");
    this.current = at;
    const line = this.body.querySelector(`[data-line="${at}"]`);
    if (line) { line.classList.add("now"); line.scrollIntoView({ block: "nearest" }); }
  }

  move(step) {
    if (document.activeElement === this.search) this.search.blur();
    const at = Math.min(Math.max(this.current + step, 0), this.found.length - 1);
    if (at >= this.made) this.grow(at + LINES);
    this.mark(at);
  }
}
