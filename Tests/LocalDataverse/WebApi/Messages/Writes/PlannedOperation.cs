using LocalDataverse.WebApi.Http;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Messages.Writes;

/// <summary>A write that was read and checked but not done yet, so that a change set can do all of its writes in one transaction.</summary>
/// <param name="Requests">The messages, in order; several only where related rows are created along.</param>
/// <param name="Answer">Makes the answer from the answers to the messages.</param>
internal sealed record PlannedOperation(IReadOnlyList<OrganizationRequest> Requests, Func<IReadOnlyList<OrganizationResponse>, WebApiResponse> Answer)
{
    /// <summary>Address of the row that is written, where it is known ahead: later requests of a change set may refer to it.</summary>
    public string? EntityAddress { get; init; }
}
