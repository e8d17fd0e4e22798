import { resumeConfirmation } from "../dataverse/requests";
import { ask } from "../dialogs/dialogs";
import { text } from "../texts/texts";
import { described, titleOf } from "./described";
import type { Errand } from "./errand";

/** Has a confirmation that stopped, or its cancellation, go on where it was. */
export const resume: Errand = {
    running: "ResumeRunning",
    refused: "ResumeRefused",
    decide: async (invoices) => {
        const isYes = await ask({
            title: titleOf(invoices, "ResumeTitle", "ResumeManyTitle"),
            lines: [...described(invoices), "", text("ResumeEffect")],
            yes: text("ResumeYes"),
        });
        return isYes ? (invoice) => resumeConfirmation(invoice.id) : undefined;
    },
};
