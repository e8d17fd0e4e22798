using System.Diagnostics;
using ProjectInvoice.ServiceDefaults.Telemetry;

namespace ProjectInvoice.Finance.Telemetry;

/// <summary>Finance's own traces and metrics. Tags hold keys and counts, never business data.</summary>
public static class FinanceTelemetry
{
    /// <summary>The name under which traces and metrics are subscribed to.</summary>
    public const string SourceName = "ProjectInvoice.Finance";

    private static readonly ProgramTelemetry Telemetry = new(SourceName, "finance", "Rows staged, lines imported or posted, invoices posted, callbacks sent.");

    /// <summary>Begins a step; disposing it ends it.</summary>
    /// <param name="step">What is done: Stage, Import, Import proposal, Post journal, Post proposal, Send callback.</param>
    /// <param name="record">The key of what it is done to.</param>
    /// <param name="parent">The step that caused it in another process or at another time.</param>
    internal static TelemetryStep Start(string step, string? record = null, string? parent = null) =>
        Telemetry.Start(step, record, parent is not null && ActivityContext.TryParse(parent, null, isRemote: true, out var context) ? context : null);
}
