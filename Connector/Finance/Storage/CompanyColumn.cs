using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ProjectInvoice.Finance.Storage;

/// <summary>
/// The product compares company ids without regard to case. They are stored in capitals, and what is compared with a column of them is turned into capitals
/// too: a plain index serves them, and every database compares them alike.
/// </summary>
internal sealed class CompanyColumn() : ValueConverter<string, string>(value => value.ToUpperInvariant(), value => value);
