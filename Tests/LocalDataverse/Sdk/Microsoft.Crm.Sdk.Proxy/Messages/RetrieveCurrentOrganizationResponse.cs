using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Organization;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class RetrieveCurrentOrganizationResponse : OrganizationResponse
{
    public OrganizationDetail Detail => Results.Contains(nameof(Detail)) ? (OrganizationDetail)Results[nameof(Detail)] : default;
}
