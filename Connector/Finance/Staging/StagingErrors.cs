namespace ProjectInvoice.Finance.Staging;

/// <summary>What can be wrong with a row that is sent.</summary>
internal static class StagingErrors
{
    private const string CorrectRow = "Correct the row, then send it again";

    public static readonly ErrorCode NoObject = new(4001, "A JSON object is expected", CorrectRow, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>JSON may escape half of a surrogate pair; such a name or value is no text.</summary>
    public static readonly ErrorCode NoText = new(
        4001,
        "A name or value is not valid Unicode text",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnknownField = new(4001, "The field is unknown", CorrectRow, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode DoubledField = new(4001, "The field stands there twice", CorrectRow, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode MissingField = new(4001, "The field is missing", CorrectRow, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>The placeholder says what it holds and what is expected.</summary>
    public static readonly ErrorCode WrongValue = new(4001, "The field {0}", CorrectRow, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    /// <summary>The billed sales of a proposal belong to it.</summary>
    public static readonly ErrorCode NoProposal = new(
        4001,
        "The field is missing on billed sales",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnknownRole = new(
        4001,
        "The field holds {0}, which is not one of {1}",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode NegativeCount = new(4001, "The field is negative", CorrectRow, ErrorKind.Rule, StatusCodes.Status400BadRequest);

    public static readonly ErrorCode NoHash = new(
        4001,
        "The field is not a SHA-256 in lower-case hex",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode KnownUnderAnotherKey = new(
        4002,
        "The actual is staged already under another key or company",
        "Send it under the key it has",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Staged rows do not change.</summary>
    public static readonly ErrorCode KnownDifferently = new(
        4002,
        "The row is known with another {0} ({1}, not {2})",
        "Send a reversal and a new row instead of a changed one",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode UnknownCompany = new(
        4003,
        "Company {0} is not set up",
        "Add it to the set-up, then send the row again",
        ErrorKind.Setting,
        StatusCodes.Status400BadRequest
    );

    /// <summary>Found at the commit, as rows may take long to arrive.</summary>
    public static readonly ErrorCode CompanyGone = new(
        4003,
        "The company was taken out of the set-up while rows arrived",
        "Send them again",
        ErrorKind.Setting,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode TypeOutOfScope = new(
        4004,
        "The field holds {0}, which belongs to intercompany or tax accounting and is out of scope",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode ClassNotBooked = new(
        4004,
        "The field holds {0}, a class that project invoicing does not book",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>A milestone and a retainer are billed only.</summary>
    public static readonly ErrorCode ClassOfBilledSales = new(
        4004,
        "The field holds {0} on a row that is not billed sales",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode RowNotChanged = new(
        4005,
        "A staged row is not changed",
        "Send a reversal and a new row instead",
        ErrorKind.Rule,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode RowNotDeleted = new(
        4005,
        "A staged row is not deleted",
        "Send a reversal instead",
        ErrorKind.Rule,
        StatusCodes.Status403Forbidden
    );

    /// <summary>It is taken over when it comes again under its key.</summary>
    public static readonly ErrorCode MilestoneNotChanged = new(
        4005,
        "A milestone is not changed here",
        "Change it by sending it again",
        ErrorKind.Rule,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode NotBetweenActuals = new(
        4006,
        "The field holds {0}; only connections between two actuals ({1}) are taken",
        CorrectRow,
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>A confirmed invoice is announced once.</summary>
    public static readonly ErrorCode ProposalKnownDifferently = new(
        4202,
        "The row is known with another {0} ({1}, not {2})",
        "Have the invoice withdrawn where it was made, and confirm it again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    public static readonly ErrorCode ProposalNotDeleted = new(
        4203,
        "Proposals are not deleted in finance",
        "Revise the pro forma invoice where it is kept",
        ErrorKind.Rule,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode ProposalOfIntegration = new(
        4204,
        "Proposals are made by the integration only",
        "Confirm the pro forma invoice where it is kept",
        ErrorKind.Setting,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode ProposalNotReplaced = new(
        4206,
        "A proposal is not replaced",
        "Change its dates, terms, dimensions or layout with PATCH",
        ErrorKind.Rule,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode WithdrawalOfIntegration = new(
        4262,
        "Invoices are withdrawn by the integration only",
        "Withdraw the pro forma invoice where it is kept",
        ErrorKind.Setting,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode StagingOfIntegration = new(
        4402,
        "Only the integration writes to staging",
        "Sign in as the integration",
        ErrorKind.Setting,
        StatusCodes.Status403Forbidden
    );

    public static readonly ErrorCode NoRows = new(
        4405,
        "An object with one array rows is expected",
        "Correct the request, then send it again",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );

    /// <summary>1900-01-01 is what the product writes for no date, 2154-12-31 what it takes for never.</summary>
    public static readonly ErrorCode NoDay = new(
        4405,
        "Field {0} holds {1}, expected a date of the years 1901 to 2153",
        "Correct the request",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );
}
