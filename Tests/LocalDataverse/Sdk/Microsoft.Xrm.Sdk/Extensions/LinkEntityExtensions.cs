using System.Collections.Generic;
using System.Linq;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk.Extensions;

public static class LinkEntityExtensions
{
    public static IEnumerable<LinkEntity> GetChildLinkEntities(this LinkEntity link)
    {
        yield return link;
        foreach (var descendant in link.LinkEntities.SelectMany(child => child.GetChildLinkEntities()))
        {
            yield return descendant;
        }
    }
}
