import { language } from '../language/language';

/** What is wrong with one field of what was sent. */
export interface FieldError { field: string; code: string; detail: string }

/** A refusal of the API in the reader's words (RFC 9457), or the absence of any answer. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly title: string,
    readonly detail: string | null = null,
    readonly errors: FieldError[] = [],
  ) {
    super(code);
  }

  /** No answer came: the network or the office's server is away. */
  static readonly unreachable = (): Problem => new Problem('unreachable', 0, '');
}

export interface Request {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  query?: Record<string, string | number | string[] | null | undefined>;
  body?: unknown;
  /** Sent as it is, for files. */
  file?: Blob;
  ifMatch?: string;
  signal?: AbortSignal;
}

/** Called when the API says that nobody is signed in any more. */
export const onSignedOut: { tell: () => void } = { tell: () => undefined };

/** Path of an operation, relative to the page, so that the product can live under any prefix. */
export const apiPath = (path: string): string => `api/v1${path}`;

/** Sends one request with the session's cookie and gives the answer's JSON. */
export async function call<Answer>(path: string, request: Request = {}): Promise<Answer> {
  const headers: Record<string, string> = { 'Accept-Language': language.value, Accept: 'application/json' };
  if (request.body !== undefined) headers['Content-Type'] = 'application/json';
  if (request.file) headers['Content-Type'] = 'application/octet-stream';
  if (request.ifMatch) headers['If-Match'] = request.ifMatch;

  let response: Response;
  try {
    response = await fetch(apiPath(path) + queryText(request.query), {
      method: request.method ?? 'GET',
      headers,
      body: request.file ?? (request.body === undefined ? null : JSON.stringify(request.body)),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: request.signal ?? null,
    });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw Problem.unreachable();
  }

  if (!response.ok) throw await readProblem(response);
  if (response.status === 204 || response.headers.get('content-length') === '0') return undefined as Answer;
  return (await response.json()) as Answer;
}

async function readProblem(response: Response): Promise<Problem> {
  const body = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const problem = new Problem(
    body.code ?? 'unexpected', response.status, body.title ?? '', body.detail ?? null, body.errors ?? []);
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
