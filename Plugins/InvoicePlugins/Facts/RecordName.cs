using System.Globalization;
using InvoicePlugins.Dataverse.Tables;

namespace InvoicePlugins.Facts;

/// <summary>What the lines and details of an invoice are called by their user.</summary>
internal static class RecordName
{
    /// <summary>The name of a line.</summary>
    /// <returns>For example <c>PF-1003 line 2</c>.</returns>
    public static string Of(Invoice invoice, InvoiceLine line) =>
        $"{invoice.Number} line {line.LineNumber?.ToString(CultureInfo.InvariantCulture) ?? line.Name}";

    /// <summary>The name of a detail.</summary>
    public static string Of(Invoice invoice, BillableDetail detail) => Of(invoice, detail.Line, detail.Row);

    /// <summary>The name of a detail.</summary>
    /// <param name="line">Its line; null where that is no line of the invoice.</param>
    /// <returns>For example <c>PF-1003 line 2 'Design workshop'</c>.</returns>
    public static string Of(Invoice invoice, InvoiceLine? line, InvoiceLineDetail detail) =>
        (line is null ? invoice.Number : Of(invoice, line)) + $" '{detail.Description ?? detail.Id.ToString("d")}'";
}
