// Keys, and the table of them.
const HELP = [["j k ↓ ↑", "key_items"], ["n p", "key_pages"], ["/", "key_search"], ["1 2 3 4", "key_views"], ["e", "key_wrong"], ["x", "key_looked"],
  ["+ - 0", "key_zoom"], ["b", "key_boxes"], ["l", "key_language"], ["?", "key_help"], ["Esc", "key_close"]];
const HELP_ARCHIVE = [["j k ↓ ↑", "key_items"], ["Enter", "key_open"], ["/", "key_search"], ["l", "key_language"], ["?", "key_help"], ["Esc", "key_close"]];

function showHelp(keys) {
  const dialog = h("dialog", { class: "help", on: { close: () => dialog.remove(), click: (event) => event.target === dialog && dialog.close() } },
    h("h2", {}, t("help")), h("table", {}, keys.map(([key, says]) => h("tr", {}, h("td", {}, key.split(" ").map((each) => [h("kbd", {}, each), " "])), h("td", {}, t(says))))),
    h("div", { class: "buttons" }, h("button", { type: "button", class: "main", on: { click: () => dialog.close() } }, t("close"))));
  document.body.append(dialog);
  dialog.showModal();
}

// Calls what a key stands for; keys typed into a field are the field's own.
function onKeys(actions) {
  const listen = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const field = event.target.matches && event.target.matches("input, textarea, select");
    const action = actions[event.key];
    if (!action || (field && event.key !== "Escape" && !(event.target.type === "search" && ["ArrowDown", "ArrowUp", "Enter"].includes(event.key)))) return;
    if (action(event) !== false) event.preventDefault();
  };
  document.addEventListener("keydown", listen);
  return () => document.removeEventListener("keydown", listen);
}
