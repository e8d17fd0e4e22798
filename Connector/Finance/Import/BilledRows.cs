using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>The billed sales of an invoice that have arrived. Only their ids are held; the rows are read a page at a time.</summary>
internal sealed class BilledRows
{
    private const int RowsOfAPage = 1000;

    private readonly FinanceSession session;

    private BilledRows(FinanceSession session, List<Guid> chargeable, List<Guid> notCharged)
    {
        this.session = session;
        Chargeable = chargeable;
        NotCharged = notCharged;
    }

    /// <summary>Actual ids in canonical order, which numbers the lines.</summary>
    public IReadOnlyList<Guid> Chargeable { get; }

    public IReadOnlyList<Guid> NotCharged { get; }

    public static async Task<BilledRows> ReadAsync(FinanceSession session, InvoiceProposal header, CancellationToken cancellation)
    {
        var (chargeable, notCharged) = (new List<Guid>(), new List<Guid>());
        var rows = session
            .Query<ActualsImport>()
            .Where(row =>
                row.DataAreaId == header.DataAreaId && row.InvoiceProposalId == header.InvoiceProposalId && row.TransactionType == ProjCDSTransType.BilledSales
            )
            .InCanonicalOrder()
            .Select(row => new { row.ActualId, IsChargeable = row.BillingType == ProjBillingType.Chargeable });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            (row.IsChargeable ? chargeable : notCharged).Add(row.ActualId);
        }

        return new BilledRows(session, chargeable, notCharged);
    }

    /// <summary>The chargeable rows in canonical order, with what a line needs of them.</summary>
    public async IAsyncEnumerable<IReadOnlyList<ActualsImport>> PagesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        foreach (var ids in Chargeable.Chunk(RowsOfAPage))
        {
            var rows = await session
                .Query<ActualsImport>()
                .Where(row => EF.Parameter(ids).Contains(row.ActualId))
                .Select(row => new ActualsImport
                {
                    DataAreaId = row.DataAreaId,
                    ActualsImportId = row.ActualsImportId,
                    ActualId = row.ActualId,
                    TransactionType = row.TransactionType,
                    TransactionClassification = row.TransactionClassification,
                    AccountingType = row.AccountingType,
                    IsRetainer = row.IsRetainer,
                    BillingType = row.BillingType,
                    BillingMethod = row.BillingMethod,
                    AdjustmentStatus = row.AdjustmentStatus,
                    TransactionDate = row.TransactionDate,
                    Quantity = row.Quantity,
                    UnitOfMeasure = row.UnitOfMeasure,
                    UnitPrice = row.UnitPrice,
                    Amount = row.Amount,
                    TransactionCurrencyId = row.TransactionCurrencyId,
                    ContractId = row.ContractId,
                    ContractLineId = row.ContractLineId,
                    FundingSource = row.FundingSource,
                    CustomerAccountNumber = row.CustomerAccountNumber,
                    ProjectId = row.ProjectId,
                    TransactionCategoryId = row.TransactionCategoryId,
                    MilestoneId = row.MilestoneId,
                    RetainerId = row.RetainerId,
                    InvoiceProposalId = row.InvoiceProposalId,
                    Description = row.Description,
                    ExternalDescription = row.ExternalDescription,
                })
                .ToDictionaryAsync(row => row.ActualId, cancellation);
            yield return [.. ids.Select(id => rows[id])];
        }
    }

    /// <summary>An unbilled row that an edit left over, not charged, and that is not posted; null where all are.</summary>
    public async Task<Guid?> FindUnpostedRestAsync(CancellationToken cancellation)
    {
        foreach (var ids in NotCharged.Chunk(RowsOfAPage))
        {
            var billed = await Connections.OfAsync(session, ids, cancellation);
            var unbilled = ids.SelectMany(id => billed.Of(id, RelationshipRole.BilledSales, RelationshipRole.UnbilledSales)).Distinct().ToList();
            var edits = await Connections.OfAsync(session, unbilled, cancellation);
            var rests = unbilled.FindAll(id => edits.Of(id, RelationshipRole.Replacing, RelationshipRole.Original).Any());
            var posted = await session
                .Query<Ledger.ProjectTransaction>()
                .Where(row => EF.Parameter(rests).Contains(row.ActualId))
                .Select(row => row.ActualId)
                .ToListAsync(cancellation);
            if (rests.Except(posted).Cast<Guid?>().FirstOrDefault() is { } rest)
            {
                return rest;
            }
        }

        return null;
    }
}
