// The sandbox's HTTP API as promises and events. Only this file knows its addresses.

/** A request the sandbox refused, with the sandbox's own message. */
export class Refused extends Error {}

export const AWAY = "Can't reach the sandbox. Is it still running? Start it again; this page reconnects by itself.";

// https://discord.com/developers/docs/reference#locales
const LOCALES = "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko".split(" ");
const language = navigator.language.split("-")[0];
const chosen = new URLSearchParams(location.search).get("locale"); // ?locale=de, whatever the browser's own is
export const LOCALE = LOCALES.find((locale) => locale === chosen) ?? LOCALES.find((locale) => locale === navigator.language) ?? LOCALES.find((locale) => locale !== "en-GB" && locale.split("-")[0] === language) ?? "en-US";

async function request(method, path, body, signal) {
  let response;
  try {
    response = await fetch(`/sandbox/api/${path}`, {
      method,
      signal,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch (problem) {
    if (problem.name === "AbortError") throw problem;
    throw new Refused(AWAY);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refused(answer.error ?? `The sandbox answered ${response.status} to ${method} ${path}.`);
  return answer;
}

const query = (parameters) =>
  new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined)).toString();

export const api = {
  state: () => request("GET", "state"),
  messages: (channel, user, before = null, limit = 50) =>
    request("GET", `channels/${encodeURIComponent(channel)}/messages?${query({ user, before, limit })}`),
  command: (body) => request("POST", "commands", { locale: LOCALE, ...body, wait: true }),
  complete: (body, signal) => request("POST", "complete", { locale: LOCALE, ...body }, signal),
  press: (body) => request("POST", "press", { locale: LOCALE, ...body }),
  choose: (body) => request("POST", "choose", { locale: LOCALE, ...body }),
  submit: (body) => request("POST", "submit", { locale: LOCALE, ...body }),
  say: (body) => request("POST", "messages", body),
  calls: (after = 0, limit = 200) => request("GET", `calls?${query({ after, limit })}`),
  clearCalls: () => request("DELETE", "calls"),
};

/**
 * Follow what `user` may see. `listeners` maps an event's name to a function of its data; `open` runs at every (re)connection,
 * `lost(forGood)` when the connection is lost. Returns a function that stops listening.
 */
export function follow(user, { open, lost, ...listeners }) {
  const source = new EventSource(`/sandbox/api/events?${query({ user })}`);
  source.addEventListener("open", open);
  source.addEventListener("error", () => lost(source.readyState === EventSource.CLOSED));
  for (const [name, listener] of Object.entries(listeners)) {
    source.addEventListener(name, (event) => listener(JSON.parse(event.data)));
  }
  return () => source.close();
}
