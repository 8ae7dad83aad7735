/* The live sheet: by keyboard with Alt + Page up or down, also while one types (WCAG 2.1.4: a
   modifier); the sentence that the choices give, shown as they are made. */
(() => {
  "use strict";
  const STEPS = { PageUp: "previous", PageDown: "following" };
  const SAID = /^(csrfmiddlewaretoken|record|record_version|text|motivation)$/;
  const link = (step) => document.querySelector(`[data-step="${step}"]`);
  const form = document.querySelector("form[data-sentence]");
  const box = form?.querySelector("[data-proposed]");
  let asked = 0;
  let proposed = "";

  for (const words of document.querySelectorAll("[data-step-keys]")) words.hidden = false;

  addEventListener("keydown", (event) => {
    const step = event.altKey && !event.ctrlKey && !event.metaKey && STEPS[event.key];
    if (!step || !link(step)) return;
    event.preventDefault();
    link(step).click();
  });

  async function propose() {
    const turn = ++asked;
    const choices = [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !SAID.test(name));
    try {
      const answer = await fetch(`${form.dataset.sentence}?${new URLSearchParams(choices)}`);
      if (!answer.ok || answer.redirected || turn !== asked) return;
      const { sentence, words } = await answer.json();
      proposed = sentence;
      box.querySelector("[data-proposed-words]").textContent = words;
      box.querySelector("[data-proposed-take]").hidden = !sentence;
      box.hidden = false;
    } catch {
      box.hidden = true; // without the network the sentence is proposed when the outcome is noted
    }
  }

  if (!box) return;
  box.querySelector("[data-proposed-take]").addEventListener("click", () => {
    const text = form.elements.text;
    text.value = proposed;
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
  form.addEventListener("change", (event) => SAID.test(event.target.name) || propose());
  propose();
})();
