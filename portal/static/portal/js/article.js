/* Print and copy buttons, and the table of contents that shows where the reader is. */
export function wireTools(root) {
  for (const button of root.querySelectorAll("[data-tool]")) {
    button.hidden = false;
    button.addEventListener("click", () => (button.dataset.tool === "print" ? window.print() : copyAddress(button)));
  }
}

async function copyAddress(button) {
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(button.dataset.address);
    button.textContent = button.dataset.done;
  } catch {
    window.prompt(button.dataset.failed, button.dataset.address);
  }
  window.setTimeout(() => { button.textContent = label; }, 2500);
}

export function followContents(root) {
  const contents = root.querySelector("[data-contents]");
  if (!contents || !("IntersectionObserver" in window)) return;
  const links = new Map([...contents.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const observer = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) observer.observe(heading);
  }
}
