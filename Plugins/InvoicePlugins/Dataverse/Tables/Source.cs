using System;

namespace InvoicePlugins.Dataverse.Tables;

/// <summary>A row that a transaction came from.</summary>
/// <param name="Table">The table of the row.</param>
/// <param name="Id">The row's id as text, as origins store it.</param>
internal sealed record Source(string Table, string Id)
{
    /// <summary>A row by its id.</summary>
    /// <param name="table">The table of the row.</param>
    /// <param name="id">The row's id.</param>
    public Source(string table, Guid id)
        : this(table, id.ToString("d")) { }
}
