using ProjectInvoice.Finance.Staging;

namespace ProjectInvoice.Finance.WriteBack;

/// <summary>The columns of a staging row that invoice posting writes.</summary>
internal static class WrittenBack
{
    public static readonly IReadOnlyList<string> Columns =
    [
        nameof(ActualsImport.VoucherNumber),
        nameof(ActualsImport.ExchangeRate),
        nameof(ActualsImport.AccountingAmount),
        nameof(ActualsImport.SalesTaxAmount),
        nameof(ActualsImport.ImportStatus),
    ];
}
