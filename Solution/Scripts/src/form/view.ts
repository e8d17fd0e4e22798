import { ConfirmationStatus, FinanceStatus } from "../dataverse/choices";
import { isConfirmed, isFailed, isRunning, type Invoice } from "../dataverse/invoice";
import { inOneLine, withReason } from "../errors";
import { situationOf } from "../rules/situation";
import type { TextKey } from "../texts/keys";
import { numeral, text } from "../texts/texts";

/** What the form tells about an invoice. */
export interface Notice {
    readonly level: "ERROR" | "WARNING" | "INFO";
    readonly message: string;
}

const noticeId = "pinv_confirmation";
const tab = "pinv_finance";
const chunksSection = "pinv_finance_chunks";
const actualsSection = "pinv_finance_actuals";
const chunks = "pinv_chunks";

const phases: Readonly<Partial<Record<number, TextKey>>> = {
    [ConfirmationStatus.scheduled]: "StateScheduled",
    [ConfirmationStatus.processing]: "StateProcessing",
    [ConfirmationStatus.canceling]: "StateCanceling",
    [ConfirmationStatus.preparing]: "StatePreparing",
    [ConfirmationStatus.withdrawing]: "StateWithdrawing",
};

/** What there is to tell about an invoice; undefined where nothing. Pure but for the texts. */
export function noticeOf(invoice: Invoice): Notice | undefined {
    const phase = invoice.confirmationStatus === undefined ? undefined : phases[invoice.confirmationStatus];
    if (phase !== undefined) {
        return { level: "INFO", message: text(phase, { progress: numeral(invoice.progress) }) };
    }

    if (isFailed(invoice)) {
        return { level: "ERROR", message: invoice.lastError === "" ? text("StateFailed") : withReason(invoice.lastError) };
    }

    return isConfirmed(invoice) ? noticeOfConfirmed(invoice) : undefined;
}

/** Shows how the invoice stands: one notice, and the sections that matter now. */
export function show(formContext: Xrm.FormContext, invoice: Invoice): void {
    const notice = noticeOf(invoice);
    if (notice === undefined) {
        formContext.ui.clearFormNotification(noticeId);
    } else {
        formContext.ui.setFormNotification(notice.message, notice.level, noticeId);
    }

    setVisible(formContext, chunksSection, isRunning(invoice) || isFailed(invoice));
    setVisible(formContext, actualsSection, isConfirmed(invoice));
}

/** Says that the progress cannot be told any more. */
export function showLost(formContext: Xrm.FormContext): void {
    formContext.ui.setFormNotification(text("ProgressLost"), "WARNING", noticeId);
}

/** Shows nothing of any invoice: on a form for a new one. */
export function showNothing(formContext: Xrm.FormContext): void {
    formContext.ui.clearFormNotification(noticeId);
    setVisible(formContext, chunksSection, false);
    setVisible(formContext, actualsSection, false);
}

/** Reads the chunks anew, where the form shows them. */
export function refreshChunks(formContext: Xrm.FormContext): void {
    formContext.getControl<Xrm.Controls.GridControl>(chunks)?.refresh();
}

/** Reads the fields anew where they are older than what the notice tells, unless that would take from the user what was entered. */
export async function refreshFields(formContext: Xrm.FormContext, invoice: Invoice): Promise<void> {
    const told: readonly [string, number | undefined][] = [
        ["pinv_confirmationstatus", invoice.confirmationStatus],
        ["pinv_confirmationprogress", invoice.progress],
    ];
    const isOlder = told.some(([column, value]) => isOther(formContext, column, value));
    if (isOlder && !formContext.data.getIsDirty()) {
        await formContext.data.refresh(false);
    }
}

// A form need not have the column.
function isOther(formContext: Xrm.FormContext, column: string, value: number | undefined): boolean {
    const attribute = formContext.getAttribute<Xrm.Attributes.Attribute<number>>(column);
    return attribute !== null && (attribute.getValue() ?? undefined) !== value;
}

function noticeOfConfirmed(invoice: Invoice): Notice | undefined {
    if (invoice.lastError !== "") {
        return { level: "WARNING", message: inOneLine(invoice.lastError) };
    }

    if (invoice.financeStatus === FinanceStatus.failed) {
        return { level: "WARNING", message: text("StateFinanceFailed") };
    }

    // An invoice that was loaded as confirmed never went to finance.
    const isWaiting = situationOf(invoice) === "confirmed" && invoice.financeStatusText !== "";
    return isWaiting ? { level: "INFO", message: text("StateWaiting", { status: invoice.financeStatusText }) } : undefined;
}

// Another form of the same table may show this script's sections, or not.
function setVisible(formContext: Xrm.FormContext, section: string, isVisible: boolean): void {
    formContext.ui.tabs.get(tab)?.sections.get(section)?.setVisible(isVisible);
}
