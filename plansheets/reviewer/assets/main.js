// Starts the page: the index where there is one, else the one document that it holds.
const app = {
  view: null,
  archive: block("archive"),
  data: new Map(),

  start() {
    words.start();
    window.addEventListener("hashchange", () => this.show());
    this.show();
  },

  asked() { return new URLSearchParams(location.hash.slice(1)); },

  load(id) {
    if (!this.data.has(id)) { this.data.clear(); this.data.set(id, block("data-" + id)); }
    return this.data.get(id);
  },

  show() {
    const root = document.getElementById("app"), wanted = this.asked().get("doc");
    const blocks = [...document.querySelectorAll('script[id^="data-"]')].map((node) => node.id.slice(5));
    const id = blocks.includes(wanted) ? wanted : !this.archive && blocks[0];
    if (this.view) this.view.stop();
    if (id) {
      const back = this.archive ? "#" : document.documentElement.dataset.index;
      this.view = new DocumentView(this.load(id), root, back);
      const query = this.asked().get("q");
      if (query) { this.view.search.value = query; this.view.find(); }
      const [table, row, column] = (this.asked().get("at") || "").split("|");
      if (column) this.view.goTo(table, row, column);
    } else this.view = new Archive(this.archive, root);
    document.title = id ? this.load(id).row.title || this.load(id).row.source : "plansheets";
  },

  // Where one is goes into the address, for a link to just this value.
  mark(at) {
    const asked = this.asked();
    asked.delete("q");
    if (at) asked.set("at", at); else asked.delete("at");
    history.replaceState(null, "", "#" + asked);
  },

  turnLanguage() {
    const before = this.view instanceof DocumentView && this.view.state();
    words.turn();
    this.show();
    if (before) this.view.restore(before);
  },
};
app.start();
