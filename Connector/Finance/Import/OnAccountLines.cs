using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// The on-account transactions of billed milestones and retainers. A milestone is found by the id that the row names and never guessed; one that is not known
/// (deleted, or not sent) is invoiced all the same, like a retainer with a transaction of its own.
/// </summary>
internal sealed class OnAccountLines
{
    private readonly Dictionary<Guid, OnAccountTransaction> byMilestone;
    private readonly Dictionary<Guid, OnAccountTransaction> byActual;

    private OnAccountLines(List<OnAccountTransaction> transactions)
    {
        byMilestone = transactions.Where(transaction => transaction.MilestoneId is not null).ToDictionary(transaction => transaction.MilestoneId!.Value);
        byActual = transactions.Where(transaction => transaction.ActualId is not null).ToDictionary(transaction => transaction.ActualId!.Value);
    }

    public static async Task<OnAccountLines> FindAsync(FinanceSession session, IReadOnlyCollection<ActualsImport> rows, CancellationToken cancellation)
    {
        var onAccount = rows.Where(row => TransactionClass.TransactionType(row) == TransactionClass.OnAccount).ToList();
        if (onAccount.Count == 0)
        {
            return new OnAccountLines([]);
        }

        var milestones = onAccount.Where(row => row.MilestoneId is not null).Select(row => row.MilestoneId!.Value).ToList();
        var actuals = onAccount.ConvertAll(row => row.ActualId);
        var transactions = session.Query<OnAccountTransaction>();
        var found = await transactions
            .Where(row => row.MilestoneId != null && EF.Parameter(milestones).Contains(row.MilestoneId.Value))
            .ToListAsync(cancellation);
        found.AddRange(await transactions.Where(row => row.ActualId != null && EF.Parameter(actuals).Contains(row.ActualId.Value)).ToListAsync(cancellation));
        return new OnAccountLines(found);
    }

    public OnAccountTransaction? Of(ActualsImport row) =>
        TransactionClass.TransactionType(row) != TransactionClass.OnAccount ? null
        : !row.IsRetainer && row.MilestoneId is { } milestone && byMilestone.TryGetValue(milestone, out var known) ? known
        : byActual.GetValueOrDefault(row.ActualId);

    /// <summary>Puts the transactions of the lines on the proposal and makes those that are missing.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Another proposal took one of them meanwhile.</exception>
    public async Task HoldAsync(FinanceSession session, IEnumerable<(ProposalLine Line, ActualsImport Row)> lines, string payer, CancellationToken cancellation)
    {
        var made = new List<OnAccountTransaction>();
        var held = new List<OnAccountTransaction>();
        foreach (var (line, row) in lines.Where(line => line.Line is { TransactionType: TransactionClass.OnAccount, CreditedActualId: null }))
        {
            if (Of(row) is { Status: OnAccountStatus.Open } known)
            {
                known.Status = OnAccountStatus.OnProposal;
                known.InvoiceProposalId = line.InvoiceProposalId;
                held.Add(known);
            }
            else
            {
                made.Add(Made(line, row, payer));
                line.OnAccountTransactionId = made[^1].OnAccountTransactionId;
            }
        }

        var taken = await session.Rows.InsertAsync(made, cancellation);
        var claimed = await session.Rows.UpdateAsync(
            held,
            [nameof(OnAccountTransaction.Status), nameof(OnAccountTransaction.InvoiceProposalId)],
            (nameof(OnAccountTransaction.Status), OnAccountStatus.Open),
            cancellation
        );
        if (taken.Count > 0 || claimed != held.Count)
        {
            throw new DbUpdateConcurrencyException("Another import took an on-account transaction of this proposal; it is left to that import.");
        }
    }

    private static OnAccountTransaction Made(ProposalLine line, ActualsImport row, string payer) =>
        new()
        {
            DataAreaId = line.DataAreaId,
            OnAccountTransactionId = DerivedId.From("on-account", row.ActualId.ToString("d")),
            Origin = row.IsRetainer ? OnAccountOrigin.Retainer : OnAccountOrigin.Milestone,
            ActualId = row.ActualId,
            ContractId = line.ContractId,
            ContractLineId = row.ContractLineId,
            ProjectId = line.ProjectId,
            CustomerAccountNumber = payer,
            CurrencyId = line.CurrencyId,
            Amount = line.Amount,
            TransactionDate = line.TransactionDate,
            Description = line.Description,
            SalesTaxGroup = line.SalesTaxGroup,
            ItemSalesTaxGroup = line.ItemSalesTaxGroup,
            Dimensions = line.Dimensions,
            Status = OnAccountStatus.OnProposal,
            InvoiceProposalId = line.InvoiceProposalId,
        };
}
