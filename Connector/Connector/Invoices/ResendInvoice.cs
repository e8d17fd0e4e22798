using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Connector.FinanceSystem;
using ProjectInvoice.Connector.Inbox;
using ProjectInvoice.Connector.Storage;

namespace ProjectInvoice.Connector.Invoices;

/// <summary>
/// Sends an invoice once more in both directions: header and rows to finance, and, asked of finance, its posting to here. Whoever has something already does
/// not change it.
/// </summary>
internal sealed class ResendInvoice(IDbContextFactory<ConnectorContext> contexts, InvoiceOverview overview, MessageInbox inbox, FinanceClient finance)
{
    /// <summary>Sends all invoices of a number again.</summary>
    /// <exception cref="ConnectorException">There is none; or finance does not answer: what was asked for stays asked for.</exception>
    public async Task<ResentInvoice> RunAsync(string number, CancellationToken cancellation)
    {
        var lines = await overview.FindAsync(number, cancellation);
        var ids = lines.Select(line => line.InvoiceId).ToList();
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var messages = await context
            .Messages.AsNoTracking()
            .Where(message => ids.Contains(message.InvoiceId))
            .OrderBy(message => message.Sequence)
            .ToListAsync(cancellation);
        var again = 0;
        foreach (var message in messages.GroupBy(message => message.InvoiceId).Select(group => group.Last()))
        {
            again += message.MessageType == MessageReader.InvoiceConfirmed && await inbox.RepeatAsync(message.Id, cancellation) ? 1 : 0;
        }

        return new ResentInvoice(again, await finance.SendAgainAsync(number, cancellation));
    }
}
