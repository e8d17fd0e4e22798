// Tells what the script calls, asks and knows, so that tests can hold it against what the plug-ins declare and what the server takes.
import * as choices from "../src/dataverse/choices";
import { readInvoice, readInvoices } from "../src/dataverse/client";
import { invoiceColumns } from "../src/dataverse/invoice";
import * as requests from "../src/dataverse/requests";
import { countDetails, readSizeSettings } from "../src/dataverse/size";
import { rightsOfUser } from "../src/rules/caller";
import table from "../src/rules/commands.json";

const id = "00000000-0000-0000-0000-000000000001";
const other = "00000000-0000-0000-0000-000000000002";
const made = [
    requests.confirmInvoice(id),
    requests.resumeConfirmation(id),
    requests.cancelConfirmation(id),
    requests.resendInvoice(id),
    requests.withdrawInvoice(id, "Wrong customer"),
    requests.reviseInvoice(id, [id, other]),
    requests.bulkConfirmInvoices([id, other]),
];
const questions: { table: string; id: string | null; options: string }[] = [];

// Answers with what leads to further questions, and keeps each.
Object.assign(globalThis, {
    Xrm: {
        WebApi: {
            retrieveRecord: (asked: string, record: string, options: string) => {
                questions.push({ table: asked, id: record, options });
                return Promise.resolve({ invoiceid: record, pinv_confirmationstatus: choices.ConfirmationStatus.failed });
            },
            retrieveMultipleRecords: (asked: string, options: string) => {
                questions.push({ table: asked, id: null, options });
                return Promise.resolve({ entities: [] });
            },
        },
        Utility: { getGlobalContext: () => ({ userSettings: { roles: { get: () => [{ id }, { id: other }] } } }) },
    },
});

await readInvoice(id);
await readInvoices([id, other]);
await countDetails(id);
await readSizeSettings();
await rightsOfUser().may("withdraw");

console.log(
    JSON.stringify({
        requests: made.map((request) => request.getMetadata()),
        parameters: made.map((request) => JSON.parse(JSON.stringify(request)) as unknown),
        questions,
        choices,
        columns: invoiceColumns,
        table,
    }),
);
