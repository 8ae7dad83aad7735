/* Dragging an item of the agenda within its heading. The buttons do the same without it. */
(() => {
  "use strict";
  const form = document.querySelector("[data-order]");
  if (!form) return;
  const lists = [...document.querySelectorAll("[data-order-list]")];
  const items = () => lists.flatMap((list) => [...list.children]).map((line) => line.dataset.item);
  const before = items();
  let dragged = null;

  document.querySelectorAll("[data-order-hint]").forEach((hint) => { hint.hidden = false; });

  for (const list of lists) {
    for (const line of list.children) {
      line.draggable = true;
      line.classList.add("agenda__item--drag");
    }
    list.addEventListener("dragstart", (event) => {
      dragged = event.target.closest("[data-item]");
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", dragged.dataset.item);
      dragged.classList.add("agenda__item--held");
    });
    list.addEventListener("dragover", (event) => {
      if (!dragged || dragged.parentNode !== list) return;
      event.preventDefault();
      const over = event.target.closest("[data-item]");
      if (!over || over === dragged) return;
      const box = over.getBoundingClientRect();
      const lower = event.clientY > box.top + box.height / 2;
      list.insertBefore(dragged, lower ? over.nextElementSibling : over);
    });
    list.addEventListener("drop", (event) => event.preventDefault());
    list.addEventListener("dragend", () => {
      if (!dragged) return;
      dragged.classList.remove("agenda__item--held");
      dragged = null;
      const order = items();
      if (order.join() === before.join()) return;
      form.elements.order.value = order.join();
      form.elements.before.value = before.join();
      form.requestSubmit();
    });
  }
})();
