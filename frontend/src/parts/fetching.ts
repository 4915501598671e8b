/** Data files of the site, fetched with a sentence for the reader where that fails. */

/**
 * The JSON at an address, if it is of a version. Rejects with a sentence that begins with `what`, such as `The drill`;
 * `offline` says what to do where there is no answer, or none that is whole.
 */
export async function fetchData<T extends { version: number }>(
  address: URL,
  what: string,
  version: number,
  offline = "Check the connection, then try again.",
): Promise<T> {
  const missing = `${what} could not be loaded. ${offline}`;
  const response = await fetch(address).catch(() => undefined);
  if (!response) throw new Error(missing);
  if (!response.ok) throw new Error(`${what} could not be loaded (${response.status}). Reload this page.`);
  // The page of a network that asks for a login, or an answer that was cut off.
  const data = (await response.json().catch(() => undefined)) as T | null | undefined;
  if (!data) throw new Error(missing);
  if (data.version !== version) throw new Error(`${what} is of another version of this site. Reload this page.`);
  return data;
}
