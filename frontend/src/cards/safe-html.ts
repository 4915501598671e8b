/** HTML that came from the reader or from a file, made safe to show: no script, no style, no request to anywhere. */

import DOMPurify from "dompurify";

const ALLOWED = {
  ALLOWED_TAGS: [
    ...["a", "abbr", "b", "blockquote", "br", "caption", "code", "dd", "del", "details", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4"],
    ...["h5", "h6", "hr", "i", "img", "audio", "video", "object", "embed", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt"],
    ...["ruby", "s", "samp", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "u"],
    ...["ul", "var"],
  ],
  ALLOWED_ATTR: ["alt", "class", "colspan", "dir", "href", "lang", "open", "rowspan", "src", "start", "title"],
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|[^a-z]|[a-z+.-]+(?:[^a-z+.\-:]|$))/i,
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  RETURN_DOM_FRAGMENT: true as const,
};
const OUR_CLASSES = /^(?:fc-blank|fc-cloze|language-[\w+-]+)$/;
const SOUND = /\[sound:([^\]]{1,200})\]/g;

/**
 * The HTML to be read. Handlers and styles in it would never act, but the page's policy would report each to the console;
 * that they are gone afterwards is not this function's work.
 */
const readable = (html: string): string =>
  html
    .replaceAll(/<style\b[^>]*>.*?(?:<\/style\s*>|$)/gis, "")
    .replaceAll(/<[a-z][^>]*>/gi, (tag) => tag.replaceAll(/([\s/"'])(on\w+|style)(\s*=)/gi, "$1data-$2$3"));

/** The HTML without anything that acts or fetches; pictures and sounds become a word that says so. */
export function safeHtml(html: string): string {
  // A fragment of a document that loads nothing: what would fetch is taken out before it reaches the page.
  const fragment = DOMPurify.sanitize(readable(html), ALLOWED);
  for (const media of fragment.querySelectorAll("img, audio, video, object, embed")) {
    const name = media.getAttribute("alt") || (media.getAttribute("src") ?? "").split("/").pop() || media.localName;
    media.replaceWith(`[${media.localName === "img" ? "picture" : "media"} left out: ${name.slice(0, 80)}]`);
  }
  for (const element of fragment.querySelectorAll("[class]")) {
    const kept = [...element.classList].filter((name) => OUR_CLASSES.test(name));
    if (kept.length > 0) element.className = kept.join(" ");
    else element.removeAttribute("class");
  }
  for (const link of fragment.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  const holder = document.createElement("template");
  holder.content.append(fragment);
  return holder.innerHTML.replaceAll(SOUND, "[sound left out: $1]");
}

/** The words of HTML, for a list or a comparison. */
export function wordsOf(html: string): string {
  const fragment = DOMPurify.sanitize(readable(html).replaceAll(/<(?:br|\/p|\/div|\/li)\b[^>]*>/gi, " $&"), ALLOWED);
  return (fragment.textContent ?? "").replaceAll(/\s+/g, " ").trim();
}
