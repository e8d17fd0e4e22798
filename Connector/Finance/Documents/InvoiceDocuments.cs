using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Proposals;
using ProjectInvoice.Finance.SalesTax;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Documents;

/// <summary>
/// Writes posted invoices as JSON, laid out as they were when they were posted. Lines are read page by page and written as they come, so that an invoice of any
/// length needs the memory of a page (a summary that of its own lines).
/// </summary>
internal sealed class InvoiceDocuments(FinanceDatabase database)
{
    private const int LinesOfAPage = 1000;

    /// <exception cref="FinanceRefusal">There is no such invoice (<see cref="DocumentErrors.UnknownInvoice"/>); nothing has been written then.</exception>
    public async Task WriteAsync(string company, string number, PipeWriter output, CancellationToken cancellation)
    {
        await using var context = await database.ReadAsync(cancellation);
        var found =
            await context
                .Set<InvoiceDocument>()
                .Where(row => row.DataAreaId == company && row.ProjInvoiceId == number)
                .Join(
                    context.Set<PostedInvoice>(),
                    row => new { row.DataAreaId, row.ProjInvoiceId },
                    invoice => new { invoice.DataAreaId, invoice.ProjInvoiceId },
                    (row, invoice) => new { row.Content, invoice.InvoiceProposalId }
                )
                .SingleOrDefaultAsync(cancellation)
            ?? throw DocumentErrors.UnknownInvoice.Refusal($"invoice {number}", company);
        await using var writer = new Utf8JsonWriter(output);
        writer.WriteStartObject();
        using var content = JsonDocument.Parse(found.Content);
        foreach (var property in content.RootElement.EnumerateObject())
        {
            property.WriteTo(writer);
        }

        var layout = content.RootElement.GetProperty("layout").Deserialize<InvoiceLayout>(JsonSerializerOptions.Web)!;
        var lines = context.Set<ProposalLine>().Where(line => line.DataAreaId == company && line.InvoiceProposalId == found.InvoiceProposalId);
        writer.WritePropertyName("sections");
        if (layout.Detail == InvoiceDetail.Summary)
        {
            await WriteSummaryAsync(context, lines, layout, writer, cancellation);
        }
        else
        {
            await WriteDetailAsync(context, lines, layout, writer, cancellation);
        }

        writer.WriteEndObject();
    }

    /// <summary>What a posted invoice says but its lines.</summary>
    public static async Task<InvoiceContent> ContentAsync(FinanceContext context, string company, string number, CancellationToken cancellation)
    {
        var content = await context
            .Set<InvoiceDocument>()
            .Where(row => row.DataAreaId == company && row.ProjInvoiceId == number)
            .Select(row => row.Content)
            .SingleAsync(cancellation);
        return JsonSerializer.Deserialize<InvoiceContent>(content, JsonSerializerOptions.Web)!;
    }

    private static async Task WriteSummaryAsync(
        FinanceContext context,
        IQueryable<ProposalLine> lines,
        InvoiceLayout layout,
        Utf8JsonWriter writer,
        CancellationToken cancellation
    )
    {
        var summary = new LaidOutLines(layout);
        await foreach (var line in LinesAsync(context, lines, lines.OrderBy(line => line.LineNumber), cancellation))
        {
            summary.Add(line);
        }

        JsonSerializer.Serialize(writer, summary.Sections(), JsonSerializerOptions.Web);
    }

    private static async Task WriteDetailAsync(
        FinanceContext context,
        IQueryable<ProposalLine> lines,
        InvoiceLayout layout,
        Utf8JsonWriter writer,
        CancellationToken cancellation
    )
    {
        writer.WriteStartArray();
        SectionWriter? section = null;
        var written = 0;
        await foreach (var line in LinesAsync(context, lines, OrderedLines.Of(lines, layout), cancellation))
        {
            var name = LaidOutLines.SectionOf(line, layout);
            if (section is null || section.Name != name)
            {
                section?.End();
                section = new SectionWriter(writer, name);
            }

            section.Write(line);
            if (++written % LinesOfAPage == 0)
            {
                await writer.FlushAsync(cancellation);
            }
        }

        section?.End();
        writer.WriteEndArray();
    }

    private static async IAsyncEnumerable<InvoiceLine> LinesAsync(
        FinanceContext context,
        IQueryable<ProposalLine> lines,
        IQueryable<ProposalLine> ordered,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        foreach (var page in (await ordered.Select(line => line.LineNumber).ToListAsync(cancellation)).Chunk(LinesOfAPage))
        {
            var selected = lines.Where(line => EF.Parameter(page).Contains(line.LineNumber));
            var found = await selected.ToDictionaryAsync(line => line.LineNumber, cancellation);
            var taxes = (
                await selected
                    .Join(context.Set<SalesTaxTransaction>(), line => line.ActualId, tax => tax.ActualId, (line, tax) => tax)
                    .ToListAsync(cancellation)
            ).ToLookup(tax => tax.ActualId);
            foreach (var number in page)
            {
                yield return InvoiceLine.Of(found[number], taxes[found[number].ActualId]);
            }
        }
    }
}
