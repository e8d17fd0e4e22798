namespace ProjectInvoice.Finance.Setup;

/// <summary>
/// A dimension of an account structure: whether an entry must carry it, and the values it may have there; without a list every value of the dimension.
/// </summary>
internal sealed record StructureDimension(string Name, bool Required, IReadOnlyList<string>? Values = null);
