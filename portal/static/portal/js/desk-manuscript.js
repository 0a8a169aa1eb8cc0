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
  if (wasOpen) {
    link.focus({ preventScroll: true });
    return;
  }
  try {
    const version = document.querySelector("#summary [name=version]").value;
    const answer = await fetch(link.href.split("#")[0], { headers: { "X-Part": "panel", "X-Version": version } });
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
    const hadFocus = piece.querySelector("[data-panel]").contains(document.activeElement);
    piece.classList.remove("is-selected");
    piece.querySelector("[data-panel]").replaceChildren();
    if (hadFocus) piece.querySelector("[data-edit]").focus({ preventScroll: true });
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

function splitAtClick(event) {
  const caret = caretAt(event);
  const span = caret?.[0].parentElement?.closest("[data-split-text] [data-line]");
  if (span && caret[0].nodeType === Node.TEXT_NODE) markSplit(caret[0], caret[1]);
}

// Every place between two characters of a piece.
function placesIn(box) {
  return [...box.querySelectorAll("[data-line]")].flatMap((span) => {
    let offset = 0;
    return [...span.textContent].map((character) => [span.firstChild, (offset += character.length)]);
  });
}

function splitByKey(event) {
  const box = event.target;
  const places = placesIn(box);
  const last = places.length - 2; // behind the last character nothing is left to part
  const now = places.findIndex(([node, offset]) => node === box.chosen?.[0] && offset === box.chosen?.[1]);
  const next = { ArrowRight: now + 1, ArrowLeft: now - 1, Home: 0, End: last }[event.key];
  if (next === undefined || last < 0) return;
  event.preventDefault();
  markSplit(...places[Math.min(Math.max(next, 0), last)]);
}

function markSplit(node, offset) {
  const span = node.parentElement;
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
  range.setStart(node, offset);
  const box = span.closest("[data-split-text]");
  box.chosen = [node, offset];
  box.querySelector(".panel__caret")?.remove();
  const mark = document.createElement("i");
  mark.className = "panel__caret";
  const place = range.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  mark.style.insetInlineStart = `${place.left - frame.left}px`;
  mark.style.insetBlockStart = `${place.top - frame.top}px`;
  mark.style.blockSize = `${place.height}px`;
  box.append(mark);
}

// A title that was typed goes along with every change, so that it is not lost when the screen comes back.
function carryTitle(event) {
  const typed = document.querySelector("[data-typed-title]");
  if (!typed || event.target.contains(typed)) return;
  const carried = document.createElement("input");
  Object.assign(carried, { type: "hidden", name: "title", value: typed.value });
  event.target.append(carried);
}

if (review) {
  document.addEventListener("submit", carryTitle);
  review.addEventListener("mouseover", follow);
  review.addEventListener("focusin", follow);
  review.addEventListener("mouseleave", () => light());
  document.addEventListener("click", (event) => {
    const edit = event.target.closest("[data-edit]");
    const inside = event.target.closest('a[href^="#"]');
    if (event.target.closest("[data-split-text]")) splitAtClick(event);
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
  document.addEventListener("keydown", (event) => {
    if (event.target.matches("[data-split-text]")) splitByKey(event);
    if (event.key === "Escape" && event.target.closest("[data-panel]")) close();
  });
  // A change loads the page anew: it opens where one was, and the keyboard goes on from there.
  document.addEventListener("submit", () => sessionStorage.setItem(SCROLL, String(window.scrollY)));
  prepare(review);
  const chosen = review.querySelector(".piece.is-selected");
  if (chosen) bringLines(chosen.dataset.piece);
  const kept = sessionStorage.getItem(SCROLL);
  const next = chosen ? chosen.querySelector("[data-edit]") : kept && document.querySelector("#summary [value=undo], #summary a");
  if (next) window.addEventListener("load", () => next.focus({ preventScroll: true })); // the address takes it first
  sessionStorage.removeItem(SCROLL);
  if (document.querySelector("[data-told]")) document.querySelector("[data-told]").scrollIntoView({ block: "center" });
  else if (kept) window.addEventListener("load", () => window.scrollTo(0, Number(kept)));
  else if (window.location.hash) show(window.location.hash.slice(1));
}
