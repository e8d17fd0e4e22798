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
        using var content = JsonDocument.Parse(found.Content);
        foreach (var property in content.RootElement.EnumerateObject())
        {
            property.WriteTo(writer);
        }

        var layout = content.RootElement.GetProperty("layout").Deserialize<InvoiceLayout>(JsonSerializerOptions.Web)!;
        writer.WriteStartArray("lines");
        await WriteLinesAsync(context, context.Set<ProposalLine>().Where(line => line.DataAreaId == company && line.InvoiceProposalId == found.InvoiceProposalId), layout, writer, cancellation);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static async Task WriteLinesAsync(FinanceContext context, IQueryable<ProposalLine> lines, InvoiceLayout layout, Utf8JsonWriter writer, CancellationToken cancellation)
    {
        var numbers = await OrderedLines.Of(lines, layout).Select(line => line.LineNumber).ToListAsync(cancellation);
        foreach (var page in numbers.Chunk(LinesOfAPage))
        {
            var selected = lines.Where(line => EF.Parameter(page).Contains(line.LineNumber));
            var found = await selected.ToDictionaryAsync(line => line.LineNumber, cancellation);
            var taxes = (await selected.Join(context.Set<SalesTaxTransaction>(), line => line.ActualId, tax => tax.ActualId, (line, tax) => tax).ToListAsync(cancellation)).ToLookup(tax => tax.ActualId);
            foreach (var number in page)
            {
                JsonSerializer.Serialize(writer, LineOf(found[number], taxes[found[number].ActualId]), JsonSerializerOptions.Web);
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
