// Requests to the HTTP interface of the server that the page comes from, and nothing else.

/**
 * What kept a request from being answered.
 *
 * `code`: the server's own stable code; or `away` (no server), `slow` (no answer in time),
 * `broken` (an answer that cannot be read). `detail`: the server's sentence, in English.
 */
export class Problem extends Error {
  constructor(code, detail = "", status = 0) {
    super(detail || code);
    this.code = code;
    this.detail = detail;
    this.status = status;
  }
}

export const PATIENCE_MS = 30000;

/**
 * Ask the server.
 *
 * Throws a `Problem`, or the `AbortError` of `signal` where the caller no longer waits.
 */
export async function request(path, { method = "GET", query, json, body, signal, patience } = {}) {
  const limit = AbortSignal.timeout(patience ?? PATIENCE_MS);
  const url = query ? `${path}?${new URLSearchParams(query)}` : path;
  const init = { method, signal: signal ? AbortSignal.any([signal, limit]) : limit, body };
  if (json !== undefined) {
    init.body = JSON.stringify(json);
    init.headers = { "Content-Type": "application/json" };
  }
  try {
    const response = await fetch(url, init);
    const text = await response.text();
    const answer = text ? parsed(text) : null;
    if (response.ok) return answer;
    throw new Problem(answer?.code ?? "broken", answer?.detail ?? "", response.status);
  } catch (error) {
    if (error instanceof Problem || signal?.aborted) throw error;
    throw new Problem(limit.aborted ? "slow" : "away");
  }
}

/** A path made of parts, each of which may hold anything: `path("v1", "passages", id)`. */
export function path(...parts) {
  return `/${parts.map((part) => encodeURIComponent(part).replace(/%2F/g, "/")).join("/")}`;
}

/**
 * Ask again while the server is only beginning.
 *
 * `waiting` is called before each further try.
 */
export async function requestWhenReady(where, options = {}, waiting = () => {}) {
  for (;;) {
    try {
      return await request(where, options);
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== "not_ready") throw error;
      waiting();
      await pause(700, options.signal);
    }
  }
}

/** Wait; an aborted signal throws at once. */
export function pause(milliseconds, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    }, { once: true });
  });
}

/** What `make` gives for a key, asked for once; what failed is asked for again. */
export function remembered(make, most = 200) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) {
      if (known.size >= most) known.delete(known.keys().next().value);
      const promise = make(key);
      known.set(key, promise);
      promise.catch(() => known.delete(key));
    }
    return known.get(key);
  };
}

export const translationsOf = remembered((id) => request(path("v1", "passages", id, "translations")));
export const citationsOf = remembered((id) => request(path("v1", "passages", id, "citations")));

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem("broken");
  }
}
