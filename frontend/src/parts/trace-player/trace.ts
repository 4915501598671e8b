/** A trace as `trace.run` of the engine gives it, and the state at each of its steps. */

export type Value = { text: string } | { ref: number };

/** A container or object of the heap. */
export type HeapObject =
  | { kind: "list" | "tuple" | "deque" | "set" | "frozenset"; items: Value[]; more?: number }
  | { kind: "dict" | "defaultdict" | "Counter" | "OrderedDict"; pairs: [Value, Value][]; more?: number }
  | { kind: "object"; class: string; fields: [string, Value][] };

export interface Step {
  event: "call" | "line" | "return" | "exception" | "yield" | "resume";
  file: string;
  /** The line that comes next. */
  line: number;
  function: string;
  /** Numbers of frames, the oldest first. */
  stack: number[];
  /** Characters of `stdout` so far. */
  printed: number;
  names?: Record<string, string>;
  set?: Record<string, Record<string, Value>>;
  gone?: Record<string, string[]>;
  heap?: Record<string, HeapObject>;
  value?: Value;
  error?: string;
}

export interface Trace {
  version: number;
  steps: Step[];
  verdict: string;
  message: string;
  traceback: string;
  line: number | null;
  stdout: string;
  /** Why steps are missing at the end, or "". */
  cut: string;
}

export interface Frame {
  number: number;
  name: string;
  variables: Record<string, Value>;
  /** Names that are new or changed since the step before. */
  changed: Set<string>;
}

/** All that can be seen after a step. */
export interface State {
  step: Step;
  frames: Frame[];
  heap: Record<string, HeapObject>;
  /** Numbers of heap objects that changed with this step. */
  touched: Set<number>;
}

/** The states of a trace, made from the changes once and kept. */
export function statesOf(trace: Trace): State[] {
  const names: Record<number, string> = {};
  const variables: Record<number, Record<string, Value>> = {};
  let heap: Record<string, HeapObject> = {};
  return trace.steps.map((step) => {
    for (const [frame, name] of Object.entries(step.names ?? {})) {
      names[Number(frame)] = name;
      variables[Number(frame)] = {};
    }
    const changed: Record<number, Set<string>> = {};
    for (const [frame, gone] of Object.entries(step.gone ?? {})) {
      const left = { ...variables[Number(frame)] };
      for (const name of gone) delete left[name];
      variables[Number(frame)] = left;
    }
    for (const [frame, values] of Object.entries(step.set ?? {})) {
      variables[Number(frame)] = { ...variables[Number(frame)], ...values };
      changed[Number(frame)] = new Set(Object.keys(values));
    }
    const touched = new Set<number>();
    if (step.heap) {
      for (const number of Object.keys(step.heap)) if (number in heap) touched.add(Number(number));
      heap = { ...heap, ...step.heap };
    }
    const frames = step.stack.map((number) => {
      const now = variables[number] ?? {};
      const marked = new Set(changed[number]);
      for (const [name, value] of Object.entries(now)) if ("ref" in value && touched.has(value.ref)) marked.add(name);
      return { number, name: names[number] ?? "", variables: now, changed: marked };
    });
    return { step, frames, heap, touched };
  });
}

const DEPTH = 3;

/** A value as a line of text. */
export function shownValue(value: Value, heap: Record<string, HeapObject>, depth = DEPTH, within: readonly number[] = []): string {
  if ("text" in value) return value.text;
  const object = heap[value.ref];
  if (!object) return "…";
  if (depth === 0 || within.includes(value.ref)) return object.kind === "object" ? `${object.class}(…)` : "…";
  const inner = (each: Value): string => shownValue(each, heap, depth - 1, [...within, value.ref]);
  if (object.kind === "object") return `${object.class}(${object.fields.map(([name, each]) => `${name}=${inner(each)}`).join(", ")})`;
  const more = object.more ? [`… ${object.more} more`] : [];
  if ("pairs" in object) {
    const text = `{${[...object.pairs.map(([key, each]) => `${inner(key)}: ${inner(each)}`), ...more].join(", ")}}`;
    return object.kind === "dict" ? text : `${object.kind}(${text})`;
  }
  const text = [...object.items.map(inner), ...more].join(", ");
  if (object.kind === "list") return `[${text}]`;
  if (object.kind === "tuple") return object.items.length === 1 && !object.more ? `(${text},)` : `(${text})`;
  if (object.kind === "set") return text ? `{${text}}` : "set()";
  return object.kind === "deque" ? `deque([${text}])` : `frozenset({${text}})`;
}

/** What a step did, in a sentence for the eye and for screen readers. */
export function told(state: State, before: State | undefined): string {
  const { step } = state;
  const where = `line ${step.line}`;
  if (step.event === "call") return step.function === "top level" ? "The run begins." : `${step.function} is called.`;
  if (step.event === "return") return `${step.function} returns ${step.value ? shownValue(step.value, state.heap) : "None"}.`;
  if (step.event === "yield") return `${step.function} yields ${step.value ? shownValue(step.value, state.heap) : "None"}.`;
  if (step.event === "resume") return `${step.function} goes on.`;
  if (step.event === "exception") return `${step.error ?? "An exception"} is raised in ${where}.`;
  const frame = state.frames.at(-1);
  const old = before?.frames.find((each) => each.number === frame?.number);
  const changes = [...(frame?.changed ?? [])].map((name) => {
    const now = shownValue(frame!.variables[name]!, state.heap);
    const was = old?.variables[name];
    return was && before ? `${name} from ${shownValue(was, before.heap)} to ${now}` : `${name} is ${now}`;
  });
  return changes.length ? `${changes.join("; ")}. Next: ${where}.` : `Next: ${where}.`;
}
