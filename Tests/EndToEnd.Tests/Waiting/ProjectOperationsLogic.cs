using System.Text.Json.Nodes;
using EndToEnd.Tests.Environment;
using LocalEnvironment.Dataverse;

namespace EndToEnd.Tests.Waiting;

/// <summary>
/// Stands in for Project Operations' own logic, which makes the actuals of a confirmed invoice where this product does not: every row that the documentation
/// names for time that was billed as recorded or with a smaller quantity, marked in a skip-sync column of the product's own. It writes in several transactions:
/// the actuals first, and what connects them long after, the connections of reversals last.
/// </summary>
internal sealed class ProjectOperationsLogic(RunningEnvironment environment, CancellationToken cancellation)
{
    private readonly List<Func<Task>> later = [];
    private const string SkipSync = "msdyn_istransition";
    private const int UnbilledSales = 192350005;
    private const int BilledSales = 192350006;
    private const int NonChargeable = 192350000;
    private const int CustomerInvoicePosted = 192350002;
    private const int Canceled = 192350003;
    private const int Adjusted = 192350001;
    private const int Unadjustable = 192350002;

    private DataverseClient Logic => environment.Hosts.DataverseAs(environment.Hosts.Personas.DataImport);

    /// <summary>The reversals that billing itself made, which finance must never see.</summary>
    public HashSet<string> OwnReversals { get; } = [];

    /// <summary>Bills the only detail of an invoice.</summary>
    /// <param name="between">What happens between two of the transactions.</param>
    public async Task BillAsync(string number, Guid invoice, Func<Task> between)
    {
        await CreateActualsAsync(number, invoice);
        foreach (var write in later)
        {
            await between();
            await write();
        }
    }

    private async Task CreateActualsAsync(string number, Guid invoice)
    {
        var original = (await environment.ActualsAsync(number, cancellation)).Single();
        var detail = (
            await environment.Administrator.QueryAsync($"msdyn_invoicelinetransactions?$filter=_msdyn_invoice_value eq {invoice}", cancellation)
        ).Single();
        var (was, now) = (original["msdyn_quantity"]!.GetValue<decimal>(), detail["msdyn_quantity"]!.GetValue<decimal>());
        if (was == now)
        {
            await BillAsRecordedAsync(original, detail, invoice);
            return;
        }

        await BillReducedAsync(original, detail, invoice, now / was);
    }

    private async Task BillAsRecordedAsync(JsonObject original, JsonObject detail, Guid invoice)
    {
        var u0 = original["msdyn_actualid"]!.GetValue<string>();
        await BillAsync(original, detail, invoice, u0, share: 1);
        await ReverseAsync(original, u0, CustomerInvoicePosted, share: 1, skip: true);
        await Logic.PatchAsync($"msdyn_actuals({u0})", new JsonObject { ["msdyn_billingstatus"] = CustomerInvoicePosted }, cancellation);
    }

    private async Task BillReducedAsync(JsonObject original, JsonObject detail, Guid invoice, decimal kept)
    {
        var u0 = original["msdyn_actualid"]!.GetValue<string>();
        await ReverseAsync(original, u0, Canceled, share: 1, skip: false);
        await Logic.PatchAsync(
            $"msdyn_actuals({u0})",
            new JsonObject { ["msdyn_billingstatus"] = Canceled, ["msdyn_adjustmentstatus"] = Adjusted },
            cancellation
        );
        await BillAdjustedAsync(original, detail, invoice, kept, billingType: null);
        await BillAdjustedAsync(original, detail, invoice, 1 - kept, NonChargeable);
    }

    private async Task BillAdjustedAsync(JsonObject original, JsonObject detail, Guid invoice, decimal share, int? billingType)
    {
        var adjusted = await CreateAsync(original, UnbilledSales, CustomerInvoicePosted, share, skip: false, adjustmentStatus: null, billingType);
        later.Insert(0, () => ConnectAsync(adjusted, "Replacing", original["msdyn_actualid"]!.GetValue<string>(), "Original"));
        await BillAsync(original, detail, invoice, adjusted, share, billingType);
        await ReverseAsync(original, adjusted, CustomerInvoicePosted, share, skip: true, billingType);
    }

    private async Task ReverseAsync(JsonObject original, string reversed, int billingStatus, decimal share, bool skip, int? billingType = null)
    {
        var reversal = await CreateAsync(original, UnbilledSales, billingStatus, -share, skip, Unadjustable, billingType);
        later.Add(() => ConnectAsync(reversal, "Reversing", reversed, "Original"));
    }

    private async Task BillAsync(JsonObject original, JsonObject detail, Guid invoice, string unbilled, decimal share, int? billingType = null)
    {
        var billed = await CreateAsync(original, BilledSales, CustomerInvoicePosted, share, skip: false, adjustmentStatus: null, billingType);
        later.Insert(0, () => ConnectAsync(billed, "Billed Sales", unbilled, "Unbilled Sales"));
        later.Insert(
            0,
            async () =>
            {
                await OriginateAsync(billed, $"{invoice}", "invoice");
                await OriginateAsync(billed, detail["msdyn_invoicelinetransactionid"]!.GetValue<string>(), "msdyn_invoicelinetransaction");
            }
        );
    }

    private Task<JsonObject?> OriginateAsync(string actual, string origin, string type) =>
        Logic.PostAsync(
            "msdyn_transactionorigins",
            new JsonObject
            {
                ["msdyn_transaction"] = actual,
                ["msdyn_transactiontype"] = "msdyn_actual",
                ["msdyn_origin"] = origin,
                ["msdyn_origintype"] = type,
            },
            cancellation
        );

    private async Task<string> CreateAsync(
        JsonObject original,
        int type,
        int billingStatus,
        decimal share,
        bool skip,
        int? adjustmentStatus,
        int? billingType = null
    )
    {
        var row = await ActualCopy.OfAsync(original, environment, cancellation);
        var id = $"{Guid.NewGuid()}";
        row["msdyn_actualid"] = id;
        row["msdyn_transactiontypecode"] = type;
        row["msdyn_billingstatus"] = billingStatus;
        row["msdyn_quantity"] = original["msdyn_quantity"]!.GetValue<decimal>() * share;
        row["msdyn_amount"] = original["msdyn_amount"]!.GetValue<decimal>() * share;
        row["msdyn_adjustmentstatus"] = adjustmentStatus;
        row["msdyn_billingtype"] = billingType ?? original["msdyn_billingtype"]!.GetValue<int>();
        row[SkipSync] = skip;
        await Logic.PostAsync("msdyn_actuals", row, cancellation);
        if (skip)
        {
            OwnReversals.Add(id);
        }

        return id;
    }

    private Task<JsonObject?> ConnectAsync(string first, string firstRole, string second, string secondRole) =>
        Logic.PostAsync(
            "msdyn_transactionconnections",
            new JsonObject
            {
                ["msdyn_transaction1"] = first,
                ["msdyn_transaction1role"] = firstRole,
                ["msdyn_transaction1type"] = "msdyn_actual",
                ["msdyn_transaction2"] = second,
                ["msdyn_transaction2role"] = secondRole,
                ["msdyn_transaction2type"] = "msdyn_actual",
            },
            cancellation
        );
}
