// A draft sent to the server a few paragraphs at a time, so that what is found shows as it comes.
// The server splits it: it is given the whole each time, and asked for some paragraphs of it.

import { requestWhenReady } from "./api.js";

const PATIENCE_MS = 10 * 60 * 1000;
const AIM_MS = 2000; // that one slice takes
const LEAST = 4; // paragraphs of a slice; the first is one, so that something shows soon
const MOST = 32;

/**
 * The answers to `question`, the body of a request for precedents, from paragraph `first` (from 0).
 *
 * `waiting` is called while the server is only beginning. Throws what `requestWhenReady` throws.
 */
export async function* inSlices(question, first, { signal, waiting }) {
  let count = first ? LEAST : 1;
  for (;;) {
    const begun = performance.now();
    const answer = await requestWhenReady("/v1/precedents", {
      method: "POST", signal, patience: PATIENCE_MS, json: { ...question, first, count },
    }, waiting);
    const each = (performance.now() - begun) / count;
    yield answer;
    first += answer.paragraphs.length;
    if (!answer.paragraphs.length || !(first < answer.total)) return; // without a total it is whole
    count = Math.min(MOST, Math.max(LEAST, Math.round(AIM_MS / each)));
  }
}

const TOO_MUCH = /^the (?:draft|query) has ([\d,]+) (characters|paragraphs); at most ([\d,]+)/;
const MOST_OF_A_DRAFT = 100_000; // a limit below this is that of one paragraph

/**
 * Why the server does not read a draft, as `{key, values}` of a sentence; null where only the
 * server's own words say it.
 */
export function refusal(detail) {
  const [, number, of, most] = TOO_MUCH.exec(detail) ?? [];
  if (!number) return null;
  const values = { number: whole(number), most: whole(most) };
  if (of === "characters") {
    return { key: values.most < MOST_OF_A_DRAFT ? "draft.paragraphTooLong" : "draft.tooLong", values };
  }
  const next = /the next begins «([^]*)»/.exec(detail)?.[1];
  return next ? { key: "draft.tooMany", values: { ...values, next } } : null;
}

function whole(figures) {
  return Number(figures.replaceAll(",", ""));
}
