import { activeState, ConfirmationStatus, FinanceStatus, ProjectInvoiceStatus } from "../dataverse/choices";
import { isConfirmed, isRunning, type Invoice } from "../dataverse/invoice";

/** How an invoice stands, as far as it matters for what can be done with it. */
export type Situation =
    | "draft"
    | "failed"
    | "stopped"
    | "preparationFailed"
    | "scheduled"
    | "processing"
    | "preparing"
    | "canceling"
    | "confirmed"
    | "posted"
    | "paid"
    | "withdrawing"
    | "closed"
    | "unknown";

/** Tells how an invoice stands. Pure. */
export function situationOf(invoice: Invoice): Situation {
    if (isConfirmed(invoice)) {
        return ofConfirmed(invoice);
    }

    if (invoice.status !== ProjectInvoiceStatus.draft && invoice.status !== ProjectInvoiceStatus.inReview) {
        return "unknown";
    }

    return invoice.state === activeState ? ofDraft(invoice) : "closed";
}

function ofConfirmed(invoice: Invoice): Situation {
    if (invoice.confirmationStatus === ConfirmationStatus.withdrawing) {
        return "withdrawing";
    }

    if (isRunning(invoice)) {
        return "unknown";
    }

    if (invoice.status === ProjectInvoiceStatus.paid) {
        return "paid";
    }

    const isClosedInFinance = invoice.financeStatus === FinanceStatus.posted || invoice.financeStatus === FinanceStatus.nothingToInvoice;
    return isClosedInFinance ? "posted" : "confirmed";
}

function ofDraft(invoice: Invoice): Situation {
    switch (invoice.confirmationStatus) {
        case undefined:
        case ConfirmationStatus.none:
            return invoice.isPartlyBilled ? "unknown" : "draft";
        case ConfirmationStatus.scheduled:
            return "scheduled";
        case ConfirmationStatus.processing:
            return "processing";
        case ConfirmationStatus.preparing:
            return "preparing";
        case ConfirmationStatus.canceling:
            return "canceling";
        case ConfirmationStatus.failed:
            return ofFailed(invoice);
        default:
            return "unknown";
    }
}

function ofFailed(invoice: Invoice): Situation {
    if (invoice.isPartlyBilled) {
        return "stopped";
    }

    return invoice.wasPreparing ? "preparationFailed" : "failed";
}
