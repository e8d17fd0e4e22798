import type { Definitions } from "./definitions";
import { apiRoot, nextLinkIn, read, rowsIn, send, type Row } from "./http";
import { plainId } from "./ids";

const action = 0;
const crud = 2;

interface Metadata {
    readonly boundParameter?: string | null;
    readonly operationType?: number;
    readonly operationName?: string;
    readonly parameterTypes: Record<string, { readonly typeName: string; readonly structuralProperty: number }>;
}

/** A request as `execute` takes it. */
export interface Request {
    readonly getMetadata: () => Metadata;
    readonly [parameter: string]: unknown;
}

interface Reference {
    readonly entityType?: string;
    readonly id?: string;
}

/** `Xrm.WebApi`, by its reference (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference/xrm-webapi). */
export class WebApi {
    /** The same, as this shell is always online. */
    readonly online = this;

    constructor(private readonly definitions: Definitions) {}

    async retrieveRecord(table: string, id: string, options = ""): Promise<Row> {
        return read(`${await this.addressOf(table, id)}${options}`);
    }

    async retrieveMultipleRecords(table: string, options = "", maxPageSize?: number): Promise<{ entities: Row[]; nextLink?: string }> {
        const known = options.startsWith(apiRoot) || options.startsWith("http");
        const { setName } = await this.definitions.table(table);
        const path = known ? options.slice(options.indexOf(apiRoot) + apiRoot.length) : `${setName}${withEncodedFetch(options)}`;
        const answer = await read(path, maxPageSize === undefined ? [] : [`odata.maxpagesize=${String(maxPageSize)}`]);
        const next = nextLinkIn(answer);
        return { entities: rowsIn(answer), ...(next !== undefined && { nextLink: location.origin + apiRoot + next }) };
    }

    async createRecord(table: string, data: Row): Promise<Xrm.CreateResponse> {
        const { setName } = await this.definitions.table(table);
        const response = await send("POST", setName, data);
        return { entityType: table, id: idIn(response.headers.get("OData-EntityId") ?? "") };
    }

    async updateRecord(table: string, id: string, data: Row): Promise<Xrm.CreateResponse> {
        await send("PATCH", await this.addressOf(table, id), data, { "If-Match": "*" });
        return { entityType: table, id: plainId(id) };
    }

    async deleteRecord(table: string, id: string): Promise<Xrm.CreateResponse> {
        await send("DELETE", await this.addressOf(table, id));
        return { entityType: table, id: plainId(id) };
    }

    /** Calls an action or a function; what it answers with is the platform's response. */
    async execute(request: Request): Promise<Response> {
        const metadata = request.getMetadata();
        const { operationType, operationName } = metadata;
        if (operationName === undefined || operationType === undefined || operationType === crud) {
            throw new Error("execute takes an action or a function: its metadata has operationType 0 or 1 and an operationName.");
        }

        const address = await this.operationAddress(request, metadata, operationName);
        const names = Object.keys(metadata.parameterTypes).filter((name) => name !== metadata.boundParameter && request[name] !== undefined);
        if (operationType === action) {
            const values = await Promise.all(names.map((name) => this.valueOf(request[name])));
            return send("POST", address, Object.fromEntries(names.map((name, index) => [name, values[index]])));
        }

        const aliases = names.map((name) => `@${name}=${inAddress(request[name], metadata.parameterTypes[name]?.typeName)}`);
        return send("GET", `${address}(${names.map((name) => `${name}=@${name}`).join(",")})${aliases.length > 0 ? `?${aliases.join("&")}` : ""}`);
    }

    async executeMultiple(requests: readonly Request[]): Promise<Response[]> {
        const responses: Response[] = [];
        for (const request of requests) {
            responses.push(await this.execute(request));
        }

        return responses;
    }

    isAvailableOffline(): boolean {
        return false;
    }

    private async operationAddress(request: Request, { boundParameter, parameterTypes }: Metadata, name: string): Promise<string> {
        if (boundParameter === null || boundParameter === undefined) {
            return name;
        }

        const bound = request[boundParameter] as Reference | undefined;
        const table = bound?.entityType ?? parameterTypes[boundParameter]?.typeName.replace(/^.*\./, "") ?? "";
        if (bound?.id !== undefined) {
            return `${await this.addressOf(table, bound.id)}/Microsoft.Dynamics.CRM.${name}`;
        }

        return `${(await this.definitions.table(table)).setName}/Microsoft.Dynamics.CRM.${name}`;
    }

    // A reference among the parameters is written with its type and its key.
    private async valueOf(value: unknown): Promise<unknown> {
        const { entityType, id } = (value ?? {}) as Reference;
        if (entityType === undefined || id === undefined) {
            return value;
        }

        const { idColumn } = await this.definitions.table(entityType);
        return { "@odata.type": `Microsoft.Dynamics.CRM.${entityType}`, [idColumn]: plainId(id) };
    }

    private async addressOf(table: string, id: string): Promise<string> {
        return `${(await this.definitions.table(table)).setName}(${plainId(id)})`;
    }
}

// Scripts hand over FetchXML as it is, or encoded.
function withEncodedFetch(options: string): string {
    const start = "?fetchXml=";
    if (!options.startsWith(start)) {
        return options;
    }

    const fetchXml = options.slice(start.length);
    return start + (fetchXml.startsWith("<") ? encodeURIComponent(fetchXml) : fetchXml);
}

function idIn(address: string): string {
    return /\(([^)]+)\)$/.exec(address)?.[1] ?? "";
}

function inAddress(value: unknown, typeName: string | undefined): string {
    return typeName === "Edm.String" ? encodeURIComponent(`'${String(value).replaceAll("'", "''")}'`) : encodeURIComponent(JSON.stringify(value));
}

