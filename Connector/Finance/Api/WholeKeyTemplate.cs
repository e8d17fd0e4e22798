using Microsoft.AspNetCore.OData.Routing;
using Microsoft.AspNetCore.OData.Routing.Template;
using Microsoft.OData.Edm;

namespace ProjectInvoice.Finance.Api;

/// <summary>The key of an address as one piece, read as OData writes keys: its parts in any order, with or without blanks.</summary>
internal sealed class WholeKeyTemplate(IEdmEntitySet set) : ODataSegmentTemplate
{
    public override IEnumerable<string> GetTemplates(ODataRouteOptions options) => [EntityKey.Template];

    public override bool TryTranslate(ODataTemplateTranslateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        // A key that cannot be read is refused by who answers the request, after it was asked who sends it.
        if (EntityKey.TryParse(context.Model, set, EntityKey.Of(context.RouteValues)) is { } key)
        {
            context.Segments.Add(key);
        }

        return true;
    }
}
