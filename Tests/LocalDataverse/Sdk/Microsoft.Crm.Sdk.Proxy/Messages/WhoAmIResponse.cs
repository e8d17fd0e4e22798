using System;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class WhoAmIResponse : OrganizationResponse
{
    public Guid UserId => Results.Contains(nameof(UserId)) ? (Guid)Results[nameof(UserId)] : default;

    public Guid BusinessUnitId => Results.Contains(nameof(BusinessUnitId)) ? (Guid)Results[nameof(BusinessUnitId)] : default;

    public Guid OrganizationId => Results.Contains(nameof(OrganizationId)) ? (Guid)Results[nameof(OrganizationId)] : default;
}
