/**
 * What is kept and for how long. Three caches, shared by all deployments:
 * assets    files whose address changes with their content: kept once, never asked for again
 * pages     what was read (HTML, JSON, images): the network's copy when it comes in time, else the kept one
 * builds    for each deployment's code the list of its assets, so that they go when its last page goes
 *
 * An asset's address is its content, so a kept page finds exactly the files it was made with, whatever was deployed since.
 * Nothing here touches the reader's own data, which lives in IndexedDB and localStorage.
 */

import type { KeepRequest, SiteFile, SiteFiles } from "./messages";

const ASSETS = "greenroom-assets-1";
const PAGES = "greenroom-pages-1";
const BUILDS = "greenroom-builds-1";

/** Headers added to a kept page. */
const ENTRY_HEADER = "x-greenroom-entry";
const TITLE_HEADER = "x-greenroom-title";

/** Milliseconds the network has before the kept copy is shown. */
const PATIENCE = 3_000;
/** Milliseconds for which a page that was just fetched is not asked for again. */
const RECENT = 60_000;
/** Kept pages and their images and data, oldest out first. */
const MOST_PAGES = 600;
/** Deployments with kept pages, oldest out first. */
const MOST_BUILDS = 4;

export interface KeptPage {
  address: string;
  title: string;
}

export class Keeping {
  readonly #root: string;
  readonly #site: SiteFiles;
  /** Assets under way, so that a page's request and a keep share one download. */
  readonly #coming = new Map<string, Promise<Response>>();
  /** Pages and data that are being kept. */
  readonly #refreshing = new Map<string, Promise<void>>();
  /** When the network last gave a page or data, by its key, since this worker started. */
  readonly #fetched = new Map<string, number>();

  /** `root`: address of the site's root, with a slash at its end. */
  constructor(root: string, site: SiteFiles) {
    this.#root = root;
    this.#site = site;
  }

  /** Whether the address names its content, so that a kept copy can never be out of date. */
  isAsset(address: string): boolean {
    const url = new URL(address);
    const path = address.slice(this.#root.length);
    return (
      path.startsWith("assets/app/") ||
      path.startsWith("assets/runtime/") ||
      /\.[0-9a-f]{8}\.min\.(js|css)$/.test(url.pathname) ||
      /^[0-9a-f]{8,}$/.test(url.searchParams.get("v") ?? "")
    );
  }

  /** An asset: the kept copy, else the network's, which is then kept. Rejects where there is neither. */
  async asset(address: string): Promise<Response> {
    const assets = await caches.open(ASSETS);
    const kept = await assets.match(address);
    if (kept) return kept;
    let coming = this.#coming.get(address);
    if (!coming) {
      coming = fetch(address, { credentials: "same-origin" }).then(async (response) => {
        if (response.status === 200) await assets.put(address, response.clone()).catch(() => undefined);
        return response;
      });
      this.#coming.set(address, coming);
      void coming.catch(() => undefined).finally(() => this.#coming.delete(address));
    }
    return (await coming).clone();
  }

  /**
   * A page or its data: the network's copy, or the kept one where the network is late, broken or off. Rejects where there
   * is neither. `later` takes what is still under way when the answer is given.
   */
  async page(request: Request, later: (work: Promise<unknown>) => void): Promise<Response> {
    const pages = await caches.open(PAGES);
    const key = pageKey(request.url);
    const fromNetwork = fetch(request.url, {
      // Ask the server each time: an old page from the browser's own cache may name files that are gone.
      cache: "no-cache",
      credentials: "same-origin",
      headers: { accept: request.headers.get("accept") ?? "*/*" },
      redirect: request.redirect,
    }).then(async (response) => {
      const copy = response.clone();
      if (response.status === 404) await pages.delete(key);
      if (response.status === 200) later(this.#once(key, () => this.#keepPage(pages, key, request.url, copy)));
      return response;
    });
    later(fromNetwork.catch(() => undefined));
    const kept = await pages.match(key);
    if (!kept) return fromNetwork;
    const late = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE));
    const answer = await Promise.race([fromNetwork.catch(() => undefined), late]);
    return answer && answer.status < 500 ? answer : kept;
  }

  /**
   * Keep pages, the data they show (`sources`), what else they loaded, and for a tool the files it runs on. Pages and data
   * are fetched anew unless they have just been; other resources only where there is no copy. Gives what could not be kept.
   */
  async keep(request: Omit<KeepRequest, "type">): Promise<string[]> {
    const loaded = [...this.#addresses(this.#site.core), ...request.resources];
    const missing = await eachOf(loaded, (address) => (this.isAsset(address) ? this.#holdAsset(address) : this.#hold(address)));
    missing.push(...(await eachOf([...request.pages, ...request.sources], (address) => this.#hold(address, true))));
    if (!request.tool) return missing;
    const tool = await this.#lacking([...this.#site.app, ...this.#site.runtime]);
    if (!(await hasRoom(tool))) return [...missing, "room in this browser's storage"];
    return [...missing, ...(await eachOf(this.#addresses(tool), (address) => this.#holdAsset(address)))];
  }

  /** Fetch and keep what every page needs. Rejects where a file is missing, so that the worker is installed another time. */
  async install(): Promise<void> {
    const missing = await this.keep({ pages: [], sources: [], resources: [], tool: false });
    if (missing.length > 0) throw new Error(`service worker: ${missing.join(", ")} could not be fetched; it retries later`);
    const builds = await caches.open(BUILDS);
    const address = this.#buildAddress(this.#site.entry);
    const before = ((await (await builds.match(address))?.json()) ?? []) as string[];
    const paths = [...this.#site.core, ...this.#site.app, ...this.#site.runtime].map(([path]) => path);
    await builds.put(address, new Response(JSON.stringify([...new Set([...before, ...paths])])));
  }

  /** Drop the oldest pages over the bound, deployments without a kept page, and the files only they used. */
  async prune(): Promise<void> {
    const pages = await caches.open(PAGES);
    const keys = await pages.keys();
    await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST_PAGES)).map((key) => pages.delete(key)));

    const builds = await caches.open(BUILDS);
    const known = (await builds.keys()).map((request) => request.url);
    const own = this.#buildAddress(this.#site.entry);
    if (known.every((address) => address === own)) return;
    const bounded = known.filter((address) => address !== own).slice(-(MOST_BUILDS - 1));
    const used = new Set<string>([own]);
    for (const request of await pages.keys()) {
      const entry = (await pages.match(request))?.headers.get(ENTRY_HEADER);
      if (!entry) continue;
      const address = this.#buildAddress(entry);
      if (known.includes(address) && address !== own && !bounded.includes(address)) await pages.delete(request);
      else used.add(address);
    }

    const live = new Set<string>();
    const dead = new Set<string>();
    for (const address of known) {
      const paths = (await (await builds.match(address))?.json()) as string[] | undefined;
      for (const path of paths ?? []) (used.has(address) ? live : dead).add(new URL(path, this.#root).href);
      if (!used.has(address)) await builds.delete(address);
    }
    const assets = await caches.open(ASSETS);
    await Promise.all([...dead].filter((address) => !live.has(address)).map((address) => assets.delete(address)));
  }

  /** The pages that can be read without a network, the last read first. */
  async kept(): Promise<KeptPage[]> {
    const pages = await caches.open(PAGES);
    const found: KeptPage[] = [];
    for (const { url } of await pages.keys()) {
      const title = (await pages.match(url))?.headers.get(TITLE_HEADER);
      if (title) found.push({ address: url, title: decodeURIComponent(title) });
    }
    return found.reverse();
  }

  #buildAddress(entry: string): string {
    return new URL(`.builds/${entry}`, this.#root).href;
  }

  #addresses(files: readonly SiteFile[]): string[] {
    return files.map(([path]) => new URL(path, this.#root).href);
  }

  async #lacking(files: readonly SiteFile[]): Promise<SiteFile[]> {
    const assets = await caches.open(ASSETS);
    const held = new Set((await assets.keys()).map((request) => request.url));
    return files.filter(([path]) => !held.has(new URL(path, this.#root).href));
  }

  async #holdAsset(address: string): Promise<boolean> {
    const assets = await caches.open(ASSETS);
    if (await assets.match(address)) return true;
    await this.asset(address);
    return (await assets.match(address)) !== undefined;
  }

  /** Keep a page or its data; `anew`: even where there is a copy, unless that has just been fetched. */
  async #hold(address: string, anew = false): Promise<boolean> {
    const pages = await caches.open(PAGES);
    const key = pageKey(address);
    const recent = Date.now() - (this.#fetched.get(key) ?? 0) < RECENT;
    if ((recent || !anew) && (await pages.match(key))) return true;
    await this.#once(key, async () => {
      const response = await fetch(address, { credentials: "same-origin", cache: "no-cache" }).catch(() => undefined);
      if (response?.status === 200) await this.#keepPage(pages, key, address, response);
    });
    return (await pages.match(key)) !== undefined;
  }

  /** Let two that want to refresh a page at the same time share the work. */
  #once(key: string, work: () => Promise<void>): Promise<void> {
    let coming = this.#refreshing.get(key);
    if (!coming) {
      coming = work().finally(() => this.#refreshing.delete(key));
      this.#refreshing.set(key, coming);
    }
    return coming;
  }

  /** Keep a page or data; a page takes the place of the kept one only when the files it names are kept, too. */
  async #keepPage(pages: Cache, key: string, address: string, response: Response): Promise<void> {
    if (response.type !== "basic") return;
    const headers = new Headers(response.headers);
    // The body is kept as it reads, without the wrapping of its transport.
    headers.delete("content-encoding");
    headers.delete("content-length");
    let body: BodyInit = await response.blob();
    if ((headers.get("content-type") ?? "").includes("text/html")) {
      body = await body.text();
      if ((await eachOf(this.#named(body, address), (asset) => this.#holdAsset(asset))).length > 0) return;
      headers.set(ENTRY_HEADER, /assets\/app\/(main-\w+\.js)/.exec(body)?.[1] ?? "");
      headers.set(TITLE_HEADER, encodeURIComponent(unescaped(/<title>([^<]*)/.exec(body)?.[1]?.trim() || key)));
    }
    // A new response also forgets that it came by a redirect, which a navigation may not be answered with.
    await pages.put(key, new Response(body, { status: 200, headers })).catch(() => undefined);
    this.#fetched.set(key, Date.now());
  }

  /** The assets that a page's HTML names as scripts and stylesheets. */
  #named(html: string, address: string): string[] {
    const found = html.matchAll(/<(?:script|link)\b[^>]*?\s(?:src|href)="([^"]+)"/g);
    const named = [...found].map((match) => new URL(unescaped(match[1] ?? ""), address).href);
    return named.filter((each) => each.startsWith(this.#root) && this.isAsset(each));
  }
}

/** Whether the browser has room for these files, with half as much again to spare. */
async function hasRoom(files: readonly SiteFile[]): Promise<boolean> {
  const bytes = files.reduce((sum, [, size]) => sum + size, 0);
  const { quota, usage } = (await navigator.storage?.estimate?.().catch(() => undefined)) ?? {};
  return quota === undefined || usage === undefined || quota - usage > bytes * 1.5;
}

/** The key a page or its data is kept under: a page is one page whatever its filters and anchors are. */
export function pageKey(address: string): string {
  const url = new URL(address);
  url.hash = "";
  if (/(\/|\.html|\/[^/.]+)$/.test(url.pathname)) url.search = "";
  return url.href;
}

/** Do the work for each, a few at a time; gives those it failed for. */
async function eachOf(addresses: string[], work: (address: string) => Promise<boolean>): Promise<string[]> {
  const left = [...new Set(addresses)];
  const failed: string[] = [];
  const worker = async (): Promise<void> => {
    for (let address = left.shift(); address !== undefined; address = left.shift()) {
      if (!(await work(address).catch(() => false))) failed.push(address);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
  return failed;
}

const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'", mdash: "—", ndash: "–" };

const unescaped = (html: string): string => html.replace(/&([a-z]+|#[0-9a-z]+);/g, (whole, name: string) => ENTITIES[name] ?? whole);
