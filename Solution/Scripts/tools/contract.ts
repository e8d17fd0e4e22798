// Tells what the script calls and which values it knows, so that a test can hold it against what the plug-ins declare.
import * as choices from "../src/dataverse/choices";
import { invoiceColumns } from "../src/dataverse/invoice";
import * as requests from "../src/dataverse/requests";
import table from "../src/rules/commands.json";

const id = "00000000-0000-0000-0000-000000000001";
const made = [
    requests.confirmInvoice(id),
    requests.resumeConfirmation(id),
    requests.cancelConfirmation(id),
    requests.resendInvoice(id),
    requests.withdrawInvoice(id, "Wrong customer"),
    requests.reviseInvoice(id, [id]),
    requests.bulkConfirmInvoices([id]),
];

console.log(JSON.stringify({ requests: made.map((request) => request.getMetadata()), choices, columns: invoiceColumns, table }));
