import { ConfirmationStatus, FinanceStatus, ProjectInvoiceStatus } from "../../src/dataverse/choices";

export const first = "11111111-1111-1111-1111-111111111111";
export const second = "22222222-2222-2222-2222-222222222222";
export const third = "33333333-3333-3333-3333-333333333333";

const formatted = "@OData.Community.Display.V1.FormattedValue";

/** A draft with all that a dialog tells. */
export const draft = {
    invoicenumber: "INV-1",
    msdyn_invoicenumber: "PF-1003",
    msdyn_projectinvoicestatus: ProjectInvoiceStatus.draft,
    statecode: 0,
    pinv_confirmationstatus: ConfirmationStatus.none,
    pinv_confirmationprogress: 0,
    pinv_confirmationattempt: 0,
    pinv_partlybilled: false,
    pinv_financestatus: FinanceStatus.notSent,
    [`pinv_financestatus${formatted}`]: "Not sent",
    pinv_lasterror: null as string | null,
    totalamount: 12500,
    [`totalamount${formatted}`]: "$12,500.00",
    _customerid_value: "44444444-4444-4444-4444-444444444444",
    [`_customerid_value${formatted}`]: "Harbor Works",
    _transactioncurrencyid_value: "55555555-5555-5555-5555-555555555555",
    [`_transactioncurrencyid_value${formatted}`]: "US Dollar",
};

/** Confirmed, and on its way to finance. */
export const confirmed = {
    ...draft,
    msdyn_projectinvoicestatus: ProjectInvoiceStatus.confirmed,
    pinv_confirmationstatus: ConfirmationStatus.complete,
    pinv_confirmationprogress: 100,
    pinv_financestatus: FinanceStatus.sent,
    [`pinv_financestatus${formatted}`]: "Sent",
};
