/** What the reader typed of a recording: a draft, so that a backup holds it. */

import type { Store } from "../store/store";

const key = (id: string): string => `transcript:${id}`;

export const readTranscript = async (store: Store, id: string): Promise<string> => (await store.draft(key(id))) ?? "";

/** Keep the text of a recording; an empty one forgets it. */
export const keepTranscript = (store: Store, id: string, text: string): Promise<void> => store.keepDraft(key(id), text.trim() ? text : undefined);

/** Forget it, where there is a store at all. */
export async function forgetTranscript(store: Store | undefined, id: string): Promise<void> {
  await store?.keepDraft(key(id), undefined);
}
