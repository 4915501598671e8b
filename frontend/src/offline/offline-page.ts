/** The page shown for an address that was never read, when there is no network. */

import type { KeptPage } from "./keeping";

const MOST_LISTED = 100;

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** HTML that says so and lists what can be read. `root`: address of the site's root. */
export function offlinePage(kept: KeptPage[], root: string): string {
  const listed = kept.slice(0, MOST_LISTED);
  const items = listed.map(({ address, title }) => `<li><a href="${escaped(address)}">${escaped(title)}</a></li>`).join("");
  const more = kept.length > listed.length ? `<p>And ${kept.length - listed.length} more.</p>` : "";
  const list =
    listed.length > 0
      ? `<h2>Kept on this device</h2><p>These pages and their tools work without a network:</p><ul>${items}</ul>${more}`
      : `<p>No page is kept on this device yet. A page is kept once you have opened it with a network.</p>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>Not kept on this device – Greenroom</title>
<style>
body { font: 1rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 40rem; padding: 2rem 1rem; }
li a, button { display: inline-block; min-height: 44px; line-height: 44px; }
button { font: inherit; line-height: 1.5; padding: 0 1rem; }
</style>
</head>
<body>
<main>
<h1>This page is not kept on this device</h1>
<p>There is no network, and you have not opened this page before. Your progress is safe: it is stored in this browser.</p>
<p><a href="">Try again</a> · <a href="${escaped(root)}">Start page</a></p>
${list}
</main>
</body>
</html>
`;
}
