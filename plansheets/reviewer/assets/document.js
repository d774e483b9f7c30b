// One document: its pages on the left; what to check, its tables, charts and corrections on the right.
const VIEWS = ["to_check", "tables", "charts", "corrections"];

class DocumentView {
  constructor(data, root, back) {
    this.model = new Model(data);
    this.root = root;
    this.back = back;
    this.corrections = new Corrections(data.id);
    this.looked = new Set(kept.get("looked." + data.id) || []);
    this.threshold = kept.get("threshold") || data.low;
    this.chosen = null;
    this.build();
    this.unhook = onKeys(this.keys());
  }

  stop() { this.unhook(); this.viewer.stop(); this.tables.stop(); this.charts.stop(); clearTimeout(this.waiting); replaced(this.root); }

  build() {
    const { model } = this;
    const on = { point: (cell) => this.pointCell(cell), pick: (cell) => this.pickCell(cell), corrected: (cell) => this.correction(cell), filled: () => {}, ask: (cell) => this.ask(cell), close: () => this.letGo(), check: (each) => this.pickItem({ ...model.checkItem(each), kind: each.passed ? "check_passed" : "check" }) };
    this.viewer = new Viewer(model, { point: (place) => this.pointPlace(place), pick: (place) => this.pickPlace(place) });
    this.tables = new Tables(model, on);
    this.charts = new Charts(model, on);
    this.inspector = new Inspector(model, on);
    const listOn = { pick: (item) => this.pickItem(item), isLooked: (item) => this.looked.has(item.key), sheetName: (sheet) => model.sheetName(sheet) };
    this.queue = new List(listOn);
    this.hits = new List({ ...listOn, isLooked: () => false });
    this.body = h("div", { class: "view" });
    this.typed = soon(() => this.find());
    this.search = h("input", { type: "search", placeholder: t("search"), "aria-label": t("key_search"), on: { input: this.typed } });
    this.tabs = h("nav", { class: "tabs", role: "tablist" });
    this.main = h("main", { class: "two" }, this.viewer.root, this.handle(), h("section", { class: "side" }, this.tabs, this.body, this.inspector.root));
    replaced(this.root, this.header(), this.notices(), this.main);
    const share = kept.get("share");
    if (share) this.main.style.setProperty("--share", share);
    this.refill();
    this.open(this.concerns.length ? "to_check" : "tables");
  }

  header() {
    const { row, counts } = this.model;
    const facts = [row.municipality, row.family, row.pages !== null && t("pages_n", row.pages), t("sheets_n", count(row.sheet_count)), t("values_n", count(counts.values)),
      row.characters > 0 && t("chars_read", percent(1 - counts.unread / row.characters))].filter(Boolean);
    return h("header", { class: "top" }, this.back && h("a", { class: "back", href: this.back }, "‹ " + t("index")),
      h("div", { class: "name" }, h("h1", { title: row.source }, row.title || row.source), h("div", { class: "quiet small" }, h("span", { class: "status s-" + row.status }, t(row.status)), " ", row.title ? row.source + " · " : "", facts.join(" · "))),
      this.search, button(t("language"), t("key_language") + " (l)", () => app.turnLanguage()), button("?", t("help") + " (?)", () => showHelp(HELP)));
  }

  notices() {
    const says = [...this.model.notices.map(t), !kept.works && t("not_kept")].filter(Boolean);
    return h("div", { class: "notices", hidden: !says.length }, says.map((each) => h("p", {}, each)));
  }

  // The border between the two sides can be drawn.
  handle() {
    const move = (event) => {
      const room = this.main.getBoundingClientRect(), share = Math.min(Math.max((event.clientX - room.left) / room.width, 0.2), 0.8);
      this.main.style.setProperty("--share", share.toFixed(3));
      kept.set("share", share.toFixed(3));
    };
    return h("div", { class: "handle", on: { pointerdown: (event) => { event.target.setPointerCapture(event.pointerId); event.target.onpointermove = move; }, pointerup: (event) => { event.target.onpointermove = null; } } });
  }

  refill() {
    this.concerns = this.model.concerns(this.threshold);
    this.queue.fill(this.concerns, t("nothing_to_check"));
  }

  open(view) {
    this.view = view;
    const counts = { to_check: this.concerns.length, charts: this.charts.count, corrections: this.corrections.rows.length, found: this.hits.items.length };
    const names = this.search.value.trim() ? [...VIEWS, "found"] : VIEWS;
    replaced(this.tabs, names.map((name) => h("button", { type: "button", role: "tab", "aria-selected": name === view ? "true" : "false", data: { view: name }, on: { click: () => this.open(name) } },
      t(name), counts[name] > 0 && h("span", { class: "count" }, count(counts[name])))));
    const content = { to_check: () => [this.queueHead(), this.queue.root], tables: () => [this.tables.root], charts: () => [this.charts.root], corrections: () => [this.correctionList()], found: () => [this.hits.root] };
    replaced(this.body, content[view]());
    this.body.dataset.view = view;
  }

  queueHead() {
    const choice = h("select", { "aria-label": t("threshold"), on: { change: () => { this.threshold = Number(choice.value); kept.set("threshold", this.threshold); this.refill(); this.open("to_check"); } } },
      [0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1].map((each) => h("option", { value: each, selected: each === this.threshold }, each)));
    const looked = this.concerns.filter((item) => this.looked.has(item.key)).length;
    return h("div", { class: "toolbar" }, h("span", { class: "quiet" }, t("looked_at", count(looked), count(this.concerns.length))), h("label", { class: "group quiet" }, t("threshold"), " ", choice));
  }

  correctionList() {
    const { rows } = this.corrections;
    if (!rows.length) return h("p", { class: "hint" }, t("no_corrections"));
    return h("div", { class: "scroll" }, h("div", { class: "toolbar" }, h("button", { type: "button", class: "main", on: { click: () => this.corrections.download() } }, "⤓ " + t("download"))),
      h("p", { class: "quiet small pad" }, t("corrections_apply")),
      h("ol", { class: "items" }, rows.map((each) => {
        const cell = this.cellOf(each), value = cell && this.model.tables[cell[0]].rows[cell[1]][cell[2]];
        return h("li", { class: "item", tabindex: "0", data: { correction: each.row }, on: { click: () => cell && this.pickCell(cell), focus: () => cell && this.pickCell(cell) } },
          h("span", { class: "badge" }, KNOWN.tables[each.table] ? tableTitle(each.table) : each.table),
          h("span", { class: "said" }, cell && this.model.rowName(cell[0], cell[1]).slice(0, 60), " ", h("del", {}, cell ? shown(each.table, each.column, value) || t("empty") : "?"), " → ", h("ins", {}, KNOWN.tables[each.table] ? rightly(each) : each.right_value)),
          h("span", { class: "where" }, [cell && asRead(value) === each.right_value && t("applied"), each.who, each.why].filter(Boolean).join(" · ")));
      })));
  }

  cellOf({ table, row, column }) {
    const t_ = this.model.at.get(table), r = t_ === undefined ? -1 : this.model.tables[t_].keys.indexOf(row);
    return r < 0 ? null : [t_, r, this.model.tables[t_].cols.indexOf(column)];
  }

  correction([t_, r, c]) { const table = this.model.tables[t_]; return this.corrections.find(table.name, table.keys[r], table.cols[c]); }

  // Pointing: what is pointed at is shown on the other side, after a moment also where it is out of sight.
  pointCell(cell) {
    clearTimeout(this.waiting);
    const places = cell ? this.model.placesOf(cell) : [];
    this.viewer.light("hot", places);
    this.tables.light("hot", cell ? [cell] : []);
    if (places.length) this.waiting = setTimeout(() => this.viewer.show(places), 120);
  }

  pointPlace(place) {
    clearTimeout(this.waiting);
    const cells = place === null ? [] : this.model.byPlace[place].map((at) => this.model.values[at].cell);
    this.tables.light("hot", cells);
    this.viewer.light("hot", place === null ? [] : [place, ...cells.slice(0, 1).flatMap((cell) => this.model.placesOf(cell))]);
    if (cells.length && this.view === "tables") this.waiting = setTimeout(() => this.tables.show(cells[0]), 120);
  }

  pickCell(cell, item, stays) {
    this.chosen = { cell, item: item || null };
    const places = item && item.places.length ? item.places : this.model.placesOf(cell);
    this.viewer.light("sel", places);
    this.tables.light("sel", [cell]);
    this.viewer.show(places);
    if (!stays && this.view === "tables") this.tables.show(cell);
    const table = this.model.tables[cell[0]];
    app.mark([table.name, table.keys[cell[1]], table.cols[cell[2]]].join("|"));
    this.inspector.show(cell, item);
  }

  pickPlace(place) {
    const cells = this.model.byPlace[place].map((at) => this.model.values[at].cell);
    this.viewer.tip.hidden = true;
    if (!cells.length) {
      const at = this.concerns.findIndex((item) => item.kind === "unread" && item.places[0] === place);
      if (at >= 0) { this.open("to_check"); this.queue.go(at); } else this.viewer.light("sel", [place]);
      return;
    }
    if (this.view !== "tables") this.open("tables");
    this.tables.show(cells[0]);
    this.pickCell(cells[0], null, true);
    this.tables.light("sel", cells);
  }

  pickItem(item) {
    if (item.cells.length) {
      this.pickCell(item.cells[0], item);
      this.tables.light("sel", item.cells);
      return;
    }
    this.chosen = { cell: null, item };
    this.viewer.light("sel", item.places);
    this.tables.light("sel", []);
    if (item.places.length) this.viewer.show(item.places);
    else if (item.page) this.viewer.go(item.page);
    this.inspector.show(null, item);
  }

  // A value by its table, row key and column: what a link names.
  goTo(table, row, column) {
    const cell = this.cellOf({ table, row, column });
    if (!cell || cell[2] < 0) return;
    this.open("tables");
    this.tables.show(cell);
    this.pickCell(cell);
  }

  state() { return { view: this.view, top: this.viewer.scroll.scrollTop, query: this.search.value, chosen: this.chosen }; }

  restore({ view, top, query, chosen }) {
    if (query) { this.search.value = query; this.find(); }
    this.open(view);
    if (chosen && chosen.cell) this.pickCell(chosen.cell);
    this.viewer.scroll.scrollTop = top;
  }

  letGo() {
    this.chosen = null;
    app.mark(null);
    for (const name of ["sel", "hot"]) { this.viewer.light(name, []); this.tables.light(name, []); }
    this.inspector.hide();
  }

  ask(cell) {
    const key = KNOWN.tables[this.model.tables[cell[0]].name].key;
    if (key.includes(this.model.tables[cell[0]].cols[cell[2]])) return;
    askCorrection(this.model, cell, this.correction(cell), (correction) => {
      if (correction) this.corrections.put(correction);
      else this.corrections.take(this.correction(cell));
      this.tables.refresh(cell);
      this.inspector.show(cell, this.chosen && this.chosen.item);
      this.open(this.view);
    });
  }

  find() {
    const query = this.search.value;
    if (!query.trim()) { this.hits.fill([], ""); this.open(this.concerns.length ? "to_check" : "tables"); return; }
    this.hits.fill(this.model.search(query), t("nothing_found"));
    this.open("found");
  }

  // The next thing of the list that is shown; among the tables, the next row.
  move(step) {
    if (this.view === "to_check") return this.queue.move(step);
    if (this.view === "found") return this.hits.move(step);
    const { order } = this.tables, cell = this.chosen && this.chosen.cell;
    const at = cell ? order.findIndex(([t_, r]) => t_ === cell[0] && r === cell[1]) : -1;
    if (this.view !== "tables") this.open("tables");
    return order.length && this.pickCell(order[Math.min(Math.max(at + step, 0), order.length - 1)]);
  }

  look() {
    const item = this.view === "to_check" && this.concerns[this.queue.current];
    if (!item) return;
    this.looked.has(item.key) ? this.looked.delete(item.key) : this.looked.add(item.key);
    kept.set("looked." + this.model.id, this.looked.size ? [...this.looked] : null);
    this.queue.renew(this.queue.current);
    const head = this.body.querySelector(".toolbar");
    if (head) head.replaceWith(this.queueHead());
  }

  keys() {
    const next = () => this.move(1), before = () => this.move(-1);
    return {
      j: next, ArrowDown: next, k: before, ArrowUp: before,
      n: () => this.viewer.go(this.viewer.page + 1), p: () => this.viewer.go(this.viewer.page - 1),
      "/": () => { this.search.focus(); this.search.select(); },
      Enter: (event) => (event.target === this.search ? (this.typed.now(), this.hits.move(this.hits.current < 0 ? 1 : 0), this.search.blur()) : false),
      1: () => this.open(VIEWS[0]), 2: () => this.open(VIEWS[1]), 3: () => this.open(VIEWS[2]), 4: () => this.open(VIEWS[3]),
      e: () => this.chosen && this.chosen.cell && this.ask(this.chosen.cell), x: () => this.look(),
      "+": () => this.viewer.zoomBy(1), "=": () => this.viewer.zoomBy(1), "-": () => this.viewer.zoomBy(-1), 0: () => this.viewer.zoomBy(0),
      b: () => this.viewer.colourBy(COLOURS[(COLOURS.indexOf(this.viewer.colour) + 1) % COLOURS.length]),
      l: () => app.turnLanguage(), "?": () => showHelp(HELP),
      Escape: () => { if (document.activeElement === this.search) { this.search.value = ""; this.find(); this.search.blur(); } else this.letGo(); },
    };
  }
}
