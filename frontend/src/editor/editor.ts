/** The code editor: CodeMirror in a shadow root, where its styles are allowed by the pages' policy and clash with none. */

import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, foldGutter, foldKeymap, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, StateEffect, StateField, type Extension } from "@codemirror/state";
import { Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

export interface EditorOptions {
  code: string;
  /** Name of the field for screen readers. */
  label: string;
  onChange: (code: string) => void;
  /** Key (CodeMirror's notation) -> what it does. */
  keys: Record<string, () => void>;
  /** Python where nothing else is given. */
  language?: Extension;
  readOnly?: boolean;
}

/** What a component sees of the editor. */
export interface Editor {
  readonly code: string;
  /** Replace the code in one step that undo takes back. */
  replace(code: string): void;
  /** Mark a line as the place of an error, or none. */
  markLine(line: number | null): void;
  focus(): void;
  destroy(): void;
}

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--md-code-hl-keyword-color)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--md-code-hl-string-color)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--md-code-hl-number-color)" },
  { tag: [tags.function(tags.variableName), tags.function(tags.definition(tags.variableName)), tags.className], color: "var(--md-code-hl-function-color)" },
  { tag: [tags.comment], color: "var(--md-code-hl-comment-color)", fontStyle: "italic" },
  { tag: [tags.operator, tags.punctuation], color: "var(--md-code-hl-operator-color)" },
  { tag: [tags.meta], color: "var(--md-code-hl-special-color)" },
]);

const look = EditorView.theme({
  "&": { color: "var(--md-code-fg-color)", backgroundColor: "var(--md-code-bg-color)", fontSize: "0.85em" },
  ".cm-scroller": { fontFamily: "var(--md-code-font-family, ui-monospace, monospace)", lineHeight: "1.55", minHeight: "14rem", maxHeight: "70vh" },
  ".cm-content": { caretColor: "var(--md-code-fg-color)", padding: "0.6rem 0" },
  ".cm-cursor": { borderLeftColor: "var(--md-code-fg-color)" },
  ".cm-gutters": { backgroundColor: "var(--md-code-bg-color)", color: "var(--md-default-fg-color--light)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--md-code-fg-color) 6%, transparent)" },
  "&.cm-focused": { outline: "2px solid var(--md-accent-fg-color)", outlineOffset: "-2px" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--md-accent-fg-color) 30%, transparent) !important" },
  ".cm-errorLine": { backgroundColor: "color-mix(in srgb, var(--gr-bad, #c62828) 18%, transparent)" },
  ".cm-tooltip": { backgroundColor: "var(--md-default-bg-color)", color: "var(--md-default-fg-color)", border: "1px solid var(--md-default-fg-color--lighter)" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--md-accent-fg-color)", color: "var(--md-accent-bg-color)" },
  ".cm-matchingBracket": { outline: "1px solid var(--md-default-fg-color--light)", backgroundColor: "transparent !important" },
});

const markError = StateEffect.define<number | null>();

/** Keeps the marked line until the code changes. */
const errorLine = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, change) {
    let next = change.docChanged ? Decoration.none : marks;
    for (const effect of change.effects) {
      if (!effect.is(markError)) continue;
      const line = effect.value;
      const known = line !== null && line >= 1 && line <= change.state.doc.lines;
      next = known ? Decoration.set([Decoration.line({ class: "cm-errorLine" }).range(change.state.doc.line(line).from)]) : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * Type over a selection ourselves: Chromium would carry the old text's look over in a style attribute, which the pages'
 * policy reports. Brackets and quotes are left to the extension that closes them.
 */
const typeOver = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const text = event.data;
    const plain = event.inputType === "insertText" && text !== null && !/[()[\]{}'"`]/.test(text);
    if (!plain || view.composing || view.state.selection.main.empty) return false;
    view.dispatch({ ...view.state.replaceSelection(text), userEvent: "input.type", scrollIntoView: true });
    event.preventDefault();
    return true;
  },
});

/** Put an editor into `host`. */
export function createEditor(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  const bindings = Object.entries(options.keys).map(([key, run]) => ({ key, run: () => (run(), true), preventDefault: true }));
  const extensions: Extension[] = [
    lineNumbers(),
    foldGutter(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    history(),
    drawSelection(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion(),
    indentUnit.of("    "),
    EditorState.tabSize.of(4),
    options.language ?? python(),
    EditorState.readOnly.of(options.readOnly ?? false),
    syntaxHighlighting(colours),
    look,
    errorLine,
    typeOver,
    keymap.of([...bindings, ...closeBracketsKeymap, ...completionKeymap, ...foldKeymap, ...historyKeymap, ...defaultKeymap, indentWithTab]),
    EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0", spellcheck: "false", autocorrect: "off", autocapitalize: "off" }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged) options.onChange(update.state.doc.toString());
    }),
  ];
  const view = new EditorView({ doc: options.code, extensions, root, parent: root });
  return {
    get code() {
      return view.state.doc.toString();
    },
    replace(code) {
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: code } });
    },
    markLine(line) {
      view.dispatch({ effects: markError.of(line) });
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
