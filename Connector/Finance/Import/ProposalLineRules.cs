using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Rates;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// Makes the lines of one proposal. Tax groups, dimensions, line property and profile come from what a line bills or credits, as it was booked; from set-up
/// only where there is no such thing.
/// </summary>
/// <param name="header">The proposal.</param>
/// <param name="customer">Who is invoiced.</param>
/// <param name="accountingDate">The date whose rate holds.</param>
internal sealed class ProposalLineRules(SetupCatalog setUp, InvoiceProposal header, Customer customer, DateOnly accountingDate)
{
    private readonly LineRules rules = new(setUp);
    private readonly RateTable rates = new(setUp);
    private readonly HashSet<Guid> onAccount = [];

    /// <summary>The line of a chargeable billed row, or null with everything that is wrong with it in a list of faults that is new for every row.</summary>
    public ProposalLine? Of(ActualsImport row, int number, LineSource source, ICollection<Fault> faults)
    {
        CheckInvoice(row, faults);
        CheckOnAccount(row, source.OnAccount, faults);
        CheckRetainer(row, source, faults);
        return source.Booked is { } booked ? AsBooked(row, number, source, booked, faults) : BySetup(row, number, source.OnAccount, faults);
    }

    private void CheckInvoice(ActualsImport row, ICollection<Fault> faults)
    {
        if (!string.Equals(row.TransactionCurrencyId, header.SalesCurrency, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(ImportErrors.OtherCurrency.Found(row.TransactionCurrencyId, header.SalesCurrency));
        }

        if (
            row.FundingSource is not null
            && header.FundingSourceId is not null
            && !string.Equals(row.FundingSource, header.FundingSourceId, StringComparison.OrdinalIgnoreCase)
        )
        {
            faults.Add(ImportErrors.OtherFundingSource.Found(row.FundingSource, header.FundingSourceId));
        }
    }

    private void CheckOnAccount(ActualsImport row, OnAccountTransaction? transaction, ICollection<Fault> faults)
    {
        if (transaction is null || BillsPart(row, transaction))
        {
            return;
        }

        if (transaction.Status != OnAccountStatus.Open)
        {
            faults.Add(ImportErrors.MilestoneTaken.Found(transaction.Status == OnAccountStatus.Invoiced ? "invoiced" : "held", transaction.InvoiceProposalId));
        }
        else if (!onAccount.Add(transaction.OnAccountTransactionId))
        {
            faults.Add(ImportErrors.MilestoneTwice.Found());
        }
    }

    private static void CheckRetainer(ActualsImport row, LineSource source, ICollection<Fault> faults)
    {
        if (!InvoicedRetainers.TakesFrom(row) || source.Credited is not null)
        {
            return;
        }

        if (source.Retainer is not { } retainer)
        {
            faults.Add(ImportErrors.RetainerMissing.Found());
        }
        else if (!string.Equals(retainer.CurrencyId, row.TransactionCurrencyId, StringComparison.OrdinalIgnoreCase))
        {
            faults.Add(ImportErrors.RetainerInOtherCurrency.Found(row.TransactionCurrencyId, retainer.CurrencyId));
        }
    }

    // Where several customers pay for a contract, each is invoiced a part of a milestone.
    private bool BillsPart(ActualsImport row, OnAccountTransaction transaction) =>
        Math.Abs(row.Amount) < Math.Abs(transaction.Amount)
        && setUp.Contract(header.DataAreaId, row.ContractId ?? header.ProjectContractId)?.FundingSources?.Count > 1;

    private ProposalLine? AsBooked(ActualsImport row, int number, LineSource source, ProjectTransaction booked, ICollection<Fault> faults)
    {
        var contract = row.ContractId ?? booked.ContractId ?? header.ProjectContractId;
        rules.CheckAmount(row, faults);
        if (source.Credited is null)
        {
            rates.Find(setUp.Company(header.DataAreaId)!, contract, row.TransactionCurrencyId, accountingDate, faults);
            CheckBooked(row, source, booked, faults);
        }

        if (faults.Count > 0)
        {
            return null;
        }

        var line = Line(row, number, source);
        line.TransactionType = booked.TransactionType;
        line.ProjectId = row.ProjectId ?? booked.ProjectId;
        line.ContractId = contract;
        line.SalesTaxGroup = booked.SalesTaxGroup;
        line.ItemSalesTaxGroup = booked.ItemSalesTaxGroup;
        line.ProfileId = booked.ProfileId;
        line.LineProperty = booked.LineProperty;
        line.Dimensions = booked.Dimensions;
        return line;
    }

    private void CheckBooked(ActualsImport row, LineSource source, ProjectTransaction booked, ICollection<Fault> faults)
    {
        if (source.Retainer is not null)
        {
            return;
        }

        if (setUp.Profile(header.DataAreaId, booked.ProfileId) is { } profile)
        {
            // What is posted does not follow the project any more.
            var adjust = ImportErrors.AdjustUnbilledSales(booked.ActualId);
            rules.CheckAccounts(row, [PostingRules.OfRevenue(booked.TransactionType, profile)], booked.Dimensions, adjust, faults);
        }
        else
        {
            faults.Add(ImportErrors.ProfileGone.Found(booked.ProfileId, header.DataAreaId));
        }
    }

    private ProposalLine? BySetup(ActualsImport row, int number, OnAccountTransaction? onAccount, ICollection<Fault> faults)
    {
        if (rules.OfProposalLine(row, header, customer.Account, accountingDate, onAccount, faults) is not { } decision)
        {
            return null;
        }

        var line = Line(row, number, new LineSource(null, null, onAccount));
        line.TransactionType = decision.TransactionType;
        line.ProjectId = row.ProjectId;
        line.ContractId = decision.Contract;
        line.SalesTaxGroup = decision.SalesTaxGroup;
        line.ItemSalesTaxGroup = decision.ItemSalesTaxGroup;
        line.ProfileId = decision.Profile.Id;
        line.LineProperty = decision.LineProperty.Id;
        line.Dimensions = decision.Dimensions;
        return line;
    }

    private ProposalLine Line(ActualsImport row, int number, LineSource source) =>
        new()
        {
            DataAreaId = header.DataAreaId,
            InvoiceProposalId = header.InvoiceProposalId,
            LineNumber = number,
            ActualsImportId = row.ActualsImportId,
            ActualId = row.ActualId,
            TransactionCategoryId = row.TransactionCategoryId,
            TransactionDate = row.TransactionDate,
            Quantity = row.Quantity,
            UnitOfMeasure = row.UnitOfMeasure,
            UnitPrice = row.UnitPrice,
            Amount = row.Amount,
            NetAmount = row.Amount,
            CurrencyId = row.TransactionCurrencyId,
            UnbilledActualId = source.Credited is null ? source.Unbilled?.ActualId : null,
            CreditedActualId = source.Credited?.ActualId,
            CorrectedActualId = source.Corrected?.ActualId,
            MilestoneId = row.MilestoneId,
            RetainerActualId = source.RetainerOf(row),
            OnAccountTransactionId = source.OnAccount?.OnAccountTransactionId,
            Description = row.ExternalDescription ?? row.Description,
        };
}
