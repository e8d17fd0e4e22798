using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Revision;

/// <summary>Why an invoice, or a detail of it, cannot be revised (PINV1225–1249).</summary>
internal static class RevisionErrors
{
    /// <summary>The parameter with the details cannot be read.</summary>
    public static readonly ErrorCode DetailsUnreadable = new(
        1225,
        "The parameter Details holds '{0}', which is not the id of an invoice line detail",
        "Pass ids separated by commas, or leave it empty to revise all details"
    );

    /// <summary>Only what was confirmed can be revised.</summary>
    public static readonly ErrorCode NotConfirmed = new(1230, "The invoice is not confirmed", "Edit it as it is; only confirmed and paid invoices are revised");

    /// <summary>Nothing is left to be corrected.</summary>
    public static readonly ErrorCode NothingToRevise = new(
        1231,
        "Nothing on the invoice can be revised: everything is corrected already, is being corrected, or was not charged",
        "To correct it again, revise the invoice that corrected it"
    );

    /// <summary>A chosen detail is of another invoice, or does not exist.</summary>
    public static readonly ErrorCode DetailUnknown = new(1232, "The invoice line detail {0} does not exist on this invoice", "Choose details of this invoice");

    /// <summary>A chosen detail was corrected.</summary>
    public static readonly ErrorCode DetailCorrected = new(
        1233,
        "What the detail billed has already been corrected",
        "To correct it again, revise the invoice that corrected it"
    );

    /// <summary>A draft corrects a chosen detail.</summary>
    public static readonly ErrorCode DetailBeingCorrected = new(
        1234,
        "The detail is being corrected on {0}",
        "Edit or confirm that invoice, or remove the detail from it"
    );

    /// <summary>A detail of a confirmed invoice without billed sales.</summary>
    public static readonly ErrorCode DetailNotBilled = new(
        1235,
        "No billed sales actual of this invoice came from the detail",
        "Wait until the actuals of the invoice are created, or choose the other details"
    );

    /// <summary>Nothing of a chosen detail was charged.</summary>
    public static readonly ErrorCode NothingBilled = new(1236, "The detail billed nothing that could be corrected", "Choose the other details");

    /// <summary>Several billed rows could be meant.</summary>
    public static readonly ErrorCode SeveralBilled = new(
        1237,
        "{0} billed sales actuals came from the detail, and nothing says which of them is meant",
        "Correct them with a journal, and choose the other details"
    );

    /// <summary>A product line.</summary>
    public static readonly ErrorCode ProductLine = new(
        1238,
        "The line sells a product and not work on a project, which cannot be corrected on a project invoice",
        "Use a journal for it, and choose the details of the other lines"
    );

    /// <summary>The invoice that should take the corrections does not exist.</summary>
    public static readonly ErrorCode DraftGone = new(
        1239,
        "The invoice {0}, which should take the corrections, does not exist",
        "Choose an existing draft, or none to get a new one"
    );

    /// <summary>The invoice that should take the corrections cannot be edited.</summary>
    public static readonly ErrorCode DraftNotEditable = new(
        1240,
        "The invoice is no draft, so that it takes no corrections",
        "Choose a draft, or none to get a new one"
    );

    /// <summary>The draft bills another contract.</summary>
    public static readonly ErrorCode DraftOfOtherContract = new(
        1241,
        "The draft belongs to another project contract than {0}",
        "Choose a draft of the same contract, or none to get a new one"
    );

    /// <summary>The draft bills another customer.</summary>
    public static readonly ErrorCode DraftOfOtherCustomer = new(
        1242,
        "The draft bills another customer than {0}",
        "Choose a draft for the same customer, or none to get a new one"
    );

    /// <summary>The draft is in another currency.</summary>
    public static readonly ErrorCode DraftInOtherCurrency = new(
        1243,
        "The draft is in another currency than {0}",
        "Choose a draft in the same currency, or none to get a new one"
    );

    /// <summary>The draft bills another contract customer.</summary>
    public static readonly ErrorCode DraftOfOtherContractCustomer = new(
        1244,
        "The draft bills another contract customer than {0}",
        "Choose a draft of the same contract customer, or none to get a new one"
    );

    /// <summary>A detail that hangs in the air.</summary>
    public static readonly ErrorCode DetailWithoutLine = new(
        1245,
        "The detail stands on no line of the invoice",
        "Correct it with a journal, and choose the other details"
    );
}
