// Choosing several records or terms at the desk. Everything is delegated, so that rows added later work as well.

const changed = (box) => box.dispatchEvent(new Event("change", { bubbles: true }));

function add(box, { id, string }) {
  if (box.querySelector(`input[value="${CSS.escape(id)}"]`)) return;
  const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
  const input = row.querySelector("input");
  input.name = box.dataset.name;
  input.value = id;
  row.querySelector("span").textContent = string;
  box.querySelector("ul").append(row);
}

document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-choose-many]");
  if (!box) return;
  if (event.target.closest("[data-take-away]")) {
    event.target.closest("li").remove();
    changed(box);
  } else if (event.target.closest("[data-choose]")) {
    const chooser = window.telepath.unpack(JSON.parse(box.dataset.chooseMany));
    chooser.openModal(
      (result) => {
        for (const record of [result].flat()) add(box, record);
        changed(box);
      },
      { multiple: true },
    );
  }
});

const fold = (text) => text.normalize("NFKC").toLowerCase();

document.addEventListener("input", (event) => {
  const filter = event.target.closest("[data-filtered-checkboxes] [data-filter]");
  if (!filter) return;
  const wanted = fold(filter.value.trim());
  for (const row of filter.parentElement.querySelectorAll("li")) {
    row.hidden = !fold(row.textContent).includes(wanted);
  }
});

// A search is no change of the form, and Enter in it does not send the form.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("[data-filter]")) event.preventDefault();
});

const show = (root) => root.querySelectorAll("[data-filter][hidden]").forEach((filter) => filter.removeAttribute("hidden"));
document.addEventListener("DOMContentLoaded", () => {
  show(document);
  new MutationObserver(() => show(document)).observe(document.body, { childList: true, subtree: true });
});
