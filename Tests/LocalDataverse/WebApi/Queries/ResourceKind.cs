namespace LocalDataverse.WebApi.Queries;

/// <summary>What an address stands for.</summary>
internal enum ResourceKind
{
    Rows,
    Count,
    Row,
    Property,
    PropertyValue,
    Lookup,
    LookupReference,
    RelatedRows,
    RelatedReferences,
    Operation,
}
