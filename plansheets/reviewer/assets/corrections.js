// What a person found wrong: kept by the browser until it is downloaded as corrections.csv.
const COLUMNS = ["document", "table", "row", "column", "right_value", "who", "why", "printed"];
const quoted = (text) => (/[",\r\n]/.test(text) || /^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text);

// RFC 4180 with a byte order mark, so that Excel sees Japanese.
function csv(rows) {
  return "\ufeff" + [COLUMNS, ...rows.map((row) => COLUMNS.map((name) => row[name]))].map((row) => row.map((cell) => quoted(String(cell ?? ""))).join(",") + "\r\n").join("");
}

class Corrections {
  constructor(document_) { this.name = "corrections." + document_; this.document = document_; this.rows = kept.get(this.name) || []; }

  find(table, row, column) { return this.rows.find((each) => each.table === table && each.row === row && each.column === column) || null; }

  put(correction) {
    this.take(correction);
    this.rows.push({ document: this.document, ...correction });
    this.rows.sort((a, b) => COLUMNS.slice(1, 4).reduce((order, name) => order || (a[name] < b[name] ? -1 : a[name] > b[name] ? 1 : 0), 0));
    this.keep();
  }

  take({ table, row, column }) { this.rows = this.rows.filter((each) => each.table !== table || each.row !== row || each.column !== column); this.keep(); }
  keep() { kept.set(this.name, this.rows.length ? this.rows : null); }
  download() { download("corrections.csv", csv(this.rows), "text/csv;charset=utf-8"); }
}

// A value as it is written into corrections.csv.
const asRead = (value) => (value === null ? "" : Array.isArray(value) ? value.join(";") : String(value));

// A right value as a person reads it.
const rightly = ({ table, column, right_value }) => (right_value === "" ? t("empty") : shown(table, column, right_value === "true" ? true : right_value === "false" ? false : right_value));

// What is wrong with a text as the value of a column; null where nothing is.
function refusal(table, column, text) {
  const { type, required, codes } = KNOWN.tables[table].columns[column];
  if (text === "") return required ? t("must_say") : null;
  if (type.startsWith("int")) return /^-?\d+$/.test(text) ? null : t("must_be", t("a_whole_number"));
  if (["double", "float"].includes(type)) return /^-?\d+(\.\d+)?$/.test(text) ? null : t("must_be", t("a_number"));
  if (type === "date32") return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text)) ? null : t("must_be", t("a_date"));
  return null;
}

// Asks for the right value; `done` gets it.
function askCorrection(model, cell, before, done) {
  const [t_, r, c] = cell, table = model.tables[t_], column = table.cols[c], value = table.rows[r][c];
  const { type, codes, required } = KNOWN.tables[table.name].columns[column];
  const list = codes && KNOWN.codes[codes];
  const read = asRead(value);
  const now = before ? before.right_value : read;
  const options = type === "bool" ? ["true", "false"] : list && !list.open && !column.endsWith("s") ? Object.keys(list.codes) : null;
  const right = options ? h("select", { name: "right" }, [...(required ? [] : [""]), ...options].map((each) => h("option", { value: each, selected: each === now }, each)))
    : type === "string" ? h("textarea", { name: "right", rows: Math.min(8, 2 + Math.floor(now.length / 40)) }) : h("input", { name: "right", inputmode: type.startsWith("int") ? "numeric" : null });
  if (!options) right.value = now;
  right.addEventListener("keydown", (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(); });
  const who = h("input", { name: "who", value: (before && before.who) || kept.get("who") || "", autocomplete: "name" });
  const why = h("input", { name: "why", value: (before && before.why) || "" });
  const bad = h("p", { class: "bad", role: "alert" });
  const places = model.placesOf(cell), own = model.value(cell);
  const printed = own ? own.places.map((place) => model.raw(place)).join("") : ""; // tells a correction that fits no longer
  const close = () => { dialog.close(); dialog.remove(); };
  const field = (name, node) => h("label", {}, h("span", {}, t(name)), node);
  const form = h("form", { method: "dialog", on: { submit: (event) => {
    event.preventDefault();
    const isNumber = /^(int|double|float)/.test(type);
    const text = isNumber ? right.value.normalize("NFKC").replace(/[,\s]/g, "").replace("−", "-") : right.value.replace(/\r\n/g, "\n");
    bad.textContent = refusal(table.name, column, text) || "";
    if (bad.textContent) return;
    kept.set("who", who.value);
    if (text === read) { if (before) done(null); close(); return; } // as it was read: nothing to correct
    done({ table: table.name, row: table.keys[r], column, right_value: text, who: who.value, why: why.value, printed });
    close();
  } } },
    h("h2", {}, `${tableTitle(table.name)} › ${columnTitle(table.name, column)}`),
    h("p", { class: "quiet" }, model.rowName(t_, r)),
    h("dl", { class: "facts" }, h("dt", {}, t("read_value")), h("dd", {}, shown(table.name, column, value) || h("i", {}, t("empty"))),
      places.length > 0 && [h("dt", {}, t("raw")), h("dd", { class: "raw" }, places.slice(0, 3).map((place) => model.raw(place)).join(" … "))]),
    field("right_value", right), h("p", { class: "quiet small" }, !required && t("leave_empty")), bad, field("who", who), field("why", why),
    h("div", { class: "buttons" }, before && h("button", { type: "button", on: { click: () => { done(null); close(); } } }, t("remove")),
      h("button", { type: "button", on: { click: close } }, t("cancel")), h("button", { type: "submit", class: "main" }, t("save"))));
  const dialog = h("dialog", { class: "ask", on: { cancel: () => setTimeout(() => dialog.remove()) } }, form);
  document.body.append(dialog);
  dialog.showModal();
  right.focus();
  if (right.select) right.select();
}
