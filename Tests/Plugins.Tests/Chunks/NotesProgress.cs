using InvoicePlugins.Dataverse.Tables;
using Microsoft.Xrm.Sdk;

namespace Plugins.Tests.Chunks;

/// <summary>Notes every progress that an invoice is given.</summary>
internal sealed class NotesProgress : IPlugin
{
    private static List<int> seen = [];

    internal static List<int> Seen
    {
        get => seen;
        set => seen = value;
    }

    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        seen.Add(((Entity)context.InputParameters["Target"]).GetAttributeValue<int>(Invoice.ConfirmationProgressColumn));
    }
}
