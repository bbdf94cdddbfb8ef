// A file that the server makes, handed to the reader.

import { Problem } from "./api.js";
import { h } from "./dom.js";

const PATIENCE_MS = 2 * 60 * 1000;

/**
 * Have the server make a file of a JSON body, and save it.
 *
 * Throws a `Problem`, or the `AbortError` of `signal`.
 */
export async function download(path, json, { fallbackName, signal }) {
  const limit = AbortSignal.timeout(PATIENCE_MS);
  let response;
  let content;
  try {
    response = await fetch(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(json),
      signal: AbortSignal.any([signal, limit]),
    });
    content = await response.blob();
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Problem(limit.aborted ? "slow" : "away");
  }
  if (!response.ok) throw await problemOf(response.status, content);
  const name = nameIn(response.headers.get("Content-Disposition") ?? "") ?? fallbackName;
  const url = URL.createObjectURL(content);
  const link = h("a", { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return name;
}

async function problemOf(status, content) {
  try {
    const { code, detail } = JSON.parse(await content.text());
    return new Problem(code, detail, status);
  } catch {
    return new Problem("broken", "", status);
  }
}

function nameIn(disposition) {
  return /filename="([^"/\\]+)"/.exec(disposition)?.[1];
}
