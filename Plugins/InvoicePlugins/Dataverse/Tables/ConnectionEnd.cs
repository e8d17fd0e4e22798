using System;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>One end of a transaction connection.</summary>
/// <param name="Table">The table of the row at this end.</param>
/// <param name="Transaction">The row's id as text.</param>
/// <param name="Role">The role it plays.</param>
internal sealed record ConnectionEnd(string? Table, string? Transaction, string? Role)
{
    /// <summary>The row's id; null where the text is none.</summary>
    public Guid? Id => Guid.TryParse(Transaction, out var id) ? id : null;

    /// <summary>Whether a row of this table stands here in this role.</summary>
    /// <param name="role">The role, see <see cref="ConnectionRole"/>.</param>
    public bool Is(string table, string role) =>
        string.Equals(Table, table, StringComparison.OrdinalIgnoreCase) && string.Equals(Role, role, StringComparison.OrdinalIgnoreCase);
}
