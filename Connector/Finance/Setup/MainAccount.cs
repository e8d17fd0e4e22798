using Microsoft.EntityFrameworkCore;

namespace ProjectInvoice.Finance.Setup;

/// <summary>The name of an account of the general ledger. Accounts may be booked on without having a name here.</summary>
[PrimaryKey(nameof(Number))]
internal sealed record MainAccount(string Number, string Name);
