/** A row as the Web API writes it. */
export type Row = Record<string, unknown>;

/** What `Xrm.WebApi` rejects with (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference/xrm-webapi/retrieverecord). */
export interface Failure {
    readonly errorCode: number;
    readonly message: string;
    readonly status: number;
}

export const apiRoot = "/api/data/v9.2/";

const annotations = 'odata.include-annotations="*"';

/** Reads from the Web API. */
export async function read(path: string, prefer: readonly string[] = []): Promise<Row> {
    const response = await send("GET", path, undefined, { Prefer: [annotations, ...prefer].join(",") });
    return (await response.json()) as Row;
}

/** Reads the rows of a collection, to its last page. */
export async function readAll(path: string): Promise<Row[]> {
    const rows: Row[] = [];
    for (let next: string | undefined = path; next !== undefined; ) {
        const page: Row = await read(next);
        rows.push(...rowsIn(page));
        next = nextLinkIn(page);
    }

    return rows;
}

/** The rows of an answer. */
export function rowsIn(answer: Row): Row[] {
    return (answer["value"] ?? []) as Row[];
}

/** The address of the next page, as the Web API knows it from its root. */
export function nextLinkIn(answer: Row): string | undefined {
    const link = answer["@odata.nextLink"];
    return typeof link === "string" ? link.slice(link.indexOf(apiRoot) + apiRoot.length) : undefined;
}

/** Sends a request, and rejects with what the service refused it for. */
export async function send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const response = await fetch(apiRoot + path, {
        method,
        headers: {
            Accept: "application/json",
            "OData-MaxVersion": "4.0",
            "OData-Version": "4.0",
            ...(body !== undefined && { "Content-Type": "application/json; charset=utf-8" }),
            ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) {
        throw await failureOf(response);
    }

    return response;
}

/** What a failed call said, in the platform's words. */
export function messageOf(error: unknown): string {
    const { message } = (error ?? {}) as { message?: unknown };
    return typeof message === "string" ? message : String(error);
}

async function failureOf(response: Response): Promise<Failure & Error> {
    const text = await response.text();
    const { code, message } = errorIn(text);
    return Object.assign(new Error(message ?? `${String(response.status)} ${response.statusText}`), { errorCode: signed(code), status: response.status });
}

function errorIn(text: string): { code?: string; message?: string } {
    try {
        return (JSON.parse(text) as { error?: { code?: string; message?: string } }).error ?? {};
    } catch {
        return {};
    }
}

// The service writes 0x80040265, and the client API a number of 32 bits.
function signed(code: string | undefined): number {
    return code === undefined ? 0 : Number(code) | 0;
}
