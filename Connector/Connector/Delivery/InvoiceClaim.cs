namespace ProjectInvoice.Connector.Delivery;

/// <summary>What delivers a header and what withdraws an invoice never meet.</summary>
internal static class InvoiceClaim
{
    public static string Of(Guid invoice) => $"invoice {invoice:D}";
}
