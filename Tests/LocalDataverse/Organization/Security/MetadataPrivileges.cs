namespace LocalDataverse.Security;

/// <summary>Privileges to read definitions: tables, columns, relationships, keys, choices.</summary>
public static class MetadataPrivileges
{
    public const string Tables = "prvReadEntity";
    public const string Columns = "prvReadAttribute";
    public const string Relationships = "prvReadRelationship";
    public const string Keys = "prvReadEntityKey";
    public const string Choices = "prvReadOptionSet";

    public static IReadOnlyList<string> All { get; } = [Tables, Columns, Relationships, Keys, Choices];
}
