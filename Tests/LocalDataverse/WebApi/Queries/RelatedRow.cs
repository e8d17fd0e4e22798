using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Queries;

/// <summary>A row that was reached from another one, and what was loaded beneath its table.</summary>
internal sealed record RelatedRow(Entity Row, RowPlan Plan, LoadedRows Beneath);
