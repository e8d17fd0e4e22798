namespace ProjectInvoice.Connector.TableMaps;

/// <summary>
/// What a row waits for: the row that its lookup names has to reach one of these values first. A row whose lookup is empty waits for nothing.
/// </summary>
/// <param name="Column">The column of the row that it names.</param>
/// <param name="Values">The values that let the row go, as text.</param>
/// <param name="Where">Which rows wait, by columns of the row itself; null for all.</param>
/// <param name="Through">Where rows that do not name it themselves are tied to it; null for nowhere.</param>
/// <param name="Unless">What says that it is not complete all the same; null for nothing.</param>
internal sealed record WaitCondition(string Lookup, string Column, IReadOnlyList<string> Values, string? Where, WaitThrough? Through, WaitUnless? Unless);
