// As much of a document as the page's scripts use. What they use beyond it fails a test.

/** An element, or the document itself. */
export class Element {
  constructor(tagName, document) {
    this.tagName = tagName.toUpperCase();
    this.document = document;
    this.parent = null;
    /** Elements and strings. */
    this.content = [];
    this.attributes = new Map();
    this.listeners = new Map();
    this.dataset = {};
    this.classes = new Set();
    this.hidden = false;
    this.open = false;
    this.value = "";
    this.checked = false;
    this.disabled = false;
    this.max = 1;
    this.scrollTop = 0;
    this.offsetWidth = 0;
    const styles = new Map();
    this.style = {
      setProperty: (name, value) => styles.set(name, value),
      getPropertyValue: (name) => styles.get(name) ?? "",
    };
    const classes = this.classes;
    this.classList = {
      add: (name) => classes.add(name),
      remove: (name) => classes.delete(name),
      contains: (name) => classes.has(name),
      toggle: (name, isOn = !classes.has(name)) => (isOn ? classes.add(name) : classes.delete(name)),
    };
  }

  get children() {
    return this.content.filter((node) => node instanceof Element);
  }

  get lastElementChild() {
    return this.children.at(-1) ?? null;
  }

  get id() {
    return this.attributes.get("id") ?? "";
  }

  get title() {
    return this.attributes.get("title") ?? "";
  }

  set title(words) {
    this.attributes.set("title", words);
  }

  get textContent() {
    return this.content.map((node) => (node instanceof Element ? node.textContent : node)).join("");
  }

  set textContent(text) {
    this.replaceChildren(String(text));
  }

  append(...nodes) {
    for (const node of nodes) {
      if (node instanceof Element) {
        node.remove();
        node.parent = this;
        this.content.push(node);
      } else {
        this.content.push(String(node));
      }
    }
  }

  replaceChildren(...nodes) {
    for (const child of this.children) child.parent = null;
    this.content = [];
    this.append(...nodes);
  }

  remove() {
    if (!this.parent) return;
    this.parent.content = this.parent.content.filter((node) => node !== this);
    this.parent = null;
  }

  setAttribute(name, value) {
    this.attributes.set(name, String(value));
    if (name === "class") for (const word of String(value).split(" ").filter(Boolean)) this.classes.add(word);
    if (name === "hidden") this.hidden = true;
    if (name === "value") this.value = String(value);
    if (name === "disabled") this.disabled = true;
    if (name.startsWith("data-")) this.dataset[name.slice(5)] = value;
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  addEventListener(kind, listener) {
    this.listeners.set(kind, [...(this.listeners.get(kind) ?? []), listener]);
  }

  /** Calls the listeners of the element and of what it stands in; whether the default is left. */
  dispatch(kind, properties = {}) {
    const event = {
      type: kind,
      target: this,
      isPrevented: false,
      preventDefault() {
        this.isPrevented = true;
      },
      ...properties,
    };
    for (let element = this; element; element = element.parent) {
      for (const listener of element.listeners.get(kind) ?? []) listener(event);
    }
    return !event.isPrevented;
  }

  click() {
    this.dispatch("click");
  }

  focus() {
    this.document.activeElement = this;
  }

  blur() {
    if (this.document.activeElement === this) this.document.activeElement = null;
  }

  showModal() {
    this.open = true;
  }

  close() {
    this.open = false;
  }

  /** The element or one that it stands in of one of the tags, `a, b`. */
  closest(tags) {
    const names = tags.split(",").map((tag) => tag.trim().toUpperCase());
    for (let element = this; element; element = element.parent) {
      if (names.includes(element.tagName)) return element;
    }
    return null;
  }

  /** All elements inside, in the order of the text. */
  *inside() {
    for (const child of this.children) {
      yield child;
      yield* child.inside();
    }
  }

  /** Elements by `tag`, `.class` or `tag[open]`. */
  querySelectorAll(selector) {
    const [, tag, name, isOpen] = /^(\w*)(?:\.([\w-]+))?(\[open\])?$/.exec(selector);
    return [...this.inside()].filter(
      (element) =>
        (!tag || element.tagName === tag.toUpperCase()) && (!name || element.classes.has(name)) && (!isOpen || element.open),
    );
  }

  querySelector(selector) {
    return this.querySelectorAll(selector)[0] ?? null;
  }
}

const ENDLESS = new Set(["meta", "link", "img", "input", "hr", "br", "path", "circle"]);

/** Makes a document of the pages' own HTML, which is regular. */
export function parse(html) {
  const document = new Element("#document", null);
  document.document = document;
  document.visibilityState = "visible";
  document.activeElement = null;
  document.createElement = (tag) => new Element(tag, document);
  document.getElementById = (id) => [...document.inside()].find((element) => element.id === id) ?? null;
  let place = document;
  for (const [, text, close, tag, attributes] of html.matchAll(/([^<]+)|<(\/?)([a-zA-Z]\w*)([^>]*)>|<!.*?>/gs)) {
    if (text) {
      if (place !== document) place.append(text);
    } else if (close) {
      place = place.parent;
    } else if (tag) {
      const element = new Element(tag, document);
      for (const [, name, value] of attributes.matchAll(/([\w-]+)(?:="([^"]*)")?/g)) {
        element.setAttribute(name, value ?? "");
      }
      place.append(element);
      if (!ENDLESS.has(tag)) place = element;
    }
  }
  document.documentElement = document.querySelector("html");
  document.body = document.querySelector("body");
  return document;
}
