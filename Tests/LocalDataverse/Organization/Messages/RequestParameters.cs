using LocalDataverse.Faults;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages;

/// <summary>What handlers read from a request.</summary>
internal static class RequestParameters
{
    public static T Required<T>(this OrganizationRequest request, string name)
        where T : class =>
        request.Optional<T>(name) ?? throw DataverseFault.InvalidArgument($"Required field '{name}' is missing in the request {request.RequestName}.");

    public static T? Optional<T>(this OrganizationRequest request, string name)
        where T : class => request.Parameters.TryGetValue(name, out var value) ? value as T : null;

    /// <summary>The rows of a Multiple message.</summary>
    public static IReadOnlyList<Entity> Targets(this OrganizationRequest request)
    {
        var targets = request.Required<EntityCollection>("Targets").Entities;
        if (targets.Count == 0 || targets.Any(target => target.LogicalName != targets[0].LogicalName))
        {
            throw DataverseFault.InvalidArgument($"The Targets of {request.RequestName} must be rows of one table, at least one.");
        }

        return [.. targets];
    }

    public static ConcurrencyBehavior Concurrency(this OrganizationRequest request) =>
        request.Parameters.TryGetValue("ConcurrencyBehavior", out var value) && value is ConcurrencyBehavior behavior ? behavior : ConcurrencyBehavior.Default;
}
