namespace LocalDataverse.WebApi.Model;

/// <summary>Types of parameters of a custom API, with the values of column <c>type</c> of its tables.</summary>
internal enum ParameterType
{
    Boolean = 0,
    DateTime = 1,
    Decimal = 2,
    Entity = 3,
    EntityCollection = 4,
    EntityReference = 5,
    Float = 6,
    Integer = 7,
    Money = 8,
    Picklist = 9,
    String = 10,
    StringArray = 11,
    Guid = 12,

    /// <summary>Only of platform messages: bytes as base64.</summary>
    Binary = 100,

    /// <summary>Only of platform messages: a list of ids.</summary>
    GuidArray = 101,

    /// <summary>Only of platform messages: the enumeration of the ribbons of a table.</summary>
    RibbonLocationFilters = 102,

    /// <summary>Only of platform messages: numbers of rows by table.</summary>
    RecordCounts = 103,

    /// <summary>Only of platform messages: what a user's roles add up to.</summary>
    RolePrivileges = 104,
}
