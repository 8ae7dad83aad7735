/* A form with data-autosave="URL" sends what is typed: 2 s after the last key, every 10 s at most.
   Each key is kept in this browser at once, under the address and the person, with the version one
   began from; what was saved is forgotten. The state says what is true: modified, being saved,
   saved at, not saved. With data-autosave-writes the answer is the text itself, not a draft: its
   new version comes back, and one leaves only after the last words are saved. */
(() => {
  "use strict";
  const QUIET = 2000;
  const LONGEST = 10000;
  const PATIENCE = 15000;
  const RETRIES = [5, 10, 20, 30, 60];
  const { KEPT, cookie, keptTexts } = window.house;
  const me = document.body.dataset.me ?? "";

  const when = (instant) =>
    new Intl.DateTimeFormat("fr-BE", { day: "numeric", month: "long" }).format(instant) +
    ` à ${instant.getHours()}\u00a0h\u00a0${String(instant.getMinutes()).padStart(2, "0")}`;

  const store = {
    read(key) {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    write(key, value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch {
        return false;
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        /* A browser that keeps nothing has nothing to remove. */
      }
    },
  };

  const SECRET = /^(csrfmiddlewaretoken|token|(\w+_)?version)$/;
  const VERSION = /^(\w+_)?version$/;

  /* [name, value] of each field; never a file, a password or a token. */
  const fields = (form, keepAll = false) =>
    [...new FormData(form)].filter(
      ([name, value]) =>
        typeof value === "string" &&
        form.querySelector(`[name="${CSS.escape(name)}"]`)?.type !== "password" &&
        (keepAll ? name !== "csrfmiddlewaretoken" : !SECRET.test(name)),
    );

  const versions = (form) => [...form.elements].filter((field) => VERSION.test(field.name));

  const flat = (pairs) =>
    JSON.stringify(pairs.map(([name, value]) => [name, value.replaceAll("\r\n", "\n").trim()]));

  /* Puts the pairs back in the form; gives the values that no longer have a field. */
  function refill(form, pairs) {
    const left = new Map();
    for (const [name, value] of pairs) left.set(name, [...(left.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!field.name || SECRET.test(field.name) || /^(file|password|submit|button|fieldset)$/.test(field.type)) continue;
      if (field.type === "hidden") {
        left.get(field.name)?.shift();
        continue;
      }
      const list = left.get(field.name) ?? [];
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = list.includes(field.value);
        if (field.checked) list.splice(list.indexOf(field.value), 1);
      } else if (field.type === "select-multiple") {
        for (const option of field.options) option.selected = list.includes(option.value);
        list.length = 0;
      } else if (list.length) {
        field.value = list.shift();
      }
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return [...left.values()].flat().filter(Boolean);
  }

  function watch(form) {
    if (form.dataset.watched) return;
    form.dataset.watched = "1";
    const url = form.dataset.autosave;
    const key = `${KEPT}${me}:${url}`;
    const part = (name) =>
      form.querySelector(`[data-autosave-${name}]`) ?? document.querySelector(`[data-autosave-${name}]`);
    let timer;
    let since = 0;
    let busy = false;
    let again = false;
    let failures = 0;
    let leaving;
    let submitter;
    const writes = form.hasAttribute("data-autosave-writes");

    function say(state, words, way) {
      const region = part("state");
      if (region) {
        region.dataset.state = state;
        part("label").textContent = words;
      }
      for (const name of ["retry", "conflict", "login"]) {
        const control = part(name);
        if (control) control.hidden = name !== way && !(name === "retry" && way === "login");
      }
      const ways = part("ways");
      if (ways) ways.hidden = !way;
    }

    const keep = (extra) =>
      store.write(key, {
        at: Date.now(),
        pairs: fields(form),
        bases: versions(form).map((field) => [field.name, field.value]),
        ...extra,
      });

    function later(delay) {
      clearTimeout(timer);
      timer = setTimeout(send, delay);
    }

    function typed() {
      form.dataset.dirty = "1";
      since ||= Date.now();
      keep();
      if (busy) {
        again = true;
        return;
      }
      if (!failures) say("dirty", "Modifié, pas encore enregistré");
      later(Math.max(0, Math.min(QUIET, since + LONGEST - Date.now())));
    }

    function failed(words, way) {
      if (leaving?.signal.aborted) return;
      const kept = keep();
      const wait = RETRIES[Math.min(failures++, RETRIES.length - 1)];
      const where = kept
        ? "votre texte est gardé dans ce navigateur"
        : "ce navigateur ne peut pas garder votre texte, ne fermez pas la page";
      const why = navigator.onLine ? "Non enregistré" : "Non enregistré, hors ligne";
      say("failed", words ?? `${why}\u00a0: ${where}, nouvel essai dans ${wait}\u00a0s`, way ?? "retry");
      later(wait * 1000);
    }

    async function send() {
      if (busy) return;
      clearTimeout(timer);
      busy = true;
      leaving = new AbortController();
      again = false;
      since = 0;
      keep();
      if (!failures) say("busy", "Enregistrement…");
      try {
        const answer = await fetch(url, {
          method: "POST",
          body: new URLSearchParams(fields(form, true)),
          headers: { "X-CSRFToken": cookie("csrftoken"), Accept: "application/json" },
          redirect: "manual",
          signal: AbortSignal.any([leaving.signal, AbortSignal.timeout(PATIENCE)]),
        });
        await heard(answer);
      } catch {
        failed();
      }
      busy = false;
      if (submitter !== undefined) return form.requestSubmit(submitter);
      if (again) typed();
    }

    async function heard(answer) {
      if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) {
        return failed(
          "Votre session a expiré\u00a0: votre texte est gardé ici, reconnectez-vous dans un autre onglet",
          "login",
        );
      }
      if (answer.status === 409) return conflict(await answer.json());
      if (!answer.ok) return failed();
      const { label, versions: newer = {} } = await answer.json();
      failures = 0;
      for (const [name, version] of Object.entries(newer)) form.elements[name].value = version;
      if (!again) {
        delete form.dataset.dirty;
        store.remove(key);
      }
      say("saved", label);
    }

    function conflict({ label, url: page }) {
      failures = 0;
      const link = part("conflict");
      const target = new URL(page, location.href);
      if (link && target.origin === location.origin) link.href = target.href;
      if (writes && !again) {
        delete form.dataset.dirty; // the server keeps both texts
        store.remove(key);
      }
      say("failed", label, "conflict");
    }

    function offer() {
      const kept = store.read(key);
      if (!kept) return;
      if (flat(kept.pairs) === flat(fields(form))) return store.remove(key);
      const box = part("offer");
      if (!box) return;
      part("when").textContent = when(new Date(kept.at));
      box.hidden = false;
      part("restore").addEventListener("click", () => {
        const left = refill(form, kept.pairs);
        const bases = new Map(kept.bases ?? []);
        for (const field of versions(form)) field.value = bases.get(field.name) ?? field.value;
        box.hidden = !left.length;
        part("restore").hidden = true;
        box.firstElementChild.textContent = `Ces textes gardés n’ont plus leur champ ici\u00a0: ${left.join(" · ")}`;
      });
      part("drop").addEventListener("click", () => {
        store.remove(key);
        box.hidden = true;
      });
    }

    form.addEventListener("input", typed);
    form.addEventListener("change", (event) => {
      // Leaving a text is no change: its words were heard one by one.
      if (event.target.matches("select, [type=radio], [type=checkbox]")) typed();
    });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (writes && busy && submitter === undefined) {
        event.preventDefault(); // the version that comes back is the one to send
        submitter = event.submitter;
        return;
      }
      submitter = undefined;
      leaving?.abort();
      keep({ sent: true });
      delete form.dataset.dirty;
    });
    async function leave(event) {
      const link = event.target.closest("a[href]");
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target || event.button;
      if (!link || elsewhere || !form.dataset.dirty || event.defaultPrevented) return;
      if (new URL(link.href).pathname === location.pathname) return;
      event.preventDefault();
      while (busy) await new Promise((done) => setTimeout(done, 50));
      if (form.dataset.dirty) await send();
      location.assign(link.href);
    }

    if (writes) document.addEventListener("click", leave);
    part("retry")?.addEventListener("click", send);
    addEventListener("online", () => failures && send());
    addEventListener("focus", () => failures && send());
    addEventListener("pagehide", () => form.dataset.dirty && keep());
    if (part("state")?.dataset.state === "idle") say("idle", "Enregistrement automatique");
    offer();
  }

  /* What was sent and accepted needs no copy: the answer is a page of ours without error. */
  function forget() {
    if (!me || document.querySelector("[data-keep], .errors")) return;
    for (const key of keptTexts()) {
      const [, owner, url] = key.match(/^[^:]*:([^:]*):(.*)$/);
      if (owner !== me || document.querySelector(`form[data-autosave="${CSS.escape(url)}"]`)) continue;
      if (store.read(key)?.sent) store.remove(key);
    }
  }

  const all = (root) => root.querySelectorAll("form[data-autosave]").forEach(watch);
  forget();
  all(document);
  addEventListener("htmx:load", (event) => all(event.target));
})();
