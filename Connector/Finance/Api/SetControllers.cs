using System.Reflection;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace ProjectInvoice.Finance.Api;

/// <summary>One controller for each set below /data, which nobody outside needs to see.</summary>
internal sealed class SetControllers : IApplicationFeatureProvider<ControllerFeature>
{
    public void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        foreach (var row in FinanceModel.SetNames.Keys)
        {
            feature.Controllers.Add(typeof(SetController<>).MakeGenericType(row).GetTypeInfo());
        }
    }
}
