using System.ServiceModel;
using System.Threading;
using System.Threading.Tasks;
using LocalDataverse.Calls;
using LocalDataverse.Plugins;
using LocalDataverse.Queries;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;

namespace LocalDataverse;

public sealed partial class DataverseOrganization
{
    private const int RunsOfRetry = 4;

    /// <summary>
    /// Completes when a transaction with asynchronous steps has been committed since the last call; then call
    /// <see cref="RunAsyncOperations(CancellationToken)"/>.
    /// </summary>
    public Task WaitForAsyncOperationsAsync(CancellationToken cancellationToken) => asyncWork.WaitAsync(cancellationToken);

    /// <summary>
    /// Runs every waiting asynchronous step, and those that these cause, until none is left. Each service call of a step is a transaction of its own.
    /// A step that throws with OperationStatus.Retry goes to the end of the queue, at most four runs in all; any other exception fails it at once.
    /// </summary>
    public AsyncRunResult RunAsyncOperations(CancellationToken cancellationToken = default) => RunAsyncOperations(int.MaxValue, cancellationToken);

    /// <summary>As without a limit, but ends after so many runs although some may be left.</summary>
    public AsyncRunResult RunAsyncOperations(int limit, CancellationToken cancellationToken = default)
    {
        var (runs, succeeded, failed) = (0, 0, 0);
        var order = new Queue<Guid>(Waiting());
        while (order.Count > 0)
        {
            while (order.Count > 0)
            {
                if (runs == limit)
                {
                    return new AsyncRunResult(runs, succeeded, failed);
                }

                cancellationToken.ThrowIfCancellationRequested();
                var id = order.Dequeue();
                Faults.BeforeJob(Value("asyncoperation", id, "primaryentitytype", null) as string);
                if (Claim(id) is not { } job)
                {
                    continue;
                }

                runs++;
                switch (Run(id, job))
                {
                    case true:
                        succeeded++;
                        break;
                    case false:
                        failed++;
                        break;
                    default:
                        order.Enqueue(id);
                        break;
                }
            }

            foreach (var id in Waiting())
            {
                order.Enqueue(id);
            }
        }

        return new AsyncRunResult(runs, succeeded, failed);
    }

    /// <summary>
    /// Jobs that were in progress when the process ended run again, as after a restart of the platform's asynchronous service; those that wait go on waiting.
    /// </summary>
    private void RestartInterruptedJobs()
    {
        AsSystem(transaction =>
        {
            foreach (var row in RowsWhere("asyncoperation", "statecode", 2, transaction))
            {
                SetJob(row.Id, transaction, 0, 0);
            }
        });
        asyncWork.Set();
    }

    private List<Guid> Waiting()
    {
        lock (Database.Sync)
        {
            var store = Database.Store("asyncoperation");
            return
            [
                .. RowsWhere("asyncoperation", "statecode", 0)
                    .Where(row =>
                        RowReader.Value(store, row, AsyncJob.ColumnName) is AsyncJob
                        && !(RowReader.Value(store, row, "postponeuntil") is DateTime until && until > UtcNow)
                    )
                    .OrderBy(row => row.Id)
                    .Select(row => row.Id),
            ];
        }
    }

    /// <summary>Marks a waiting job as in progress; null: another pump has it.</summary>
    private AsyncJob? Claim(Guid id)
    {
        AsyncJob? job = null;
        AsSystem(transaction =>
        {
            if (
                Value("asyncoperation", id, "statecode", transaction) is not 0
                || Value("asyncoperation", id, AsyncJob.ColumnName, transaction) is not AsyncJob waiting
            )
            {
                return;
            }

            SetJob(id, transaction, 2, 20, ("startedon", UtcNow));
            job = waiting;
        });
        return job;
    }

    /// <returns>True: succeeded. False: failed. Null: to be run again.</returns>
    private bool? Run(Guid id, AsyncJob job)
    {
        var traces = new TraceLog();
        try
        {
            var step = Registrations.Steps.FirstOrDefault(candidate => candidate.Step.Id == job.StepId);
            if (step is null)
            {
                Finish(id, 32, "The step is not registered any more.", 0);
                return false;
            }

            Plugins.Run(
                step.Step.Id,
                step.AssemblyId,
                step.TypeName,
                step.Step.UnsecureConfiguration,
                step.Step.SecureConfiguration,
                job.NewContext(new EntityReference("asyncoperation", id), traces, OperationTime.Start(this))
            );
            if (step.Step.AsyncAutoDelete)
            {
                AsSystem(transaction => Writer.Delete(TableOrFault("asyncoperation"), id, transaction));
            }
            else
            {
                Finish(id, 30, null, 0);
            }

            return true;
        }
        catch (FaultException<OrganizationServiceFault> exception)
        {
            var runs = (Value("asyncoperation", id, "retrycount", null) is int retries ? retries : 0) + 1;
            if (exception is PluginFaultException { Status: OperationStatus.Retry } && runs < RunsOfRetry)
            {
                AsSystem(transaction => SetJob(id, transaction, 0, 0, ("retrycount", runs), ("message", exception.Detail.Message)));
                return null;
            }

            AsSystem(transaction =>
                SetJob(
                    id,
                    transaction,
                    3,
                    31,
                    ("retrycount", runs - 1),
                    ("message", exception.Detail.Message),
                    ("friendlymessage", exception.Detail.Message),
                    ("errorcode", exception.Detail.ErrorCode),
                    ("completedon", UtcNow)
                )
            );
            return false;
        }
        finally
        {
            WriteTraces(traces);
        }
    }

    private void Finish(Guid id, int status, string? message, int errorCode) =>
        AsSystem(transaction => SetJob(id, transaction, 3, status, ("message", message), ("errorcode", errorCode), ("completedon", UtcNow)));

    private void SetJob(Guid id, Transaction transaction, int state, int status, params (string Column, object? Value)[] values)
    {
        if (Database.Find("asyncoperation", id, transaction) is null)
        {
            return;
        }

        var row = new Entity("asyncoperation", id) { ["statecode"] = new OptionSetValue(state), ["statuscode"] = new OptionSetValue(status) };
        foreach (var (column, value) in values)
        {
            row[column] = value;
        }

        Writer.Update(TableOrFault("asyncoperation"), id, row, SystemScope(transaction), transaction);
    }
}
