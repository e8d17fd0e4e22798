using LocalDataverse.Faults;
using LocalDataverse.Registration;

namespace LocalDataverse;

/// <summary>
/// Named faults for tests: the database fails before or after a write, the pipeline at a stage of a message, the asynchronous service before a job.
/// </summary>
public sealed class FaultInjection
{
    private readonly object gate = new();
    private int writes;
    private (int Number, bool Before, string? Table, Func<Exception> Exception)? write;
    private (int Left, string? Table, Func<Exception> Exception)? job;
    private (PipelineStage Stage, string Message, string? Table, Func<Exception> Exception)? stage;

    /// <summary>Writes since the fault was set, or since the organization was made.</summary>
    public int Writes
    {
        get
        {
            lock (gate)
            {
                return writes;
            }
        }
    }

    /// <summary>The nth write from now (of this table, if one is named) fails before it is stored. Without an exception: an SQL deadlock.</summary>
    public void ThrowBeforeWrite(int number, string? table = null, Func<Exception>? exception = null) => Set(number, true, table, exception);

    /// <summary>The nth write from now (of this table, if one is named) fails after it is stored.</summary>
    public void ThrowAfterWrite(int number, string? table = null, Func<Exception>? exception = null) => Set(number, false, table, exception);

    /// <summary>The next operation of this message fails at this stage, after the stage's steps have run.</summary>
    public void ThrowAt(PipelineStage stage, string message, string? table = null, Func<Exception>? exception = null)
    {
        lock (gate)
        {
            this.stage = (stage, message, table, exception ?? Deadlock);
        }
    }

    /// <summary>The asynchronous service fails before the nth job from now (of a step on this table, if one is named): the job goes on waiting.</summary>
    public void ThrowBeforeJob(int number, string? table = null, Func<Exception>? exception = null)
    {
        lock (gate)
        {
            job = (number, table, exception ?? Deadlock);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            job = null;
            write = null;
            stage = null;
            writes = 0;
        }
    }

    internal void BeforeWrite(string table) => Check(table, before: true);

    internal void AfterWrite(string table) => Check(table, before: false);

    internal void BeforeJob(string? table)
    {
        Func<Exception> fault;
        lock (gate)
        {
            if (job is not { } wanted || (wanted.Table is not null && wanted.Table != table))
            {
                return;
            }

            job = wanted with { Left = wanted.Left - 1 };
            if (wanted.Left > 1)
            {
                return;
            }

            job = null;
            fault = wanted.Exception;
        }

        throw fault();
    }

    internal void AtStage(PipelineStage reached, string message, string? table)
    {
        Func<Exception> fault;
        lock (gate)
        {
            if (stage is not { } wanted || wanted.Stage != reached || wanted.Message != message || (wanted.Table is not null && wanted.Table != table))
            {
                return;
            }

            stage = null;
            fault = wanted.Exception;
        }

        throw fault();
    }

    private static Exception Deadlock() =>
        DataverseFault.Of(ErrorCode.UnexpectedSqlError, "Sql error: Generic SQL error. Sql ErrorCode: -2146232060 Sql Number: 1205");

    private void Set(int number, bool before, string? table, Func<Exception>? exception)
    {
        lock (gate)
        {
            writes = 0;
            write = (number, before, table, exception ?? Deadlock);
        }
    }

    private void Check(string table, bool before)
    {
        Func<Exception> fault;
        lock (gate)
        {
            var counts = write is null || write.Value.Table is null || write.Value.Table == table;
            if (before && counts)
            {
                writes++;
            }

            if (write is not { } wanted || !counts || wanted.Before != before || wanted.Number != writes)
            {
                return;
            }

            write = null;
            fault = wanted.Exception;
        }

        throw fault();
    }
}
