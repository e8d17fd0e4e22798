namespace ProjectInvoice.Finance.Api;

/// <summary>The error body below /api.</summary>
internal sealed record ApiError(ApiFault Error)
{
    /// <summary>The first fault stands for all; where there are more, all are listed.</summary>
    public static ApiError Of(IReadOnlyList<Fault> faults) => new(Of(faults[0]) with { Details = faults.Count == 1 ? null : [.. faults.Select(Of)] });

    private static ApiFault Of(Fault fault) => new(fault.Code, fault.Record, fault.Text);
}
