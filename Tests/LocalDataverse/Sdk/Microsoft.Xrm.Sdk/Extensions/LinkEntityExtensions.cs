using System.Collections.Generic;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk.Extensions;

public static class LinkEntityExtensions
{
    public static IEnumerable<LinkEntity> GetChildLinkEntities(this LinkEntity link)
    {
        foreach (var child in link.LinkEntities)
        {
            yield return child;
            foreach (var descendant in child.GetChildLinkEntities())
            {
                yield return descendant;
            }
        }
    }
}
