using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Retainers;

/// <summary>What forbids to invoice, apply or refund a retainer (PINV10xx).</summary>
internal static class RetainerErrors
{
    /// <summary>Nobody said which class the retainers have here.</summary>
    public static readonly ErrorCode ClassNotSet = new(
        1018,
        "The detail concerns a retainer, but the environment variable pinv_RetainerTransactionClass is not set",
        "Have an administrator set it to the value of the transaction class Retainer",
        ErrorKind.Setting
    );

    /// <summary>A detail of class Retainer without its retainer.</summary>
    public static readonly ErrorCode Missing = new(1070, "The retainer it names ({0}) does not exist", "Set its retainer, or remove the detail");

    /// <summary>A detail that names a retainer without being of class Retainer.</summary>
    public static readonly ErrorCode OnOtherClass = new(
        1071,
        "The detail names the retainer {0}, but its transaction class is {1}",
        "Remove the retainer from the detail, or add the detail again as a retainer"
    );

    /// <summary>Nobody said what is done with the retainer.</summary>
    public static readonly ErrorCode ActionMissing = new(
        1072,
        "The detail does not say what it does with the retainer {0}",
        "Set its retainer action to Invoice, Apply or Refund"
    );

    /// <summary>The retainer belongs to another contract.</summary>
    public static readonly ErrorCode OfOtherContract = new(
        1073,
        "The retainer {0} belongs to another project contract",
        "Use it on an invoice of its own contract"
    );

    /// <summary>The retainer was paid by another contract customer.</summary>
    public static readonly ErrorCode OfOtherContractCustomer = new(
        1074,
        "The retainer {0} belongs to another contract customer than the rest of the invoice",
        "Use it on an invoice of its own contract customer"
    );

    /// <summary>The retainer is in another currency.</summary>
    public static readonly ErrorCode InOtherCurrency = new(
        1075,
        "The retainer {0} is in another currency than the invoice",
        "Use it on an invoice in its own currency"
    );

    /// <summary>An amount with the wrong sign, or none.</summary>
    public static readonly ErrorCode WrongSign = new(
        1076,
        "The amount {0} should be {1}: a retainer adds to the invoice when it is invoiced, and takes away from it when it is applied or refunded",
        "Correct quantity or price, or remove the detail"
    );

    /// <summary>A retainer is invoiced once.</summary>
    public static readonly ErrorCode AlreadyInvoiced = new(
        1077,
        "The retainer {0} is already invoiced",
        "Remove the detail, or set it to apply or refund the retainer"
    );

    /// <summary>A retainer is invoiced with its own amount.</summary>
    public static readonly ErrorCode AmountDiffers = new(
        1078,
        "The retainer {0} is invoiced with {1}, but its amount is {2}",
        "Invoice it in full, or change the amount of the retainer"
    );

    /// <summary>Nothing was paid yet that could be used.</summary>
    public static readonly ErrorCode NotInvoiced = new(
        1079,
        "The retainer {0} was not invoiced before this invoice",
        "Confirm the invoice that bills it first, or remove the detail"
    );

    /// <summary>A refunded retainer is not applied.</summary>
    public static readonly ErrorCode AlreadyRefunded = new(
        1080,
        "The retainer {0} was refunded, and is not applied after that",
        "Remove the detail; what is left of the retainer can be refunded"
    );

    /// <summary>More than is available.</summary>
    public static readonly ErrorCode Exceeded = new(
        1081,
        "The detail uses {0}, but only {1} of the retainer {2} is available",
        "Lower the amount to what is available"
    );

    /// <summary>The retainer and its open actual contradict each other.</summary>
    public static readonly ErrorCode BooksDiffer = new(
        1082,
        "{1} of the retainer {0} should be available, but its open actual holds {2}",
        "Have an administrator correct the retainer"
    );

    /// <summary>More is applied than there is to pay for.</summary>
    public static readonly ErrorCode ExceedChargeable = new(
        1083,
        "Retainers of {0} are applied, but what the invoice charges is {1} with tax",
        "Apply at most what the invoice charges; what is left of a retainer can be refunded"
    );

    /// <summary>A retainer is corrected whole.</summary>
    public static readonly ErrorCode CorrectedInPart = new(
        1084,
        "The detail corrects the retainer {0} in part",
        "Set quantity and amount to zero: what nobody has used of it is taken back, or its use is made available again"
    );

    /// <summary>A retainer is money.</summary>
    public static readonly ErrorCode NotChargeable = new(
        1096,
        "The detail concerns the retainer {0}, but its billing type is not Chargeable",
        "Set it to Chargeable"
    );

    /// <summary>A detail does one thing.</summary>
    public static readonly ErrorCode WithOriginal = new(
        1097,
        "The detail concerns the retainer {0} and an unbilled sales actual at once",
        "Delete it and add each on its own"
    );

    /// <summary>Nothing is left that could be taken back.</summary>
    public static readonly ErrorCode UsedUp = new(
        1098,
        "Nothing of the retainer {0} is left that could be taken back",
        "Correct the invoices that used it first, or remove the detail"
    );
}
