namespace LocalDataverse;

/// <summary>Who sends a request, and what the request carries besides its parameters.</summary>
/// <param name="UserId">The signed-in user (systemuserid).</param>
public sealed record Caller(Guid UserId)
{
    /// <summary>Act as this user (systemuserid): needs prvActOnBehalfOfAnotherUser, rights are those of both.</summary>
    public Guid? OnBehalfOf { get; init; }

    /// <summary>The shared variable <c>tag</c>.</summary>
    public string? Tag { get; init; }

    public Guid? CorrelationId { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>Skip synchronous steps (needs prvBypassCustomBusinessLogic).</summary>
    public bool BypassSynchronousLogic { get; init; }

    /// <summary>Skip asynchronous steps (needs prvBypassCustomBusinessLogic).</summary>
    public bool BypassAsynchronousLogic { get; init; }
}
