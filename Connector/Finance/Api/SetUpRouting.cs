using Finance.SetUp;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.AspNetCore.OData.Routing.Conventions;
using Microsoft.AspNetCore.OData.Routing.Template;
using Microsoft.OData.Edm;

namespace Finance.Api;

/// <summary>Gives the controllers of the set-up the names of their sets, and each its address by key.</summary>
internal sealed class SetUpRouting : IApplicationModelProvider, IODataControllerActionConvention
{
    // After the controllers are found (-1000), before OData routes them by their names (100).
    int IApplicationModelProvider.Order => -900;

    int IODataControllerActionConvention.Order => 0;

    public void OnProvidersExecuting(ApplicationModelProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var controller in context.Result.Controllers.Where(IsSetUp))
        {
            var record = controller.ControllerType.GetGenericArguments()[0];
            controller.ControllerName = SetUpSection.All.Single(section => section.Record == record).SetName;
        }
    }

    public void OnProvidersExecuted(ApplicationModelProviderContext context)
    {
    }

    public bool AppliesToController(ODataControllerActionContext context) => IsSetUp(context.Controller);

    public bool AppliesToAction(ODataControllerActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Action.ActionName != nameof(SetUpController<Company>.GetOne))
        {
            return false;
        }

        var key = new NamedKeyTemplate(context.EntityType.Key().ToDictionary(part => part.Name, part => $"{{key{part.Name}}}"), context.EntityType, context.NavigationSource);
        context.Action.AddSelector(HttpMethods.Get, context.Prefix, context.Model, new ODataPathTemplate(new EntitySetSegmentTemplate(context.EntitySet), key), context.Options?.RouteOptions);
        return true;
    }

    private static bool IsSetUp(ControllerModel controller) => controller.ControllerType.IsGenericType && controller.ControllerType.GetGenericTypeDefinition() == typeof(SetUpController<>);
}
