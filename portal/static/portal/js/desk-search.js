/* Follows a rebuild of the index: asks how far it is until it is over, then shows the page as it is now. */
const PAUSE = 3000; // milliseconds

const part = document.querySelector("[data-rebuild][data-open]");
if (part) window.setTimeout(follow, PAUSE);

async function follow() {
  try {
    const answer = await fetch(part.dataset.rebuild, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const { percent, said, is_open: isOpen } = await answer.json();
      if (!isOpen) { window.location.reload(); return; }
      part.querySelector("progress").value = percent;
      part.querySelector("[data-said]").textContent = said;
    }
  } catch { /* asked again */ }
  window.setTimeout(follow, PAUSE);
}
