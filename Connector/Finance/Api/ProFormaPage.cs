using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ProjectInvoice.Finance.Documents;
using ProjectInvoice.Finance.Review;

namespace ProjectInvoice.Finance.Api;

/// <summary>A pro forma as a page to print: no script, nothing loaded from elsewhere, every text escaped.</summary>
internal static class ProFormaPage
{
    private const string Head = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <title>Pro forma {0}</title>
        <style>
        body {{ font: 10pt sans-serif; margin: 2em auto; max-width: 60em; }}
        header {{ display: flex; justify-content: space-between; }}
        table {{ border-collapse: collapse; width: 100%; margin: 1em 0; }}
        th, td {{ border-bottom: 1px solid #bbb; padding: .25em .5em; text-align: left; vertical-align: top; }}
        td.n, th.n {{ text-align: right; white-space: nowrap; }}
        tfoot td {{ font-weight: bold; }}
        address {{ font-style: normal; }}
        thead {{ display: table-header-group; }}
        @media print {{ body {{ margin: 0; max-width: none; }} }}
        </style>
        </head>
        <body>

        """;

    private static readonly CompositeFormat HeadFormat = CompositeFormat.Parse(Head);

    public static string Of(ProForma document)
    {
        var invoice = document.Invoice;
        var page = new StringBuilder().AppendFormat(CultureInfo.InvariantCulture, HeadFormat, Text(invoice.ProformaNumber));
        page.Append($"<h1>Pro forma {(invoice.DocumentType == "CreditNote" ? "credit note" : "invoice")} {Text(invoice.ProformaNumber)}</h1>\n<header>\n");
        AddParty(page, "From", invoice.Seller);
        AddParty(page, "To", invoice.Buyer);
        page.Append("</header>\n<table>\n");
        AddFact(page, "Contract", invoice.Contract);
        AddFact(page, "Invoice date", Day(invoice.InvoiceDate));
        AddFact(page, "Due date", Day(invoice.DueDate));
        AddFact(page, "Terms of payment", invoice.TermsOfPayment);
        AddFact(page, "Currency", invoice.Currency);
        AddFact(page, "Credits", string.Join(", ", invoice.Credits.Select(credit => $"{credit.Number} of {Day(credit.InvoiceDate)}")));
        page.Append("</table>\n");
        page.Append(invoice.HeaderText is { } text ? $"<p>{Text(text)}</p>\n" : string.Empty);
        foreach (var section in document.Sections)
        {
            AddSection(page, section);
        }

        AddTotals(page, invoice);
        return page.Append("<p>This is not an invoice.</p>\n</body>\n</html>\n").ToString();
    }

    private static void AddParty(StringBuilder page, string title, InvoiceParty party)
    {
        var address = party.Address;
        string?[] lines =
        [
            party.Name,
            address?.Street,
            $"{address?.PostalCode} {address?.City}".Trim(),
            address?.Country,
            party.TaxNumber is { } number ? $"Tax number {number}" : null,
        ];
        page.Append($"<address><b>{title}</b><br>{string.Join("<br>", lines.Where(line => !string.IsNullOrEmpty(line)).Select(Text))}</address>\n");
    }

    private static void AddFact(StringBuilder page, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            page.Append($"<tr><th>{name}</th><td>{Text(value)}</td></tr>\n");
        }
    }

    private static void AddSection(StringBuilder page, InvoiceSection section)
    {
        page.Append(section.Name is { } name ? $"<h2>{Text(name)}</h2>\n" : string.Empty);
        page.Append(
            "<table>\n<thead><tr><th>Date</th><th>Project</th><th>Category</th><th>Description</th><th class=\"n\">Quantity</th><th class=\"n\">"
                + "Price</th><th class=\"n\">Tax</th><th class=\"n\">Amount</th></tr></thead>\n<tbody>\n"
        );
        foreach (var line in section.Lines)
        {
            page.Append(
                $"<tr><td>{Day(line.TransactionDate)}</td><td>{Text(line.Project)}</td><td>{Text(line.Category)}</td><td>{Text(line.Description)}</td>"
            );
            page.Append(
                $"<td class=\"n\">{Number(line.Quantity)}</td><td class=\"n\">{Number(line.UnitPrice)}</td><td class=\"n\">"
                    + $"{Number(line.SalesTaxAmount)}</td><td class=\"n\">{Number(line.NetAmount)}</td></tr>\n"
            );
        }

        page.Append(
            $"</tbody>\n<tfoot><tr><td colspan=\"6\">Total</td><td class=\"n\">{Number(section.SalesTaxAmount)}</td><td class=\"n\">"
                + $"{Number(section.NetAmount)}</td></tr></tfoot>\n</table>\n"
        );
    }

    private static void AddTotals(StringBuilder page, InvoiceContent invoice)
    {
        page.Append("<table>\n");
        AddTotal(page, "Net amount", invoice.Totals.NetAmount);
        foreach (var tax in invoice.Taxes)
        {
            AddTotal(
                page,
                $"Sales tax {tax.Code}, {Number(tax.Percent)} % of {Number(tax.BaseAmount)}{(tax.Text is { } text ? $". {text}" : string.Empty)}",
                tax.TaxAmount
            );
        }

        AddTotal(page, $"Amount due in {invoice.Currency}", invoice.Totals.AmountDue);
        page.Append("</table>\n");
    }

    private static void AddTotal(StringBuilder page, string name, decimal amount) =>
        page.Append($"<tr><th>{Text(name)}</th><td class=\"n\">{Number(amount)}</td></tr>\n");

    private static string Text(string? text) => HtmlEncoder.Default.Encode(text ?? string.Empty);

    private static string Number(decimal? number) => number?.ToString("#,0.######", CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
