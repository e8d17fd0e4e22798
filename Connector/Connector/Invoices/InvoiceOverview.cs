using ProjectInvoice.Connector.Dataverse;
using ProjectInvoice.Connector.FinanceSystem;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>
/// Where invoices stand: what the connector knows, with what Dataverse and finance tell. A side that does not answer soon leaves its steps unknown, with the
/// reason: this is asked for when something is away.
/// </summary>
internal sealed class InvoiceOverview(StoredInvoices stored, ToldInvoices told, FinanceClient finance)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A page of invoices, the longest under way first, and the place to go on behind; null on the last page.</summary>
    /// <exception cref="ConnectorException">A customer is asked for, and Dataverse does not tell who that is.</exception>
    public async Task<(IReadOnlyList<InvoiceLine> Lines, long? Next)> PageAsync(InvoiceFilter filter, CancellationToken cancellation)
    {
        var among = filter.Customer is { } customer ? await told.IdsOfCustomerAsync(customer, cancellation) : null;
        var page = await stored.PageAsync(filter, among, cancellation);
        var first = filter.After is null ? await stored.WithoutMessageAsync(filter, among, cancellation) : [];
        var lines = await LinesAsync([.. first, .. page], cancellation);
        return (lines, page.Count == filter.Limit ? page[^1].Message!.Sequence : null);
    }

    /// <summary>All invoices of a number.</summary>
    /// <exception cref="ConnectorException">PINV3501: there is none; or only Dataverse could know it, and does not answer.</exception>
    public async Task<IReadOnlyList<InvoiceLine>> FindAsync(string number, CancellationToken cancellation)
    {
        var (ids, failure) = await AskedAsync("Invoices", () => told.IdsAsync(number, cancellation), [], cancellation);
        var filter = new InvoiceFilter { Number = number, Limit = int.MaxValue };
        var known = await stored.PageAsync(filter, ids, cancellation);
        var others = ids.Except(known.Select(invoice => invoice.InvoiceId)).ToList();
        var rows = await stored.WithoutMessageAsync(filter, others, cancellation);
        var bare = others.Except(rows.Select(invoice => invoice.InvoiceId)).Select(id => new StoredInvoice(id, null, [], [], null));
        var lines = await LinesAsync([.. known, .. rows, .. bare], cancellation);
        return lines.Count > 0 ? lines
            : failure is not null ? throw new ConnectorException(failure)
            : throw new ConnectorException(InvoiceErrors.Unknown.For($"Invoice {number}"));
    }

    private async Task<IReadOnlyList<InvoiceLine>> LinesAsync(IReadOnlyList<StoredInvoice> invoices, CancellationToken cancellation)
    {
        if (invoices.Count == 0)
        {
            return [];
        }

        IReadOnlyDictionary<Guid, ToldInvoice> none = new Dictionary<Guid, ToldInvoice>();
        var ids = invoices.Select(invoice => invoice.InvoiceId).ToList();
        var (known, failure) = await AskedAsync("Invoices", () => told.ReadAsync(ids, cancellation), none, cancellation);
        var numbers = invoices
            .Where(invoice => invoice.Message is not null)
            .Select(invoice => invoice.Message!.InvoiceNumber ?? known.GetValueOrDefault(invoice.InvoiceId)?.Number)
            .OfType<string>()
            .ToList();
        var view = await FinanceAsync(numbers, cancellation);
        var readOn = await stored.ReadOnAsync(cancellation);
        return
        [
            .. invoices
                .Select(invoice => new InvoiceSteps(invoice, known.GetValueOrDefault(invoice.InvoiceId), failure, view, readOn).Line())
                .OrderBy(line => line.Since ?? DateTime.MaxValue),
        ];
    }

    private async Task<FinanceView> FinanceAsync(List<string> numbers, CancellationToken cancellation)
    {
        if (numbers.Count == 0 || !finance.TellsProgress)
        {
            return new FinanceView(null, null, null);
        }

        var (proposals, failure) = await AskedAsync<IReadOnlyList<ProposalProgress>?>(
            "Proposals in finance",
            async () => await finance.ProgressAsync(numbers, cancellation),
            null,
            cancellation
        );
        if (failure is not null)
        {
            return new FinanceView(null, null, failure);
        }

        var (postings, _) = await AskedAsync("Postings in finance", () => finance.PostingsAsync(numbers, cancellation), null, cancellation);
        return new FinanceView(proposals, postings, null);
    }

    private static async Task<(T Answer, Fault? Failure)> AskedAsync<T>(string record, Func<Task<T>> ask, T without, CancellationToken cancellation)
    {
        try
        {
            return (await ask().WaitAsync(Patience, cancellation), null);
        }
        catch (Exception exception) when (exception is ConnectorException or TimeoutException)
        {
            return (without, ConnectorException.From(exception, record).Fault);
        }
    }
}
