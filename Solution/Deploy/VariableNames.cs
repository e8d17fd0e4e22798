namespace Solution.Deploy;

/// <summary>Schema names of the environment variables that the command has options for.</summary>
internal static class VariableNames
{
    internal const string ConnectorUrl = "pinv_ConnectorUrl";
    internal const string CreateActuals = "pinv_CreateActuals";
    internal const string RetainerTransactionClass = "pinv_RetainerTransactionClass";
    internal const string TimeZone = "pinv_TimeZone";
}
