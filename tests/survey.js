/* What is asked of a page inside the browser; axe-core stands before it. */
window.survey = (() => {
  /* Every background that shows behind an element, down to the first that hides the others. */
  function backgrounds(element) {
    const found = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      found.push(style.backgroundColor + (style.backgroundImage === "none" ? "" : style.backgroundImage) + style.opacity);
      if (/^rgb\(/.test(style.backgroundColor)) break;
    }
    return found.join("<");
  }

  function isWritten(element) {
    if (element.matches("input, button, select, textarea")) return true;
    return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  }

  /* One element for each look of text that is not among those known: colour, size, weight and what is behind it. */
  function newLooks(known) {
    const looks = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      if (!isWritten(element) || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const look = [style.color, style.fontSize, style.fontWeight, style.textShadow, backgrounds(element)].join("|");
      if (!known.includes(look) && !looks.has(look)) looks.set(look, element);
    }
    return looks;
  }

  async function violations(scope, options) {
    const found = (await axe.run(scope, options)).violations;
    return found.flatMap(it => it.nodes.map(node => `${it.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
  }

  async function contrast(known, options) {
    const looks = newLooks(known);
    const scope = { include: [...looks.values()] };
    return { looks: [...looks.keys()], found: looks.size ? await violations(scope, options) : [] };
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

  return { violations, contrast, overflow, overflowWhenSpaced, reachable, unseenFocus, kept };
})();
