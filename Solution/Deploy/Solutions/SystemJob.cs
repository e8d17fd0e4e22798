using System.Globalization;
using Newtonsoft.Json.Linq;
using Solution.Deploy.Dataverse;

namespace Solution.Deploy.Solutions;

/// <summary>A job of the environment that is followed until it has ended.</summary>
/// <remarks>https://learn.microsoft.com/power-apps/developer/data-platform/asynchronous-service</remarks>
internal sealed class SystemJob(DataverseClient client, DeployOptions options)
{
    private const int Completed = 3;
    private const int Succeeded = 30;
    private const string LockCode = "-2147020463";
    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(100);

    /// <summary>The job that an answer names.</summary>
    internal static Guid IdIn(JObject? answer) =>
        Guid.TryParse((string?)answer?["AsyncOperationId"], out var job)
            ? job
            : throw new DeployException(DeployErrors.NoAnswer.For("system job", "the answer names no AsyncOperationId"));

    /// <summary>Waits for it.</summary>
    /// <param name="job">The row of the table asyncoperation.</param>
    /// <param name="importJob">The row that tells its progress; null where there is none.</param>
    /// <param name="refused">Makes the error of what it told.</param>
    internal async Task WaitAsync(Guid job, Guid? importJob, Func<string, string, Fault> refused, CancellationToken cancellationToken)
    {
        var started = options.Clock.GetTimestamp();
        var wait = FirstPoll;
        var told = 0;
        while (true)
        {
            var row = await client.GetAsync($"asyncoperations({job:D})?$select=statecode,statuscode,message,friendlymessage,errorcode", cancellationToken);
            if ((int?)row["statecode"] == Completed)
            {
                await EndAsync(row, importJob, refused, cancellationToken);
                return;
            }

            told = importJob is { } import ? await TellProgressAsync(import, told, cancellationToken) : told;
            if (options.Clock.GetElapsedTime(started) > options.ImportTimeout)
            {
                throw new DeployException(DeployErrors.TookTooLong.For(job.ToString("D"), options.ImportTimeout));
            }

            await Task.Delay(wait, options.Clock, cancellationToken);
            wait = wait * 2 < options.PollInterval ? wait * 2 : options.PollInterval;
        }
    }

    private async Task EndAsync(JObject row, Guid? importJob, Func<string, string, Fault> refused, CancellationToken cancellationToken)
    {
        var log = importJob is { } import ? await LogAsync(import, cancellationToken) : ImportLog.Empty;
        var succeeded = (int?)row["statuscode"] == Succeeded;
        foreach (var line in log.Lines(succeeded))
        {
            options.Progress?.Report(line);
        }

        var code = (string?)row["errorcode"];
        if (!succeeded && code == LockCode)
        {
            throw new DeployException(DeployErrors.Busy.For("system job", Hexadecimal(code)));
        }

        var failures = string.Join("; ", log.Failures);
        if (succeeded && failures.Length > 0)
        {
            throw new DeployException(DeployErrors.ImportIncomplete.For(SolutionPackage.ExpectedName, failures));
        }

        if (!succeeded)
        {
            var reason = failures.Length > 0 ? failures : (string?)row["friendlymessage"] ?? (string?)row["message"] ?? "it failed, and told no reason";
            throw new DeployException(refused(Hexadecimal(code), reason.TrimEnd('.')));
        }
    }

    private async Task<int> TellProgressAsync(Guid importJob, int told, CancellationToken cancellationToken)
    {
        // The row appears only when the job has begun.
        var rows = await client.ListAsync($"importjobs?$select=progress&$filter=importjobid eq {importJob:D}", cancellationToken);
        var percent = rows.Count > 0 ? (int)((double?)rows[0]["progress"] ?? 0) : 0;
        if (percent > told)
        {
            options.Progress?.Report($"{percent.ToString(CultureInfo.InvariantCulture)} %");
        }

        return Math.Max(told, percent);
    }

    private async Task<ImportLog> LogAsync(Guid importJob, CancellationToken cancellationToken)
    {
        var rows = await client.ListAsync($"importjobs?$select=data&$filter=importjobid eq {importJob:D}", cancellationToken);
        return rows.Count > 0 ? ImportLog.Read((string?)rows[0]["data"]) : ImportLog.Empty;
    }

    private static string Hexadecimal(string? code) =>
        int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? "0x" + number.ToString("x8", CultureInfo.InvariantCulture)
            : "no code";
}
