import { plainId } from "./ids";

const action = 0;
const primitive = 1;
const entityType = 5;

interface ParameterType {
    readonly typeName: string;
    readonly structuralProperty: number;
}

/** What the request says about itself (https://learn.microsoft.com/power-apps/developer/model-driven-apps/clientapi/reference/xrm-webapi/online/execute). */
export interface RequestMetadata {
    readonly boundParameter: "entity" | null;
    readonly operationType: number;
    readonly operationName: string;
    readonly parameterTypes: Record<string, ParameterType>;
}

/** A custom API as `Xrm.WebApi.online.execute` takes it. */
export interface ActionRequest {
    readonly getMetadata: () => RequestMetadata;
    readonly [parameter: string]: unknown;
}

/** Confirms one invoice. */
export const confirmInvoice = (id: string): ActionRequest => onInvoice("pinv_ConfirmInvoice", id);

/** Has a confirmation that stopped go on. */
export const resumeConfirmation = (id: string): ActionRequest => onInvoice("pinv_ResumeConfirmation", id);

/** Stops a confirmation and takes back what it has billed. */
export const cancelConfirmation = (id: string): ActionRequest => onInvoice("pinv_CancelConfirmation", id);

/** Sends a confirmed invoice to finance again. */
export const resendInvoice = (id: string): ActionRequest => onInvoice("pinv_ResendInvoice", id);

/** Asks finance to let a confirmed invoice go. */
export const withdrawInvoice = (id: string, reason: string): ActionRequest => onInvoice("pinv_WithdrawInvoice", id, { Reason: reason });

/** Makes a corrective draft of all details, or of the chosen ones. */
export const reviseInvoice = (id: string, details: readonly string[] = []): ActionRequest =>
    onInvoice("pinv_ReviseInvoice", id, details.length > 0 ? { Details: details.map(plainId).join(",") } : {});

/** Has many invoices confirmed, each on its own. */
export const bulkConfirmInvoices = (ids: readonly string[]): ActionRequest =>
    request("pinv_BulkConfirmInvoices", null, { Invoices: ids.map(plainId).join(",") });

function onInvoice(operationName: string, id: string, texts: Record<string, string> = {}): ActionRequest {
    return { ...request(operationName, "entity", texts), entity: { entityType: "invoice", id: plainId(id) } };
}

function request(operationName: string, boundParameter: "entity" | null, texts: Record<string, string>): ActionRequest {
    const parameterTypes: Record<string, ParameterType> = {};
    if (boundParameter !== null) {
        parameterTypes[boundParameter] = { typeName: "mscrm.invoice", structuralProperty: entityType };
    }

    for (const name of Object.keys(texts)) {
        parameterTypes[name] = { typeName: "Edm.String", structuralProperty: primitive };
    }

    return { ...texts, getMetadata: () => ({ boundParameter, operationType: action, operationName, parameterTypes }) };
}
