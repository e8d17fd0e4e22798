import { apiRoot, type Row } from "../../src/dataverse/http";

/** A call that was made. */
export interface Call {
    readonly method: string;
    readonly path: string;
    readonly body: unknown;
}

interface Answer {
    readonly status?: number;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
}

/** A Web API with answers as the real one writes them. */
export class FakeService {
    readonly calls: Call[] = [];
    private readonly answers: { start: string; answer: Answer }[] = [];

    /** What is answered to addresses that begin so; what was given last counts first. */
    on(start: string, body: unknown, more: Omit<Answer, "body"> = {}): this {
        this.answers.unshift({ start, answer: { body, ...more } });
        return this;
    }

    /** A table with columns. */
    table(name: string, setName: string, columns: readonly Row[]): this {
        return this.on(`EntityDefinitions(LogicalName='${name}')?`, {
            LogicalName: name,
            EntitySetName: setName,
            PrimaryIdAttribute: `${name}id`,
            PrimaryNameAttribute: "name",
            DisplayName: { UserLocalizedLabel: { Label: name } },
            Attributes: columns.map((column) => ({ IsValidForUpdate: true, IsValidForCreate: true, AttributeType: "String", ...column })),
        });
    }

    install(): this {
        Object.assign(globalThis, { fetch: (path: string, options: RequestInit = {}) => Promise.resolve(this.answer(path, options)) });
        return this;
    }

    private answer(path: string, options: RequestInit): Response {
        const asked = decodeURIComponent(path.slice(apiRoot.length));
        this.calls.push({ method: options.method ?? "GET", path: asked, body: typeof options.body === "string" ? JSON.parse(options.body) : undefined });
        const found = this.answers.find(({ start }) => asked.startsWith(start))?.answer;
        const { status = 200, body, headers = {} } = found ?? { status: 404, body: { error: { code: "0x80060888", message: `Nothing at ${asked}` } } };
        return new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
    }
}
