/* Tells which result was chosen: its place in the list, in passing. Nothing of the reader is told. */
export function wireResults(root) {
  const list = root.querySelector("[data-ticket]");
  if (!list || !navigator.sendBeacon) return;
  let isFirst = true;
  const tell = (event) => {
    const position = event.target.closest?.("[data-position]")?.dataset.position;
    if (!position || (event.type === "auxclick" && event.button !== 1)) return;
    const data = new URLSearchParams({ ticket: list.dataset.ticket, position, first: isFirst ? "1" : "0" });
    isFirst = false;
    navigator.sendBeacon(list.dataset.click, data);
  };
  list.addEventListener("click", tell);
  list.addEventListener("auxclick", tell);
}
