namespace LocalDataverse.Metadata;

/// <summary>What deleting the referenced row does to the rows that refer to it.</summary>
public enum DeleteBehavior
{
    RemoveLink,
    Cascade,
    Restrict,
}
