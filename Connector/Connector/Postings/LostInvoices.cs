using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Storage;
using ProjectInvoice.Connector.TableMaps;

namespace ProjectInvoice.Connector.Postings;

/// <summary>
/// Invoices that finance had posted and has lost with the restore of a backup. Their rows are delivered again by themselves; under which number they are posted
/// again, a person decides, because the customer holds them.
/// </summary>
internal sealed class LostInvoices(IDbContextFactory<ConnectorContext> contexts, FinanceClient finance, TimeProvider time)
{
    /// <summary>The columns of an invoice that are noted.</summary>
    public const string Columns = "pinv_customerinvoicenumber,pinv_customerinvoicedate,pinv_taxamount";

    // Of the embedded finance; other systems may not tell.
    private const string Status = "ProposalStatus";

    /// <summary>Notes an invoice that finance does not have, where it was posted.</summary>
    public async Task NoteAsync(Guid id, string proposal, JObject invoice, CancellationToken cancellation)
    {
        if ((string?)invoice["pinv_customerinvoicenumber"] is not { Length: > 0 } number)
        {
            return;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var lost =
            await context.LostInvoices.FindAsync([id], cancellation)
            ?? context.LostInvoices.Add(new LostInvoice { InvoiceId = id, FoundOn = time.GetUtcNow().UtcDateTime }).Entity;
        (lost.Proposal, lost.CustomerInvoiceNumber) = (proposal, number);
        (lost.CustomerInvoiceDate, lost.TaxAmount) = (DayOf(invoice), (decimal?)invoice["pinv_taxamount"]);
        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>Forgets an invoice that finance has posted again, and that is recorded.</summary>
    public static async Task ForgetAsync(ConnectorContext context, ReceivedPosting posting, CancellationToken cancellation)
    {
        if (posting is { IsInvoice: true, Books: null or { Generation: > 1 } } && posting.Part == posting.Parts)
        {
            await ForgetAsync(context, posting.Document, cancellation);
        }
    }

    /// <summary>Forgets an invoice that is listed otherwise.</summary>
    public static Task ForgetAsync(ConnectorContext context, string proposal, CancellationToken cancellation) =>
        context.LostInvoices.Where(lost => lost.Proposal == proposal).ExecuteDeleteAsync(cancellation);

    /// <summary>Forgets the invoices that finance holds as posted, where it says so: its latest backup was restored in the end.</summary>
    /// <param name="headers">The map of the headers.</param>
    public async Task ForgetPostedAsync(BoundMap headers, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var listed = await context.LostInvoices.ToListAsync(cancellation);
        if (listed.Count == 0 || !headers.Set!.Properties.ContainsKey(Status))
        {
            return;
        }

        var key = headers.Map.Keys.Single(key => key != "dataAreaId");
        await foreach (var row in finance.RowsAsync(headers.Set, [key, Status], "Invoices that are listed as lost", cancellation))
        {
            context.LostInvoices.RemoveRange((string?)row[Status] == "Posted" ? listed.Where(lost => lost.Proposal == (string?)row[key]) : []);
        }

        await context.SaveChangesAsync(cancellation);
    }

    /// <summary>The day of a customer invoice as it stands in Dataverse; null for none.</summary>
    public static string? DayOf(JObject invoice) =>
        invoice["pinv_customerinvoicedate"] is JValue { Value: not null } value && CalendarDay.TryParse(FieldValue.Text(value), out var day)
            ? day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)
            : null;

    /// <summary>What is wrong with an invoice that is listed, and what to do.</summary>
    public static Fault Fault(LostInvoice lost) =>
        PostingErrors.PostingLost.For(
            $"Invoice {lost.Proposal}",
            lost.CustomerInvoiceNumber,
            lost.CustomerInvoiceDate ?? "an unknown day",
            FormattableString.Invariant($"{lost.TaxAmount ?? 0:0.00##}")
        );
}
