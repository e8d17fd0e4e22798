/** `msdyn_projectinvoicestatus`. */
export const ProjectInvoiceStatus = {
    draft: 192350000,
    inReview: 192350001,
    confirmed: 192350002,
    paid: 192350003,
} as const;

/** `pinv_confirmationstatus`. */
export const ConfirmationStatus = {
    none: 482190000,
    scheduled: 482190001,
    processing: 482190002,
    complete: 482190003,
    failed: 482190004,
    canceling: 482190005,
    preparing: 482190006,
    withdrawing: 482190007,
} as const;

/** `pinv_financestatus`. */
export const FinanceStatus = {
    notSent: 482190000,
    sent: 482190001,
    inReview: 482190002,
    posted: 482190003,
    failed: 482190004,
    nothingToInvoice: 482190005,
} as const;

/** `pinv_kind` of a confirmation chunk. */
export const ChunkKind = {
    revise: 482190004,
} as const;

/** `statecode` of an invoice that can be worked on. */
export const activeState = 0;
