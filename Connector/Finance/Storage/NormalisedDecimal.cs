using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Finance.Storage;

/// <summary>Reads 4.0000000000 as 4, so that every database gives the same JSON and the same hashes.</summary>
internal sealed class NormalisedDecimal() : ValueConverter<decimal, decimal>(value => Money.Normalise(value), value => Money.Normalise(value));
