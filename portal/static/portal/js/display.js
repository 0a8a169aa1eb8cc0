/* Switches 长者模式 and the theme at once, and tells the server in the background. */
export function wireDisplay(root) {
  const form = root.querySelector("[data-display]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    const data = new FormData(form);
    data.set(button.name, button.value);
    apply(button);
    fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => form.submit());
  });
}

function apply(button) {
  const html = document.documentElement;
  if (button.name === "mode") {
    const isElder = button.value === "elder";
    html.dataset.mode = button.value;
    button.value = isElder ? "standard" : "elder";
    button.setAttribute("aria-pressed", String(isElder));
    button.textContent = isElder ? button.dataset.off : button.dataset.on;
  } else {
    html.dataset.theme = button.value; // which of the two buttons is seen now, the stylesheet tells
    button.parentElement.querySelector(`[name="theme"]:not([value="${button.value}"])`)?.focus();
  }
}
