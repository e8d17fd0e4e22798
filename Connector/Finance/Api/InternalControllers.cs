using System.Reflection;
using Finance.SetUp;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Finance.Api;

/// <summary>Finds finance's controllers, which nobody outside needs to see.</summary>
internal sealed class InternalControllers : ControllerFeatureProvider, IApplicationFeatureProvider<ControllerFeature>
{
    public new void PopulateFeature(IEnumerable<ApplicationPart> parts, ControllerFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        base.PopulateFeature(parts, feature);
        foreach (var section in SetUpSection.All)
        {
            feature.Controllers.Add(typeof(SetUpController<>).MakeGenericType(section.Record).GetTypeInfo());
        }
    }

    protected override bool IsController(TypeInfo typeInfo) => !typeInfo.IsAbstract && !typeInfo.ContainsGenericParameters && typeInfo.Assembly == typeof(InternalControllers).Assembly && typeof(ControllerBase).IsAssignableFrom(typeInfo);
}
