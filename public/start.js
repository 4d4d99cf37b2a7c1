// Starts the islands of a page. The addresses stand on the script's own element, so that nothing is
// inline and a strict Content-Security-Policy holds. The page works without any of this.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;

// Asked for here and not by a preload in the page, which browsers without JavaScript would follow.
const code = fetch(wasm);
const module = await import(js);
await module.default({ module_or_path: code });
module.hydrate();

// In the order of the document, so that an island inside another comes after it.
for (const island of document.querySelectorAll("leptos-island")) {
  module[island.dataset.component]?.(island);
}
