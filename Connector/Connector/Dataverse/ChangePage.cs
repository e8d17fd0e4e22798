using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.Dataverse;

/// <summary>One page of a table's changes.</summary>
/// <param name="Changed">Rows created or changed.</param>
/// <param name="Deleted">Ids of rows deleted.</param>
/// <param name="NextLink">Where the next page is; null on the last.</param>
/// <param name="DeltaLink">Where later changes will be; only on the last page.</param>
internal sealed record ChangePage(IReadOnlyList<JObject> Changed, IReadOnlyList<Guid> Deleted, string? NextLink, string? DeltaLink);
