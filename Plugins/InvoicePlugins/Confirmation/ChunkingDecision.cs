using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation;

/// <summary>
/// Carries the decision of PreValidation, that an invoice is confirmed in chunks, to the later stages of the same update. What PreValidation shares, they find
/// at one of their parent contexts.
/// </summary>
internal static class ChunkingDecision
{
    private const string Variable = "pinv_ConfirmInChunks";

    /// <summary>Decides for chunks.</summary>
    /// <param name="context">The update, in PreValidation.</param>
    public static void Take(IPluginExecutionContext context) => context.SharedVariables[Variable] = context.PrimaryEntityId.ToString("d");

    /// <summary>Whether chunks were decided for in this update.</summary>
    /// <param name="context">The update, in a later stage.</param>
    public static bool IsTaken(IPluginExecutionContext context)
    {
        for (var current = context; current is not null; current = current.ParentContext)
        {
            if (current.SharedVariables.TryGetValue(Variable, out var invoice) && invoice as string == context.PrimaryEntityId.ToString("d"))
            {
                return true;
            }
        }

        return false;
    }
}
