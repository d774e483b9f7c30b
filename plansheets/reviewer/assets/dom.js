// Elements are made here and nowhere else. What a document says is set as text, never as HTML.
const SVG = "http://www.w3.org/2000/svg";

function filled(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "on") for (const [event, run] of Object.entries(value)) node.addEventListener(event, run);
    else if (name === "data") Object.assign(node.dataset, value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(String(child)));
  }
  return node;
}

const h = (tag, attributes, ...children) => filled(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => filled(document.createElementNS(SVG, tag), attributes, children);
const block = (id) => { const node = document.getElementById(id); return node ? JSON.parse(node.textContent) : null; };

// A button with a mark and the words that say what it does.
const button = (mark, says, run, more) => h("button", { type: "button", title: says, "aria-label": says, on: { click: run }, ...more }, mark);

function replaced(node, ...children) { node.replaceChildren(...children.flat(Infinity).filter(Boolean)); return node; }

// Runs once for many calls in a row, before the next picture is drawn; `now` runs what still waits.
function soon(run) {
  let waits = 0;
  const go = () => { waits = 0; run(); };
  const later = () => { waits = waits || requestAnimationFrame(go); };
  later.now = () => { if (waits) { cancelAnimationFrame(waits); go(); } };
  return later;
}

// Gives text to the browser as a file to keep.
function download(name, text, type) {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}
