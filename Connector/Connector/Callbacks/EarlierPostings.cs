using Connector.Dataverse;
using Newtonsoft.Json.Linq;

namespace Connector.Callbacks;

/// <summary>
/// What Dataverse has recorded of postings that finance lost with the restore of a backup and made again. Finance books an actual once, so that what contradicts comes from an earlier life of its
/// books: vouchers, rates and amounts give way by themselves; a customer invoice of another number, day or tax does not, because the customer holds it.
/// </summary>
/// <param name="dataverse">Dataverse.</param>
internal sealed class EarlierPostings(DataverseClient dataverse)
{
    // The plug-ins' own code of a contradiction: the platform gives its own code to every refusal of a plug-in.
    private const string Contradiction = "PINV1410:";

    /// <summary>Whether what a posting contradicts may be of an earlier generation of its books.</summary>
    public static bool MayGiveWay(ReceivedPosting posting, ConnectorException refusal) =>
        posting.Books is { Generation: > 1 } && refusal.Kind == FailureKind.Business && refusal.Cause.Contains(Contradiction, StringComparison.Ordinal);

    /// <summary>Requires that the customer holds what was posted again.</summary>
    /// <exception cref="ConnectorException">PINV3323: the customer holds another invoice.</exception>
    public async Task RequireGivesWayAsync(ReceivedPosting posting, CancellationToken cancellation)
    {
        if (!posting.IsInvoice)
        {
            return;
        }

        var table = await dataverse.DefinitionAsync("invoice", cancellation);
        var filter = $"msdyn_invoicenumber eq '{posting.Document.Replace("'", "''", StringComparison.Ordinal)}' and pinv_customerinvoicenumber ne null";
        await foreach (var invoice in dataverse.RowsAsync($"{table.SetName}?$select={LostInvoices.Columns}&$filter={Uri.EscapeDataString(filter)}", posting.Record, cancellation))
        {
            var (held, now) = (Held(invoice), Held(posting.Content));
            if (held != now)
            {
                throw Differs(posting, held, now);
            }
        }
    }

    private static CustomerInvoice Held(JObject row) => row["pinv_customerinvoicenumber"] is null
        ? new CustomerInvoice((string?)row["customerInvoiceNumber"], (string?)row["customerInvoiceDate"], (decimal?)row["taxAmount"])
        : new CustomerInvoice((string?)row["pinv_customerinvoicenumber"], LostInvoices.DayOf(row), (decimal?)row["pinv_taxamount"]);

    private static ConnectorException Differs(ReceivedPosting posting, CustomerInvoice held, CustomerInvoice now) => new(
        "PINV3323", posting.Record, $"after the restore of a backup finance posted it again as {now}, and Dataverse, as the customer, has {held}",
        "Give the customer the new one in the place of the old one, which is void; then an administrator has Dataverse take it: "
        + $"POST /api/postings/{posting.EventId:D}/replace");

    private sealed record CustomerInvoice(string? Number, string? Date, decimal? Tax)
    {
        public override string ToString() => Number is null ? "nothing to invoice" : FormattableString.Invariant($"{Number} of {Date}, sales tax {Tax ?? 0:0.00##}");
    }
}
