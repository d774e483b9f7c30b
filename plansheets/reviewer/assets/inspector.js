// The details of what is chosen: all columns of its row, each with what is printed, its rule and its confidence.
class Inspector {
  constructor(model, on) {
    this.model = model;
    this.on = on;
    this.root = h("aside", { class: "details", hidden: true });
    watchCells(this.root, { point: on.point, pick: on.pick });
  }

  hide() { this.root.hidden = true; }

  // A row, one of its cells chosen; before it what a list says of it.
  show(cell, item) {
    const [t_, r] = cell || [], table = cell && this.model.tables[t_];
    const head = h("header", {}, h("b", {}, item && item.kind !== "row" && item.kind !== "sheet" ? t(item.kind) : tableTitle(table.name)),
      h("span", { class: "quiet" }, cell && this.model.rowName(t_, r).slice(0, 80)),
      button("×", t("close") + " (Esc)", () => this.on.close(), { class: "close" }));
    const says = item && (!cell || item.title) ? h("p", { class: "says raw" }, item.title && h("b", {}, item.title, "　"), item.text) : null;
    replaced(this.root, head, h("div", { class: "inside" }, says, cell && this.rows(cell)));
    this.root.hidden = false;
    const now = this.root.querySelector(".now");
    if (now) now.scrollIntoView({ block: "nearest" });
  }

  rows(cell) {
    const [t_, r, chosen] = cell, table = this.model.tables[t_];
    const key = KNOWN.tables[table.name].key;
    const columns = table.cols.map((_, c) => c).filter((c) => table.name !== "documents" || this.model.value([t_, r, c]) || MAIN.documents.includes(table.cols[c]));
    const isEmpty = (c) => c !== chosen && (table.rows[r][c] === null || key.includes(table.cols[c])) && !this.on.corrected([t_, r, c]);
    const lines = (some) => h("table", { class: "row" }, h("tbody", {}, some.map((c) => this.line([t_, r, c], c === chosen, !key.includes(table.cols[c])))));
    const rest = columns.filter(isEmpty);
    return [lines(columns.filter((c) => !isEmpty(c))), rest.length > 0 && h("details", {}, h("summary", {}, t("other_columns", rest.length)), lines(rest))];
  }

  line(cell, isChosen, mayChange) {
    const [t_, r, c] = cell, table = this.model.tables[t_], column = table.cols[c], value = this.model.value(cell);
    const correction = this.on.corrected(cell), said = shown(table.name, column, table.rows[r][c]);
    return h("tr", { class: `${isChosen ? "now" : ""} ${said === "" ? "blank" : ""}`, data: { cell: cell.join(":") } },
      h("th", { scope: "row", title: `${column}: ${columnAbout(table.name, column)}` }, columnTitle(table.name, column)),
      h("td", {}, correction ? [h("del", {}, said || t("empty")), " ", h("ins", {}, rightly(correction))] : said,
        isChosen && value && this.source(value), isChosen && !value && said !== "" && h("div", { class: "quiet small" }, t("no_place"))),
      h("td", { class: "mark-cell" }, value && h("span", { class: "mark c-" + level(value.confidence), title: t("confidence") }, value.confidence.toFixed(2))),
      h("td", {}, mayChange && button("✎", t(correction ? "change_correction" : "wrong") + (isChosen ? " (e)" : ""), (event) => { event.stopPropagation(); this.on.ask(cell); }, { class: "edit", tabindex: isChosen ? "0" : "-1" })));
  }

  source(value) {
    const { model } = this, parts = value.places;
    return h("div", { class: "quiet small" }, parts.slice(0, 6).map((place, n) => h("div", {},
      `${t("raw")}: `, h("span", { class: "raw" }, model.raw(place)), " · ",
      model.isText ? t("characters", model.places[place][0], model.places[place][1]) : t("page_n", model.places[place][0]),
      parts.length > 1 && " · " + t("part_of", n + 1, parts.length))), `${t("rule")}: ${value.rule}`);
  }
}
