using Microsoft.AspNetCore.OData.Formatter.Serialization;
using Microsoft.OData.Edm;

namespace ProjectInvoice.Finance.Api;

/// <summary>Serializers below /data: the usual ones, but that of rows, which adds ETags.</summary>
internal sealed class VersionedSerializers(IServiceProvider services, EditableSets editable) : ODataSerializerProvider(services)
{
    public override IODataEdmTypeSerializer GetEdmTypeSerializer(IEdmTypeReference edmType) =>
        edmType.IsEntity() ? new VersionedSerializer(this, editable) : base.GetEdmTypeSerializer(edmType);
}
