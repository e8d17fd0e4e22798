import { ConfirmationStatus, ProjectInvoiceStatus } from "./choices";

/** What the commands have to know of an invoice. Texts in the user's own format come from the server. */
export interface Invoice {
    readonly id: string;
    readonly number: string;
    readonly status: number | undefined;
    readonly state: number | undefined;
    readonly confirmationStatus: number | undefined;
    readonly progress: number;
    readonly attempt: number;
    readonly isPartlyBilled: boolean;
    readonly financeStatus: number | undefined;
    readonly financeStatusText: string;
    readonly lastError: string;
    readonly customer: string;
    readonly amount: string;
    readonly currency: string;
    /** Whether the run that failed was filling a corrective draft. Known only where it matters. */
    readonly wasPreparing: boolean;
}

export const invoiceColumns = [
    "name",
    "invoicenumber",
    "msdyn_invoicenumber",
    "msdyn_projectinvoicestatus",
    "statecode",
    "pinv_confirmationstatus",
    "pinv_confirmationprogress",
    "pinv_confirmationattempt",
    "pinv_partlybilled",
    "pinv_financestatus",
    "pinv_lasterror",
    "totalamount",
    "_customerid_value",
    "_transactioncurrencyid_value",
] as const;

type Row = Record<string, unknown>;

/** Reads a row of the Web API. */
export function invoiceOf(row: Row): Invoice {
    return {
        id: text(row, "invoiceid"),
        number: text(row, "msdyn_invoicenumber").trim() || text(row, "invoicenumber").trim() || text(row, "name"),
        status: number(row, "msdyn_projectinvoicestatus"),
        state: number(row, "statecode"),
        confirmationStatus: number(row, "pinv_confirmationstatus"),
        progress: number(row, "pinv_confirmationprogress") ?? 0,
        attempt: number(row, "pinv_confirmationattempt") ?? 0,
        isPartlyBilled: row["pinv_partlybilled"] === true,
        financeStatus: number(row, "pinv_financestatus"),
        financeStatusText: formatted(row, "pinv_financestatus"),
        lastError: text(row, "pinv_lasterror"),
        customer: formatted(row, "_customerid_value"),
        amount: formatted(row, "totalamount"),
        currency: formatted(row, "_transactioncurrencyid_value"),
        wasPreparing: false,
    };
}

/** Whether the invoice is billed: confirmed, and perhaps paid. */
export function isConfirmed(invoice: Invoice): boolean {
    return invoice.status === ProjectInvoiceStatus.confirmed || invoice.status === ProjectInvoiceStatus.paid;
}

/** Whether chunks are at work, so that progress can be followed. A withdrawal waits for finance, for hours perhaps. */
export function isRunning(invoice: Invoice): boolean {
    const running: (number | undefined)[] = [
        ConfirmationStatus.scheduled,
        ConfirmationStatus.processing,
        ConfirmationStatus.canceling,
        ConfirmationStatus.preparing,
    ];
    return running.includes(invoice.confirmationStatus);
}

/** Whether a confirmation, its undoing or the filling of a corrective draft stopped. */
export function isFailed(invoice: Invoice): boolean {
    return invoice.confirmationStatus === ConfirmationStatus.failed;
}

function text(row: Row, column: string): string {
    const value = row[column];
    return typeof value === "string" ? value : "";
}

function number(row: Row, column: string): number | undefined {
    const value = row[column];
    return typeof value === "number" ? value : undefined;
}

function formatted(row: Row, column: string): string {
    return text(row, `${column}@OData.Community.Display.V1.FormattedValue`);
}
