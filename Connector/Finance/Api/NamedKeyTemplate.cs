using Microsoft.AspNetCore.OData.Routing.Template;
using Microsoft.OData.Edm;

namespace Finance.Api;

/// <summary>The key of an address, which may give its name where it has only one part, too: Set('x') and Set(Name='x').</summary>
internal sealed class NamedKeyTemplate(IDictionary<string, string> keys, IEdmEntityType entityType, IEdmNavigationSource source) : KeySegmentTemplate(keys, entityType, source)
{
    public override bool TryTranslate(ODataTemplateTranslateContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var (name, routed) in KeyMappings)
        {
            if (context.RouteValues.TryGetValue(routed, out var value) && value is string text && text.StartsWith($"{name}=", StringComparison.Ordinal))
            {
                context.RouteValues[routed] = text[(name.Length + 1)..];
            }
        }

        return base.TryTranslate(context);
    }
}
