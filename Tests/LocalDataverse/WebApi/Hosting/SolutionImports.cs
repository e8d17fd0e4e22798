using LocalDataverse.Faults;
using LocalDataverse.SolutionImport;
using LocalDataverse.WebApi.Http;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse.WebApi.Hosting;

/// <summary>
/// Installs and upgrades solutions, at once or as a job in the background. Only one at a time, as the platform does: another one is refused meanwhile, with
/// status 429 and without a time to wait.
/// </summary>
internal sealed class SolutionImports(DataverseOrganization organization) : IDisposable
{
    private readonly SemaphoreSlim gate = new(1);
    private readonly SolutionJobs jobs = new(organization);

    public void Dispose() => gate.Dispose();

    public void Import(OrganizationRequest message, Caller caller) => Alone("Import", () => Import(message, caller, FileOf(message), IdOf(message)));

    /// <returns>Id of the job.</returns>
    public Guid ImportLater(OrganizationRequest message, Caller caller, Guid importJob)
    {
        var file = FileOf(message);
        SolutionImporter.DemandPrivileges(organization, caller);
        return jobs.Start(
            "ImportSolutionAsync",
            caller,
            () =>
            {
                jobs.Announce(importJob);
                try
                {
                    Alone("Import", () => Import(message, caller, file, importJob));
                }
                catch (Exception failure) when (ErrorTranslation.CanTranslate(failure))
                {
                    jobs.Refuse(importJob, ErrorTranslation.Translate(failure));
                    throw;
                }
            }
        );
    }

    public Guid Promote(string uniqueName, Caller caller)
    {
        var promoted = Guid.Empty;
        Alone("Upgrade", () => promoted = SolutionUpgrade.Promote(organization, uniqueName, caller));
        return promoted;
    }

    /// <returns>Id of the job.</returns>
    public Guid PromoteLater(string uniqueName, Caller caller)
    {
        SolutionImporter.DemandPrivileges(organization, caller);
        return jobs.Start("DeleteAndPromoteAsync", caller, () => Promote(uniqueName, caller));
    }

    /// <summary>Everything is published as soon as it is written; only while a solution is being installed it is refused.</summary>
    public void Publish() => Alone("PublishAll", () => { });

    private void Import(OrganizationRequest message, Caller caller, byte[] file, Guid? importJob) =>
        SolutionImporter.Import(
            organization,
            file,
            caller,
            importJob,
            holding: message.Parameters.TryGetValue("HoldingSolution", out var holding) && holding is true
        );

    private static byte[] FileOf(OrganizationRequest message) =>
        message.Parameters.TryGetValue("CustomizationFile", out var file) && file is byte[] { Length: > 0 } zip
            ? zip
            : throw new WebApiException(StatusCodes.Status400BadRequest, ErrorCode.InvalidArgument, "CustomizationFile is empty.");

    private static Guid? IdOf(OrganizationRequest message) =>
        message.Parameters.TryGetValue("ImportJobId", out var importJob) && importJob is Guid id && id != Guid.Empty ? id : null;

    private void Alone(string operation, Action work)
    {
        if (!gate.Wait(0))
        {
            throw new WebApiException(
                StatusCodes.Status429TooManyRequests,
                ErrorCode.CustomizationLock,
                $"Cannot start another [{operation}] because there is a previous [Import] running at this moment. Use Solution History for more details."
            );
        }

        try
        {
            work();
        }
        finally
        {
            gate.Release();
        }
    }
}
