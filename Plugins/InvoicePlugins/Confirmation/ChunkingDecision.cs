using Microsoft.Xrm.Sdk;

namespace InvoicePlugins.Confirmation;

/// <summary>
/// Carries a decision from one step of <see cref="ConfirmInvoice"/> to the next: that the invoice is confirmed in chunks. It is the one thing the steps share,
/// and they have to: only PreValidation has read the details that the size follows from, and after PreOperation the update does not say any more that it was
/// asked to confirm. The platform hands nothing else along: an instance of the class serves many calls at once, and the columns of an update are everybody's
/// to send. What PreValidation puts into its shared variables, the later stages find at one of their parent contexts
/// (https://learn.microsoft.com/power-apps/developer/data-platform/understand-the-data-context#shared-variables).
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
