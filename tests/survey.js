/* What is asked of a page inside the browser; axe-core is brought where a rule of it is asked. */
window.survey = (() => {
  /* Every background that shows behind an element, down to the first that hides the others. */
  function backgrounds(element, found) {
    if (!element) return "";
    if (!found.has(element)) {
      const style = getComputedStyle(element);
      const own = style.backgroundColor + (style.backgroundImage === "none" ? "" : style.backgroundImage) + style.opacity;
      const hides = /^rgb\(/.test(style.backgroundColor), isClear = /^rgba\(.*, 0\)1$/.test(own);
      const behind = hides ? "" : backgrounds(element.parentElement, found);
      found.set(element, isClear ? behind : `${own}<${behind}`);
    }
    return found.get(element);
  }

  function isWritten(element) {
    if (element.matches("input, button, select, textarea")) return true;
    return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
  }

  const NAMES = /label|describe|controls|owns|details/, SAYS = /^(role|type|lang|aria-\w+)$/;

  /* The attributes that say what an element is; of most, only that they are there. */
  function attributes(element) {
    return element.getAttributeNames().filter(name => name !== "class" && name !== "style").sort()
      .map(name => SAYS.test(name) && !NAMES.test(name) ? `${name}=${element.getAttribute(name)}` : name);
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

  /* What a document is built of, whatever its words, their language, and the order and number of things alike: of each
     element what is said of it, in what it stands and what stands in it; which headings follow which, and what only the
     whole document tells. Who holds no trait that another lacks breaks no rule that the other keeps, but for those
     about sizes. */
  function traits() {
    const isThere = reference => reference.trim().split(/\s+/).every(id => document.getElementById(id));
    function said(element, name) {
      const value = element.getAttribute(name).trim();
      if (/^(for|headers|list)$/.test(name) || (/^aria-/.test(name) && NAMES.test(name) && name !== "aria-label")) return isThere(value);
      if (name === "href" && value.startsWith("#")) return value === "#" || isThere(decodeURIComponent(value.slice(1)));
      if (/^(aria-label|alt|title|lang)$/.test(name)) return value !== "";
      if (name === "content") return /viewport/.test(element.name) || element.httpEquiv ? value : "";
      return SAYS.test(name) || /^(scope|tabindex|colspan|rowspan|name)$/.test(name) ? value : "";
    }
    const HOLDERS = "ul, ol, dl, table, table *, select, details, a, button, label, legend, summary, svg, h1, h2, h3, h4, [role]";
    const found = new Set();
    function meet(element, place) {
      const attributes = element.getAttributeNames().filter(name => !/^(class|style|hreflang|data-.*)$/.test(name)).sort();
      const own = `${element.localName}[${attributes.map(name => `${name}=${said(element, name)}`).join()}]`;
      const inside = new Set(element.matches(HOLDERS) ? [...element.children].map(it => it.localName) : []);
      const states = [isWritten(element), element.checkVisibility(), element.labels?.length > 0];
      found.add(`${place}${own}${states}(${[...inside].sort().join()})`);
      for (const child of element.children) meet(child, `${place}${own}`);
    }
    meet(document.documentElement, "");
    const levels = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(it => it.localName[1]);
    levels.forEach((level, at) => found.add(`${levels[at - 1] ?? ""} before ${level}`));
    const ids = [...document.querySelectorAll("[id]")].map(element => element.id);
    if (new Set(ids).size < ids.length) found.add("an id stands twice");
    for (const name of ["h1", "main"]) found.add(`${name}: ${Math.min(document.querySelectorAll(name).length, 2)}`);
    const named = new Set();
    for (const element of document.querySelectorAll("[aria-label], [aria-labelledby], main, nav, aside, form, [role]")) {
      const by = document.getElementById(element.getAttribute("aria-labelledby"));
      const kind = element.getAttribute("role") ?? element.localName;
      const name = `${kind} ${(by?.textContent ?? element.ariaLabel ?? "").trim()}`;
      found.add(named.has(name) ? `${kind} named twice` : `${kind} named ${name.trim() !== kind}`);
      named.add(name);
    }
    return [...found];
  }

  let elements = new Map();

  /* How a link is told from the words around it, if any are. */
  function marks(link, style) {
    const around = link.parentElement;
    const isInText = around.textContent.trim() !== link.textContent.trim();
    return [isInText, getComputedStyle(around).color, style.textDecorationLine, style.borderBottom, style.fontFamily, style.fontStyle];
  }

  /* Every look of text on the page: colour, size, weight and what is behind it; of a link, what marks it. */
  function looks() {
    const behind = new Map();
    elements = new Map();
    for (const element of document.body.querySelectorAll("*")) {
      if (!isWritten(element) || !element.checkVisibility()) continue;
      const style = getComputedStyle(element);
      const own = element.matches("a[href]") ? marks(element, style) : [];
      const look = [style.color, style.fontSize, style.fontWeight, style.textShadow, backgrounds(element, behind), ...own].join("|");
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
  async function faultsOfLooks(asked, options) {
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

  const TARGET = 24;

  /* Whether anything scrolls, or a target is small and another so near that the rules of axe-core on either may be broken. */
  function isTight() {
    const scrolls = [...document.querySelectorAll("body *")].some(box =>
      (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) && /auto|scroll/.test(getComputedStyle(box).overflow));
    const boxes = reachable().map(element => element.getBoundingClientRect());
    const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
    const isSmall = box => box.width < TARGET || box.height < TARGET;
    function isNear(box, other) {
      const [x, y] = middle(box), [left, top] = [Math.max(other.left, Math.min(x, other.right)), Math.max(other.top, Math.min(y, other.bottom))];
      const [a, b] = middle(other);
      return Math.hypot(x - left, y - top) < TARGET / 2 || (isSmall(other) && Math.hypot(x - a, y - b) < TARGET);
    }
    return scrolls || boxes.some(box => isSmall(box) && boxes.some(other => other !== box && isNear(box, other)));
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

  return { shapes, shapesWithoutScripts, traits, isTight, violations, looks, faultsOfLooks, overflow, overflowWhenSpaced, reachable, unseenFocus, kept };
})();
