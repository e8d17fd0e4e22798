namespace Solution.Packer.Declarations;

/// <summary>A custom API as the code declares it.</summary>
/// <param name="UniqueName">Unique name with the publisher's prefix.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Description">What it does.</param>
/// <param name="Binding">0 unbound, 1 bound to a row, 2 bound to a table.</param>
/// <param name="BoundTable">Logical name of the table it is bound to; null where it is unbound.</param>
/// <param name="IsFunction">True: a function; false: an action.</param>
/// <param name="ExecutePrivilege">Privilege that the caller needs; null for none.</param>
/// <param name="PluginTypeId">Id of the plug-in class that carries it out.</param>
/// <param name="Parameters">What it takes.</param>
/// <param name="Results">What it returns.</param>
internal sealed record CustomApi(
    string UniqueName,
    string DisplayName,
    string Description,
    int Binding,
    string? BoundTable,
    bool IsFunction,
    string? ExecutePrivilege,
    Guid PluginTypeId,
    IReadOnlyList<CustomApiParameter> Parameters,
    IReadOnlyList<CustomApiParameter> Results
);
