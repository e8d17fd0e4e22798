namespace Microsoft.Crm.Sdk;

internal static class CrmContracts
{
    public const string Namespace = "http://schemas.microsoft.com/crm/2011/Contracts";
}
