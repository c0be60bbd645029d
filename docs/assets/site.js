/* Adds two comforts and nothing that a page needs: light or dark by choice, and the other languages at the same place.
   Stores one word, and only after a choice. */
(function () {
  "use strict";
  var root = document.documentElement, key = "theme", chosen = null;
  try { chosen = localStorage.getItem(key); } catch (refused) { /* a browser may forbid storage */ }
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

  function isDark() {
    return root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function offerTheme(button) {
    function label() { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; }
    button.addEventListener("click", function () {
      root.dataset.theme = isDark() ? "light" : "dark";
      try { localStorage.setItem(key, root.dataset.theme); } catch (refused) { /* it lasts for this page */ }
      label();
    });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", label);
    label();
    button.hidden = false;
  }

  function place() {
    if (scrollY < 80) return "";
    var last = "";
    document.querySelectorAll("article [id]").forEach(function (part) {
      if (part.getBoundingClientRect().top < 90) last = "#" + part.id;
    });
    return last;
  }

  document.addEventListener("DOMContentLoaded", function () {
    var button = document.querySelector(".theme");
    if (button) offerTheme(button);
    document.querySelectorAll(".frame-line__languages a").forEach(function (link) {
      function keep() { link.hash = place() || location.hash; }
      ["pointerdown", "focus", "click"].forEach(function (event) { link.addEventListener(event, keep); });
    });
  });
})();
