// Small comforts; every page works without them.
"use strict";
for (const summary of document.querySelectorAll("[data-takes-focus]")) summary.focus();
// A second click on the same form within a few seconds sends nothing.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "yes";
    setTimeout(() => { delete form.dataset.sent; }, 4000);
  });
}
