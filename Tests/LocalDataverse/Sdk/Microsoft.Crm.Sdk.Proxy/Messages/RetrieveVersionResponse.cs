using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class RetrieveVersionResponse : OrganizationResponse
{
    public string Version => Results.Contains(nameof(Version)) ? (string)Results[nameof(Version)] : default;
}
