using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Queries;

/// <summary>Rows together with the related rows that were asked for.</summary>
/// <param name="Related">For each expansion: the related rows by the id they are found under, with what was loaded beneath them.</param>
internal sealed record LoadedRows(IReadOnlyList<Entity> Rows, IReadOnlyDictionary<ExpandPlan, IReadOnlyDictionary<Guid, IReadOnlyList<RelatedRow>>> Related)
{
    public static LoadedRows Plain(IReadOnlyList<Entity> rows) => new(rows, new Dictionary<ExpandPlan, IReadOnlyDictionary<Guid, IReadOnlyList<RelatedRow>>>());
}
