using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.Organization;

/// <summary>The main plug-in of the custom APIs: doubles a number, or writes its stage into the row it is bound to.</summary>
public sealed class DoublingPlugin : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var call = new PluginCall(serviceProvider);
        if (call.Context.InputParameters.TryGetValue("Target", out EntityReference target))
        {
            call.Service.Update(
                new Entity(target.LogicalName, target.Id)
                {
                    ["new_note"] = call.Context.IsInTransaction ? call.Context.Stage.ToString(System.Globalization.CultureInfo.InvariantCulture) : "none",
                }
            );
            return;
        }

        call.Context.OutputParameters["Result"] = 2 * (int)call.Context.InputParameters["Number"];
        call.Context.OutputParameters["Undeclared"] = true;
    }
}
