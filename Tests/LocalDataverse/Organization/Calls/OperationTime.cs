using LocalDataverse.Faults;

namespace LocalDataverse.Calls;

/// <summary>The time that one operation, or one run of an asynchronous step, may take with everything it causes.</summary>
internal sealed class OperationTime
{
    private readonly DataverseOrganization organization;
    private DateTime end;

    private OperationTime(DataverseOrganization organization, DateTime end)
    {
        this.organization = organization;
        this.end = end;
    }

    /// <returns>Null: there is no limit.</returns>
    public static OperationTime? Start(DataverseOrganization organization) =>
        organization.Options.OperationTimeLimit is { } limit ? new OperationTime(organization, organization.UtcNow + limit) : null;

    /// <summary>Waiting for the transaction does not count: here one writer locks out all others, on the platform only those that want the same rows.</summary>
    public void Exclude(TimeSpan waited) => end += waited;

    public void Demand()
    {
        if (organization.UtcNow > end)
        {
            throw DataverseFault.Of(ErrorCode.SandboxTimeout, "The plug-in execution failed because the operation has timed-out at the Sandbox Host.");
        }
    }
}
