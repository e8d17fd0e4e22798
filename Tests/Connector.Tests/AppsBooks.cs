using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Tests.Servers;

namespace ProjectInvoice.Connector.Tests;

/// <summary>What posting in finance and operations apps leaves in the sets that are asked for: on the staging rows, and as an exported invoice.</summary>
internal static class AppsBooks
{
    private const string Company = "USPM";

    public static void PostJournal(AppsServer apps, Guid actual, string voucher, decimal amount) =>
        apps.Put("ProjActualsImports", Posted(actual, voucher, amount));

    public static void PostInvoice(
        AppsServer apps,
        string proposal,
        string number,
        string date,
        decimal tax,
        params (Guid Actual, string Voucher, decimal Amount, decimal Tax)[] lines
    )
    {
        foreach (var line in lines)
        {
            var row = Posted(line.Actual, line.Voucher, line.Amount);
            row["SalesTaxAmount"] = line.Tax;
            apps.Put("ProjActualsImports", row);
        }

        apps.Put(
            "ProjInvoiceProposalExports",
            new JObject
            {
                ["dataAreaId"] = Company,
                ["InvoiceProposalId"] = proposal,
                ["CustomerInvoiceNumber"] = number,
                ["CustomerInvoiceDate"] = date + "T00:00:00Z",
                ["SalesTaxAmount"] = tax,
                ["SalesCurrency"] = "GBP",
            }
        );
    }

    public static JObject Posted(Guid actual, string voucher, decimal amount) =>
        new()
        {
            ["dataAreaId"] = Company,
            ["ActualsImportId"] = actual.ToString("D"),
            ["VoucherNumber"] = voucher,
            ["ExchangeRate"] = 1.25m,
            ["AccountingAmount"] = amount,
        };
}
