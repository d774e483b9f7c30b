// A document as the page knows it: tables, values, the places that they were read from.
const KINDS = ["error", "unread", "warning", "check", "low", "note"];
const CHECKED = { "years-consecutive": "fiscal_year", "numbers-without-gaps": "number", "sheets-as-in-contents": "title" };
const HEADLINES = {
  documents: ["title"], sheets: ["number", "title"], fields: ["label"], offices: ["office"], actors: ["actor"], schedule: ["period"],
  indicators: ["indicator", "period"], assessments: ["aspect", "period"], sections: ["marker"], events: ["date_text"],
};

class Model {
  constructor(data) {
    Object.assign(this, data);
    this.isText = data.text !== null;
    this.byCell = new Map();
    this.byPlace = data.places.map(() => []);
    this.values = data.values.map(([t_, r, c, confidence, rule, ...places], at) => {
      this.byCell.set(`${t_}:${r}:${c}`, at);
      for (const place of places) this.byPlace[place].push(at);
      return { cell: [t_, r, c], confidence, rule: data.strings[rule], places };
    });
    this.residueOf = new Map(data.residue.filter((each) => each.place !== null).map((each) => [each.place, each.kind]));
    this.rows = data.tables.map((table) => {
      const bySheet = new Map();
      table.sheets.forEach((sheet, r) => bySheet.has(sheet) ? bySheet.get(sheet).push(r) : bySheet.set(sheet, [r]));
      return bySheet;
    });
    this.at = new Map(data.tables.map((table, at) => [table.name, at]));
    this.pagePlaces = new Map();
    data.places.forEach((place, at) => {
      for (const page of this.pagesOf(place)) this.pagePlaces.has(page) ? this.pagePlaces.get(page).push(at) : this.pagePlaces.set(page, [at]);
    });
  }

  // Pages that a place stands on: one; of a text the pieces that it reaches over.
  pagesOf(place) {
    if (!this.isText) return place.length === 6 ? [place[0]] : [];
    const first = this.pieceAt(place[0]), last = this.pieceAt(Math.max(place[1] - 1, place[0]));
    return Array.from({ length: last - first + 1 }, (_, n) => first + n);
  }

  pieceAt(offset) {
    let low = 0, high = this.starts.length;
    while (high - low > 1) { const middle = (low + high) >> 1; if (this.starts[middle] <= offset) low = middle; else high = middle; }
    return low + 1;
  }

  get pageCount() { return this.isText ? this.starts.length : this.pages.length; }
  raw(place) { return this.strings[this.places[place][this.places[place].length - 1]]; }
  firstPage(places) { return places.length ? this.pagesOf(this.places[places[0]])[0] || null : null; }
  value(cell) { const at = this.byCell.get(cell.join(":")); return at === undefined ? null : this.values[at]; }
  read(t_, r, column) { const c = this.tables[t_].cols.indexOf(column); return c < 0 ? null : this.tables[t_].rows[r][c]; }

  // The places of a value; of a cell that was not read itself, those of its row.
  placesOf(cell) {
    const value = this.value(cell);
    if (value) return value.places;
    const [t_, r] = cell;
    const found = this.tables[t_].cols.flatMap((_, c) => (this.value([t_, r, c]) || { places: [] }).places);
    return [...new Set(found)].slice(0, 12);
  }

  // What a row is called.
  rowName(t_, r) {
    const table = this.tables[t_];
    const names = (HEADLINES[table.name] || []).map((column) => this.read(t_, r, column)).filter((text) => text !== null);
    return names.join(" ");
  }

  // The cell that stands for a row: the first of those that say the most.
  mainCell(t_, r) {
    const table = this.tables[t_];
    for (const column of ["value", "value_text", "text", "title", "office", "actor", "event", "label", "indicator", "grade", "period"]) {
      const c = table.cols.indexOf(column);
      if (c >= 0 && table.rows[r][c] !== null) return [t_, r, c];
    }
    return [t_, r, 0];
  }

  sheetName(sheet) {
    if (sheet < 0 || !this.at.has("sheets")) return "";
    const t_ = this.at.get("sheets");
    return [this.read(t_, sheet, "number"), this.read(t_, sheet, "title")].filter((text) => text !== null).join("　") || `${t("sheet")} ${sheet + 1}`;
  }

  // What a person should look at, the worst first; values are doubtful below `threshold`.
  concerns(threshold) {
    const found = [];
    for (const each of this.problems) {
      found.push({ kind: each.severity, key: "p:" + each.code + ":" + each.message, title: codeTitle("problems", "code", each.code), text: each.message, sheet: each.sheet, page: each.page,
        places: this.placesWithRaw(each), cells: [] });
    }
    for (const each of this.residue) {
      if (each.kind !== "unread") continue;
      const text = this.strings[each.raw];
      found.push({ kind: "unread", key: "u:" + each.place + ":" + each.raw, text, size: text.length, page: each.page, sheet: -1, places: each.place === null ? [] : [each.place], cells: [] });
    }
    for (const each of this.checks) {
      if (each.passed) continue;
      found.push(this.checkItem(each));
    }
    found.push(...this.doubtful(threshold));
    for (const item of found) item.page = item.page || this.firstPage(item.places);
    const rank = (item) => KINDS.indexOf(item.kind);
    return found.map((item, n) => [item, n]).sort(([a, i], [b, j]) => rank(a) - rank(b) || (b.size || 0) - (a.size || 0)
      || (a.confidence || 0) - (b.confidence || 0) || (a.page || 0) - (b.page || 0) || i - j).map(([item]) => item);
  }

  // A check as an item: the values that it compares, and their places.
  checkItem(each) {
    const cells = each.rows.map(([t_, r]) => {
      const c = this.tables[t_].cols.indexOf(CHECKED[each.check] || "value");
      return c < 0 || this.tables[t_].rows[r][c] === null ? this.mainCell(t_, r) : [t_, r, c];
    });
    return { kind: "check", key: "c:" + each.check + ":" + each.where, title: codeTitle("checks", "check", each.check), sheet: each.sheet, page: null,
      text: t("check_says", each.expected, each.found), places: [...new Set(cells.flatMap((cell) => this.placesOf(cell)))], cells };
  }

  // Rows with values in doubt, one item each.
  doubtful(threshold) {
    const rows = new Map();
    for (const value of this.values) {
      if (value.confidence >= threshold) continue;
      const key = value.cell[0] + ":" + value.cell[1];
      rows.has(key) ? rows.get(key).push(value) : rows.set(key, [value]);
    }
    return [...rows.values()].map((values) => {
      const [t_, r] = values[0].cell, table = this.tables[t_];
      const main = this.mainCell(t_, r);
      const worst = values.reduce((a, b) => (b.confidence < a.confidence ? b : a));
      const first = values.find((value) => value.cell[2] === main[2]) || worst;
      const [, , c] = first.cell;
      const text = [this.rowName(t_, r), shown(table.name, table.cols[c], table.rows[r][c])];
      const columns = values.slice(0, 3).map((value) => columnTitle(table.name, table.cols[value.cell[2]])).join("・");
      return { kind: "low", where: `${tableTitle(table.name)} › ${columns}`, key: "l:" + table.name + ":" + table.keys[r], text: [...new Set(text)].filter(Boolean).join("：") || first.rule, table: table.name,
        confidence: worst.confidence, sheet: table.name === "sheets" ? r : table.sheets[r], page: null, places: first.places,
        cells: [first.cell, ...values.filter((value) => value !== first).map((value) => value.cell)] };
    });
  }

  placesWithRaw(problem) {
    if (!problem.raw) return [];
    const with_ = (text) => this.places.map((_, at) => at).filter((at) =>
      (problem.page === null || this.isText || this.places[at][0] === problem.page) && plain(this.raw(at)) === plain(text));
    const found = with_(problem.raw);
    // A text over several lines may have a place for each; a line that stands in several places tells none.
    return found.length ? found.slice(0, 3) : problem.raw.split("\n").map(with_).filter((places) => places.length === 1).flat();
  }

  // Sheets and rows that hold all words of a query; those with it as their number or in their title first.
  search(query) {
    const wanted = plain(query), parts = query.trim().split(/[\s　]+/).map(plain).filter(Boolean);
    if (!wanted) return [];
    this.texts = this.texts || this.tables.map((table) => table.rows.map((row) => row.filter((cell) => typeof cell === "string" || typeof cell === "number").map(plain).join("\u0001")));
    const found = [];
    const offices = this.at.get("offices");
    const fits = (text) => parts.every((part) => text.includes(part));
    const sheets = this.at.get("sheets");
    if (sheets !== undefined) this.tables[sheets].rows.forEach((_, r) => {
      const own = offices === undefined ? [] : (this.rows[offices].get(r) || []).map((o) => this.read(offices, o, "office"));
      const names = ["number", "title", "level1_title", "level2_title", "level3_title"].map((column) => this.read(sheets, r, column) || "");
      if (!fits(plain([...names, ...own].join("\u0001")))) return;
      const rank = plain(names[0]) === wanted ? 0 : plain(names[0]).startsWith(wanted) ? 1 : plain(names[1]).includes(wanted) ? 2 : 3;
      found.push({ kind: "sheet", rank, key: "s:" + r, text: this.sheetName(r), detail: own.join("・"), sheet: r, cells: [this.mainCell(sheets, r)] });
    });
    this.tables.forEach((table, t_) => {
      if (table.name === "sheets" || table.name === "documents") return;
      table.rows.forEach((row, r) => {
        if (found.length > 2000 || !fits(this.texts[t_][r])) return;
        const c = row.findIndex((cell) => cell !== null && plain(cell).includes(parts[0]));
        const cell = c < 0 ? this.mainCell(t_, r) : [t_, r, c];
        const text = [...new Set([this.rowName(t_, r), shown(table.name, table.cols[cell[2]], row[cell[2]])])].filter(Boolean).join("：");
        found.push({ kind: "row", rank: 4, key: "r:" + t_ + ":" + r, text, table: table.name, sheet: table.sheets[r], cells: [cell] });
      });
    });
    for (const item of found) { item.places = this.placesOf(item.cells[0]); item.page = this.firstPage(item.places); }
    return found.sort((a, b) => a.rank - b.rank);
  }
}
