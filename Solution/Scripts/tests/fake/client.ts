import assert from "node:assert/strict";
import { textsOf } from "./texts";

type Row = Record<string, unknown>;
type Answer = Row | { readonly errorCode: number; readonly message: string };

/** A dialog that was opened, and what stood in it. */
export interface Dialog {
    readonly kind: "confirm" | "alert" | "error" | "page";
    readonly title?: string;
    readonly text: string;
    readonly yes?: string;
}

/** A custom API that was called. */
export interface Call {
    readonly name: string;
    readonly id: string | undefined;
    readonly parameters: Row;
}

interface Request {
    getMetadata: () => {
        boundParameter: string | null | undefined;
        operationType: number;
        operationName: string;
        parameterTypes: Record<string, { typeName: string; structuralProperty: number }>;
    };
    [name: string]: unknown;
}

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/**
 * The client API, written from its reference (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference): what it takes, what it
 * refuses, and what it hands back. It has none of the members that the reference does not name.
 */
export class FakeClient {
    /** Rows by table and id. */
    readonly tables = new Map<string, Map<string, Row>>();
    readonly dialogs: Dialog[] = [];
    readonly calls: Call[] = [];
    readonly progress: string[] = [];
    readonly opened: unknown[] = [];
    readonly lookups: unknown[] = [];
    readonly questions: string[] = [];
    /** What custom APIs answer, by name; an object with an error code is a refusal. */
    readonly answers = new Map<string, (call: Call) => Answer>();
    isProgressShown = false;
    says = true;
    reason: string | null = null;
    chosen: Xrm.LookupValue[] | null = null;
    language = 1033;
    hasTexts = true;
    privileges: string[] | undefined = ["prvReadInvoice", "prvWriteInvoice", "prvCreateInvoice"];
    roles: string[] = [];
    countError: unknown;
    readError: unknown;
    page: unknown = { pageType: "entityrecord", entityName: "invoice", entityId: "1" };

    /** Puts the client into the page. */
    install(): this {
        const storage = new Map<string, string>();
        Object.assign(globalThis, {
            Xrm: { WebApi: this.webApi(), Navigation: this.navigation(storage), Utility: this.utility() },
            sessionStorage: {
                getItem: (key: string) => storage.get(key) ?? null,
                setItem: (key: string, value: string) => storage.set(key, value),
                removeItem: (key: string) => storage.delete(key),
            },
        });
        return this;
    }

    /** Stores a row. */
    row(table: string, id: string, columns: Row): this {
        const rows = this.tables.get(table) ?? new Map<string, Row>();
        rows.set(id, { ...columns, [`${table}id`]: id });
        this.tables.set(table, rows);
        return this;
    }

    /** Changes columns of a row. */
    change(table: string, id: string, columns: Row): void {
        Object.assign(this.tables.get(table)?.get(id) ?? {}, columns);
    }

    private webApi(): unknown {
        return {
            retrieveRecord: async (table: string, id: string, options = "") => {
                await Promise.resolve();
                assert.match(options, /^\?\$select=/, "columns are named");
                assert.match(id, new RegExp(`^${guid.source}$`));
                this.failIfAsked();
                this.questions.push(`${table} ${id}`);
                return { ...(this.tables.get(table)?.get(id) ?? fail(-2147220969, `${table} With Id = ${id} Does Not Exist`)) };
            },
            retrieveMultipleRecords: async (table: string, options = "") => {
                await Promise.resolve();
                assert.ok(options.startsWith("?"), "options start with a question mark");
                this.failIfAsked();
                this.questions.push(`${table} ${options}`);
                return { entities: this.rowsOf(table, decodeURIComponent(options)).map((row) => ({ ...row })) };
            },
            online: { execute: (request: Request) => this.execute(request) },
        };
    }

    private rowsOf(table: string, options: string): Row[] {
        if (options.startsWith("?fetchXml=")) {
            assert.match(options, /aggregate="true"/);
            if (this.countError !== undefined) {
                throw this.countError as Error;
            }

            const count = this.tables.get(table)?.size ?? 0;
            return [{ details: count, "details@OData.Community.Display.V1.FormattedValue": count.toLocaleString("en-US") }];
        }

        const rows = [...(this.tables.get(table)?.values() ?? [])];
        const named: readonly string[] = options.match(guid) ?? [];
        const schemaName = /schemaname eq '(\w+)'/.exec(options)?.[1];
        return rows.filter((row) => (schemaName === undefined ? Object.values(row).some((value) => named.includes(String(value))) : row["schemaname"] === schemaName));
    }

    private async execute(request: Request): Promise<unknown> {
        await Promise.resolve();
        const metadata = request.getMetadata();
        assert.deepEqual(Object.keys(metadata).sort(), ["boundParameter", "operationName", "operationType", "parameterTypes"]);
        const parameters = Object.fromEntries(Object.entries(request).filter(([name]) => name !== "getMetadata"));
        assert.deepEqual(Object.keys(parameters).sort(), Object.keys(metadata.parameterTypes).sort(), "each parameter has its type, and each type its parameter");
        const bound = metadata.boundParameter === null ? undefined : (parameters[metadata.boundParameter ?? ""] as { entityType: string; id: string });
        const call = { name: metadata.operationName, id: bound?.id, parameters };
        this.calls.push(call);
        const answer = this.answers.get(metadata.operationName)?.(call) ?? {};
        if ("errorCode" in answer) {
            throw answer as unknown as Error;
        }

        return { ok: true, status: 200, json: () => Promise.resolve(answer) };
    }

    private navigation(storage: Map<string, string>): unknown {
        return {
            openConfirmDialog: (strings: Xrm.Navigation.ConfirmStrings) => {
                this.dialogs.push(dialog("confirm", strings.title, strings.text, strings.confirmButtonLabel));
                return Promise.resolve({ confirmed: this.says });
            },
            openAlertDialog: (strings: Xrm.Navigation.AlertStrings) => {
                this.dialogs.push(dialog("alert", strings.title, strings.text));
                return Promise.resolve();
            },
            openErrorDialog: (options: Xrm.Navigation.ErrorDialogOptions) => {
                assert.ok(options.message !== undefined || options.errorCode !== undefined, "message or error code has to be set");
                this.dialogs.push(dialog("error", undefined, options.message ?? ""));
                return Promise.resolve();
            },
            openForm: (options: unknown) => {
                this.opened.push(options);
                return Promise.resolve({ savedEntityReference: [] });
            },
            navigateTo: (page: { webresourceName: string }, options: { title?: string }) => {
                const question = JSON.parse(storage.get("pinv_reason_question") ?? "{}") as { lines: string[]; yes: string };
                this.dialogs.push(dialog("page", options.title, [page.webresourceName, ...question.lines].join("\n"), question.yes));
                if (this.reason !== null) {
                    storage.set("pinv_reason_answer", this.reason);
                }

                return Promise.resolve();
            },
        };
    }

    private utility(): unknown {
        return {
            getResourceString: (webResource: string, key: string) => {
                assert.equal(webResource, "pinv_/strings/Invoicing", "the language is left to the client");
                return this.hasTexts ? (textsOf(this.language).get(key) ?? null) : null;
            },
            showProgressIndicator: (message: string) => {
                this.isProgressShown = true;
                this.progress.push(message);
            },
            closeProgressIndicator: () => {
                this.isProgressShown = false;
            },
            lookupObjects: (options: unknown) => {
                this.lookups.push(options);
                return Promise.resolve(this.chosen);
            },
            getPageContext: () => {
                if (this.page === undefined) {
                    throw new Error("The page has no context.");
                }

                return { input: this.page };
            },
            getGlobalContext: () => ({ userSettings: this.userSettings() }),
        };
    }

    private userSettings(): unknown {
        const privileges = this.privileges;
        return {
            languageId: this.language,
            roles: { get: () => this.roles.map((id) => ({ id, name: "", entityType: "role" })) },
            ...(privileges && {
                getSecurityRolePrivilegesInfo: () =>
                    Promise.resolve(Object.fromEntries(privileges.map((name) => [name, { id: name, businessUnitId: "", privilegeName: name, depth: 8 }]))),
            }),
        };
    }

    private failIfAsked(): void {
        if (this.readError !== undefined) {
            throw this.readError as Error;
        }
    }
}

function dialog(kind: Dialog["kind"], title: string | undefined, text: string, yes?: string): Dialog {
    return { kind, text, ...(title !== undefined && { title }), ...(yes !== undefined && { yes }) };
}

// What the platform rejects with is an object with these two properties.
function fail(errorCode: number, message: string): never {
    throw { errorCode, message } as unknown as Error;
}
