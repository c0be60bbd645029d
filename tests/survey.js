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

  /* The attributes that say what an element is; of most, only that they are there. */
  function attributes(element) {
    return element.getAttributeNames().filter(name => name !== "class" && name !== "style").sort()
      .map(name => /^(role|type|aria-\w+)$/.test(name) && !/label|describe|controls/.test(name) ? `${name}=${element.getAttribute(name)}` : name);
  }

  /* Every shape of element in a document: what it is and what it stands in, under which style sheets. */
  function shapesOf(root) {
    const sheets = [...root.querySelectorAll("link[rel=stylesheet]")];
    const styles = sheets.map(it => new URL(it.getAttribute("href"), location).pathname).join();
    const named = element => element ? [element.localName, ...[...element.classList].sort()].join(".") : "";
    const shapes = new Set([styles]);
    for (const element of root.querySelectorAll("*")) {
      const inside = element.parentElement;
      shapes.add([styles, named(inside?.parentElement), named(inside), named(element), ...attributes(element)].join(" "));
    }
    return [...shapes];
  }

  const shapes = () => shapesOf(document);

  /* The shapes that a page has where scripts are off: of its text as it came, in which no script ran. */
  const shapesWithoutScripts = text => shapesOf(new DOMParser().parseFromString(text, "text/html"));

  let before = "";

  /* Whether anything stands otherwise, or holds more or less, than when this was last asked. */
  function standsOtherwise() {
    const boxes = [...document.querySelectorAll("body *")].map(element => {
      const { x, y, width, height } = element.getBoundingClientRect();
      return [x, y + scrollY, width, height, element.scrollWidth, element.scrollHeight].join();
    });
    const now = boxes.join(" "), differs = now !== before;
    before = now;
    return differs;
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

  const told = (rule, node) => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`;

  async function violations(scope, options) {
    const found = (await axe.run(scope, options)).violations;
    return found.flatMap(it => it.nodes.map(node => told(it, node)));
  }

  /* What is wrong with the first element of each of some looks, by look; elements inside it have looks of their own. */
  async function contrast(asked, options) {
    const first = new Map(asked.map(look => [elements.get(look), look]));
    const found = Object.fromEntries(asked.map(look => [look, []]));
    const results = await axe.run({ include: [...first.keys()] }, { ...options, elementRef: true });
    for (const rule of results.violations) {
      for (const node of rule.nodes) found[first.get(node.element)]?.push(told(rule, node));
    }
    return found;
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

  return { shapes, shapesWithoutScripts, standsOtherwise, violations, looks, contrast, overflow, overflowWhenSpaced, reachable, unseenFocus, kept };
})();
