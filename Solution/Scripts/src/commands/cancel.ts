import { cancelConfirmation } from "../dataverse/requests";
import { ask } from "../dialogs/dialogs";
import { text } from "../texts/texts";
import { described, titleOf } from "./described";
import type { Errand } from "./errand";

/** Stops a confirmation and takes back what it has billed. */
export const cancel: Errand = {
    running: "CancelRunning",
    refused: "CancelRefused",
    decide: async (invoices) => {
        const isYes = await ask({
            title: titleOf(invoices, "CancelTitle", "CancelManyTitle"),
            lines: [...described(invoices), "", text("CancelEffect")],
            yes: text("CancelYes"),
        });
        return isYes ? (invoice) => cancelConfirmation(invoice.id) : undefined;
    },
};
