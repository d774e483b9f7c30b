// The tables, sheet by sheet; a sheet is filled in when it comes near. All columns of a row stand in the details below.
const MAIN = {
  documents: ["title", "municipality", "municipality_code", "plan_from", "plan_to", "issued_on"],
  fields: ["label", "text"], offices: ["office", "is_lead", "is_provisional", "is_collective"], actors: ["actor", "is_marked", "role"],
  schedule: ["period", "fiscal_year", "value_type", "text", "is_continued"], indicators: ["period", "value_type", "value_text", "value", "unit", "qualifiers"],
  assessments: ["stage", "aspect", "period", "text", "grade", "is_delayed"], sections: ["marker", "text"],
  events: ["date_from", "date_to", "event", "is_planned"],
};
const NUMBERS = ["value", "fiscal_year", "plan_from", "plan_to"];
const ROWS = 150;

class Tables {
  constructor(model, on) {
    this.model = model;
    this.on = on;
    this.cells = new Map();
    this.lit = new Map();
    this.sections = this.plan();
    this.order = this.sections.flatMap((section) => section.parts.flatMap(([t_, rows]) => rows.map((r) => model.mainCell(t_, r))));
    this.home = new Map();
    this.sections.forEach((section, at) => section.parts.forEach(([t_, rows]) => rows.forEach((r) => this.home.set(`${t_}:${r}`, at))));
    this.root = h("div", { class: "tables scroll", tabindex: "-1" });
    this.nodes = this.sections.map((section, at) => this.empty(section, at));
    this.root.append(...this.nodes);
    if (model.checks.length) this.root.append(this.checks());
    this.near = new IntersectionObserver((entries) => entries.forEach((entry) => entry.isIntersecting && this.fill(Number(entry.target.dataset.at))), { root: this.root, rootMargin: "400px 0px" });
    this.nodes.forEach((node) => this.near.observe(node));
    watchCells(this.root, on);
  }

  stop() { this.near.disconnect(); }

  // Sections in reading order: the document, each sheet, then what stands outside of sheets.
  plan() {
    const { model } = this, found = [], t_ = (name) => model.at.get(name);
    if (this.columns(t_("documents"), [0]).length) found.push({ title: t("the_document"), parts: [[t_("documents"), [0]]] });
    const sheets = t_("sheets");
    const rest = model.tables.map((table, at) => [table.name, at]).filter(([name]) => name !== "documents" && name !== "sheets");
    for (let sheet = 0; sheets !== undefined && sheet < model.tables[sheets].rows.length; sheet++) {
      found.push({ sheet, parts: [[sheets, [sheet]], ...rest.map(([, at]) => [at, model.rows[at].get(sheet) || []]).filter(([, rows]) => rows.length)] });
    }
    for (const [, at] of rest) {
      const rows = model.rows[at].get(-1) || [];
      for (let from = 0; from < rows.length; from += ROWS) found.push({ title: from ? "" : t("other_rows"), parts: [[at, rows.slice(from, from + ROWS)]] });
    }
    return found;
  }

  // All checks, passed or not; a click shows what was compared.
  checks() {
    const { model } = this;
    const line = (each, at) => h("tr", { data: { check: at }, on: { click: () => this.on.check(each) } },
      h("td", { class: "verdict " + (each.passed ? "good" : "bad") }, each.passed ? "✓" : "✗"), h("td", {}, codeTitle("checks", "check", each.check)),
      h("td", {}, model.sheetName(each.sheet)), h("td", {}, each.expected.slice(0, 60)), h("td", {}, each.passed ? "" : each.found.slice(0, 60)));
    const failed = [...model.checks].sort((a, b) => a.passed - b.passed).slice(0, 300);
    return h("section", { class: "block" }, h("h2", {}, tableTitle("checks")), h("p", { class: "quiet small" }, t("checks_passed", model.checks.filter((each) => each.passed).length, model.checks.length)),
      h("div", { class: "wide" }, h("table", { class: "grid" }, h("thead", {}, h("tr", {}, ["passed", "check", "", "expected", "found"].map((c) => h("th", { scope: "col" }, c && columnTitle("checks", c))))), h("tbody", {}, failed.map(line)))));
  }

  empty(section, at) {
    const node = h("section", { class: "block", data: { at } });
    node.style.minHeight = 60 + 30 * section.parts.reduce((sum, [, rows]) => sum + rows.length, 0) + "px";
    return node;
  }

  fill(at) {
    const node = this.nodes[at], section = this.sections[at];
    if (node.dataset.full) return;
    node.dataset.full = "1";
    node.style.minHeight = "";
    for (const [t_, rows] of section.parts) {
      const { name } = this.model.tables[t_];
      if (name === "sheets") node.append(this.sheetHead(t_, rows[0]));
      else {
        if (section.title) node.append(h("h2", {}, section.title));
        node.append(h("h3", { class: "t-" + name }, tableTitle(name)));
        node.append(name === "indicators" ? this.indicators(t_, rows) : name === "documents" ? this.list(t_, rows[0]) : this.grid(t_, rows));
      }
    }
    for (const [key, names] of this.lit) for (const cell of this.cells.get(key) || []) cell.classList.add(...names);
    this.on.filled(node);
  }

  sheetHead(t_, r) {
    const { model } = this, table = model.tables[t_];
    const cell = (column, tag) => {
      const c = table.cols.indexOf(column);
      return table.rows[r][c] === null ? null : this.note([t_, r, c], h(tag || "span", { class: "v " + this.look([t_, r, c]), tabindex: "0", data: { cell: `${t_}:${r}:${c}` } }, shown("sheets", column, table.rows[r][c])));
    };
    const above = [1, 2, 3].map((n) => [cell(`level${n}_label`), cell(`level${n}_number`), cell(`level${n}_title`)]).filter((each) => each.some(Boolean));
    return h("header", { class: "sheet" },
      h("div", { class: "above" }, above.map((each, n) => [n ? " › " : "", each.filter(Boolean).flatMap((node) => [node, " "])])),
      h("h2", {}, cell("number"), " ", cell("title") || h("span", { class: "quiet" }, `${t("sheet")} ${r + 1}`), " ", cell("kind")));
  }

  columns(t_, rows) {
    const table = this.model.tables[t_];
    return MAIN[table.name].map((column) => table.cols.indexOf(column)).filter((c) => {
      const type = columnType(table.name, table.cols[c]);
      return rows.some((r) => table.rows[r][c] !== null && (type !== "bool" || table.rows[r][c] === true || table.cols[c] === "is_marked"));
    });
  }

  grid(t_, rows, columns) {
    const table = this.model.tables[t_], shownColumns = columns || this.columns(t_, rows);
    const depth = table.cols.indexOf("depth");
    return h("div", { class: "wide" }, h("table", { class: "grid t-" + table.name },
      h("thead", {}, h("tr", {}, shownColumns.map((c) => h("th", { scope: "col", title: columnAbout(table.name, table.cols[c]) }, columnTitle(table.name, table.cols[c]))))),
      h("tbody", {}, rows.map((r) => h("tr", { class: depth >= 0 ? `depth-${Math.min(table.rows[r][depth], 5)} kind-${table.rows[r][table.cols.indexOf("kind")]}` : null },
        shownColumns.map((c) => this.td([t_, r, c])))))));
  }

  td(cell) {
    const [t_, r, c] = cell, table = this.model.tables[t_], column = table.cols[c], value = table.rows[r][c];
    const isYes = columnType(table.name, column) === "bool";
    return this.note(cell, h("td", { class: `v ${this.look(cell)} ${NUMBERS.includes(column) ? "num" : String(value ?? "").length < 13 ? "short" : ""}`, tabindex: "0", data: { cell: cell.join(":") } },
      isYes ? (value === null ? "" : value ? "✓" : "–") : shown(table.name, column, value)));
  }

  list(t_, r) {
    const table = this.model.tables[t_];
    return h("dl", { class: "facts" }, this.columns(t_, [r]).map((c) => [h("dt", {}, columnTitle(table.name, table.cols[c])),
      h("dd", {}, this.note([t_, r, c], h("span", { class: "v " + this.look([t_, r, c]), tabindex: "0", data: { cell: `${t_}:${r}:${c}` } }, shown(table.name, table.cols[c], table.rows[r][c]))))]));
  }

  // Each indicator with its chart beside its numbers.
  indicators(t_, rows) {
    return h("div", {}, linesOf(this.model, t_, rows).map((line) => {
      const c = this.model.tables[t_].cols.indexOf("indicator"), first = [t_, line.rows[0], c];
      return h("article", { class: "line" },
        h("h4", {}, this.note(first, h("span", { class: "v " + this.look(first), tabindex: "0", data: { cell: first.join(":") } }, line.name)), line.unit && h("span", { class: "quiet" }, `（${line.unit}）`)),
        h("div", { class: "beside" }, this.grid(t_, line.rows), chart(this.model, t_, line)));
    }));
  }

  look(cell) {
    const value = this.model.value(cell);
    return (value ? (value.confidence < this.model.low ? "doubt " : "") + `c-${level(value.confidence)}` : "derived") + (this.on.corrected(cell) ? " corrected" : "");
  }

  note(cell, node) {
    const key = cell.join(":");
    this.cells.has(key) ? this.cells.get(key).push(node) : this.cells.set(key, [node]);
    return node;
  }

  light(name, cells) {
    const keys = new Set(cells.map((cell) => cell.join(":")));
    for (const [key, names] of [...this.lit]) {
      if (!names.delete(name)) continue;
      for (const node of this.cells.get(key) || []) node.classList.remove(name);
      if (!names.size) this.lit.delete(key);
    }
    for (const key of keys) {
      this.lit.has(key) ? this.lit.get(key).add(name) : this.lit.set(key, new Set([name]));
      for (const node of this.cells.get(key) || []) node.classList.add(name);
    }
  }

  // Bring a cell into view; of a row whose cell is not shown, the cell that stands for the row.
  show(cell) {
    const at = this.home.get(`${cell[0]}:${cell[1]}`);
    if (at === undefined) return;
    this.fill(at);
    const node = (this.cells.get(cell.join(":")) || this.cells.get(this.model.mainCell(cell[0], cell[1]).join(":")) || [this.nodes[at]])[0];
    const room = this.root.getBoundingClientRect(), box = node.getBoundingClientRect();
    if (room.height && (box.top < room.top + 10 || box.bottom > room.bottom - 10)) this.root.scrollTop += box.top - room.top - Math.max(20, (room.height - box.height) / 3);
  }

  refresh(cell) {
    for (const node of this.cells.get(cell.join(":")) || []) node.classList.toggle("corrected", Boolean(this.on.corrected(cell)));
  }
}

// Pointing at cells: with the mouse, by focus, by a tap.
function watchCells(root, on) {
  const cellOf = (event) => { const node = event.target.closest && event.target.closest("[data-cell]"); return node ? node.dataset.cell.split(":").map(Number) : null; };
  root.addEventListener("pointerover", (event) => { const cell = cellOf(event); if (cell && event.pointerType !== "touch") on.point(cell); });
  root.addEventListener("pointerout", (event) => { if (cellOf(event)) on.point(null); });
  root.addEventListener("focusin", (event) => { const cell = cellOf(event); if (cell) on.pick(cell); });
  root.addEventListener("click", (event) => { const cell = cellOf(event); if (cell) on.pick(cell); });
}
