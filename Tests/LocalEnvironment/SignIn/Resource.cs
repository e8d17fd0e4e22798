namespace LocalEnvironment.SignIn;

/// <summary>A host that takes tokens, by the name the token authority knows it under.</summary>
internal static class Resource
{
    public const string Dataverse = "dataverse";
    public const string Connector = "connector";
    public const string Finance = "finance";
}
