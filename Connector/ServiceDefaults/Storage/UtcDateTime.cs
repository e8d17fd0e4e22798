using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProjectInvoice.ServiceDefaults.Storage;

/// <summary>Points of time are UTC; SQLite does not say so when it reads them back.</summary>
public sealed class UtcDateTime()
    : ValueConverter<DateTime, DateTime>(value => DateTime.SpecifyKind(value, DateTimeKind.Utc), value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
