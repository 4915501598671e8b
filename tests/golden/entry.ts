/** An isolated Python on a bare page, so that the golden cases are judged as the site's pages have them judged. */

import { SandboxHost } from "../../frontend/src/engine/sandbox-host";

interface Question {
  method: string;
  params: Record<string, unknown>;
}

/** The results of all questions, put to one Python one after the other; an error that comes instead is a result too. */
async function judge(questions: Question[]): Promise<unknown[]> {
  const { link } = new SandboxHost().spawn();
  await link.ready;
  const results: unknown[] = [];
  for (const { method, params } of questions) {
    try {
      results.push(await link.call<unknown>(method, params));
    } catch (error) {
      results.push({ verdict: "no answer", message: String(error) });
    }
  }
  return results;
}

Object.assign(globalThis, { golden: { judge } });
