using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.OData.Extensions;
using Microsoft.AspNetCore.OData.Routing.Conventions;
using Microsoft.AspNetCore.OData.Routing.Template;

namespace ProjectInvoice.Finance.Api;

/// <summary>Gives the controllers the names of their sets, and each its address by key.</summary>
internal sealed class SetRouting : IApplicationModelProvider, IODataControllerActionConvention
{
    // After the controllers are found (-1000), before OData routes them by their names (100).
    int IApplicationModelProvider.Order => -900;

    int IODataControllerActionConvention.Order => 0;

    public void OnProvidersExecuting(ApplicationModelProviderContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var controller in context.Result.Controllers.Where(IsOfSet))
        {
            controller.ControllerName = FinanceModel.SetNames[controller.ControllerType.GetGenericArguments()[0]];
        }
    }

    public void OnProvidersExecuted(ApplicationModelProviderContext context) { }

    public bool AppliesToController(ODataControllerActionContext context) => IsOfSet(context.Controller);

    public bool AppliesToAction(ODataControllerActionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Action.ActionName != nameof(SetController<object>.GetOne))
        {
            return false;
        }

        var path = new ODataPathTemplate(new EntitySetSegmentTemplate(context.EntitySet), new WholeKeyTemplate(context.EntitySet));
        context.Action.AddSelector(HttpMethods.Get, context.Prefix, context.Model, path, context.Options?.RouteOptions);
        return true;
    }

    private static bool IsOfSet(ControllerModel controller) =>
        controller.ControllerType.IsGenericType && controller.ControllerType.GetGenericTypeDefinition() == typeof(SetController<>);
}
