import { ChunkKind } from "./choices";
import { inParts, plainId } from "./ids";
import { type Invoice, invoiceColumns, invoiceOf, isFailed } from "./invoice";
import { bulkConfirmInvoices, type ActionRequest } from "./requests";

/** How many rows one question names: their ids stand in its address. */
const idsPerQuestion = 50;

/** How many invoices `pinv_BulkConfirmInvoices` takes. */
const mostInBulk = 1000;

/** What a bulk confirmation says of an invoice that it does not take. */
export interface Refused {
    readonly id: string;
    readonly reason: string;
}

type Row = Record<string, unknown>;

/** Reads an invoice. */
export async function readInvoice(id: string): Promise<Invoice> {
    const invoice = invoiceOf(await Xrm.WebApi.retrieveRecord<Row>("invoice", plainId(id), `?$select=${invoiceColumns.join(",")}`));
    return (await completed([invoice]))[0] ?? invoice;
}

/** Reads invoices, in the order in which they are asked for. One that is gone is left out. */
export async function readInvoices(ids: readonly string[]): Promise<Invoice[]> {
    const parts = await Promise.all(inParts(ids.map(plainId), idsPerQuestion).map(readPart));
    const byId = new Map(parts.flat().map((invoice) => [plainId(invoice.id), invoice]));
    const found = ids.map((id) => byId.get(plainId(id))).filter((invoice) => invoice !== undefined);
    return completed(found);
}

/** Calls a custom API of this product. */
export async function execute(request: ActionRequest): Promise<Row> {
    const response = await Xrm.WebApi.online.execute(request);
    return response.status === 204 ? {} : ((await response.json()) as Row);
}

/** The corrective draft that `pinv_ReviseInvoice` answers with. The platform leaves out the name of the property where it is the only one. */
export function draftIn(answer: Row): string {
    const draft = (answer["Invoice"] ?? answer) as Row;
    return draft["invoiceid"] as string;
}

/** Has invoices confirmed in bulk, and tells which are refused at once. */
export async function confirmInBulk(ids: readonly string[]): Promise<Refused[]> {
    const refused: Refused[] = [];
    for (const part of inParts(ids, mostInBulk)) {
        const answer = await execute(bulkConfirmInvoices(part));
        const results = (answer["Results"] ?? answer["value"] ?? []) as Row[];
        refused.push(...results.map(invoiceOf).filter(isRefused).map((invoice) => ({ id: invoice.id, reason: invoice.lastError })));
    }

    return refused;
}

function isRefused(result: Invoice): boolean {
    return result.lastError !== "";
}

async function readPart(ids: readonly string[]): Promise<Invoice[]> {
    const filter = ids.map((id) => `invoiceid eq ${id}`).join(" or ");
    const result = await Xrm.WebApi.retrieveMultipleRecords("invoice", `?$select=${invoiceColumns.join(",")}&$filter=${filter}`);
    return (result.entities as Row[]).map(invoiceOf);
}

// Only the chunks tell whether it was a corrective draft that could not be filled: then it is resumed, and not confirmed.
async function completed(invoices: readonly Invoice[]): Promise<Invoice[]> {
    const unclear = invoices.filter((invoice) => isFailed(invoice) && !invoice.isPartlyBilled);
    const runs = new Set((await Promise.all(inParts(unclear, idsPerQuestion).map(readRevisions))).flat());
    return invoices.map((invoice) => ({ ...invoice, wasPreparing: runs.has(runOf(plainId(invoice.id), invoice.attempt)) }));
}

async function readRevisions(invoices: readonly Invoice[]): Promise<string[]> {
    const filter = invoices.map((invoice) => `_pinv_invoiceid_value eq ${plainId(invoice.id)}`).join(" or ");
    const query = `?$select=_pinv_invoiceid_value,pinv_attempt&$filter=pinv_kind eq ${String(ChunkKind.revise)} and (${filter})`;
    const chunks = await Xrm.WebApi.retrieveMultipleRecords("pinv_confirmationchunk", query);
    return (chunks.entities as Row[]).map((chunk) => runOf(plainId(chunk["_pinv_invoiceid_value"] as string), chunk["pinv_attempt"] as number));
}

function runOf(invoice: string, attempt: number): string {
    return `${invoice} ${String(attempt)}`;
}
