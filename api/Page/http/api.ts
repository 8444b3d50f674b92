import { language } from '../language/language';

/** What is wrong with one field of what was sent, or with all of it. */
export interface FieldError { field: string | null; code: string; message: string }

/** A refusal of the API in the reader's words (RFC 9457), or the absence of any answer. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly errors: FieldError[] = [],
    /** What the office holds by now, where somebody else was faster and the reader may see it. */
    readonly held: unknown = null,
  ) {
    super(code);
  }

  /** True when the person closed the question that had to be answered before the act could go on. */
  turnedAway = false;

  /** No answer came: the network or the office's server is away. */
  static readonly unreachable = (): Problem => new Problem('unreachable', 0, '');
}

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, string | number | string[] | null | undefined>;
  body?: unknown;
  /** Sent as it is, for files. */
  file?: Blob;
  /** Only the rest of a file, from this byte on, as long as it is still the one with this tag. */
  rest?: { from: number; tag: string };
  ifMatch?: string;
  signal?: AbortSignal;
  /** Needs that were already asked for; each is asked for once in one act. */
  met?: string[];
}

/**
 * What an act may need of the person first, by the problem's code: who they are once more, or what for. Asks for it, and answers
 * true when it was given; the act then goes on with what was typed.
 */
export const needs: Record<string, (() => Promise<boolean>) | undefined> = {};

/** Called when the API says that nobody is signed in any more. */
export const onSignedOut: { tell: () => void } = { tell: () => undefined };

/** Called at each answer: the session was used just now. */
export const onAnswer: { tell: () => void } = { tell: () => undefined };

/** Called when the API refuses what the page offered: the person's rights have changed meanwhile. */
export const onNotAllowed: { tell: () => void } = { tell: () => undefined };

/** Path of an operation, relative to the page, so that the product can live under any prefix; map data has a root of its own. */
export const apiPath = (path: string): string => (path.startsWith('/ogc/') ? path.slice(1) : `api/v1${path}`);

/** Sends one request with the session's cookie and gives the answer's JSON. */
export async function call<Answer>(path: string, request: Request = {}): Promise<Answer> {
  const response = await send(path, request, 'application/json');
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as Answer;
  return (await answerOf(response)) as Answer;
}

// What is no JSON was not written by the office: a public network's sign-in page answers 200 to everything.
async function answerOf(response: Response): Promise<unknown> {
  const type = response.headers.get('content-type') ?? '';
  if (!/[/+]json\b/.test(type)) throw Problem.unreachable();
  return response.json().catch(() => { throw Problem.unreachable(); }) as Promise<unknown>;
}

/** Fetches a file, with the name that the server gives it. */
export async function callForFile(path: string, request: Request = {}): Promise<{ file: Blob; name: string }> {
  const response = await send(path, request, '*/*');
  const named = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '');
  return { file: await response.blob(), name: named?.[1] ?? 'file' };
}

/** Gives a file to the person, to be kept where their browser keeps what it fetches. */
export function hand(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Sends one request and gives the answer as it comes, for files that are read piece by piece. */
export const callForStream = (path: string, request: Request = {}): Promise<Response> => send(path, request, '*/*');

async function send(path: string, request: Request, accept: string): Promise<Response> {
  const headers: Record<string, string> = { 'Accept-Language': language.value, Accept: accept };
  if (request.body !== undefined) headers['Content-Type'] = 'application/json';
  if (request.file) headers['Content-Type'] = 'application/octet-stream';
  if (request.ifMatch) headers['If-Match'] = request.ifMatch;
  if (request.rest) Object.assign(headers, { Range: `bytes=${request.rest.from}-`, 'If-Range': request.rest.tag });

  let response: Response;
  try {
    response = await fetch(apiPath(path) + queryText(request.query), {
      method: request.method ?? 'GET',
      headers,
      body: request.file ?? (request.body === undefined ? null : JSON.stringify(request.body)),
      credentials: 'same-origin',
      cache: 'no-store',
      // The API sends nobody elsewhere; somebody on the way might.
      redirect: 'error',
      signal: request.signal ?? null,
    });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw Problem.unreachable();
  }

  if (response.ok) {
    onAnswer.tell();
    return response;
  }
  const problem = await readProblem(response);
  if (problem.code === 'not_allowed') onNotAllowed.tell();
  const need = needs[problem.code];
  if (!need || request.met?.includes(problem.code)) throw problem;
  if (await need()) return send(path, { ...request, met: [...(request.met ?? []), problem.code] }, accept);
  problem.turnedAway = true;
  throw problem;
}

async function readProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const problem = new Problem(
    body.code ?? 'unexpected', response.status, body.title ?? '', body.detail ?? null, body.errors ?? [], body.held ?? null);
  if (problem.code === 'sign_in_needed') onSignedOut.tell();
  return problem;
}

function queryText(query: Request['query']): string {
  const pairs = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value === null || value === undefined || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) pairs.append(name, String(one));
  }
  const text = pairs.toString();
  return text ? `?${text}` : '';
}
