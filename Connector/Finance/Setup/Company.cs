using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>A legal entity that keeps its own books. Address, tax number and registration number stand on its invoices.</summary>
[PrimaryKey(nameof(Id))]
internal sealed record Company(
    string Id,
    string Name,
    string AccountingCurrency,
    string? ReportingCurrency,
    string? TimeZone,
    Address? Address = null,
    string? TaxNumber = null,
    string? RegistrationNumber = null
);
