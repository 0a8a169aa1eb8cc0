/* A card of the record at each mark, made from the list 本文涉及 of the same page. Without popovers a mark stays a link. */
const DELAY = 350; // milliseconds that a pointer rests on a mark before its card opens

export function wireMentions(root) {
  const card = root.querySelector("[data-mention-card]");
  if (!card || !card.showPopover) return;
  card.hidden = false;
  const state = { card, mark: null, timer: 0 };
  for (const mark of root.querySelectorAll("a[data-mention]")) {
    const item = root.querySelector(`[data-card="${CSS.escape(mark.dataset.mention)}"]`);
    if (item) wireMark(state, mark, item);
  }
  card.addEventListener("pointerenter", () => window.clearTimeout(state.timer));
  card.addEventListener("pointerleave", () => closeSoon(state));
  card.addEventListener("focusout", (event) => leave(state, event));
  card.addEventListener("toggle", (event) => { if (event.newState === "closed") state.mark = null; });
  window.addEventListener("scroll", () => state.mark && place(state), { passive: true });
}

function wireMark(state, mark, item) {
  const facts = item.querySelector(".named__facts");
  if (facts) mark.setAttribute("aria-describedby", facts.id);
  let wasOpen = false;
  mark.addEventListener("pointerdown", () => { wasOpen = state.mark === mark; });
  mark.addEventListener("click", (event) => {
    // A finger cannot hover: its first tap opens the card, whose link leads on, and so does a second tap.
    if (event.pointerType === "mouse" || !event.pointerType || wasOpen) return;
    event.preventDefault();
    open(state, mark, item);
  });
  mark.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse") return;
    window.clearTimeout(state.timer);
    state.timer = window.setTimeout(() => open(state, mark, item), DELAY);
  });
  mark.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") closeSoon(state); });
  mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) open(state, mark, item); });
  mark.addEventListener("blur", (event) => leave(state, event));
}

function open(state, mark, item) {
  const { card } = state;
  const title = item.querySelector(".named__title");
  card.setAttribute("aria-label", title.textContent);
  card.querySelector("[data-title]").textContent = title.textContent;
  card.querySelector("[data-facts]").textContent = item.querySelector(".named__facts")?.textContent ?? "";
  card.querySelector("[data-role] span").textContent = mark.dataset.role ?? "";
  card.querySelector("[data-role]").hidden = !mark.dataset.role;
  card.querySelector("[data-open]").href = title.href;
  card.querySelector("[data-name]").textContent = title.textContent;
  if (!card.matches(":popover-open")) card.showPopover();
  state.mark = mark;
  place(state);
}

/* Below the mark, above it where there is no room; on phones the style puts it at the foot of the screen. */
function place({ card, mark }) {
  card.style.left = card.style.top = "";
  if (window.matchMedia("(max-width: 47.99rem)").matches) return;
  const box = mark.getClientRects()[0];
  const [wide, high] = [document.documentElement.clientWidth, document.documentElement.clientHeight];
  const below = box.bottom + 6;
  card.style.left = `${Math.max(8, Math.min(box.left, wide - card.offsetWidth - 8))}px`;
  card.style.top = `${below + card.offsetHeight < high ? below : Math.max(8, box.top - card.offsetHeight - 6)}px`;
}

function closeSoon(state) {
  window.clearTimeout(state.timer);
  state.timer = window.setTimeout(() => {
    if (state.mark && document.activeElement !== state.mark && !state.card.contains(document.activeElement)) close(state);
  }, DELAY);
}

function leave(state, event) {
  if (event.relatedTarget !== state.mark && !state.card.contains(event.relatedTarget) && event.relatedTarget) close(state);
}

function close(state) {
  if (state.card.matches(":popover-open")) state.card.hidePopover();
}
