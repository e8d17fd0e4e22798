namespace LocalDataverse.Security;

/// <summary>Privileges to read what a client shows: apps, forms, views, charts, web resources. Rows are another matter.</summary>
public static class ClientPrivileges
{
    public static IReadOnlyList<string> All { get; } =
    [
        "prvReadAppModule",
        "prvReadCustomization",
        "prvReadQuery",
        "prvReadSavedQueryVisualizations",
        "prvReadSystemForm",
        "prvReadUserQuery",
        "prvReadWebResource",
    ];
}
