namespace LocalDataverse.Metadata;

public enum TableOwnership
{
    Organization,
    User,

    /// <summary>Intersect tables of many-to-many relationships: no owner, no state, no audit columns.</summary>
    None,
}
