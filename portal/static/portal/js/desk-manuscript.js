// The review screen of a manuscript: both sides light up together, panels open in place, a click in the text marks
// where to split. Without this script each of these is a link or a numbered list.

const review = document.querySelector("[data-review]");
const NARROW = window.matchMedia("(max-width: 62rem)");
const SCROLL = "manuscript-scroll";

const light = (number) => {
  for (const lit of review.querySelectorAll(".is-lit")) lit.classList.remove("is-lit");
  if (number === undefined) return;
  for (const part of review.querySelectorAll(`[data-piece="${number}"]`)) part.classList.add("is-lit");
};
const follow = (event) => light(event.target.closest("[data-piece]")?.dataset.piece);

function show(id) {
  const target = document.getElementById(id);
  if (!target || !review) return;
  const side = target.closest(".review__source") ? "side-source" : target.closest(".review__result") ? "side-result" : "";
  if (side && NARROW.matches) document.getElementById(side).checked = true;
  const column = target.closest(".source, .result");
  target.scrollIntoView({ block: "center" });
  const piece = target.closest("[data-piece]");
  if (piece && target.closest(".result")) bringLines(piece.dataset.piece);
  if (column) light(target.closest("[data-piece]")?.dataset.piece ?? target.querySelector("[data-piece]")?.dataset.piece);
  if (target.matches(".remark")) target.focus({ preventScroll: true });
}

// The source column scrolls by itself: bring the lines of a piece beside it.
function bringLines(number) {
  const column = review.querySelector(".review__source");
  const words = column.querySelector(`.source__text [data-piece="${number}"]`);
  if (!words || NARROW.matches) return;
  const away = words.getBoundingClientRect().top - column.getBoundingClientRect().top;
  column.scrollBy({ top: away - column.clientHeight / 3, behavior: "instant" });
}

async function open(link) {
  const number = link.dataset.edit;
  const piece = document.getElementById(`p-${number}`);
  const wasOpen = piece.classList.contains("is-selected");
  close();
  if (wasOpen) return;
  try {
    const answer = await fetch(link.href.split("#")[0], { headers: { "X-Part": "panel" } });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    piece.querySelector("[data-panel]").innerHTML = await answer.text();
  } catch {
    window.location.assign(link.href);
    return;
  }
  piece.classList.add("is-selected");
  prepare(piece);
  bringLines(number);
  light(number);
  piece.querySelector("select, input[type=text], button")?.focus({ preventScroll: true });
}

function close() {
  for (const piece of review.querySelectorAll(".is-selected")) {
    piece.classList.remove("is-selected");
    piece.querySelector("[data-panel]").replaceChildren();
  }
}

function prepare(root) {
  for (const text of root.querySelectorAll("[data-split-text]")) text.hidden = false;
}

// --- where to split: the place in the text that was clicked --------------------

function caretAt(event) {
  if (document.caretPositionFromPoint) {
    const found = document.caretPositionFromPoint(event.clientX, event.clientY);
    return found && [found.offsetNode, found.offset];
  }
  const range = document.caretRangeFromPoint(event.clientX, event.clientY);
  return range && [range.startContainer, range.startOffset];
}

// Python counts characters, JavaScript halves of them.
const characters = (text, offset) => [...text.slice(0, offset)].length;

function markSplit(event) {
  const caret = caretAt(event);
  const span = caret?.[0].parentElement?.closest("[data-split-text] [data-line]");
  if (!span) return;
  const offset = caret[0].nodeType === Node.TEXT_NODE ? caret[1] : 0;
  const text = span.textContent;
  const value = `${span.dataset.line}:${Number(span.dataset.start) + characters(text, offset)}`;
  const select = span.closest("form").querySelector("[data-points]");
  let option = [...select.options].find((one) => one.value === value);
  if (!option) {
    select.querySelector("[data-chosen]")?.remove();
    option = new Option(`点选处 …${text.slice(Math.max(0, offset - 10), offset)} ｜ ${text.slice(offset, offset + 10)}…`, value);
    option.dataset.chosen = "";
    select.add(option, 1);
  }
  select.value = value;
  const range = document.createRange();
  range.setStart(caret[0], caret[1]);
  span.closest("[data-split-text]").querySelector(".panel__caret")?.remove();
  const mark = document.createElement("i");
  mark.className = "panel__caret";
  const box = span.closest("[data-split-text]");
  const place = range.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  mark.style.insetInlineStart = `${place.left - frame.left}px`;
  mark.style.insetBlockStart = `${place.top - frame.top}px`;
  mark.style.blockSize = `${place.height}px`;
  box.append(mark);
}

if (review) {
  review.addEventListener("mouseover", follow);
  review.addEventListener("focusin", follow);
  review.addEventListener("mouseleave", () => light());
  document.addEventListener("click", (event) => {
    const edit = event.target.closest("[data-edit]");
    const inside = event.target.closest('a[href^="#"]');
    if (event.target.closest("[data-split-text]")) markSplit(event);
    else if (edit && !event.metaKey && !event.ctrlKey) {
      event.preventDefault();
      open(edit);
    } else if (event.target.closest("[data-close]")) {
      event.preventDefault();
      close();
    } else if (inside) {
      event.preventDefault();
      show(inside.getAttribute("href").slice(1));
    }
  });
  // A change loads the page anew: it opens where one was.
  document.addEventListener("submit", () => sessionStorage.setItem(SCROLL, String(window.scrollY)));
  prepare(review);
  const chosen = review.querySelector(".piece.is-selected");
  if (chosen) bringLines(chosen.dataset.piece);
  const kept = sessionStorage.getItem(SCROLL);
  sessionStorage.removeItem(SCROLL);
  if (document.querySelector("[data-told]")) document.querySelector("[data-told]").scrollIntoView({ block: "center" });
  else if (kept) window.addEventListener("load", () => window.scrollTo(0, Number(kept)));
  else if (window.location.hash) show(window.location.hash.slice(1));
}
