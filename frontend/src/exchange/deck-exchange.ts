/**
 * `<deck-exchange>`: cards in and out, as files of Anki and as tables. The site's decks are those whose ready-made files the
 * page links to, `a[data-deck]`. Its children say what to do without JavaScript.
 */

import { html, LitElement, type TemplateResult } from "lit";
import "./cards-in";
import type { CardsIn } from "./cards-in";
import "./cards-out";
import type { CardsOut, SiteDeck } from "./cards-out";
import { Library } from "./library";

function decksOfPage(): SiteDeck[] {
  return [...document.querySelectorAll<HTMLAnchorElement>("a[data-deck]")].map((link) => {
    const address = new URL(link.href);
    address.pathname = address.pathname.replace(/\.apkg$/, ".json");
    return { id: link.dataset["deck"]!, title: link.textContent?.trim() ?? "", address: address.href };
  });
}

export class DeckExchange extends LitElement {
  private opened: Promise<Library> | undefined;
  private decks: SiteDeck[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this; // light DOM, so that the theme's styles apply
  }

  override connectedCallback(): void {
    this.decks = decksOfPage();
    this.replaceChildren();
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    void this.opened?.then((library) => library.close()).catch(() => {});
    this.opened = undefined;
  }

  protected override firstUpdated(): void {
    void this.out.look().then(() => (this.dataset["phase"] = "ready"));
  }

  private get out(): CardsOut {
    return this.querySelector<CardsOut>("cards-out")!;
  }

  /** The reader's notes, read once; tried again where that fails. */
  private readonly library = (): Promise<Library> => {
    this.opened ??= Library.open(() => void this.querySelector<CardsOut>("cards-out")?.look()).catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    });
    return this.opened;
  };

  protected override render(): TemplateResult {
    return html`
      <div class="ex nb">
        <section>
          <h2 id="in">Bring cards in</h2>
          <cards-in .library=${this.library satisfies CardsIn["library"]}></cards-in>
        </section>
        <section>
          <h2 id="out">Take cards out</h2>
          <cards-out .library=${this.library} .decks=${this.decks}></cards-out>
        </section>
      </div>
    `;
  }
}

customElements.define("deck-exchange", DeckExchange);
