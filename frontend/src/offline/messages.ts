/** What a page and the service worker say to each other. */

/** `[path relative to the site's root, bytes]` */
export type SiteFile = [path: string, bytes: number];

/** What `macros/offline.py` writes before the worker's code: the files of this deployment. */
export interface SiteFiles {
  /** Name of the entry script, which names the deployment's code: it changes with anything that is bundled. */
  entry: string;
  /** What every page needs: the theme, the entry, the search index. */
  core: SiteFile[];
  /** The rest of the front end: chunks, workers, the sandbox. */
  app: SiteFile[];
  /** The browser's Python. */
  runtime: SiteFile[];
}

/** From a page: keep these for the time without a network. Answered on the port that comes with it. */
export interface KeepRequest {
  type: "keep";
  /** Addresses of the pages that were read. */
  pages: string[];
  /** Addresses of the data their tools show. */
  sources: string[];
  /** Addresses of whatever else they loaded. */
  resources: string[];
  /** Whether a tool stands there, so that the front end's and Python's files are needed too. */
  tool: boolean;
}

export interface KeepAnswer {
  /** Pages and resources are kept, and the tool's files where they were asked for. */
  ok: boolean;
  /** What is missing, for a reader of the console. */
  missing: string[];
}
