// The proof is read like a page: its frame is as high as what stands in it, and links from it open beside the desk.
const frame = document.querySelector("[data-proof-frame]");

function fit() {
  const page = frame.contentDocument?.documentElement;
  if (page) frame.style.blockSize = `${page.scrollHeight}px`;
}

function whenLoaded() {
  const page = frame.contentDocument;
  if (!page?.body) return;
  fit();
  new ResizeObserver(fit).observe(page.body);
  page.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (!link) return;
    event.preventDefault();
    const inside = link.getAttribute("href");
    if (inside.startsWith("#")) page.getElementById(decodeURIComponent(inside.slice(1)))?.scrollIntoView();
    else window.open(link.href, "_blank", "noopener");
  });
}

if (frame) {
  frame.addEventListener("load", whenLoaded);
  if (frame.contentDocument?.readyState === "complete") whenLoaded();
}
