using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ProjectInvoice.Finance;
using ProjectInvoice.Finance.Setup;
using ProjectInvoice.Finance.Staging;

namespace Benchmarks.Accounting;

/// <summary>
/// An invoice of a size as the connector sends it: each line an unbilled sales row, the billed sales that bills it, and their connection; every fiftieth line
/// is not charged.
/// </summary>
internal sealed class BenchmarkInvoice(string proposal, int lines)
{
    public const string Company = "USPM";
    public const int Projects = 20;

    private const long Time = 192350000;
    private const long Expense = 192350001;
    private const int NotCharged = 50;

    private static readonly Guid Owner = DerivedId.From("owner");

    public string Proposal => proposal;

    public int Lines => lines;

    public int Actuals => lines * 2;

    public int Connections => lines;

    /// <summary>The lines that are charged, each a line of the invoice.</summary>
    public int Charged => Enumerable.Range(0, lines).Count(IsCharged);

    public IEnumerable<ActualsImport> ActualRows()
    {
        for (var line = 0; line < lines; line++)
        {
            yield return Actual(line, ProjCDSTransType.Sales);
            yield return Actual(line, ProjCDSTransType.BilledSales);
        }
    }

    public IEnumerable<TransactionRelationship> ConnectionRows()
    {
        for (var line = 0; line < lines; line++)
        {
            yield return new TransactionRelationship
            {
                ConnectionId = Id(line, "connection"),
                Transaction1Id = Id(line, "BilledSales"),
                Transaction1Role = "Billed Sales",
                Transaction1Type = "msdyn_actual",
                Transaction2Id = Id(line, "Sales"),
                Transaction2Role = "Unbilled Sales",
                Transaction2Type = "msdyn_actual",
            };
        }
    }

    /// <summary>The header as JSON, with the number and the checksum of the chargeable billed sales.</summary>
    public object Header()
    {
        var ids = Enumerable.Range(0, lines).Where(IsCharged).Select(line => Id(line, "BilledSales").ToString("d")).Order(StringComparer.Ordinal).ToList();
        return new
        {
            dataAreaId = Company,
            InvoiceProposalId = proposal,
            ProjectContractId = "CON-00021",
            FundingSourceId = "FS-1",
            SalesCurrency = "GBP",
            InvoiceDate = "2026-09-30",
            BillableSalesActualCount = ids.Count,
            HashedListOfBillableSalesActualIds = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', ids)))),
        };
    }

    public static string Project(int number) => $"PRJ-B{number:00}";

    private ActualsImport Actual(int line, ProjCDSTransType type)
    {
        var id = Id(line, type.ToString());
        var date = new DateOnly(2026, 9, 1 + (line % 30));
        var isTime = line % 3 != 0;
        var quantity = 1 + (line % 8);
        var price = 80m + (line % 41);
        return new ActualsImport
        {
            DataAreaId = Company,
            ActualsImportId = id,
            ActualId = id,
            TransactionType = type,
            TransactionClassification = isTime ? Time : Expense,
            BillingType = IsCharged(line) ? ProjBillingType.Chargeable : ProjBillingType.NonChargeable,
            AdjustmentStatus = 192350000,
            BillingStatusId = 192350004,
            AccountingDate = date,
            DocumentDate = date,
            StartDate = date,
            EndDate = date,
            Quantity = quantity,
            UnitPrice = price,
            Amount = quantity * price,
            TransactionCurrencyId = "GBP",
            ContractId = "CON-00021",
            ContractLineId = "Implementation",
            FundingSource = "FS-1",
            ProjectId = Project(line % Projects),
            ProjectDataAreaId = Company,
            TaskNumber = $"Task {line % 200}",
            TransactionCategoryId = isTime ? "Consulting" : "Travel",
            UnitOfMeasure = isTime ? "Hour" : "Each",
            BookableResourceName = $"Resource {line % 500}",
            Description = $"Work on the bottling line, entry {line}",
            ExternalDescription = $"Bottling line, {(isTime ? "consulting" : "travel")} of {date:yyyy-MM-dd}",
            InvoiceProposalId = type == ProjCDSTransType.BilledSales ? proposal : null,
            OwningUser = Owner,
            ResourceId = Owner,
            TransactionDate = date,
        };
    }

    private Guid Id(int line, string what) => DerivedId.From(proposal, line.ToString(CultureInfo.InvariantCulture), what);

    private static bool IsCharged(int line) => line % NotCharged != NotCharged - 1;
}
