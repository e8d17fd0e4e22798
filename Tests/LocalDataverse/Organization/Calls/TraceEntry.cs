namespace LocalDataverse.Calls;

internal sealed record TraceEntry(
    string TypeName,
    string Message,
    string? Table,
    int Depth,
    int Mode,
    Guid CorrelationId,
    Guid StepId,
    DateTime StartedOn,
    string Text,
    string? Exception
);
