import { plainId } from "../dataverse/ids";
import type { Invoice } from "../dataverse/invoice";
import { reviseInvoice } from "../dataverse/requests";
import { countDetails, readSizeSettings, wayOf, type DetailCount } from "../dataverse/size";
import { ask } from "../dialogs/dialogs";
import type { TextKey } from "../texts/keys";
import { numeral, text } from "../texts/texts";
import { countLines, described, titleOf, wayLine } from "./described";
import type { Errand, RequestMaker } from "./errand";

const details = "msdyn_invoicelinetransaction";

/** Makes a draft that takes back all that an invoice billed. */
export const revise: Errand = {
    running: "ReviseRunning",
    refused: "ReviseRefused",
    decide: async ([invoice]) => decide(invoice, await countDetails(invoice.id), "ReviseEffect", []),
};

/** Makes a draft that takes back the details that the user chooses. */
export const reviseDetails: Errand = {
    running: "ReviseRunning",
    refused: "ReviseRefused",
    decide: async ([invoice]) => {
        const chosen = await choose(invoice);
        return chosen.length === 0 ? undefined : decide(invoice, { details: chosen.length, text: "", isAtLeast: false }, "ReviseDetailsEffect", chosen);
    },
};

async function decide(invoice: Invoice, count: DetailCount | undefined, effect: TextKey, chosen: readonly string[]): Promise<RequestMaker | undefined> {
    const settings = await readSizeSettings();
    const isYes = await ask({
        title: titleOf([invoice], "ReviseTitle", "ReviseTitle"),
        lines: [
            ...described([invoice]),
            ...(chosen.length > 0 ? [text("LineChosenDetails", { number: numeral(chosen.length) })] : countLines(count)),
            "",
            text(effect),
            wayLine(wayOf("revise", count?.details, settings), settings),
        ],
        yes: text("ReviseYes"),
    });
    return isYes ? () => reviseInvoice(invoice.id, chosen) : undefined;
}

async function choose(invoice: Invoice): Promise<string[]> {
    const filterXml = `<filter type="and"><condition attribute="msdyn_invoice" operator="eq" value="${plainId(invoice.id)}" /></filter>`;
    const chosen = (await Xrm.Utility.lookupObjects({
        allowMultiSelect: true,
        defaultEntityType: details,
        disableMru: true,
        entityTypes: [details],
        filters: [{ entityLogicalName: details, filterXml }],
    })) as Xrm.LookupValue[] | null;
    return (chosen ?? []).map((detail) => plainId(detail.id));
}
