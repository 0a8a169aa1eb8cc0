/* Addresses of sentences: the whole sentence that an address leads to is marked, and the tool 引用句子 hands them out. */
export function wireSentences(root) {
  if (!root.querySelector("[data-sentences]")) return;
  const show = () => {
    mark(root, "is-cited", location.hash.startsWith("#s-") ? location.hash.slice(1) : "");
  };
  window.addEventListener("hashchange", show);
  show();
  wireCiting(root);
}

const runs = (root, name) => root.querySelectorAll(`#${CSS.escape(name)}, [data-s="${CSS.escape(name)}"]`);
const nameOf = (run) => run.id || run.dataset.s;
const runAt = (target) => target.closest?.("[data-sentences] :is(span[id^='s-'], span[data-s])");

function mark(root, style, name) {
  for (const run of root.querySelectorAll(`.${style}`)) run.classList.remove(style);
  if (name) for (const run of runs(root, name)) run.classList.add(style);
}

function wireCiting(root) {
  const button = root.querySelector("[data-cite]");
  const card = root.getElementById(button?.dataset.window);
  if (!card || !card.showPopover) return;
  const html = root.documentElement;
  button.hidden = card.hidden = false;
  button.addEventListener("click", () => {
    const isCiting = html.classList.toggle("is-citing");
    button.setAttribute("aria-pressed", String(isCiting));
    if (isCiting) addMarks(root, button, card);
    else root.querySelectorAll(".cite-mark").forEach((one) => one.remove());
    mark(root, "is-pointed", "");
  });
  root.addEventListener("pointerover", (event) => {
    if (html.classList.contains("is-citing")) mark(root, "is-pointed", nameOf(runAt(event.target) ?? { id: "", dataset: {} }));
  });
  root.addEventListener("click", (event) => {
    const run = html.classList.contains("is-citing") && !event.target.closest("a, button") && runAt(event.target);
    if (run && window.getSelection().isCollapsed) cite(root, card, nameOf(run));
  });
  card.addEventListener("click", (event) => copy(card, event.target.closest("[data-copy]")));
  card.addEventListener("toggle", (event) => { if (event.newState === "closed") mark(root, "is-pointed", ""); });
}

/* A button behind each sentence, for those who use the keyboard or hear the page; gone when the tool is put away. */
function addMarks(root, button, card) {
  for (const first of root.querySelectorAll("[data-sentences] span[id^='s-']")) {
    const all = runs(root, first.id);
    const one = root.createElement("button");
    one.type = "button";
    one.className = "cite-mark";
    one.textContent = button.dataset.mark;
    one.setAttribute("aria-label", `${button.dataset.label}：${first.textContent.slice(0, 20)}`);
    one.addEventListener("click", () => cite(root, card, first.id));
    const last = all[all.length - 1];
    (last.closest("a") ?? last).after(one);
  }
}

function cite(root, card, name) {
  const said = [...runs(root, name)].map((run) => run.textContent).join("").trim();
  card.dataset.cited = `${card.dataset.address}#${name}`;
  card.querySelector("textarea").value = `《${card.dataset.title}》\n${said}\n${card.dataset.cited}`;
  card.querySelector("[role=status]").textContent = "";
  mark(root, "is-pointed", name);
  card.showPopover();
  card.querySelector("[data-copy]").focus();
}

async function copy(card, button) {
  if (!button) return;
  const status = card.querySelector("[role=status]");
  const text = card.querySelector("textarea");
  try {
    await navigator.clipboard.writeText(button.dataset.copy === "address" ? card.dataset.cited : text.value);
    status.textContent = status.dataset.done;
  } catch {
    status.textContent = status.dataset.failed;
    text.focus();
    text.select();
  }
}
