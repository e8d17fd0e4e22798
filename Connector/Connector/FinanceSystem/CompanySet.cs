namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>The companies of a system whose rows lie below them, as <c>companies(id)/set</c>.</summary>
/// <param name="Set">The set of companies.</param>
/// <param name="Id">The property with the id that stands in addresses.</param>
/// <param name="Code">The property with what maps call <c>dataAreaId</c>.</param>
/// <param name="Only">The companies that the connector asks; null for all that the set shows.</param>
internal sealed record CompanySet(string Set, string Id, string Code, IReadOnlyList<string>? Only = null)
{
    /// <summary>What maps call the company of a row, whether the system has such a property or not.</summary>
    public const string Field = "dataAreaId";
}
