/* What is asked of a page inside the browser; axe-core stands before it. */
window.survey = (() => {
  /* Every background that shows behind an element, down to the first that hides the others. */
  function backgrounds(element, found) {
    if (!element) return "";
    if (!found.has(element)) {
      const style = getComputedStyle(element);
      const own = style.backgroundColor + (style.backgroundImage === "none" ? "" : style.backgroundImage) + style.opacity;
      const hides = /^rgb\(/.test(style.backgroundColor);
      found.set(element, hides ? own : `${own}<${backgrounds(element.parentElement, found)}`);
    }
    return found.get(element);
  }

  function isWritten(element) {
    if (element.matches("input, button, select, textarea")) return true;
    return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  }

  let elements = new Map();

  /* Every look of text on the page: colour, size, weight and what is behind it. */
  function looks() {
    const behind = new Map();
    elements = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      if (!isWritten(element) || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const look = [style.color, style.fontSize, style.fontWeight, style.textShadow, backgrounds(element, behind)].join("|");
      if (!elements.has(look)) elements.set(look, element);
    }
    return [...elements.keys()];
  }

  async function violations(scope, options) {
    const found = (await axe.run(scope, options)).violations;
    return found.flatMap(it => it.nodes.map(node => `${it.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
  }

  /* What is wrong with the first element of each of some looks. */
  function contrast(asked, options) {
    return violations({ include: asked.map(look => elements.get(look)) }, options);
  }

  /* By how many pixels the page, or a box in it, is wider than its window. */
  function overflow() {
    const page = document.documentElement;
    const boxes = [...document.querySelectorAll("body *")].filter(box => /auto|scroll/.test(getComputedStyle(box).overflowX));
    return Math.max(page.scrollWidth - page.clientWidth, ...boxes.map(box => box.scrollWidth - box.clientWidth));
  }

  /* The spacing of WCAG 1.4.12, set for as long as the page is measured. */
  function overflowWhenSpaced() {
    const style = new CSSStyleSheet();
    style.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }");
    document.adoptedStyleSheets = [style];
    const found = overflow();
    document.adoptedStyleSheets = [];
    return found;
  }

  const reachable = () => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
    .filter(element => element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true }) && !element.disabled);

  function isOutlined(element) {
    const style = element && getComputedStyle(element);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  }

  /* What can be reached by keyboard and does not show it. */
  function unseenFocus() {
    return reachable().filter(element => {
      element.focus({ focusVisible: true });
      const box = element.getBoundingClientRect();
      const shows = [element, element.closest("label")].some(isOutlined);
      return document.activeElement !== element || !shows || !box.width || !box.height;
    }).map(element => element.outerHTML.slice(0, 120));
  }

  async function kept() {
    const stores = [...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys()];
    return [...stores, ...(await indexedDB.databases()).map(it => it.name)];
  }

  return { violations, looks, contrast, overflow, overflowWhenSpaced, reachable, unseenFocus, kept };
})();
