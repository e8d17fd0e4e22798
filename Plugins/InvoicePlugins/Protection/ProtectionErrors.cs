using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Protection;

/// <summary>What is protected from whom (PINV11xx).</summary>
internal static class ProtectionErrors
{
    /// <summary>A confirmed invoice is read-only.</summary>
    public static readonly ErrorCode InvoiceReadOnly = new(
        1101,
        "The invoice is confirmed and read-only; {0} cannot be changed",
        "Revise the invoice instead; its status may only be set to Invoice Paid"
    );

    /// <summary>Columns that only this product writes.</summary>
    public static readonly ErrorCode OwnColumns = new(1102, "{0} is kept by the invoice integration and not entered by hand", "Leave it out");

    /// <summary>An invoice cannot be paid before it is confirmed.</summary>
    public static readonly ErrorCode PaidWithoutConfirmation = new(1103, "The invoice is not confirmed and cannot become Invoice Paid", "Confirm it first");

    /// <summary>An invoice is born as a draft.</summary>
    public static readonly ErrorCode CreatedConfirmed = new(
        1104,
        "An invoice cannot be created with project invoice status {0}",
        "Create it as Draft and confirm it; to load old invoices, use the role {1}"
    );

    /// <summary>A confirmed invoice stays.</summary>
    public static readonly ErrorCode InvoiceNotDeletable = new(1105, "The invoice is confirmed and cannot be deleted", "Revise the invoice instead");

    /// <summary>Lines and details of a confirmed invoice stay as they are.</summary>
    public static readonly ErrorCode PartReadOnly = new(1106, "The invoice is confirmed; its {0} cannot be {1}", "Revise the invoice instead");

    /// <summary>What a confirmed invoice names stays.</summary>
    public static readonly ErrorCode NamedByConfirmed = new(
        1107,
        "The invoice is confirmed; the {0} it names cannot be deleted",
        "Deactivate or close it instead of deleting it"
    );

    /// <summary>What the books name stays.</summary>
    public static readonly ErrorCode NamedByActual = new(
        1108,
        "The {0} is named by billed actuals and cannot be deleted",
        "Deactivate or close it instead of deleting it"
    );

    /// <summary>Actuals come from the product.</summary>
    public static readonly ErrorCode ActualNotCreatable = new(
        1110,
        "Actuals are not created directly",
        "Record time, expenses or material, or confirm an invoice; to load data, use the role {0}"
    );

    /// <summary>Actuals stay as they were booked.</summary>
    public static readonly ErrorCode ActualReadOnly = new(
        1111,
        "Actuals are not changed directly; {0} cannot be changed",
        "Correct the transaction or revise its invoice; descriptions and custom columns can be edited"
    );

    /// <summary>Actuals stay.</summary>
    public static readonly ErrorCode ActualNotDeletable = new(1112, "Actuals are not deleted directly", "Correct the transaction or revise its invoice");

    /// <summary>Only unbilled rows have a billing status to be edited.</summary>
    public static readonly ErrorCode BillingStatusReadOnly = new(
        1113,
        "The actual is not unbilled sales, or it is billed; {0} cannot be changed",
        "Revise its invoice"
    );

    /// <summary>Tax actuals belong to the past.</summary>
    public static readonly ErrorCode TaxActual = new(1114, "Actuals of class Tax are not accepted", "Put the tax on the actual it belongs to");

    /// <summary>Integration messages and confirmation chunks belong to the product.</summary>
    public static readonly ErrorCode KeptByProduct = new(
        1120,
        "It is kept by the invoice integration and not {0} by hand",
        "Leave it to the integration; use Resend, Resume or Cancel of the invoice"
    );

    /// <summary>An invoice is locked while a confirmation is under way, or has left something behind.</summary>
    public static readonly ErrorCode InvoiceBusy = new(
        1130,
        "The invoice is {0}; {1}",
        "Wait until that is finished; where it has failed, resume or cancel it",
        ErrorKind.Passing
    );

    /// <summary>Somebody deleted the invoice first.</summary>
    public static readonly ErrorCode InvoiceGone = new(
        1131,
        "The invoice it belongs to was deleted by another user or process in the meantime",
        "Nothing was changed; look at the contract's invoices"
    );

    /// <summary>Where a billed transaction comes from stays.</summary>
    public static readonly ErrorCode LinkReadOnly = new(
        1132,
        "What it connects is billed; {0} cannot be {1}",
        "Leave it; revise the invoice to correct what it bills"
    );

    /// <summary>A retainer that was invoiced stays as it was invoiced.</summary>
    public static readonly ErrorCode RetainerReadOnly = new(1133, "The retainer is {0}; {1}", "Revise the invoice that bills it");

    /// <summary>A milestone that was billed stays as it was billed.</summary>
    public static readonly ErrorCode MilestoneReadOnly = new(1134, "The milestone is billed; {0}", "Revise the invoice that bills it");

    /// <summary>A detail that takes something is removed, not deactivated.</summary>
    public static readonly ErrorCode DetailTakes = new(
        1135,
        "The detail takes what was recorded, or a milestone, and cannot be deactivated",
        "Delete it from the draft, which gives back what it takes"
    );

    /// <summary>What a detail tells is what is booked.</summary>
    public static readonly ErrorCode ToldReadOnly = new(
        1136,
        "{0} come from the actual that the detail bills or corrects, and cannot be changed",
        "Correct what was recorded and add it to the invoice again; quantity, price, tax and descriptions can be edited here"
    );

    /// <summary>Finance has been asked to let the invoice go; until it has answered, nothing else is begun with it.</summary>
    public static readonly ErrorCode BeingWithdrawn = new(1327, "The invoice is being withdrawn", "Wait until finance has answered", ErrorKind.Passing);
}
