using System;
using System.Runtime.Serialization;
using Microsoft.Xrm.Sdk;

namespace Microsoft.Crm.Sdk.Messages;

[DataContract(Namespace = CrmContracts.Namespace)]
public sealed class WhoAmIResponse : OrganizationResponse
{
    public Guid UserId => Results.TryGetValue(nameof(UserId), out object value) ? (Guid)value : default;

    public Guid BusinessUnitId => Results.TryGetValue(nameof(BusinessUnitId), out object value) ? (Guid)value : default;

    public Guid OrganizationId => Results.TryGetValue(nameof(OrganizationId), out object value) ? (Guid)value : default;
}
