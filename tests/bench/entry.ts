/** The engine and the isolated runner on a bare page, so that boots are measured without anything around them. */

import { WorkerEngine } from "../../frontend/src/engine/client";
import { SandboxHost } from "../../frontend/src/engine/sandbox-host";
import { findSnapshot, keepSnapshot } from "../../frontend/src/engine/snapshots";

interface Outcome {
  verdict: string;
  seconds: number;
}

async function floor(): Promise<number> {
  const started = performance.now();
  const worker = new Worker(new URL("../../bench/floor.mjs", import.meta.url), { type: "module" });
  await new Promise((resolve) => (worker.onmessage = resolve));
  const took = performance.now() - started;
  worker.terminate();
  return took;
}

/** Milliseconds until the engine answers; then proof that the judge can be imported in it. */
async function engine(): Promise<number> {
  const started = performance.now();
  const made = new WorkerEngine();
  await made.call<Outcome>("judge.run", { code: "1 + 1" });
  const took = performance.now() - started;
  const check = await made.call<Outcome>("judge.run", { code: "import fsrs, pytest, greenroom.judging.testing" });
  if (check.verdict !== "finished") throw new Error("the judge cannot be imported");
  return took;
}

/** Milliseconds until an isolated Python has run a line of the reader's; the empty frame is there, as on a problem's page. */
async function runner(): Promise<number> {
  const host = new SandboxHost();
  host.prepare();
  await new Promise((resolve) => setTimeout(resolve, 500));
  const started = performance.now();
  const made = host.spawn();
  await made.link.ready;
  await made.link.call<Outcome>("judge.run", { code: "1 + 1" });
  return performance.now() - started;
}

/** Milliseconds until a second Python is ready on a page that has one, as after Stop. */
async function spare(): Promise<number> {
  const host = new SandboxHost();
  await host.spawn().link.ready;
  const started = performance.now();
  await host.spawn().link.ready;
  return performance.now() - started;
}

const SORTS = "def least(values):\n    ordered = sorted(values)\n    for value in ordered:\n        pass\n    return ordered[0]\n";
const GROWTH = '"""Numbers in no order."""\n\n\ndef prepare(solution, n, rng):\n    values = rng.sample(range(n), n)\n    return lambda: solution.least(values)\n';
const STEPS = "total = 0\nfor n in range(100):\n    total += n\n    seen = [n, total]\n";

const TESTS = `from solution import double\n${Array.from({ length: 12 }, (_, n) => `\ndef test_${n}():\n    assert double(${n}) == ${2 * n}\n`).join("")}`;

/** Milliseconds of warm test runs of 12 small test cases, of warm runs, of growth verdicts and of traces. */
async function warm(times: number): Promise<Record<"test" | "run" | "growth" | "trace", number[]>> {
  const made = new SandboxHost().spawn();
  await made.link.ready;
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const found = { test: [] as number[], run: [] as number[], growth: [] as number[], trace: [] as number[] };
  const others = {
    run: ["judge.run", { code: "print(1)" }],
    growth: ["growth.measure", { code: SORTS, growth: GROWTH, target: "n log n", n: "n" }],
    trace: ["trace.run", { code: STEPS }],
  } as const;
  const params = { code: "def double(n):\n    return 2 * n\n", tests: [{ name: "test_bench.py", source: TESTS }], requires: ["double"] };
  for (let n = 0; n < times; n++) {
    let started = performance.now();
    const outcome = await made.link.call<Outcome>("judge.test", params);
    found.test.push(performance.now() - started);
    if (outcome.verdict !== "accepted") throw new Error(outcome.verdict);
    for (const [name, [method, asked]] of Object.entries(others)) {
      started = performance.now();
      await made.link.call<Outcome>(method, asked);
      found[name as keyof typeof others].push(performance.now() - started);
    }
  }
  return found;
}

/** Put a started Python away; gives the bytes that are kept, and the milliseconds it took beside the stillness before it. */
async function snapshot(): Promise<{ bytes: number; ms: number }> {
  const started = performance.now();
  await keepSnapshot(() => false);
  const kept = await findSnapshot();
  if (!kept) throw new Error("no snapshot was kept");
  return { bytes: kept.bytes.size, ms: performance.now() - started };
}

Object.assign(globalThis, { bench: { floor, engine, runner, spare, warm, snapshot } });
