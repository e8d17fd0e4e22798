namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>Something that happens on an invoice. Amounts are signed as they are billed; an item that credits names what it credits.</summary>
internal sealed record Item(What What, string Name, decimal Amount, string Date, string BillingType = "Chargeable", string? Of = null);
