using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.Dataverse.Options;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Postings;

/// <summary>
/// What Dataverse has recorded of postings that finance lost with the restore of a backup and made again. Finance books an actual once, so that what
/// contradicts comes from an earlier life of its books: vouchers, rates and amounts give way by themselves; a customer invoice of another number, day or tax
/// does not, because the customer holds it.
/// </summary>
/// <param name="contexts">The connector's database.</param>
internal sealed class EarlierPostings(IDbContextFactory<ConnectorContext> contexts, DataverseClient dataverse)
{
    private static readonly string OfConfirmation =
        $"pinv_messagetype eq {(int)IntegrationMessageType.InvoiceConfirmed} and pinv_status ne {(int)IntegrationMessageStatus.Withdrawn}";

    /// <summary>Whether what a posting contradicts may be of another generation of its books.</summary>
    public static bool IsContradiction(ReceivedPosting posting, ConnectorException refusal) =>
        posting.Books is not null && refusal.RemoteCode == PluginCodes.Contradiction;

    /// <summary>Whether finance has lost this posting since, and what is recorded is of a later generation.</summary>
    /// <exception cref="ConnectorException">PINV3325: it is an invoice that the customer may hold.</exception>
    public async Task<bool> IsSupersededAsync(ReceivedPosting posting, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var (id, generation) = (posting.Books!.Source, posting.Books.Generation);
        if (!await context.FinanceSources.AnyAsync(source => source.Source == id && source.Generation > generation, cancellation))
        {
            return false;
        }

        return await OtherInvoiceAsync(posting, cancellation) is { } recorded ? throw Superseded(posting, recorded) : true;
    }

    /// <summary>Requires that the customer holds what was posted again.</summary>
    /// <exception cref="ConnectorException">PINV3323: the customer holds another invoice.</exception>
    public async Task RequireGivesWayAsync(ReceivedPosting posting, CancellationToken cancellation)
    {
        if (await OtherInvoiceAsync(posting, cancellation) is { } held)
        {
            // It is posted again: what is open is which of the two counts.
            await using var context = await contexts.CreateDbContextAsync(cancellation);
            await LostInvoices.ForgetAsync(context, posting.Document, cancellation);
            throw Differs(posting, held);
        }
    }

    // The customer invoice that Dataverse has, where it is not the one that was posted.
    private async Task<CustomerInvoice?> OtherInvoiceAsync(ReceivedPosting posting, CancellationToken cancellation)
    {
        if (!posting.IsInvoice)
        {
            return null;
        }

        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        var filter = $"({await InvoiceAsync(table, posting, cancellation)}) and pinv_customerinvoicenumber ne null";
        var path = $"{table.SetName}?$select={LostInvoices.Columns}&$filter={Uri.EscapeDataString(filter)}";
        await foreach (var invoice in dataverse.RowsAsync(path, posting.Record, cancellation))
        {
            var held = new CustomerInvoice((string?)invoice["pinv_customerinvoicenumber"], LostInvoices.DayOf(invoice), (decimal?)invoice["pinv_taxamount"]);
            if (held != Posted(posting))
            {
                return held;
            }
        }

        return null;
    }

    // As the plug-ins find it: by the number that traveled with the confirmation; only what was loaded as confirmed has never traveled.
    private async Task<string> InvoiceAsync(TableDefinition invoices, ReceivedPosting posting, CancellationToken cancellation)
    {
        var table = await dataverse.DefinitionAsync("pinv_integrationmessage", cancellation);
        var number = posting.Document.Replace("'", "''", StringComparison.Ordinal);
        var filter = Uri.EscapeDataString($"pinv_name eq 'Invoice {number}' and {OfConfirmation}");
        await foreach (var message in dataverse.RowsAsync($"{table.SetName}?$select=_pinv_invoiceid_value&$filter={filter}", posting.Record, cancellation))
        {
            return $"{invoices.PrimaryId} eq {(string)message["_pinv_invoiceid_value"]!}";
        }

        return $"msdyn_invoicenumber eq '{number}'";
    }

    private static CustomerInvoice Posted(ReceivedPosting posting) =>
        new((string?)posting.Content["customerInvoiceNumber"], (string?)posting.Content["customerInvoiceDate"], (decimal?)posting.Content["taxAmount"]);

    private static ConnectorException Superseded(ReceivedPosting posting, CustomerInvoice recorded) =>
        new(PostingErrors.PostedBefore.For(posting.Record, Posted(posting), recorded, recorded.Number ?? "nothing", $"{posting.EventId:D}"));

    private static ConnectorException Differs(ReceivedPosting posting, CustomerInvoice held) =>
        new(PostingErrors.PostedAgain.For(posting.Record, Posted(posting), held, $"{posting.EventId:D}"));

    private sealed record CustomerInvoice(string? Number, string? Date, decimal? Tax)
    {
        public override string ToString() =>
            Number is null ? "nothing to invoice" : FormattableString.Invariant($"{Number} of {Date}, sales tax {Tax ?? 0:0.00##}");
    }
}
