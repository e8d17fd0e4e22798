namespace ProjectInvoice.Finance.Tests.Month;

/// <summary>A billed item as the expected books hold it.</summary>
internal sealed class BilledItem(string proposal, Deal deal, Item item)
{
    public string Proposal { get; } = proposal;

    public Deal Deal { get; } = deal;

    public Item Item { get; } = item;

    public List<BilledTax> Taxes { get; set; } = [];

    public (decimal A, decimal R) Rates { get; set; }

    public (decimal T, decimal A, decimal R) Booked { get; set; }

    public string Account { get; set; } = string.Empty;

    public string Department { get; set; } = string.Empty;

    public decimal Net => Deal.Inclusive ? Item.Amount - Taxes.Sum(tax => tax.T) : Item.Amount;
}
