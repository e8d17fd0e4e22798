using System.IO.Pipelines;
using System.Text.Json;
using Finance.Ledger;
using Finance.Proposals;
using Finance.Storage;
using Microsoft.EntityFrameworkCore;

namespace Finance.Posting.Documents;

/// <summary>Writes posted invoices as JSON, their lines page by page, so that an invoice of any length needs the memory of a page.</summary>
internal sealed class InvoiceDocuments(FinanceDatabase database)
{
    private const int LinesOfAPage = 1000;

    /// <exception cref="FinanceRefusal">There is no such invoice (PINV4233); nothing has been written then.</exception>
    public async Task WriteAsync(string company, string number, PipeWriter output, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var found = await context.Set<InvoiceDocument>().Where(row => row.DataAreaId == company && row.ProjInvoiceId == number)
            .Join(context.Set<PostedInvoice>(), row => new { row.DataAreaId, row.ProjInvoiceId }, invoice => new { invoice.DataAreaId, invoice.ProjInvoiceId }, (row, invoice) => new { row.Content, invoice.InvoiceProposalId })
            .SingleOrDefaultAsync(cancellation)
            ?? throw new FinanceRefusal("PINV4233", $"invoice {number}", $"Company {company} has posted no such invoice. Correct the request.", StatusCodes.Status404NotFound);
        await using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        using (var content = JsonDocument.Parse(found.Content))
        {
            foreach (var property in content.RootElement.EnumerateObject())
            {
                property.WriteTo(writer);
            }
        }

        writer.WriteStartArray("lines");
        await WriteLinesAsync(context, company, found.InvoiceProposalId, writer, cancellation);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async Task WriteLinesAsync(FinanceContext context, string company, string proposal, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var lines = context.Set<ProposalLine>().Where(line => line.DataAreaId == company && line.InvoiceProposalId == proposal);
        var last = 0;
        while (await lines.Where(line => line.LineNumber > last).OrderBy(line => line.LineNumber).Take(LinesOfAPage).ToListAsync(cancellation) is { Count: > 0 } page)
        {
            var (before, to) = (last, page[^1].LineNumber);
            last = to;
            var taxes = (await lines.Where(line => line.LineNumber > before && line.LineNumber <= to)
                .Join(context.Set<SalesTaxTransaction>(), line => line.ActualId, tax => tax.ActualId, (line, tax) => tax).ToListAsync(cancellation)).ToLookup(tax => tax.ActualId);
            foreach (var line in page)
            {
                JsonSerializer.Serialize(writer, LineOf(line, taxes[line.ActualId]), JsonSerializerOptions.Web);
            }

            await writer.FlushAsync(cancellation);
        }
    }

    private static InvoiceLine LineOf(ProposalLine line, IEnumerable<SalesTaxTransaction> taxes) => new(
        line.LineNumber,
        line.Description,
        line.TransactionDate,
        line.ProjectId,
        line.TransactionCategoryId,
        line.TransactionType,
        line.Quantity,
        line.UnitOfMeasure,
        line.UnitPrice,
        line.NetAmount,
        line.SalesTaxAmount,
        [.. taxes.OrderBy(tax => tax.TaxCode, StringComparer.Ordinal).Select(tax => new InvoiceLineTax(tax.TaxCode, TaxCategory.Of(tax.Kind), tax.Percent))]);
}
