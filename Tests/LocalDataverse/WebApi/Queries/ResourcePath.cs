using LocalDataverse.Metadata;
using LocalDataverse.WebApi.Model;

namespace LocalDataverse.WebApi.Queries;

/// <summary>An address below the service root, resolved against the model.</summary>
internal sealed record ResourcePath(ResourceKind Kind)
{
    public TableModel? Table { get; init; }

    public RecordKey? Key { get; init; }

    public ColumnModel? Column { get; init; }

    public NavigationModel? Navigation { get; init; }

    public RelationshipMetadata? Relationship { get; init; }

    public ManyToManyRelationship? ManyToMany { get; init; }

    /// <summary>The schema name of the relationship that a collection stands for.</summary>
    public string CollectionName => ManyToMany?.SchemaName ?? Relationship!.SchemaName;

    public OperationModel? Operation { get; init; }

    /// <summary>Of references in a collection: the row that the address itself names behind the collection.</summary>
    public RecordKey? RelatedKey { get; init; }

    /// <summary>Values of a function's parameters, as the address gives them.</summary>
    public IReadOnlyDictionary<string, object?> Arguments { get; init; } = new Dictionary<string, object?>();
}
