// The wording in two languages (KNOWN stands before all parts), and what a person chose, kept by the browser where it does so.
const kept = {
  works: true,
  get(name) { try { return JSON.parse(localStorage.getItem("plansheets." + name)); } catch { return null; } },
  set(name, value) {
    try {
      if (value === null) localStorage.removeItem("plansheets." + name);
      else localStorage.setItem("plansheets." + name, JSON.stringify(value));
    } catch { this.works = false; }
  },
};

const words = {
  language: 0,
  start() {
    const fixed = document.documentElement.dataset.lang;
    const wanted = kept.get("language") || (fixed === "auto" ? navigator.language : fixed) || "en";
    this.use(String(wanted).startsWith("ja") ? 1 : 0);
  },
  use(language) { this.language = language; document.documentElement.lang = ["en", "ja"][language]; },
  turn() { this.use(1 - this.language); kept.set("language", document.documentElement.lang); },
};

// A phrase in the language that is shown, {0} and {1} filled in.
function t(name, ...given) {
  const phrase = KNOWN.words[name];
  return (phrase ? phrase[words.language] : name).replace(/\{(\d)\}/g, (_, at) => String(given[at]));
}

const count = (number) => Number(number).toLocaleString(document.documentElement.lang);
const percent = (share) => (100 * share).toFixed(share > 0 && share < 0.01 ? 2 : share < 0.9995 && share > 0.99 ? 2 : 0);
const tableTitle = (table) => KNOWN.tables[table].title[words.language];
const columnTitle = (table, column) => KNOWN.tables[table].columns[column].title[words.language];
const columnAbout = (table, column) => KNOWN.tables[table].columns[column].about[words.language];
const columnType = (table, column) => KNOWN.tables[table].columns[column].type;

// A value as a person reads it.
function shown(table, column, value) {
  if (value === null || value === undefined) return "";
  if (value === true || value === false) return t(value ? "yes" : "no");
  if (Array.isArray(value)) return value.join("\n");
  const list = KNOWN.tables[table].columns[column].codes;
  if (column === "value_type") return t(value);
  const code = list && words.language === 1 && /^[a-z_]+$/.test(value) && KNOWN.codes[list].codes[value];
  if (code) return code[1].replace(/（.*$/, "");
  return typeof value === "number" && ["double", "float"].includes(columnType(table, column)) ? value.toLocaleString("en", { maximumFractionDigits: 6 }) : String(value);
}

// What a code of `problems` or `checks` means.
function codeTitle(table, column, value) {
  const list = KNOWN.tables[table].columns[column].codes, code = list && KNOWN.codes[list].codes[value];
  return code ? code[words.language] : value;
}

// Text as one searches it: width, case and blanks do not count.
const plain = (text) => String(text).normalize("NFKC").toLowerCase().replace(/[\s‐－―−-]+/g, (blank) => (/\s/.test(blank) ? "" : "-"));
