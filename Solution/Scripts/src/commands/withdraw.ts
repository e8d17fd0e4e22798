import { withdrawInvoice } from "../dataverse/requests";
import { askReason } from "../dialogs/reason";
import { text } from "../texts/texts";
import { described, titleOf } from "./described";
import type { Errand } from "./errand";

/** Asks finance to let a confirmed invoice go. The reason is asked for in the same dialog that says what happens. */
export const withdraw: Errand = {
    running: "WithdrawRunning",
    refused: "WithdrawRefused",
    decide: async (invoices) => {
        const reason = await askReason(titleOf(invoices, "WithdrawTitle", "WithdrawManyTitle"), [...described(invoices), "", text("WithdrawEffect")]);
        return reason === undefined ? undefined : (invoice) => withdrawInvoice(invoice.id, reason);
    },
};
