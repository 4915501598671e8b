/**
 * The service worker: answers for the site when the network does not. What is kept and how is in `keeping.ts`.
 *
 * It may take over from an older one at once, since what it keeps is shared by all deployments and each page finds its own files.
 */

import { Keeping } from "./keeping";
import type { KeepAnswer, KeepRequest, SiteFiles } from "./messages";
import { offlinePage } from "./offline-page";

declare const self: ServiceWorkerGlobalScope & { GREENROOM_SITE?: SiteFiles };

const site: SiteFiles = self.GREENROOM_SITE ?? { entry: "", core: [], app: [], runtime: [] };
const root = self.registration.scope;
const keeping = new Keeping(root, site);

self.addEventListener("install", (event) => {
  event.waitUntil(keeping.install().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(self.clients.claim().then(() => keeping.prune()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(root)) return;
  if (request.headers.has("range")) return;
  if (keeping.isAsset(request.url)) return event.respondWith(keeping.asset(request.url));
  event.respondWith(
    keeping.page(request, (work) => event.waitUntil(work)).catch(() => withoutNetwork(request)),
  );
});

async function withoutNetwork(request: Request): Promise<Response> {
  // Only a navigation gets a page to read; what asked by script must see that it failed.
  if (request.mode !== "navigate") return Response.error();
  const html = offlinePage(await keeping.kept(), root);
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}

self.addEventListener("message", (event) => {
  const request = event.data as KeepRequest;
  const port = event.ports[0];
  if (request?.type !== "keep" || !port) return;
  const own = (addresses: string[]): string[] => addresses.filter((address) => address.startsWith(root));
  const work = keeping
    .keep({
      pages: own(request.pages),
      sources: own(request.sources),
      resources: own(request.resources),
      tool: request.tool,
    })
    .then(async (missing) => {
      port.postMessage({ ok: missing.length === 0, missing } satisfies KeepAnswer);
      await keeping.prune();
    })
    .catch((error: unknown) => port.postMessage({ ok: false, missing: [String(error)] } satisfies KeepAnswer));
  event.waitUntil(work);
});
