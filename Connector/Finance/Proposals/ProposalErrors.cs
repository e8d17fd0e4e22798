namespace ProjectInvoice.Finance.Proposals;

/// <summary>What keeps proposals, milestones and on-account transactions from being shown, changed or withdrawn.</summary>
internal static class ProposalErrors
{
    public static readonly ErrorCode NoCustomer = new(
        4015,
        "No customer is given by the header or by funding source {0} of contract {1}",
        "Add the funding source, then {2}",
        ErrorKind.Setting
    );

    public static readonly ErrorCode UnknownCustomer = new(4015, "Customer {0} is not set up in {1}", "Add it, then {2}", ErrorKind.Setting);

    public static readonly ErrorCode MilestoneTwice = new(
        4027,
        "Another milestone has the same ContractLineMilestoneGuid {0}",
        "Correct one of them where it is kept",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode MilestoneBilled = new(
        4028,
        "Invoice {0} has billed the milestone",
        "Credit that invoice instead",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode MilestoneHeld = new(
        4028,
        "Proposal {0} holds the milestone",
        "Delete all lines of the proposal, then delete the milestone again",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode OnAccountBilled = new(
        4031,
        "Invoice {0} has billed it",
        "It is not changed any more",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode OnAccountHeld = new(
        4031,
        "Proposal {0} holds it",
        "Delete all lines of the proposal, change it, then run the import again",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    /// <summary>The placeholder says what it waits for.</summary>
    public static readonly ErrorCode NotReady = new(
        4201,
        "The proposal does not have all its lines. {0}",
        "Run the import, then {1}",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode UnknownProposal = new(
        4207,
        "Company {0} has no such proposal",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status404NotFound
    );

    /// <summary>The placeholder names the invoice, where there is one.</summary>
    public static readonly ErrorCode Closed = new(
        4214,
        "The proposal is closed{0} and is not changed any more",
        "Revise the pro forma invoice where it is kept",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode HeaderDimensions = new(
        4215,
        "The parameters of {0} do not allow dimensions on the header (allowHeaderDimensions)",
        "Nothing was changed",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnknownTerms = new(
        4216,
        "Terms of payment {0} are not set up in {1}",
        "Add them, then repeat the change",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode LineDimensions = new(
        4217,
        "Dimensions of a line are not changed on the proposal",
        "Delete all lines of the proposal, adjust the accounting of the posted transaction or the on-account transaction, then run the import again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode TaxOfCredit = new(
        4218,
        "The line credits a posted line and takes back exactly the sales tax that was posted",
        "Nothing was changed",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode TaxOfRetainer = new(
        4218,
        "The line uses or refunds a retainer and takes back its share of the sales tax that was posted on that",
        "Nothing was changed",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode LineNotDeleted = new(
        4219,
        "A proposal has all its lines or none",
        "Delete all lines of the proposal instead",
        ErrorKind.Rule,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode CreditOfPart = new(
        4230,
        "Line {0} credits {1} of a line that was posted with {2}: a line is credited whole",
        CorrectInvoice.ThereAgain,
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode HeaderAccountingDate = new(
        4238,
        "The parameters of {0} do not allow another accounting date on the header (allowHeaderAccountingDate)",
        "Have the parameter set, then repeat the change",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode RetainerExceeded = new(
        4241,
        "Line {0} takes {1} of the retainer that {2} invoiced, of which {3} is left",
        "Post the invoices that give back what was used of it. Or else: " + CorrectInvoice.ThereAgain,
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode RetainerUsed = new(
        4242,
        "Line {0} credits the retainer that {1} invoiced with {2}, of which {3} is used",
        "Post the invoices that give that back. Or else: " + CorrectInvoice.ThereAgain,
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode OnAccountOfRetainer = new(
        4243,
        "It uses or refunds a retainer, and is booked as that was",
        "Nothing was changed",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );
}
