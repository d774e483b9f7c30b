// Indicators as small charts: what was planned and aimed at against what came about, by fiscal year.
const SERIES = ["baseline", "plan", "target", "outlook", "actual"];
const WIDE = 300, HIGH = 134, EDGE = { left: 46, right: 16, top: 12, bottom: 26 };

// The lines of indicator tables: rows with one table and indicator number.
function linesOf(model, t_, rows) {
  const lines = new Map();
  for (const r of rows) {
    const key = model.read(t_, r, "table_no") + ":" + model.read(t_, r, "indicator_no");
    if (!lines.has(key)) lines.set(key, { name: model.read(t_, r, "indicator"), unit: null, rows: [] });
    const line = lines.get(key);
    line.rows.push(r);
    line.unit = line.unit || model.read(t_, r, "unit");
  }
  return [...lines.values()];
}

function pointsOf(model, t_, line) {
  return line.rows.map((r) => {
    const read = (column) => model.read(t_, r, column);
    const number = read("value"), low = read("value_low"), high = read("value_high");
    return { r, year: read("fiscal_year"), type: read("value_type"), unit: read("unit"), value: number === null ? (low === null ? high : low) : number, text: read("value_text") || read("value"), period: read("period") };
  }).filter((point) => typeof point.value === "number" && point.year !== null && point.unit === line.unit);
}

function ticks(low, high) {
  const span = high - low || Math.abs(high) || 1, raw = span / 3, power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((m) => m * power).find((each) => each >= raw);
  const found = [];
  for (let at = Math.floor(low / step) * step; at < high + step && found.length < 8; at += step) found.push(Number(at.toPrecision(12)));
  return found;
}

const brief = (number) => (Math.abs(number) >= 1e8 ? number / 1e8 + (words.language ? "億" : "00M") : Math.abs(number) >= 1e4 && words.language ? number / 1e4 + "万" : Math.abs(number) >= 1e4 ? number / 1e3 + "k" : String(number));

// The chart of one indicator; nothing where there are not two points to compare.
function chart(model, t_, line) {
  const points = pointsOf(model, t_, line);
  if (points.length < 2) return null;
  const years = [...new Set(points.map((point) => point.year))].sort((a, b) => a - b);
  const first = years[0], last = years[years.length - 1];
  const values = points.map((point) => point.value);
  let [low, high] = [Math.min(...values), Math.max(...values)];
  if (low > 0 && low < 0.6 * high) low = 0;
  const marks = ticks(low, high);
  [low, high] = [marks[0], Math.max(marks[marks.length - 1], high)];
  const x = (year) => EDGE.left + ((WIDE - EDGE.left - EDGE.right) * (last === first ? 0.5 : (year - first) / (last - first)));
  const y = (value) => HIGH - EDGE.bottom - ((HIGH - EDGE.top - EDGE.bottom) * (value - low)) / (high - low || 1);
  const body = svg("svg", { class: "chart", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": `${line.name} ${line.unit || ""}` });
  for (const mark of marks) body.append(svg("line", { class: "rule", x1: EDGE.left, x2: WIDE - EDGE.right, y1: y(mark), y2: y(mark) }), svg("text", { class: "tick end", x: EDGE.left - 5, y: y(mark) + 3.5 }, brief(mark)));
  const step = Math.ceil(years.length / 7);
  years.forEach((year, n) => { if (n % step === 0 || year === last && n % step > step / 2) body.append(svg("text", { class: "tick middle", x: x(year), y: HIGH - 7 }, year)); });
  const [from, to] = [points.filter((point) => point.type === "baseline").pop(), points.find((point) => point.type === "target")];
  if (from && to) body.append(svg("line", { class: "way", x1: x(from.year), y1: y(from.value), x2: x(to.year), y2: y(to.value) }));
  for (const type of SERIES) {
    const own = points.filter((point) => point.type === type).sort((a, b) => a.year - b.year);
    if (own.length > 1 && type !== "baseline") body.append(svg("polyline", { class: "path s-" + type, points: own.map((point) => `${x(point.year)},${y(point.value)}`).join(" ") }));
    for (const point of own) {
      const [px, py] = [x(point.year), y(point.value)], cell = [t_, point.r, model.tables[t_].cols.indexOf("value")].join(":");
      const look = { class: "dot s-" + type, "data-cell": cell };
      const shape = type === "target" ? svg("path", { ...look, d: `M${px} ${py - 5}l5 5l-5 5l-5-5z` }) : type === "plan" ? svg("rect", { ...look, x: px - 3.5, y: py - 3.5, width: 7, height: 7 }) : svg("circle", { ...look, cx: px, cy: py, r: 4 });
      shape.append(svg("title", {}, `${point.period} ${t(type)}: ${point.text}${String(point.text).includes(point.unit) ? "" : point.unit || ""}`));
      body.append(shape);
    }
  }
  const used = SERIES.filter((type) => points.some((point) => point.type === type));
  return h("figure", {}, body, h("figcaption", {}, used.map((type) => h("span", { class: "key s-" + type }, t(type)))));
}

// All indicators of a document in one view; each chart is drawn when it comes near.
class Charts {
  constructor(model, on) {
    this.root = h("div", { class: "charts scroll", tabindex: "-1" });
    const t_ = model.at.get("indicators");
    const lines = t_ === undefined ? [] : linesOf(model, t_, model.tables[t_].rows.map((_, r) => r)).filter((line) => pointsOf(model, t_, line).length > 1);
    this.count = lines.length;
    const nodes = lines.map((line, at) => h("article", { class: "card", data: { at } }));
    if (!lines.length) this.root.append(h("p", { class: "hint" }, t("nothing_found")));
    this.near = new IntersectionObserver((entries) => entries.forEach(({ isIntersecting, target }) => {
      if (!isIntersecting || target.dataset.full) return;
      target.dataset.full = "1";
      const line = lines[Number(target.dataset.at)], r = line.rows[0];
      target.append(h("h4", { data: { cell: [t_, r, model.tables[t_].cols.indexOf("indicator")].join(":") } }, line.name, line.unit && h("span", { class: "quiet" }, `（${line.unit}）`)),
        h("div", { class: "quiet small" }, model.sheetName(model.tables[t_].sheets[r])), chart(model, t_, line));
    }), { root: this.root, rootMargin: "300px 0px" });
    this.root.append(...nodes);
    nodes.forEach((node) => this.near.observe(node));
    watchCells(this.root, on);
  }

  stop() { this.near.disconnect(); }
}
