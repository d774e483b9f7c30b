// A list of things to look at, one of them the current one; as much of it is made as one comes to.
const STEP = 120;

class List {
  constructor(on) {
    this.on = on;
    this.items = [];
    this.current = -1;
    this.root = h("ol", { class: "items", on: { click: (event) => this.click(event) } });
  }

  fill(items, empty) {
    this.items = items;
    this.current = -1;
    replaced(this.root, items.length ? null : h("li", { class: "hint" }, empty));
    this.made = 0;
    this.grow(STEP);
  }

  grow(to) {
    if (this.rest) this.rest.remove();
    for (; this.made < Math.min(to, this.items.length); this.made++) this.root.append(this.line(this.items[this.made], this.made));
    this.rest = this.made < this.items.length ? h("li", { class: "rest" }, h("button", { type: "button", on: { click: () => this.grow(this.made + 5 * STEP) } }, t("more", count(this.items.length - this.made)))) : null;
    if (this.rest) this.root.append(this.rest);
  }

  line(item, at) {
    const label = item.kind === "row" ? tableTitle(item.table) : t(item.kind);
    const where = [item.where, item.sheet >= 0 && item.kind !== "sheet" ? this.on.sheetName(item.sheet) : null, item.page ? t("page_n", item.page) : null].filter(Boolean);
    return h("li", { class: `item k-${item.kind}${this.on.isLooked(item) ? " looked" : ""}`, tabindex: "0", data: { item: at }, on: { focus: () => this.go(at, true) } },
      h("span", { class: "badge" }, label, item.confidence !== undefined && " " + item.confidence.toFixed(2)),
      h("span", { class: "said" }, item.title && [h("b", {}, item.title), "　"], item.text.slice(0, 300)), item.detail && h("span", { class: "quiet" }, item.detail),
      where.length > 0 && h("span", { class: "where" }, where.join(" · ")));
  }

  click(event) { const node = event.target.closest("[data-item]"); if (node) this.go(Number(node.dataset.item)); }

  move(step) { if (this.items.length) this.go(Math.min(Math.max(this.current + step, 0), this.items.length - 1)); }

  node(at) { return this.root.querySelector(`[data-item="${at}"]`); }

  go(at, hasFocus) {
    if (at === this.current && hasFocus) return;
    if (at >= this.made) this.grow(at + STEP);
    const before = this.node(this.current), node = this.node(at);
    if (before) before.classList.remove("now");
    this.current = at;
    node.classList.add("now");
    node.scrollIntoView({ block: "nearest" });
    this.on.pick(this.items[at]);
  }

  renew(at) { const node = this.node(at); if (node) { const fresh = this.line(this.items[at], at); fresh.classList.toggle("now", at === this.current); node.replaceWith(fresh); } }
}
