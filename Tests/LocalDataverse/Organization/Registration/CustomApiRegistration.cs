namespace LocalDataverse.Registration;

public sealed record CustomApiRegistration(Guid Id, string UniqueName)
{
    public CustomApiBinding Binding { get; init; }

    public string? BoundTable { get; init; }

    public CustomProcessingStepType AllowedStepType { get; init; }

    public bool IsFunction { get; init; }

    /// <summary>Hidden from the metadata and refused inside plug-ins; still callable from outside.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>Name of a privilege that exists, such as prvWriteInvoice; null: every user with a role.</summary>
    public string? ExecutePrivilege { get; init; }

    /// <summary>The plug-in of the main operation; null: the custom API does nothing by itself.</summary>
    public Guid? PluginTypeId { get; init; }

    public IReadOnlyList<CustomApiParameter> Parameters { get; init; } = [];

    public IReadOnlyList<CustomApiResponseProperty> ResponseProperties { get; init; } = [];
}
