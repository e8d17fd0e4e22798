using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;

namespace ProjectInvoice.Finance.Ledger;

/// <summary>Collects the entries of one voucher and closes it in balance.</summary>
internal sealed class VoucherBuilder(SetupCatalog setUp, string company, string voucher, DateOnly date, string currency, string? proposal)
{
    private List<LedgerEntry> entries = [];
    private int lines;
    private BookedAmount sum;

    /// <summary>The entries that were not taken yet.</summary>
    public IReadOnlyList<LedgerEntry> Entries => entries;

    /// <summary>Takes the entries booked so far, so that a long voucher is written piece by piece.</summary>
    public IReadOnlyList<LedgerEntry> Take()
    {
        var taken = entries;
        entries = [];
        return taken;
    }

    /// <summary>Books an amount, debit positive. Nothing is booked where all three amounts are zero.</summary>
    public void Book(string postingType, string account, BookedAmount amount, string? project = null, string dimensions = "", Guid? actual = null)
    {
        if (amount == default)
        {
            return;
        }

        sum += amount;
        entries.Add(
            new LedgerEntry
            {
                DataAreaId = company,
                Voucher = voucher,
                LineNumber = ++lines,
                AccountingDate = date,
                PostingType = postingType,
                MainAccount = account,
                Currency = currency,
                Amount = Money.Normalize(amount.Transaction),
                AccountingAmount = Money.Normalize(amount.Accounting),
                ReportingAmount = Money.Normalize(amount.Reporting),
                InvoiceProposalId = proposal,
                ProjectId = project,
                ActualId = actual,
                Dimensions = dimensions,
            }
        );
    }

    /// <summary>Puts what rounding left over on the penny-difference account.</summary>
    /// <param name="record">Whose voucher it is.</param>
    /// <param name="dimensions">Financial dimensions of the difference.</param>
    /// <exception cref="FinanceRefusal">A difference remains, and set-up gives it no account
    /// (<see cref="LedgerErrors.NoPennyDifferenceAccount"/>) or the account's structure does not take the dimensions.</exception>
    public void Close(string record, string dimensions = "")
    {
        if (sum.Transaction != 0)
        {
            throw new InvalidOperationException($"Voucher {voucher} of {record} does not balance in {currency}: {sum.Transaction}.");
        }

        if (sum != default)
        {
            var account =
                setUp.Account(company, PostingTypes.PennyDifference)
                ?? throw LedgerErrors.NoPennyDifferenceAccount.Refusal(record, company, PostingTypes.PennyDifference);
            if (DimensionSet.Faults(setUp, company, PostingTypes.PennyDifference, account, dimensions).FirstOrDefault() is { } fault)
            {
                throw new FinanceRefusal(fault.MendedBy(LedgerErrors.CorrectHeaderDimensions).At(record, "post again"), StatusCodes.Status409Conflict);
            }

            Book(PostingTypes.PennyDifference, account, -sum, null, dimensions);
        }
    }
}
