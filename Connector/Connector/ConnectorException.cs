using System.Net;

namespace ProjectInvoice.Connector;

/// <summary>
/// A failure that a person can act on: a stable code, the record as its user knows it, the cause and the remedy.
/// Its message reads <c>PINVnnnn: record: cause. remedy.</c>
/// </summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Creates the failure.</summary>
    /// <param name="code">A code of the ranges PINV30xx to PINV33xx (or the code of the other side, where it gave one).</param>
    /// <param name="record">The record as its user knows it, for example <c>Invoice PF-1003</c>.</param>
    /// <param name="cause">What went wrong, without a closing full stop.</param>
    /// <param name="remedy">What to do about it, without a closing full stop.</param>
    /// <param name="kind">Who can mend it.</param>
    /// <param name="innerException">The failure below, if any.</param>
    public ConnectorException(
        string code,
        string record,
        string cause,
        string remedy,
        FailureKind kind = FailureKind.Business,
        Exception? innerException = null
    )
        : base($"{code}: {record}: {cause.TrimEnd('.')}. {remedy.TrimEnd('.')}.", innerException)
    {
        Code = code;
        Record = record;
        Cause = cause.TrimEnd('.');
        Remedy = remedy.TrimEnd('.');
        Kind = kind;
    }

    /// <summary>The failure that an exception tells of: itself where it is one, otherwise one that nobody expected.</summary>
    /// <param name="record">The record as its user knows it.</param>
    public static ConnectorException From(Exception exception, string record)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception as ConnectorException
            ?? Storage.StorageFailure.Of(exception)
            ?? new ConnectorException(
                "PINV3299",
                record,
                $"the connector failed unexpectedly ({exception.GetType().Name})",
                "It is tried again by itself; the log has the details",
                FailureKind.Transient,
                exception
            );
    }

    /// <summary>The stable code.</summary>
    public string Code { get; }

    /// <summary>The record as its user knows it.</summary>
    public string Record { get; }

    /// <summary>The exception that nobody expected, for the log; null where the failure says all there is to say.</summary>
    public Exception? Unexpected => Code == "PINV3299" ? InnerException : null;

    /// <summary>What went wrong.</summary>
    public string Cause { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>Who can mend it.</summary>
    public FailureKind Kind { get; }

    /// <summary>How long the other side asked to be left alone, where it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status the other side answered with, where there was an answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether the side is away or asked for rest, so that whatever else would be asked of it has to wait for the next run.</summary>
    public bool StopsRun =>
        Kind == FailureKind.Transient
        && Unexpected is null
        && (
            RetryAfter is not null
            || Status
                is null
                    or 0
                    or HttpStatusCode.TooManyRequests
                    or HttpStatusCode.BadGateway
                    or HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.GatewayTimeout
        );

    /// <summary>The other side's own error code, where it gave one.</summary>
    public string? RemoteCode { get; init; }
}
