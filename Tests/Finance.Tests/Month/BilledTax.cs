namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>The sales tax of a billed item by one code, in transaction, accounting and reporting currency.</summary>
internal sealed class BilledTax(string account, decimal percent)
{
    public string Account { get; } = account;

    public decimal Percent { get; } = percent;

    public decimal T { get; set; }

    public decimal A { get; set; }

    public decimal R { get; set; }
}
