using System.Net;

namespace ProjectInvoice.Connector;

/// <summary>The one error of the connector: a fault that a person can act on, and what the other side said of it.</summary>
public sealed class ConnectorException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="fault">What is wrong with which record.</param>
    /// <param name="innerException">The exception below, if any.</param>
    public ConnectorException(Fault fault, Exception? innerException = null)
        : base(fault?.ToString(), innerException) => Fault = fault ?? throw new ArgumentNullException(nameof(fault));

    /// <summary>The error that an exception tells of: itself where it is one, otherwise one that nobody expected.</summary>
    /// <param name="record">The record as its user knows it.</param>
    public static ConnectorException From(Exception exception, string record)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return exception as ConnectorException
            ?? Storage.StorageFailure.Of(exception)
            ?? new ConnectorException(ConnectorErrors.Unexpected.For(record, exception.GetType().Name), exception);
    }

    /// <summary>What is wrong with which record.</summary>
    public Fault Fault { get; }

    /// <summary>The kind of error.</summary>
    public ErrorCode Error => Fault.Error;

    /// <summary>The stable code, as people read it.</summary>
    public string Code => Fault.Code;

    /// <summary>The record as its user knows it.</summary>
    public string Record => Fault.Record;

    /// <summary>Who can mend it.</summary>
    public ErrorKind Kind => Error.Kind;

    /// <summary>The exception that nobody expected, for the log; null where the fault says all there is to say.</summary>
    public Exception? Unexpected => Kind == ErrorKind.Failure ? InnerException : null;

    /// <summary>How long the other side asked to be left alone, where it said so.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The HTTP status the other side answered with, where there was an answer.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Whether the side is away or asked for rest, so that whatever else would be asked of it has to wait for the next run.</summary>
    public bool StopsRun =>
        Kind == ErrorKind.Passing
        && (
            RetryAfter is not null
            || Status
                is null
                    or default(HttpStatusCode)
                    or HttpStatusCode.TooManyRequests
                    or HttpStatusCode.BadGateway
                    or HttpStatusCode.ServiceUnavailable
                    or HttpStatusCode.GatewayTimeout
        );

    /// <summary>The other side's own error code, where it gave one.</summary>
    public string? RemoteCode { get; init; }
}
