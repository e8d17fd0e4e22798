using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Tests.WebApi.Plugins;

/// <summary>The main operation of the custom APIs of the tests: answers with what it was given.</summary>
public sealed class EchoPlugin : IPlugin
{
    public void Execute(IServiceProvider serviceProvider)
    {
        var context = (IPluginExecutionContext)serviceProvider.GetService(typeof(IPluginExecutionContext))!;
        var input = context.InputParameters;
        switch (context.MessageName)
        {
            case "test_Record":
                var rows = (EntityCollection)input["Actuals"];
                context.OutputParameters["Rows"] = rows.Entities.Count;
                context.OutputParameters["Total"] = new Money(rows.Entities.Sum(row => row.GetAttributeValue<Money>("msdyn_amount").Value));
                context.OutputParameters["Status"] = input["Status"];
                context.OutputParameters["First"] = rows.Entities[0].Id;
                context.OutputParameters["On"] = input.Contains("On") ? input["On"] : null;
                break;
            case "test_Confirm":
                context.OutputParameters["Confirmed"] = (EntityReference)input["Target"];
                break;
            case "test_Sum":
                context.OutputParameters["Sum"] = (int)input["A"] + (int)input["B"];
                break;
            default:
                break;
        }
    }
}
