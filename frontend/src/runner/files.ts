/** The files of a problem in the editor: the solution first, then the files beside it, each with its draft. */

import type { Editor, EditorOptions } from "../editor/editor";
import type { Problem, Submission } from "../judging/problem";
import type { Store } from "../store/store";

type CreateEditor = (host: HTMLElement, options: EditorOptions) => Editor;

export interface OpenFile {
  name: string;
  purpose: string;
  given: boolean;
  starter: string;
}

export class ProblemFiles {
  /** The solution first. */
  readonly list: OpenFile[];
  private readonly editors = new Map<string, Editor>();
  private readonly texts = new Map<string, string>();

  constructor(
    private readonly slug: string,
    main: OpenFile,
  ) {
    this.list = [main];
  }

  /** The solution's file name. */
  get main(): string {
    return this.list[0]!.name;
  }

  /** Learn of the files beside the solution, and of the solution's true starter. */
  async learn(problem: Problem, store: Store | undefined): Promise<void> {
    this.list[0]!.starter = problem.starter;
    for (const { name, purpose, given, source } of problem.files) {
      if (this.list.some((each) => each.name === name)) continue;
      this.list.push({ name, purpose, given, starter: source });
      const draft = given ? undefined : await store?.draft(this.key(name)).catch(() => undefined);
      this.texts.set(name, draft ?? source);
    }
  }

  /** Put an editor for a file into its host, once. */
  mount(name: string, host: HTMLElement, create: CreateEditor, options: Omit<EditorOptions, "code" | "label" | "readOnly">, code?: string): Editor {
    const known = this.editors.get(name);
    if (known) return known;
    const file = this.list.find((each) => each.name === name)!;
    const label = name === this.main ? "Your solution" : `${name}, ${file.given ? "given, read only" : "yours"}`;
    const editor = create(host, { ...options, code: code ?? this.text(name), label, readOnly: file.given && name !== this.main });
    this.editors.set(name, editor);
    return editor;
  }

  text(name: string): string {
    return this.editors.get(name)?.code ?? this.texts.get(name) ?? this.list.find((each) => each.name === name)?.starter ?? "";
  }

  /** Put a text into a file's editor in one step that undo takes back. */
  replace(name: string, text: string): void {
    this.texts.set(name, text);
    this.editors.get(name)?.replace(text);
  }

  editor(name: string): Editor | undefined {
    return this.editors.get(name);
  }

  get handed(): Submission {
    return { code: this.text(this.main), files: this.list.slice(1).map(({ name }) => ({ name, source: this.text(name) })) };
  }

  /** Texts of the files that are the reader's, by name; the solution is not among them. */
  get own(): Record<string, string> {
    return Object.fromEntries(this.list.slice(1).filter((each) => !each.given).map(({ name }) => [name, this.text(name)]));
  }

  /** Texts of the solution and of the reader's other files, by name. */
  get yours(): Record<string, string> {
    return { [this.main]: this.text(this.main), ...this.own };
  }

  /** Keep a draft of each file that differs from its starter. Rejects when the browser keeps nothing. */
  async save(store: Store): Promise<void> {
    for (const { name, given, starter } of this.list) {
      if (given && name !== this.main) continue;
      const text = this.text(name);
      await store.keepDraft(this.key(name), text === starter ? undefined : text);
    }
  }

  key(name: string): string {
    return name === this.main ? `code:${this.slug}` : `code:${this.slug}/${name}`;
  }

  destroy(): void {
    for (const editor of this.editors.values()) editor.destroy();
  }
}
