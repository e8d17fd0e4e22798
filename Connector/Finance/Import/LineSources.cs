using Finance.Ledger;
using Finance.Proposals;
using Finance.SetUp;
using Finance.Staging;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Import;

/// <summary>What the lines of one proposal bill or credit: the posted unbilled sales and the posted billed sales they are connected to.</summary>
internal sealed class LineSources
{
    private readonly Connections _connections;
    private readonly Dictionary<Guid, ProjectTransaction> _posted;

    private LineSources(Connections connections, OnAccountLines onAccount, Dictionary<Guid, ProjectTransaction> posted, ILookup<Guid, SalesTaxTransaction> taxes)
    {
        _connections = connections;
        OnAccount = onAccount;
        _posted = posted;
        CreditedTaxes = taxes;
    }

    public OnAccountLines OnAccount { get; }

    /// <summary>The posted sales tax of what is credited, by its actual.</summary>
    public ILookup<Guid, SalesTaxTransaction> CreditedTaxes { get; }

    public static async Task<LineSources> FindAsync(FinanceSession session, List<ActualsImport> rows, CancellationToken cancellation)
    {
        var connections = await Connections.OfAsync(session, rows.ConvertAll(row => row.ActualId), cancellation);
        var sources = rows.SelectMany(row => UnbilledOf(connections, row).Concat(CreditedOf(connections, row))).Distinct().ToList();
        var posted = await session.Query<ProjectTransaction>().Where(row => EF.Parameter(sources).Contains(row.ActualId)).ToDictionaryAsync(row => row.ActualId, cancellation);
        var credited = rows.SelectMany(row => CreditedOf(connections, row)).Distinct().ToList();
        var taxes = await session.Query<SalesTaxTransaction>().Where(row => EF.Parameter(credited).Contains(row.ActualId)).ToListAsync(cancellation);
        return new LineSources(connections, await OnAccountLines.FindAsync(session, rows, cancellation), posted, taxes.ToLookup(tax => tax.ActualId));
    }

    public LineSource Of(ActualsImport row) => Posted(CreditedOf(_connections, row)) is { } credited
        ? new LineSource(null, credited, null)
        : new LineSource(Posted(UnbilledOf(_connections, row)), null, OnAccount.Of(row));

    /// <summary>What the proposal waits for; null when every line is ready.</summary>
    public string? Waiting(SetUpCatalogue setUp, InvoiceProposal header, List<ActualsImport> rows)
    {
        for (var index = 0; index < rows.Count; index++)
        {
            var row = rows[index];
            var credited = CreditedOf(_connections, row).ToList();
            if (credited.Exists(id => !_posted.ContainsKey(id)))
            {
                return $"Line {index + 1} credits a line whose invoice is not posted.";
            }

            var unbilled = UnbilledOf(_connections, row).ToList();
            if (unbilled.Exists(id => !_posted.ContainsKey(id)))
            {
                return $"Line {index + 1} bills unbilled sales that are not posted. Post the integration journal, then run the import again.";
            }

            if (unbilled.Count == 0 && credited.Count == 0 && NeedsUnbilledSales(setUp, header, row))
            {
                return $"Line {index + 1} is not connected to its unbilled sales yet.";
            }
        }

        return null;
    }

    // A milestone or retainer bills nothing that was booked before, nor does a line added by hand to a fixed-price line.
    private static bool NeedsUnbilledSales(SetUpCatalogue setUp, InvoiceProposal header, ActualsImport row) =>
        TransactionClass.TransactionType(row) != TransactionClass.OnAccount
        && setUp.ProfileFor(row.DataAreaId, row.ProjectId is null ? null : setUp.Project(row.DataAreaId, row.ProjectId), row.ContractId ?? header.ProjectContractId)?.BillingMethod == "Time and Material";

    // The unbilled row that a retainer draws on stays with the sender.
    private static IEnumerable<Guid> UnbilledOf(Connections connections, ActualsImport row) => TransactionClass.TransactionType(row) == TransactionClass.OnAccount
        ? []
        : connections.Of(row.ActualId, RelationshipRole.BilledSales, RelationshipRole.UnbilledSales);

    private static IEnumerable<Guid> CreditedOf(Connections connections, ActualsImport row) => connections.Of(row.ActualId, RelationshipRole.Reversing, RelationshipRole.Original);

    public ProjectTransaction? Posted(Guid actual) => _posted.GetValueOrDefault(actual);

    private ProjectTransaction? Posted(IEnumerable<Guid> ids) => ids.Select(id => _posted.GetValueOrDefault(id)).FirstOrDefault(row => row is not null);
}
