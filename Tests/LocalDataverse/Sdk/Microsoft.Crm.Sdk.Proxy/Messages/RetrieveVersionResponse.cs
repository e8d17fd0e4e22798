using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class RetrieveVersionResponse : OrganizationResponse
{
    public string Version => Results.TryGetValue(nameof(Version), out object value) ? (string)value : default;
}
