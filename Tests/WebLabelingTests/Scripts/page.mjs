// Opens the page's scripts without a browser: a document, a clock that only tests move, a store
// and a server that are functions of the test.

import { webcrypto } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "./elements.mjs";

const ASSETS = join(dirname(fileURLToPath(import.meta.url)), "../../../Sources/WebLabeling/Assets");
const realSetImmediate = setImmediate;

/** The keys as the server says them; a test of the server holds the file to it. */
export const keyMap = JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), "keys.json"), "utf8"));

/** A page with its keys, as the server fills them in. */
function withKeys(html) {
  const draw = (key) => `<kbd data-key="${key}">${key.toUpperCase()}</kbd>`;
  return html
    .replace("<!--keys-->", JSON.stringify(keyMap))
    .replace(/<!--key:(\w+)-->/g, (_, name) => draw(keyMap.commands[name]));
}

/** Copies of the scripts that find one another without a server; every page has its own. */
const copies = mkdtempSync(join(tmpdir(), "winnow-scripts-"));
process.on("exit", () => rmSync(copies, { recursive: true, force: true }));
let copyCount = 0;

function copyScripts() {
  const folder = join(copies, String(++copyCount));
  mkdirSync(folder);
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const name of readdirSync(ASSETS).filter((name) => name.endsWith(".js"))) {
    const text = readFileSync(join(ASSETS, name), "utf8").replaceAll('from "/assets/', 'from "./');
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A clock that stands still until a test moves it. */
class Clock {
  constructor() {
    this.now = 0;
    this.timers = new Map();
    this.count = 0;
  }

  set(action, delay = 0, period) {
    this.timers.set(++this.count, { at: this.now + delay, action, period });
    return this.count;
  }

  clear(timer) {
    this.timers.delete(timer);
  }

  /** Moves on; whatever is due by then happens in its order. */
  async advance(milliseconds) {
    const end = this.now + milliseconds;
    await settled();
    for (;;) {
      const [due] = [...this.timers].filter(([, timer]) => timer.at <= end).sort((a, b) => a[1].at - b[1].at || a[0] - b[0]);
      if (!due) break;
      const [name, timer] = due;
      this.now = Math.max(this.now, timer.at);
      if (timer.period === undefined) this.timers.delete(name);
      else timer.at += timer.period;
      timer.action();
      await settled();
    }
    this.now = end;
  }
}

/** Until nothing more happens by itself. */
export async function settled() {
  for (let turn = 0; turn < 4; turn++) await new Promise((done) => realSetImmediate(done));
}

/** A store of the browser over a map. */
const store = (map) => ({
  getItem: (key) => map.get(key) ?? null,
  setItem: (key, value) => map.set(key, String(value)),
  removeItem: (key) => map.delete(key),
});

/** What the server says: a status other than 200, or headers. */
export class Reply {
  constructor(status, value = {}, headers = {}) {
    Object.assign(this, { status, value, headers });
  }
}

/** The server is not reached. */
export class Unreachable extends Error {}

export class Page {
  /**
   * Loads a page, or only its document when `script` is left out.
   *
   * @param {{script?: string, html?: string, search?: string, storage?: Map<string, string>,
   *   tab?: Map<string, string>, width?: number, guidelines?: string, keyboard?: {getLayoutMap: () => Promise<Map>},
   *   server?: (path: string, body: any, headers: object) => any}} options
   *   `server` gives the value of a reply or a `Reply`, or throws `Unreachable`.
   */
  static async open({ script, html = script ?? "label", search = "", storage = new Map(), tab = new Map(), server = () => ({}), width = 1280, guidelines = "", keyboard } = {}) {
    const page = new Page();
    Object.assign(page, { width, keyboard, scrolled: [] });
    page.folder = copyScripts();
    page.clock = new Clock();
    page.storage = storage;
    page.tab = tab;
    page.server = server;
    /** Every request: `{path, body, headers}`. */
    page.requests = [];
    page.location = { search, pathname: "/", assigned: [], assign: (url) => page.location.assigned.push(url) };
    const frame = readFileSync(join(ASSETS, "frame.html"), "utf8");
    const main = readFileSync(join(ASSETS, `${html}.html`), "utf8").replace("<!--guidelines-->", guidelines);
    page.document = parse(withKeys(frame.replace("<!--main-->", main)));
    page.window = page.document.createElement("window");
    page.install();
    if (script) await page.load(script);
    return page;
  }

  /** Makes this page the one whose globals the scripts see. */
  install() {
    const { clock, storage, tab, window, location } = this;
    const globals = {
      document: this.document,
      location,
      crypto: webcrypto,
      localStorage: store(storage),
      sessionStorage: store(tab),
      history: { replaceState: (state, title, url) => (location.replaced = url) },
      performance: { now: () => clock.now },
      setTimeout: (action, delay) => clock.set(action, delay),
      clearTimeout: (timer) => clock.clear(timer),
      setInterval: (action, delay) => clock.set(action, delay, delay),
      AbortSignal: { timeout: () => undefined },
      addEventListener: (kind, listener) => window.addEventListener(kind, listener),
      scrollTo: () => {},
      scrollBy: (where) => this.scrolled.push(where.top),
      innerWidth: this.width,
      innerHeight: 800,
      navigator: { keyboard: this.keyboard },
      fetch: (path, options) => this.fetch(path, options),
    };
    for (const [name, value] of Object.entries(globals)) {
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
    }
  }

  async fetch(path, options) {
    const body = options.body === undefined ? undefined : JSON.parse(options.body);
    this.requests.push({ path, body, headers: options.headers });
    const made = await this.server(path, body, options.headers);
    const reply = made instanceof Reply ? made : new Reply(200, made);
    return {
      status: reply.status,
      ok: reply.status >= 200 && reply.status < 300,
      headers: { get: (name) => reply.headers[name] ?? null },
      json: async () => structuredClone(reply.value),
    };
  }

  /** Loads one of the scripts; what it exports. */
  async load(name) {
    const module = await import(pathToFileURL(join(this.folder, `${name}.js`)));
    await settled();
    return module;
  }

  $(id) {
    return this.document.getElementById(id);
  }

  text(id) {
    return this.$(id).textContent;
  }

  /** Presses a key; whether a script took it. */
  async press(key, { on = this.document.body, ...modifiers } = {}) {
    const isLeft = on.dispatch("keydown", { key, ...modifiers });
    await settled();
    return !isLeft;
  }

  async advance(milliseconds) {
    await this.clock.advance(milliseconds);
  }

  /** Bodies of the requests to a path. */
  sent(path) {
    return this.requests.filter((request) => request.path === path).map((request) => request.body);
  }
}
