using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk.Query;

namespace Microsoft.Xrm.Sdk.Messages;

[DataContract(Namespace = XmlNamespaces.V5)]
public sealed class RetrieveEntityChangesRequest : OrganizationRequest
{
    public RetrieveEntityChangesRequest()
        : base("RetrieveEntityChanges")
    {
        EntityName = default;
        DataVersion = default;
        PageInfo = default;
        Columns = default;
    }

    public string EntityName
    {
        get => Get<string>(nameof(EntityName));
        set => Parameters[nameof(EntityName)] = value;
    }

    public string DataVersion
    {
        get => Get<string>(nameof(DataVersion));
        set => Parameters[nameof(DataVersion)] = value;
    }

    public PagingInfo PageInfo
    {
        get => Get<PagingInfo>(nameof(PageInfo));
        set => Parameters[nameof(PageInfo)] = value;
    }

    public ColumnSet Columns
    {
        get => Get<ColumnSet>(nameof(Columns));
        set => Parameters[nameof(Columns)] = value;
    }

    public bool GetGlobalMetadataVersion
    {
        get => Get<bool>(nameof(GetGlobalMetadataVersion));
        set => Parameters[nameof(GetGlobalMetadataVersion)] = value;
    }
}
