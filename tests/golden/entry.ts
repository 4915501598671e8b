/** An isolated Python on a bare page, so that the golden cases are judged as the site's pages have them judged. */

import { SandboxHost, type Runner } from "../../frontend/src/engine/sandbox-host";

interface Question {
  method: string;
  params: Record<string, unknown>;
}

let python: Runner | undefined;

/** The results of all questions, put to one Python one after the other; an error that comes instead is a result too. */
async function judge(questions: Question[]): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const { method, params } of questions) {
    python ??= new SandboxHost().spawn();
    try {
      await python.link.ready;
      results.push(await python.link.call<unknown>(method, params));
    } catch (error) {
      results.push({ verdict: "no answer", message: String(error) });
      python.end();
      python = undefined; // the next question gets a fresh one
    }
  }
  return results;
}

Object.assign(globalThis, { golden: { judge } });
