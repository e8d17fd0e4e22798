import type { Invoice } from "../dataverse/invoice";
import type { ActionRequest } from "../dataverse/requests";
import type { TextKey } from "../texts/keys";

/** Makes the request for an invoice, once the user has decided. */
export type RequestMaker = (invoice: Invoice) => ActionRequest;

/** What a command says, asks and calls, wherever it is clicked. */
export interface Errand {
    /** While it is under way; has a placeholder for the invoice. */
    readonly running: TextKey;
    /** Title where it was refused; has a placeholder for the invoice. */
    readonly refused: TextKey;
    /** Tells the user what is going to happen and asks. Undefined where the user declines. */
    readonly decide: (invoices: readonly [Invoice, ...Invoice[]]) => Promise<RequestMaker | undefined>;
}
