import { resendInvoice } from "../dataverse/requests";
import { ask } from "../dialogs/dialogs";
import { text } from "../texts/texts";
import { described, titleOf } from "./described";
import type { Errand } from "./errand";

/** Has finance take a confirmed invoice once more. */
export const resend: Errand = {
    running: "ResendRunning",
    refused: "ResendRefused",
    decide: async (invoices) => {
        const isYes = await ask({
            title: titleOf(invoices, "ResendTitle", "ResendManyTitle"),
            lines: [...described(invoices), "", text("ResendEffect")],
            yes: text("ResendYes"),
        });
        return isYes ? (invoice) => resendInvoice(invoice.id) : undefined;
    },
};
