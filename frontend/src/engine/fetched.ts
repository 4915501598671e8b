/** A file of this site. */

/** The answer with the file at an address; rejects with a sentence that names it. */
export async function fetched(address: URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname}: the server answered ${response.status}; reload the page`);
  return response;
}
