import type { Invoice } from "../dataverse/invoice";
import { confirmInvoice } from "../dataverse/requests";
import { countDetails, readSizeSettings, wayOf } from "../dataverse/size";
import { ask } from "../dialogs/dialogs";
import { text } from "../texts/texts";
import { countLines, described, titleOf, wayLine } from "./described";
import type { Errand } from "./errand";

/** Confirms an invoice; of several, each is confirmed on its own and in the background. */
export const confirm: Errand = {
    running: "ConfirmRunning",
    refused: "ConfirmRefused",
    decide: async (invoices) => {
        const isYes = await ask({
            title: titleOf(invoices, "ConfirmTitle", "ConfirmManyTitle"),
            lines: invoices.length === 1 ? await linesOfOne(invoices[0]) : [...described(invoices), "", text("ConfirmManyEffect")],
            yes: text("ConfirmYes"),
        });
        return isYes ? (invoice) => confirmInvoice(invoice.id) : undefined;
    },
};

async function linesOfOne(invoice: Invoice): Promise<string[]> {
    const [count, settings] = await Promise.all([countDetails(invoice.id), readSizeSettings()]);
    return [
        ...described([invoice]),
        ...countLines(count),
        "",
        text(settings.createsActuals ? "ConfirmEffect" : "ConfirmEffectOfOthers"),
        wayLine(wayOf("confirm", count?.details, settings), settings),
    ];
}
