using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProjectInvoice.Finance.Storage;

/// <summary>Reads 4.0000000000 as 4, so that every database gives the same JSON and the same hashes.</summary>
internal sealed class NormalizedDecimal() : ValueConverter<decimal, decimal>(value => Money.Normalize(value), value => Money.Normalize(value));
