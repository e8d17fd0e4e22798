namespace ProjectInvoice.Finance.Withdrawal;

/// <summary>What keeps an invoice from being withdrawn.</summary>
internal static class WithdrawalErrors
{
    public static readonly ErrorCode Posted = new(
        4260,
        "It is posted as invoice {0} and cannot be withdrawn",
        "Revise the pro forma invoice where it is kept",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode NothingToInvoice = new(
        4260,
        "It is closed as nothing to invoice and cannot be withdrawn",
        "Revise the pro forma invoice where it is kept",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode PostedRow = new(
        4261,
        "Its row {0} is posted with voucher {1} and the invoice cannot be withdrawn",
        "Revise the pro forma invoice where it is kept",
        ErrorKind.Rule,
        StatusCodes.Status409Conflict
    );

    public static readonly ErrorCode Incomplete = new(
        4263,
        "DataAreaId, InvoiceProposalId or ActualIds is missing",
        "Name company, proposal and the actuals of its confirmation",
        ErrorKind.Rule,
        StatusCodes.Status400BadRequest
    );
}
