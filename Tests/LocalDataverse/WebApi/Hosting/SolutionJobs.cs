using LocalDataverse.SolutionImport;
using LocalDataverse.WebApi.Http;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.WebApi.Hosting;

/// <summary>Work in the background that a client follows by the rows of the tables asyncoperation and importjob.</summary>
internal sealed class SolutionJobs
{
    private const int Succeeded = 30;
    private const int Failed = 31;

    private readonly DataverseOrganization organization;

    public SolutionJobs(DataverseOrganization organization)
    {
        this.organization = organization;
        EndInterrupted();
    }

    private IOrganizationService Service => organization.CreateService(organization.SystemUserId);

    /// <returns>Id of the job.</returns>
    public Guid Start(string message, Caller caller, Action work)
    {
        var job = Service.Create(
            new Entity("asyncoperation")
            {
                ["name"] = message,
                ["messagename"] = message,
                ["ownerid"] = new EntityReference("systemuser", caller.UserId),
            }
        );
        _ = Task.Run(() => Run(job, work));
        return job;
    }

    /// <summary>The row of an import that has begun.</summary>
    public void Announce(Guid importJob) =>
        Service.Create(
            new Entity("importjob", importJob)
            {
                ["name"] = "Customizations",
                ["progress"] = 0d,
                ["startedon"] = organization.UtcNow,
            }
        );

    /// <summary>The row of an import that was refused.</summary>
    public void Refuse(Guid importJob, WebApiException failure) =>
        Service.Update(
            new Entity("importjob", importJob) { ["data"] = ImportLog.Failed("solution", failure.Code, failure.Message), ["completedon"] = organization.UtcNow }
        );

    private void Run(Guid job, Action work)
    {
        Set(job, 2, 20, ("startedon", organization.UtcNow));
        try
        {
            work();
            End(job, Succeeded, null, 0);
        }
        catch (Exception failure)
        {
            // Nobody waits for this thread: whatever broke is told by the row.
            var told = ErrorTranslation.Translate(failure);
            End(job, Failed, told.Message, told.Code);
        }
    }

    // A job of a process that has ended cannot go on: what it did was one transaction.
    private void EndInterrupted()
    {
        var query = new QueryExpression("asyncoperation");
        query.Criteria.AddCondition("statecode", ConditionOperator.NotEqual, 3);
        query.Criteria.AddCondition("messagename", ConditionOperator.In, "ImportSolutionAsync", "DeleteAndPromoteAsync");
        foreach (var job in Service.RetrieveMultiple(query).Entities)
        {
            End(job.Id, Failed, "The job was interrupted.", Faults.ErrorCode.Unexpected);
        }
    }

    private void End(Guid job, int status, string? message, int errorCode) =>
        Set(job, 3, status, ("message", message), ("friendlymessage", message), ("errorcode", errorCode), ("completedon", organization.UtcNow));

    private void Set(Guid job, int state, int status, params (string Column, object? Value)[] values)
    {
        var row = new Entity("asyncoperation", job) { ["statecode"] = new OptionSetValue(state), ["statuscode"] = new OptionSetValue(status) };
        foreach (var (column, value) in values)
        {
            row[column] = value;
        }

        Service.Update(row);
    }
}
