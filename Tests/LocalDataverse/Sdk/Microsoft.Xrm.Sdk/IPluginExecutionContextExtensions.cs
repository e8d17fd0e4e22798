namespace Microsoft.Xrm.Sdk;

public static class IPluginExecutionContextExtensions
{
    private const int PreOperationStage = 20;
    private const int PostOperationStage = 40;

    public static bool IsWithinMainTransaction(this IPluginExecutionContext context) =>
        context.Stage >= PreOperationStage && context.Stage <= PostOperationStage;

    public static bool IsAutoTransact(this IPluginExecutionContext context) => (bool)context.SharedVariables["IsAutoTransact"];
}
