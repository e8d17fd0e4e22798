using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Finance.Api;

/// <summary>Finds finance's controllers, which nobody outside needs to see.</summary>
internal sealed class InternalControllers : ControllerFeatureProvider
{
    protected override bool IsController(TypeInfo typeInfo) => !typeInfo.IsAbstract && typeInfo.Assembly == typeof(InternalControllers).Assembly && typeof(ControllerBase).IsAssignableFrom(typeInfo);
}
