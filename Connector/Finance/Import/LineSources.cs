using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Ledger;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Import;

/// <summary>
/// What some lines of a proposal bill or credit: the posted unbilled sales and the posted billed sales they are connected to, and their on-account
/// transactions.
/// </summary>
internal sealed class LineSources
{
    /// <summary>The adjustment status of reversals (choice value of the sending side).</summary>
    private const long Unadjustable = 192350002;

    private readonly Connections connections;
    private readonly Dictionary<Guid, ProjectTransaction> posted;

    private readonly InvoicedRetainers retainers;
    private readonly UnbilledSources unbilled;

    private LineSources(
        Connections connections,
        OnAccountLines onAccount,
        InvoicedRetainers retainers,
        UnbilledSources unbilled,
        Dictionary<Guid, ProjectTransaction> posted,
        ILookup<Guid, SalesTaxTransaction> taxes
    )
    {
        this.connections = connections;
        OnAccount = onAccount;
        this.retainers = retainers;
        this.unbilled = unbilled;
        this.posted = posted;
        PostedTaxes = taxes;
    }

    public OnAccountLines OnAccount { get; }

    /// <summary>The posted sales tax of what is credited or corrected, by its actual.</summary>
    public ILookup<Guid, SalesTaxTransaction> PostedTaxes { get; }

    public static async Task<LineSources> FindAsync(
        FinanceSession session,
        InvoiceProposal header,
        IReadOnlyList<ActualsImport> rows,
        CancellationToken cancellation
    )
    {
        var connections = await Connections.OfAsync(session, [.. rows.Select(row => row.ActualId)], cancellation);
        var credited = rows.SelectMany(row => CreditedOf(connections, row)).Distinct().ToList();
        var unbilled = rows.SelectMany(row => UnbilledOf(connections, row)).Distinct().ToList();
        var withoutUnbilled = rows.Where(row => !UnbilledOf(connections, row).Any()).Select(row => row.ActualId);
        var behind = await UnbilledSources.FindAsync(session, header, unbilled, withoutUnbilled, connections, cancellation);
        var sources = unbilled.Concat(credited).Concat(behind.Corrected).Distinct().ToList();
        var taxed = credited.Union(behind.Corrected).ToList();
        var posted = await session
            .Query<ProjectTransaction>()
            .Where(row => EF.Parameter(sources).Contains(row.ActualId))
            .ToDictionaryAsync(row => row.ActualId, cancellation);
        var taxes =
            taxed.Count == 0
                ? []
                : await session.Query<SalesTaxTransaction>().Where(row => EF.Parameter(taxed).Contains(row.ActualId)).ToListAsync(cancellation);
        var retainers = await InvoicedRetainers.FindAsync(session, rows, cancellation);
        return new LineSources(
            connections,
            await OnAccountLines.FindAsync(session, rows, cancellation),
            retainers,
            behind,
            posted,
            taxes.ToLookup(tax => tax.ActualId)
        );
    }

    public LineSource Of(ActualsImport row) =>
        Posted(CreditedOf(connections, row)) is { } credited
            ? new LineSource(null, credited, null)
            : new LineSource(Posted(UnbilledOf(connections, row)), null, OnAccount.Of(row), retainers.Of(row))
            {
                Corrected = UnbilledOf(connections, row).DefaultIfEmpty(row.ActualId).Select(unbilled.CorrectedBy).FirstOrDefault(id => id is not null)
                    is { } corrected
                    ? posted[corrected]
                    : null,
            };

    /// <summary>The posted taxes that a line takes back or whose percentages it keeps.</summary>
    public IEnumerable<SalesTaxTransaction> PostedTaxesOf(ProposalLine line) =>
        (line.CreditedActualId ?? line.CorrectedActualId) is { } posted ? PostedTaxes[posted] : [];

    /// <summary>What is wrong with a row that bills what a reversal takes back; null where none does.</summary>
    public Fault? TakenBack(ActualsImport row) => UnbilledOf(connections, row).Select(unbilled.TakenBack).FirstOrDefault(fault => fault is not null);

    public ProjectTransaction? Transaction(Guid actual) => posted.GetValueOrDefault(actual);

    /// <summary>What the line of a row waits for; null when it is ready.</summary>
    public string? Waiting(SetupCatalog setUp, InvoiceProposal header, ActualsImport row)
    {
        var credited = CreditedOf(connections, row).ToList();
        if (credited.Count > 0)
        {
            return !credited.TrueForAll(posted.ContainsKey) ? "credits a line whose invoice is not posted."
                : credited.Exists(id => posted[id].RetainerActualId == id) ? retainers.WaitingCredit(row)
                : null;
        }

        // Every reversal is unadjustable (domain rules, section 3), and every reversal has its original.
        if (row.AdjustmentStatus == Unadjustable)
        {
            return "is not connected to the line it credits yet.";
        }

        if (retainers.Waiting(row) is { } waiting)
        {
            return waiting;
        }

        var unbilled = UnbilledOf(connections, row).ToList();
        return unbilled.Exists(id => !posted.ContainsKey(id))
                ? "bills unbilled sales that are not posted. Post the integration journal, then run the import again."
            : unbilled.Count == 0 && NeedsUnbilledSales(setUp, header, row) ? "is not connected to its unbilled sales yet."
            : null;
    }

    // A milestone or retainer bills nothing that was booked before, nor does a line added by hand to a fixed-price line.
    private static bool NeedsUnbilledSales(SetupCatalog setUp, InvoiceProposal header, ActualsImport row) =>
        TransactionClass.TransactionType(row) != TransactionClass.OnAccount
        && (BillingMethods.NameOf(row.BillingMethod) ?? MethodOfProject(setUp, header, row)) == BillingMethods.TimeAndMaterial;

    private static string? MethodOfProject(SetupCatalog setUp, InvoiceProposal header, ActualsImport row) =>
        setUp
            .ProfileFor(
                row.DataAreaId,
                row.ProjectId is null ? null : setUp.Project(row.DataAreaId, row.ProjectId),
                row.ContractId ?? header.ProjectContractId,
                null
            )
            ?.BillingMethod;

    // The unbilled row that a retainer draws on stays with the sender.
    private static IEnumerable<Guid> UnbilledOf(Connections connections, ActualsImport row) =>
        TransactionClass.TransactionType(row) == TransactionClass.OnAccount
            ? []
            : connections.Of(row.ActualId, RelationshipRole.BilledSales, RelationshipRole.UnbilledSales);

    private static IEnumerable<Guid> CreditedOf(Connections connections, ActualsImport row) =>
        connections.Of(row.ActualId, RelationshipRole.Reversing, RelationshipRole.Original);

    private ProjectTransaction? Posted(IEnumerable<Guid> ids) => ids.Select(id => posted.GetValueOrDefault(id)).FirstOrDefault(row => row is not null);
}
