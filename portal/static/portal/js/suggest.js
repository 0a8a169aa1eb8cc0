/* Suggestions below every search box, as a combobox with a listbox (ARIA 1.2). Without it the form sends what is typed.
   While an input method composes, the list follows the letters being typed and no key is taken from it. */
const PAUSE = 120; // milliseconds without typing before the server is asked
const QUIET = 700; // milliseconds of rest before the number of suggestions is announced
const REMEMBERED = 50; // answers
const LONGEST = 60; // characters that are asked about: nobody needs suggestions for a pasted text

let boxes = 0;

export function wireSuggestions(root) {
  for (const form of root.querySelectorAll("[data-suggest]")) new Combobox(form);
}

class Combobox {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.texts = form.dataset;
    this.answers = new Map();
    this.options = [];
    this.active = -1;
    this.composed = null; // what the input method holds at the moment: { before, after, data }
    this.build(`suggestions-${++boxes}`);
    this.listen();
  }

  build(id) {
    const { input } = this;
    this.list = element("ul", { id, role: "listbox", className: "suggest", hidden: true });
    this.list.setAttribute("aria-label", this.texts.label);
    this.status = element("p", { role: "status", className: "visually-hidden" });
    this.form.append(this.list, this.status);
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    for (const name of ["autocapitalize", "spellcheck"]) input.setAttribute(name, name === "spellcheck" ? "false" : "off");
  }

  listen() {
    const { input, list } = this;
    input.addEventListener("input", (event) => { if (!event.isComposing && !this.composed) this.askSoon(); });
    input.addEventListener("compositionstart", () => this.compose(""));
    input.addEventListener("compositionupdate", (event) => { this.compose(event.data ?? ""); this.askSoon(); });
    input.addEventListener("compositionend", () => { this.composed = null; this.askSoon(); });
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("click", () => { if (!input.value && this.isClosed) this.ask(); });
    input.addEventListener("blur", () => this.close());
    list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    list.addEventListener("click", (event) => this.choose(this.options.indexOf(event.target.closest("[role=option]"))));
    list.addEventListener("pointermove", (event) => this.point(event));
  }

  get isClosed() { return this.list.hidden; }

  /* The box's value already holds the letters being composed; what stood around them is remembered at the beginning. */
  compose(data) {
    const { value, selectionStart, selectionEnd } = this.input;
    this.composed ??= { before: value.slice(0, selectionStart), after: value.slice(selectionEnd) };
    this.composed.data = data;
  }

  /* What to ask about: pinyin in composition is parted by the input method with spaces or apostrophes. */
  get words() {
    if (!this.composed) return this.input.value;
    const { before, data, after } = this.composed;
    return before + (/^[\x20-\x7e]*$/.test(data) ? data.replace(/[^0-9a-z]/gi, "") : data) + after;
  }

  askSoon() {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), PAUSE);
  }

  async ask() {
    window.clearTimeout(this.timer);
    this.request?.abort();
    const words = this.words.trim().replace(/\s+/g, " ");
    if (words.length > LONGEST) { this.close(); return; }
    const found = this.answers.get(words) ?? (await this.fetch(words));
    if (found && document.activeElement === this.input && words === this.words.trim().replace(/\s+/g, " ")) this.show(found, words);
  }

  async fetch(words) {
    const request = new AbortController();
    this.request = request;
    try {
      const answer = await fetch(`${this.texts.suggest}?q=${encodeURIComponent(words)}`, { signal: request.signal, headers: { Accept: "application/json" } });
      if (!answer.ok) return [];
      const { suggestions } = await answer.json();
      if (this.answers.size >= REMEMBERED) this.answers.delete(this.answers.keys().next().value);
      this.answers.set(words, suggestions);
      return suggestions;
    } catch {
      return null; // superseded, or away: what is shown stays, and the form works without
    }
  }

  show(found, words) {
    this.found = found;
    this.activate(-1);
    this.options = found.map((one, number) => this.option(one, number, words));
    this.list.replaceChildren(...this.options);
    this.list.hidden = !found.length;
    this.input.setAttribute("aria-expanded", String(Boolean(found.length)));
    this.announce(found.length ? this.texts.some.replace("{n}", found.length) : words ? this.texts.none : "");
  }

  option({ text, label, note }, number, words) {
    const option = element("li", { id: `${this.list.id}-${number}`, role: "option", className: "suggest__option" });
    option.setAttribute("aria-selected", "false");
    const name = element("span", { className: "suggest__text" });
    name.append(...parted(text, words));
    option.append(name);
    if (note) option.append(element("span", { className: "suggest__note", textContent: note }));
    option.append(element("span", { className: "suggest__kind", textContent: label }));
    return option;
  }

  announce(text) {
    window.clearTimeout(this.announcing);
    this.announcing = window.setTimeout(() => { if (this.status.textContent !== text) this.status.textContent = text; }, QUIET);
  }

  press(event) {
    if (event.isComposing || event.keyCode === 229) return; // the key is the input method's
    const acts = {
      ArrowDown: () => this.move(event.altKey ? 0 : 1),
      ArrowUp: () => (event.altKey ? (this.close(), true) : this.move(-1)),
      Home: () => this.activate(-1), // and the cursor goes where it goes in any text
      End: () => this.activate(-1),
      Tab: () => this.close(),
      Escape: () => !this.isClosed && (this.close(), true),
      Enter: () => this.active >= 0 && (this.choose(this.active), true),
    };
    if (acts[event.key]?.()) event.preventDefault();
    else if (event.key === "Enter") this.close();
  }

  /* One line on, round through the box itself; 0 only opens. */
  move(step) {
    const places = () => this.options.length + 1;
    const go = () => { if (step && !this.isClosed) this.activate(((this.active + 1 + step + places()) % places()) - 1); };
    if (this.isClosed) this.ask().then(go);
    else go();
    return true;
  }

  point(event) {
    const option = event.target.closest("[role=option]");
    if (option && !this.composed) this.activate(this.options.indexOf(option), false);
  }

  activate(number, mayScroll = true) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    if (!option) { this.input.removeAttribute("aria-activedescendant"); return; }
    option.setAttribute("aria-selected", "true");
    this.input.setAttribute("aria-activedescendant", option.id);
    if (mayScroll) option.scrollIntoView({ block: "nearest" });
  }

  choose(number) {
    const one = this.found?.[number];
    if (!one) return;
    this.close();
    if (one.url) { window.location.assign(one.url); return; }
    this.input.value = one.text;
    this.form.requestSubmit();
  }

  close() {
    window.clearTimeout(this.timer);
    window.clearTimeout(this.announcing);
    this.request?.abort();
    this.activate(-1);
    this.list.hidden = true;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
  }
}

function element(name, properties) {
  const { role, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  if (role) made.setAttribute("role", role);
  return made;
}

/* The text with what was typed set apart, as nodes: nothing of it is ever markup. */
function parted(text, words) {
  const at = words ? text.toLowerCase().indexOf(words.toLowerCase()) : -1;
  if (at < 0) return [text];
  return [text.slice(0, at), element("b", { textContent: text.slice(at, at + words.length) }), text.slice(at + words.length)];
}
