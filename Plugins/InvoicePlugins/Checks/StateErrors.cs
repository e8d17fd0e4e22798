using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Checks;

/// <summary>Only active rows are billed, and a detail tells what is booked (PINV10xx).</summary>
internal static class StateErrors
{
    /// <summary>The invoice was canceled, closed or paid while it was a draft.</summary>
    public static readonly ErrorCode InvoiceNotActive = new(1048, "The invoice is {0}", "Activate it if it is to be billed, or delete it");

    /// <summary>A detail was deactivated.</summary>
    public static readonly ErrorCode DetailInactive = new(1049, "The detail is inactive", "Activate it if it is to be billed, or delete it");

    /// <summary>The original was deactivated.</summary>
    public static readonly ErrorCode OriginalInactive = new(
        1059,
        "The unbilled sales actual {0} is inactive",
        "Remove the detail, or have an administrator activate the actual"
    );

    /// <summary>The contract is not carried out any more.</summary>
    public static readonly ErrorCode ContractClosed = new(
        1060,
        "The project contract '{0}' is canceled or closed",
        "Activate the contract, confirm the invoice, then close it again"
    );

    /// <summary>Who pays was deactivated.</summary>
    public static readonly ErrorCode ContractCustomerInactive = new(
        1061,
        "The contract customer {0} who pays is inactive",
        "Activate the contract customer, or set another one of the contract on the invoice"
    );

    /// <summary>The customer was deactivated.</summary>
    public static readonly ErrorCode CustomerInactive = new(1062, "The customer '{0}' is inactive", "Activate the customer, or set another one");

    /// <summary>The milestone was deactivated.</summary>
    public static readonly ErrorCode MilestoneInactive = new(1063, "The milestone '{0}' is inactive", "Activate the milestone, or remove the detail");

    /// <summary>The retainer was deactivated.</summary>
    public static readonly ErrorCode RetainerInactive = new(1064, "The retainer '{0}' is inactive", "Activate the retainer, or remove the detail");

    /// <summary>The billed row to be corrected was deactivated.</summary>
    public static readonly ErrorCode CorrectedInactive = new(
        1065,
        "The billed sales actual {0} is inactive",
        "Remove the detail, or have an administrator activate the actual"
    );

    /// <summary>The customer would see another thing than is booked.</summary>
    public static readonly ErrorCode ToldDiffers = new(
        1066,
        "{0} of the detail differ from the actual {1}, whose values are booked",
        "Set them back to those of the actual; where those are wrong, remove the detail and correct what was recorded"
    );
}
