using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// Numbers of documents; each # of the format is a digit. A continuous sequence has no gaps; the invoices of a chronological one are dated in the order of
/// their numbers.
/// </summary>
[PrimaryKey(nameof(Company), nameof(Reference))]
internal sealed record NumberSequence(string Company, string Reference, string Format, long Next, bool Continuous, bool Chronological = false);
