using Microsoft.AspNetCore.OData.Formatter;
using Microsoft.AspNetCore.OData.Formatter.Serialization;

namespace ProjectInvoice.Finance.Api;

/// <summary>Writes @odata.etag on the rows of sets that users may change.</summary>
internal sealed class VersionedSerializer(IODataSerializerProvider serializers, EditableSets editable) : ODataResourceSerializer(serializers)
{
    public override string? CreateETag(ResourceContext resourceContext)
    {
        ArgumentNullException.ThrowIfNull(resourceContext);
        return editable.Contains(resourceContext.NavigationSource?.Name) ? RowVersion.Of(resourceContext.ResourceInstance) : null;
    }
}
