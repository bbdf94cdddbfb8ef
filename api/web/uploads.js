// Documents on their way into the collection: sent one at a time, indexed by the server in the
// background, and watched. They go on while the reader is in another view.
//
// An upload is `{id, name, size, state, …}`; `state` is
//
//     chosen    not sent yet, its symbol may be given
//     queued    to be sent
//     sending   `sent` of `size` bytes are with the server
//     held      the server is busy or begins; it is sent again by itself
//     waiting   the server has it, `ahead` others come first
//     running   `stage`, `file`, `done` of `total`
//     done      `files`: what became of each
//     failed    `problem`: a Problem with `hint`; `files` where the server got so far

import { Problem, path, pause, request } from "./api.js";

const LOOK_MS = 400;
const HELD_MS = 2000;
const ACTIVE = new Set(["queued", "sending", "held", "waiting", "running"]);
const ON_SERVER = new Set(["waiting", "running"]);

/** Whether there is more to come of an upload. */
export function isActive({ state }) {
  return ACTIVE.has(state);
}

/** All uploads of this visit. Its one listener is told after every change. */
class Uploads {
  #all = [];
  #serial = 0;
  #sending = false;
  #looking = false;
  #listener = null;

  get all() {
    return this.#all;
  }

  /** Be told of changes, until the signal aborts. `listener(upload)`: null where the list changed. */
  listen(listener, signal) {
    this.#listener = listener;
    signal.addEventListener("abort", () => {
      if (this.#listener === listener) this.#listener = null;
    });
  }

  /** Put files before the reader, who may name their symbols before they are sent. */
  choose(files) {
    for (const file of files) this.#add({ name: file.name, size: file.size, file, state: "chosen", symbol: "" });
    this.#tell(null);
  }

  /** Send all that are chosen. */
  sendChosen() {
    for (const upload of this.#all) if (upload.state === "chosen") upload.state = "queued";
    this.#tell(null);
    this.#send();
  }

  /** Send documents as JSON bodies: the sample. */
  sendBodies(bodies) {
    for (const json of bodies) this.#add({ name: json.name, size: 0, json, state: "queued", symbol: "" });
    this.#tell(null);
    this.#send();
  }

  /** Send one again. */
  retry(upload) {
    Object.assign(upload, { state: "queued", problem: null, files: [], job: null });
    this.#tell(upload);
    this.#send();
  }

  /** Forget one, which ends its sending if it is being sent. */
  drop(upload) {
    upload.sender?.abort();
    this.#all = this.#all.filter((one) => one !== upload);
    this.#tell(null);
  }

  /** Forget all that are over. */
  clear() {
    this.#all = this.#all.filter((one) => one.state === "chosen" || isActive(one));
    this.#tell(null);
  }

  #add(fields) {
    this.#serial += 1;
    this.#all.push({
      id: this.#serial, sent: 0, ahead: 0, stage: "", done: 0, total: 0,
      files: [], skipped: [], problem: null, job: null, ...fields,
    });
  }

  /** How many uploads come before one: those before our first, which is asked about, and ours. */
  aheadOf(upload) {
    const there = this.#all.filter(({ state }) => ON_SERVER.has(state));
    return there[0].ahead + there.indexOf(upload);
  }

  #tell(upload) {
    this.#listener?.(upload);
  }

  #set(upload, fields) {
    Object.assign(upload, fields);
    this.#tell(upload);
  }

  async #send() {
    if (this.#sending) return;
    this.#sending = true;
    addEventListener("beforeunload", warn);
    for (let next; (next = this.#all.find(({ state }) => state === "queued" || state === "held")); ) {
      await this.#sendOne(next);
    }
    removeEventListener("beforeunload", warn);
    this.#sending = false;
  }

  async #sendOne(upload) {
    this.#set(upload, { state: "sending", sent: 0 });
    try {
      const { job } = await post(upload, (sent, size) => this.#set(upload, { sent, size }));
      this.#set(upload, { state: "waiting", job });
      this.#look();
    } catch (problem) {
      if (!this.#all.includes(upload)) return; // dropped
      if (problem.code === "not_ready" || problem.code === "queue_full") {
        this.#set(upload, { state: "held", problem });
        await pause(HELD_MS);
      } else this.#set(upload, { state: "failed", problem });
    }
  }

  /** Ask how those fare that are with the server, until there are none. */
  async #look() {
    if (this.#looking) return;
    this.#looking = true;
    for (let there; (there = this.#all.filter(({ state }) => ON_SERVER.has(state))).length; ) {
      // The first is the one that is worked at; the others only wait, and are asked less often.
      for (const upload of there.slice(0, 2)) await this.#lookAt(upload);
      await pause(LOOK_MS);
    }
    this.#looking = false;
  }

  async #lookAt(upload) {
    try {
      const { state, stage, file, ahead, done, total, files, skipped, error } = await request(
        path("v1", "jobs", upload.job));
      const problem = error && Object.assign(new Problem(error.code, error.message), { hint: error.hint });
      this.#set(upload, { state, stage, file, ahead, done, total, files, skipped, problem });
    } catch (problem) {
      // Without the server, or with another that knows nothing of the job, it has to be sent again.
      const code = problem.code === "not_found" ? "stopped" : problem.code;
      this.#set(upload, { state: "failed", problem: new Problem(code, problem.detail, problem.status) });
    }
  }
}

export const uploads = new Uploads();

function warn(event) {
  event.preventDefault();
}

/** Send a body and be told how much of it is sent; `fetch` cannot tell. */
function post(upload, onSent) {
  const sender = new XMLHttpRequest();
  upload.sender = sender;
  return new Promise((resolve, reject) => {
    sender.open("POST", "/v1/documents?background=true");
    sender.upload.addEventListener("progress", (event) => onSent(event.loaded, event.total));
    sender.addEventListener("load", () => {
      const answer = parsed(sender.responseText);
      if (sender.status === 202 && answer?.job) resolve(answer);
      else {
        const problem = new Problem(answer?.code ?? "broken", answer?.detail ?? "", sender.status);
        reject(Object.assign(problem, { hint: answer?.hint }));
      }
    });
    for (const event of ["error", "abort", "timeout"]) {
      sender.addEventListener(event, () => reject(new Problem("away")));
    }
    if (upload.json) {
      sender.setRequestHeader("Content-Type", "application/json");
      sender.send(JSON.stringify(upload.json));
    } else sender.send(formOf(upload));
  }).finally(() => {
    upload.sender = null;
  });
}

function formOf({ file, name, symbol }) {
  const form = new FormData();
  form.append("file", file, name);
  if (symbol.trim()) form.append("metadata", JSON.stringify({ symbol: symbol.trim() }));
  return form;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
