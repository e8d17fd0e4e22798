using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A rate agreed for a project contract; it replaces the Default rate for that contract and currency.</summary>
[PrimaryKey(nameof(Company), nameof(Contract), nameof(Currency))]
internal sealed record FixedRateAgreement(string Company, string Contract, string Currency, decimal Rate, string? Reference);
