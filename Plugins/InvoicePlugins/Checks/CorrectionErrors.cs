using InvoicePlugins.Dataverse;

namespace InvoicePlugins.Checks;

/// <summary>What forbids the confirmation of a corrective detail (PINV1200–1224).</summary>
internal static class CorrectionErrors
{
    /// <summary>A correction names nothing that it corrects.</summary>
    public static readonly ErrorCode NothingCorrected = new(
        1200,
        "The detail is a correction, but is connected to no billed sales actual that it corrects",
        "Remove it, and revise the invoice that billed it"
    );

    /// <summary>A correction names several rows.</summary>
    public static readonly ErrorCode SeveralCorrected = new(
        1201,
        "The detail corrects {0} billed sales actuals at once",
        "Remove it, and revise the invoice that billed them"
    );

    /// <summary>The named row does not exist.</summary>
    public static readonly ErrorCode CorrectedGone = new(1202, "The billed sales actual {0} that it corrects does not exist", "Remove the detail");

    /// <summary>The named row is something else.</summary>
    public static readonly ErrorCode CorrectedNotBilledSales = new(1203, "The actual {0} that it corrects is not billed sales", "Remove the detail");

    /// <summary>Another correction came first.</summary>
    public static readonly ErrorCode CorrectedAlready = new(
        1204,
        "The billed sales actual {0} has already been corrected",
        "Remove the detail; to correct it again, revise the invoice that corrected it"
    );

    /// <summary>The named row is itself a reversal.</summary>
    public static readonly ErrorCode CorrectedIsReversal = new(
        1205,
        "The billed sales actual {0} is a reversal, which cannot be corrected",
        "Remove the detail"
    );

    /// <summary>The corrected row belongs to another contract.</summary>
    public static readonly ErrorCode CorrectedOfOtherContract = new(
        1206,
        "The billed sales actual {0} belongs to another project contract",
        "Correct it on an invoice of its own contract"
    );

    /// <summary>The corrected row belongs to another contract customer.</summary>
    public static readonly ErrorCode CorrectedOfOtherContractCustomer = new(
        1207,
        "The billed sales actual {0} belongs to another contract customer than the rest of the invoice",
        "Correct it on an invoice of its own contract customer"
    );

    /// <summary>The corrected row was billed to another customer.</summary>
    public static readonly ErrorCode CorrectedOfOtherCustomer = new(
        1208,
        "The billed sales actual {0} was billed to another customer",
        "Correct it on an invoice of its own customer"
    );

    /// <summary>The corrected row is in another currency.</summary>
    public static readonly ErrorCode CorrectedInOtherCurrency = new(
        1209,
        "The billed sales actual {0} is in another currency than the invoice",
        "Correct it on an invoice in its own currency"
    );

    /// <summary>Two details correct one row.</summary>
    public static readonly ErrorCode CorrectedTwice = new(
        1210,
        "The billed sales actual {0} is corrected by another detail of this invoice too",
        "Remove one of the two details"
    );

    /// <summary>The class was changed.</summary>
    public static readonly ErrorCode ClassChanged = new(
        1211,
        "The transaction class differs from that of the billed sales actual {0}",
        "Set it back, or remove the detail"
    );

    /// <summary>The correction corrects nothing.</summary>
    public static readonly ErrorCode NothingChanged = new(
        1212,
        "The detail changes neither quantity nor price nor tax of what was billed",
        "Remove it from the invoice, or change it; quantity zero takes it back whole"
    );

    /// <summary>The billing type was changed.</summary>
    public static readonly ErrorCode BillingTypeChanged = new(
        1213,
        "The billing type differs from that of what was billed, which a correction cannot change",
        "Remove it from the invoice, or set the billing type back; to bill it otherwise, take it back whole and bill it again"
    );

    /// <summary>A charge was turned into a credit, or the other way round.</summary>
    public static readonly ErrorCode SignChanged = new(
        1214,
        "The quantity {0} has the other sign than the billed quantity {1}",
        "Set the quantity to zero to take it back whole"
    );

    /// <summary>A part of a milestone.</summary>
    public static readonly ErrorCode MilestoneInPart = new(1215, "A milestone can only be taken back whole", "Set the quantity to zero, or remove the detail");

    /// <summary>The milestone that would be billed again does not exist.</summary>
    public static readonly ErrorCode MilestoneGone = new(1216, "The milestone of what was billed is not named, or does not exist", "Remove the detail");

    /// <summary>The milestone is not billed.</summary>
    public static readonly ErrorCode MilestoneNotBilled = new(
        1217,
        "The invoice status of the milestone {0} is not Customer invoice posted",
        "Remove the detail, since there is nothing to take back"
    );

    /// <summary>The milestone is of another contract.</summary>
    public static readonly ErrorCode MilestoneOfOtherContract = new(1218, "The milestone {0} belongs to another project contract", "Remove the detail");

    /// <summary>More than one unbilled row stands behind the billed one.</summary>
    public static readonly ErrorCode SeveralUnbilled = new(
        1219,
        "The billed sales actual {0} is connected to {1} unbilled sales actuals, so that it is not clear what becomes billable again",
        "Have the connections of the actual put right, or remove the detail"
    );

    /// <summary>The detail bills something as well.</summary>
    public static readonly ErrorCode CorrectsAndBills = new(
        1220,
        "The detail corrects a billed sales actual and bills an unbilled one at once",
        "Delete it and add each on its own"
    );

    /// <summary>Another milestone than the one that was billed.</summary>
    public static readonly ErrorCode OtherMilestone = new(
        1221,
        "The detail names another milestone than the detail that it corrects",
        "Set it back, or remove the detail"
    );

    /// <summary>Nobody pays for the corrected row.</summary>
    public static readonly ErrorCode CorrectedWithoutContractCustomer = new(
        1222,
        "The billed sales actual {0} has no contract customer",
        "Set the contract customer of its contract line"
    );
}
