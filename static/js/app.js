/* What every page gains from JavaScript. Each page works without it. */
(() => {
  "use strict";
  const KEPT = "texte:";

  const cookie = (name) =>
    document.cookie.split("; ").find((c) => c.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";

  const number = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");

  const plural = (n, word) => `${number(n)}\u00a0${word}${n > 1 ? "s" : ""}`;

  function count(area) {
    const line = document.querySelector(`[data-count-of="${CSS.escape(area.id)}"]`);
    if (!line) return;
    const most = Number(area.dataset.count);
    const over = area.value.length - most;
    line.textContent =
      over > 0
        ? `${plural(over, "caractère")} de trop, sur ${number(most)}`
        : `${plural(area.value.length, "caractère")} sur ${number(most)}`;
    line.classList.toggle("field__count--over", over > 0);
  }

  function prepare(root) {
    root.querySelectorAll("[data-print]").forEach((button) => { button.hidden = false; });
    root.querySelectorAll("[data-count]").forEach(count);
    const focus = root.querySelector("[data-focus]");
    if (focus) focus.focus();
  }

  /* A button sends once; it comes back with the page, or after ten seconds of silence. */
  function release(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) {
      button.removeAttribute("aria-busy");
      button.removeAttribute("aria-disabled");
    }
  }

  function keptTexts() {
    try {
      return Object.keys(localStorage).filter((key) => key.startsWith(KEPT));
    } catch {
      return [];
    }
  }

  window.house = { KEPT, cookie, keptTexts };

  addEventListener("submit", (event) => {
    const form = event.target;
    if (form.hasAttribute("data-logout") && keptTexts().length) {
      const stay = "Un texte non enregistré est gardé dans ce navigateur. Vous déconnecter quand même\u00a0?";
      if (!confirm(stay)) return event.preventDefault();
    }
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-again")) return;
    if (form.dataset.sent) return event.preventDefault();
    const token = form.elements.csrfmiddlewaretoken;
    if (token && cookie("csrftoken")) token.value = cookie("csrftoken");
    form.dataset.sent = "1";
    delete form.dataset.dirty;
    setTimeout(() => {
      for (const button of form.querySelectorAll("button:not([type=button])")) {
        if (button.hasAttribute("aria-disabled")) continue;
        button.setAttribute("aria-busy", "true");
        button.setAttribute("aria-disabled", "true");
      }
    });
    setTimeout(release, 10000, form);
  });

  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(release));

  addEventListener("input", (event) => {
    if (event.target.matches("[data-count]")) count(event.target);
    event.target.form?.matches("[data-guard]") && (event.target.form.dataset.dirty = "1");
  });

  addEventListener("beforeunload", (event) => {
    if (document.querySelector("form[data-dirty]")) event.preventDefault();
  });

  addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) print();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details.menu[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  prepare(document);
  addEventListener("htmx:load", (event) => event.target !== document.body && prepare(event.target));
})();
