// Xrm.WebApi as the model-driven shell has it, whose requests are those of a browser: relative addresses, and a session instead of a token.
import { build } from "esbuild";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { token, url } from "../host.mjs";

const shell = new URL("../../../ModelDrivenShell/Client/src/dataverse/", import.meta.url).pathname;

const plainFetch = globalThis.fetch;
globalThis.location = { origin: url.origin };
globalThis.fetch = (address, options) =>
    typeof address === "string" && address.startsWith("/")
        ? plainFetch(url.origin + address, { ...options, headers: { ...options?.headers, Authorization: `Bearer ${token}` } })
        : plainFetch(address, options);

const { Definitions, WebApi } = await load();
const definitions = new Definitions();
const api = new WebApi(definitions);

const tables = { accounts: "account", invoices: "invoice", transactioncurrencies: "transactioncurrency" };
const query = ({ select, filter, orderBy }) => `?$select=${select.join(",")}&$filter=${encodeURIComponent(filter)}&$orderby=${orderBy.join(",")}`;
const rowsOf = ({ entities }) => entities;
const unbound = (operationName, operationType, parameterTypes = {}) => ({
    boundParameter: null,
    operationName,
    operationType,
    parameterTypes,
});

export const name = "Xrm.WebApi";

export const calls = {
    create: async (set, data) => (await api.createRecord(tables[set], data)).id,
    retrieve: async (set, id, select) => api.retrieveRecord(tables[set], id, `?$select=${select.join(",")}`),
    retrieveMultiple: async (set, options) => rowsOf(await api.retrieveMultipleRecords(tables[set], query(options))),
    update: async (set, id, data) => api.updateRecord(tables[set], id, data),
    updateOnly: async (set, id, data) => api.updateRecord(tables[set], id, data),
    remove: async (set, id) => api.deleteRecord(tables[set], id),
    fetchXml: async (set, fetchXml) => rowsOf(await api.retrieveMultipleRecords(tables[set], `?fetchXml=${fetchXml}`)),
    savedQuery: async (set, id) => rowsOf(await api.retrieveMultipleRecords(tables[set], `?savedQuery=${id}`)),
    userQuery: async (set, id) => rowsOf(await api.retrieveMultipleRecords(tables[set], `?userQuery=${id}`)),
    pages: async (set, options, maxPageSize) => {
        let page = await api.retrieveMultipleRecords(tables[set], query(options), maxPageSize);
        const pages = [page.entities];
        while (page.nextLink !== undefined) {
            page = await api.retrieveMultipleRecords(tables[set], page.nextLink, maxPageSize);
            pages.push(page.entities);
        }

        return pages;
    },
    retrieveFormatted: async (set, id, column) =>
        (await api.retrieveRecord(tables[set], id, `?$select=${column}`))[`${column}@OData.Community.Display.V1.FormattedValue`],
    table: async (logicalName) => {
        const { setName, columns } = await definitions.table(logicalName);
        return { setName, columns: [...columns.keys()] };
    },
    whoAmI: async () => (await (await api.execute({ getMetadata: () => unbound("WhoAmI", 1) })).json()).UserId,
    sum: async (a, b) => {
        const type = { typeName: "Edm.Int32", structuralProperty: 1 };
        const response = await api.execute({ A: a, B: b, getMetadata: () => unbound("test_Sum", 1, { A: type, B: type }) });
        return (await response.json()).Sum;
    },
    confirm: async (id) => {
        const response = await api.execute({
            entity: { entityType: "invoice", id },
            getMetadata: () => ({
                boundParameter: "entity",
                operationName: "test_Confirm",
                operationType: 0,
                parameterTypes: { entity: { typeName: "mscrm.invoice", structuralProperty: 5 } },
            }),
        });
        return (await response.json()).Confirmed.invoiceid;
    },
    refusal: async (set, id) => {
        const error = await api.retrieveRecord(tables[set], id).then(
            () => {
                throw new Error("The request was not refused.");
            },
            (refused) => refused,
        );
        return { code: error.errorCode, message: error.message };
    },
};

async function load() {
    const folder = await mkdtemp(join(tmpdir(), "xrm-webapi-"));
    const outfile = join(folder, "web-api.mjs");
    await build({
        stdin: { contents: 'export { Definitions } from "./definitions"; export { WebApi } from "./web-api";', resolveDir: shell },
        bundle: true,
        format: "esm",
        platform: "node",
        logLevel: "warning",
        outfile,
    });
    const loaded = await import(pathToFileURL(outfile).href);
    await rm(folder, { recursive: true });
    return loaded;
}
