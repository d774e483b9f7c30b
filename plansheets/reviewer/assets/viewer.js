// The pages, one under the other; a page is filled when it comes near and emptied when it is far away.
const ZOOMS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];
const COLOURS = ["by_table", "by_confidence", "no_boxes"];
const level = (confidence) => (confidence >= 0.95 ? 4 : confidence >= 0.8 ? 3 : confidence >= 0.6 ? 2 : 1);

class Viewer {
  constructor(model, on) {
    this.model = model;
    this.on = on;
    this.zoom = 1;
    this.parts = new Map();
    this.lit = new Map();
    this.scroll = h("div", { class: "pages", tabindex: "-1", "aria-label": t("pages") });
    this.colour = kept.get("colour") || "by_table";
    this.tip = h("div", { class: "tip", hidden: true, role: "status" });
    this.key = h("div", { class: "legend" });
    this.root = h("section", { class: "paper " + this.colour }, this.bar(), this.scroll, this.key, this.tip);
    this.explain();
    this.pages = Array.from({ length: model.pageCount }, (_, n) => this.empty(n + 1));
    this.scroll.append(...this.pages);
    if (!this.pages.length) this.scroll.append(h("p", { class: "hint" }, t("no_pages")));
    this.near = new IntersectionObserver((entries) => entries.forEach((entry) => (entry.isIntersecting ? this.fill(entry.target) : this.clear(entry.target))),
      { root: this.scroll, rootMargin: "60% 0px" });
    this.pages.forEach((page) => this.near.observe(page));
    this.scroll.addEventListener("scroll", soon(() => this.tellPage()));
    for (const [event, run] of [["pointerover", "over"], ["pointerout", "out"], ["click", "pick"]]) this.scroll.addEventListener(event, (e) => this[run](e));
  }

  stop() { this.near.disconnect(); }

  bar() {
    this.number = h("input", { class: "number", type: "text", inputmode: "numeric", value: 1, "aria-label": t("page"), on: { change: () => this.go(Number(this.number.value) || 1) } });
    this.choice = h("select", { "aria-label": t("colour"), on: { change: () => this.colourBy(this.choice.value) } },
      COLOURS.map((name) => h("option", { value: name, selected: name === this.colour }, t(name))));
    return h("div", { class: "toolbar" },
      h("span", { class: "group" }, button("‹", t("previous_page") + " (p)", () => this.go(this.page - 1)), this.number,
        h("span", { class: "quiet" }, " / " + this.model.pageCount), button("›", t("next_page") + " (n)", () => this.go(this.page + 1))),
      !this.model.isText && h("span", { class: "group" }, button("−", t("smaller") + " (-)", () => this.zoomBy(-1)), button("↔", t("fit") + " (0)", () => this.zoomBy(0)), button("+", t("larger") + " (+)", () => this.zoomBy(1))),
      h("label", { class: "group quiet" }, t("colour"), " ", this.choice));
  }

  empty(n) {
    const page = h("div", { class: "page", data: { n }, "aria-label": t("page_n", n) });
    if (this.model.isText) {
      page.classList.add("text");
      const [from, to] = this.span(n);
      page.style.minHeight = 1.6 * Math.max(1, this.model.text.slice(from, to).split("\n").length) + "em";
    } else {
      const { w, h: high } = this.model.pages[n - 1];
      page.style.aspectRatio = `${w} / ${high}`;
    }
    return page;
  }

  span(n) { const { starts, text } = this.model; return [starts[n - 1], n < starts.length ? starts[n] : text.length]; }

  fill(page) {
    if (page.dataset.full) return;
    page.dataset.full = "1";
    const n = Number(page.dataset.n);
    if (this.model.isText) this.fillText(page, n);
    else this.fillPage(page, n);
    for (const [place, names] of this.lit) for (const node of this.parts.get(place) || []) node.classList.add(...names);
  }

  clear(page) {
    if (!page.dataset.full) return;
    if (this.model.isText) page.style.minHeight = page.offsetHeight + "px";
    for (const place of this.model.pagePlaces.get(Number(page.dataset.n)) || []) {
      const left = (this.parts.get(place) || []).filter((node) => !page.contains(node));
      left.length ? this.parts.set(place, left) : this.parts.delete(place);
    }
    page.replaceChildren();
    delete page.dataset.full;
  }

  fillPage(page, n) {
    const { w, h: high, src } = this.model.pages[n - 1];
    const places = [...(this.model.pagePlaces.get(n) || [])];
    const size = (at) => { const [, x0, top, x1, bottom] = this.model.places[at]; return (x1 - x0) * (bottom - top); };
    places.sort((a, b) => size(b) - size(a));
    if (src) page.append(h("img", { alt: t("page_n", n), decoding: "async", draggable: "false", src: src.startsWith("#") ? document.getElementById(src.slice(1)).textContent : src }));
    const layer = svg("svg", { class: "boxes", viewBox: `0 0 ${w} ${high}`, preserveAspectRatio: "none" });
    if (!src) layer.append(...this.texts(places));
    for (const at of places) {
      const [, x0, top, x1, bottom] = this.model.places[at];
      const box = svg("rect", { x: x0 - 1, y: top - 1, width: Math.max(x1 - x0 + 2, 2), height: Math.max(bottom - top + 2, 2), rx: 1.5, class: this.look(at), "data-p": at });
      this.note(at, box);
      layer.append(box);
    }
    page.append(layer, h("span", { class: "folio" }, t("page_n", n)));
  }

  // Where there is no image: what was read, where it stood.
  texts(places) {
    const box = (at) => this.model.places[at];
    const holds = (a, b) => a !== b && box(a)[1] <= box(b)[1] && box(a)[2] <= box(b)[2] && box(a)[3] >= box(b)[3] && box(a)[4] >= box(b)[4];
    const seen = new Set();
    return places.filter((at) => { const key = box(at).slice(1, 5).join(); if (seen.has(key)) return false; seen.add(key); return !places.some((other) => holds(at, other) && box(other).slice(1, 5).join() !== key); })
      .flatMap((at) => {
        const [, x0, top, x1, bottom] = box(at);
        const lines = this.model.raw(at).split(/[\n\r]+/).filter(Boolean), high = (bottom - top) / Math.max(lines.length, 1);
        return lines.map((line, n) => svg("text", { x: x0, y: top + high * (n + 0.82), "font-size": Math.min(high * 0.9, 14), textLength: line.length > 1 && lines.length === 1 ? x1 - x0 : null, lengthAdjust: "spacingAndGlyphs" }, line));
      });
  }

  fillText(page, n) {
    const [from, to] = this.span(n), { text, places } = this.model;
    const here = this.model.pagePlaces.get(n) || [];
    const cuts = new Set([from, to]);
    for (const at of here) for (const edge of places[at].slice(0, 2)) if (edge > from && edge < to) cuts.add(edge);
    const edges = [...cuts].sort((a, b) => a - b);
    const by = [...here].sort((a, b) => places[b][1] - places[b][0] - (places[a][1] - places[a][0]));
    const over = new Map(edges.map((edge) => [edge, []]));
    for (const at of by) for (let i = this.index(edges, Math.max(places[at][0], from)); i < edges.length - 1 && edges[i] < places[at][1]; i++) over.get(edges[i]).push(at);
    const body = h("pre", {});
    edges.slice(0, -1).forEach((edge, i) => {
      const said = text.slice(edge, edges[i + 1]), mine = over.get(edge);
      if (!mine.length) { body.append(said); return; }
      const last = mine[mine.length - 1];
      const node = h("span", { class: "run " + this.look(last), "data-p": last }, said);
      for (const at of mine) this.note(at, node);
      body.append(node);
    });
    page.append(body);
  }

  index(edges, edge) {
    let low = 0, high = edges.length;
    while (low < high) { const middle = (low + high) >> 1; if (edges[middle] < edge) low = middle + 1; else high = middle; }
    return low;
  }

  note(place, node) { this.parts.has(place) ? this.parts.get(place).push(node) : this.parts.set(place, [node]); }

  look(place) {
    const kind = this.model.residueOf.get(place), values = this.model.byPlace[place];
    if (!values.length) return "box r-" + (kind || "none");
    const table = this.model.tables[this.model.values[values[0]].cell[0]].name;
    return `box t-${table} c-${level(Math.min(...values.map((at) => this.model.values[at].confidence)))}`;
  }

  // Give some places a look ("hot" while pointed at, "sel" when chosen) and take it from all others.
  light(name, places) {
    for (const [place, names] of [...this.lit]) {
      if (!names.delete(name)) continue;
      for (const node of this.parts.get(place) || []) node.classList.remove(name);
      if (!names.size) this.lit.delete(place);
    }
    for (const place of places) {
      this.lit.has(place) ? this.lit.get(place).add(name) : this.lit.set(place, new Set([name]));
      for (const node of this.parts.get(place) || []) node.classList.add(name);
    }
  }

  // Bring a place into view, where it is not.
  show(places) {
    if (!places.length) return;
    const n = this.model.firstPage(places), page = this.pages[n - 1];
    if (!page) return;
    this.fill(page);
    const node = (this.parts.get(places[0]) || [])[0];
    if (!node) return;
    const room = this.scroll.getBoundingClientRect(), box = node.getBoundingClientRect();
    if (box.top < room.top + 20 || box.bottom > room.bottom - 20) {
      this.scroll.scrollTop += box.top - room.top - Math.max(30, (room.height - box.height) / 3);
    }
    if (box.left < room.left || box.right > room.right) this.scroll.scrollLeft += box.left - room.left - Math.max(30, (room.width - box.width) / 3);
  }

  get page() {
    const middle = this.scroll.scrollTop + Math.min(this.scroll.clientHeight * 0.4, 300);
    let low = 0, high = this.pages.length;
    while (high - low > 1) { const at = (low + high) >> 1; if (this.pages[at].offsetTop <= middle) low = at; else high = at; }
    return low + 1;
  }

  go(n) {
    const page = this.pages[Math.min(Math.max(n, 1), this.pages.length) - 1];
    if (page) this.scroll.scrollTop = page.offsetTop - 12;
    this.tellPage();
  }

  tellPage() { if (document.activeElement !== this.number) this.number.value = this.page; }

  zoomBy(step) {
    const share = this.scroll.scrollTop / Math.max(this.scroll.scrollHeight, 1);
    this.zoom = step ? ZOOMS[Math.min(Math.max(ZOOMS.indexOf(this.zoom) + step, 0), ZOOMS.length - 1)] : 1;
    for (const page of this.pages) page.style.width = `${100 * this.zoom}%`;
    this.scroll.scrollTop = share * this.scroll.scrollHeight;
  }

  colourBy(name) {
    this.root.classList.remove(...COLOURS);
    this.root.classList.add(name);
    this.choice.value = this.colour = name;
    kept.set("colour", name);
    this.explain();
  }

  // What the colours of the boxes mean, as far as they occur.
  explain() {
    const { model } = this, swatch = (look, says) => h("span", { class: "swatch " + look }, says);
    const tables = [...new Set(model.values.map((value) => model.tables[value.cell[0]].name))];
    const kinds = [...new Set(model.residueOf.values())].map((kind) => swatch("r-" + kind, t(kind)));
    const levels = [[4, "0.95–1"], [3, "0.8–0.95"], [2, "0.6–0.8"], [1, "0–0.6"]].map(([n, says]) => swatch("c-" + n, says));
    const marks = { by_table: tables.map((name) => swatch("t-" + name, tableTitle(name))), by_confidence: levels, no_boxes: [] }[this.colour];
    replaced(this.key, [...marks, ...kinds]);
  }

  placeAt(event) { const node = event.target.closest && event.target.closest("[data-p]"); return node ? Number(node.getAttribute("data-p")) : null; }

  over(event) {
    const place = this.placeAt(event);
    const at = `${event.clientX},${event.clientY}`;
    if (place === null || event.pointerType === "touch" || at === this.last) return; // the page moved, not the mouse
    this.last = at;
    this.on.point(place);
    this.tell(place, event.target.getBoundingClientRect());
  }

  out(event) {
    if (this.placeAt(event) === null) return;
    this.tip.hidden = true;
    this.on.point(null);
  }

  pick(event) { const place = this.placeAt(event); if (place !== null) this.on.pick(place); }

  // What stands in a box, beside it.
  tell(place, box) {
    const values = this.model.byPlace[place], kind = this.model.residueOf.get(place);
    const lines = values.slice(0, 4).map((at) => {
      const { cell: [t_, r, c], confidence } = this.model.values[at], table = this.model.tables[t_];
      return h("div", {}, h("span", { class: "quiet" }, `${tableTitle(table.name)} › ${columnTitle(table.name, table.cols[c])}  `),
        h("b", {}, shown(table.name, table.cols[c], table.rows[r][c]).slice(0, 80)), h("span", { class: "mark c-" + level(confidence) }, confidence.toFixed(2)));
    });
    if (values.length > 4) lines.push(h("div", { class: "quiet" }, t("more", values.length - 4)));
    if (!values.length) lines.push(h("div", {}, t(kind || "unread"), " ", h("b", {}, this.model.raw(place).slice(0, 80))));
    replaced(this.tip, lines);
    this.tip.hidden = false;
    const room = this.root.getBoundingClientRect(), below = box.bottom + 8 + this.tip.offsetHeight < room.bottom;
    this.tip.style.left = Math.max(8, Math.min(box.left - room.left, room.width - this.tip.offsetWidth - 8)) + "px";
    this.tip.style.top = (below ? box.bottom - room.top + 8 : Math.max(8, box.top - room.top - this.tip.offsetHeight - 8)) + "px";
  }
}
