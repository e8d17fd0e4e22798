using System.Diagnostics;
using System.Diagnostics.Metrics;
using ProjectInvoice.ServiceDefaults.Telemetry;

namespace ProjectInvoice.Finance.Telemetry;

/// <summary>Finance's own traces and metrics. Tags hold keys and counts, never business data.</summary>
public static class FinanceTelemetry
{
    /// <summary>The name under which traces and metrics are subscribed to.</summary>
    public const string SourceName = "ProjectInvoice.Finance";

    /// <summary>The tag that carries one correlation id from the confirmation to the callback.</summary>
    public const string CorrelationTag = TelemetryTags.CorrelationId;

    /// <summary>The tag with the name of the step: Stage, Import, Post journal, Post proposal, Send callback.</summary>
    public const string StepTag = "pinv.step";

    internal static readonly ActivitySource Source = new(SourceName);

    private static readonly Meter Meter = new(SourceName);

    /// <summary>How long a step took, in seconds.</summary>
    internal static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("finance.step.duration", "s", "How long a step took.");

    /// <summary>How many rows, lines, documents or parts a step has done.</summary>
    internal static readonly Counter<long> Done = Meter.CreateCounter<long>(
        "finance.step.done",
        "{item}",
        "Rows staged, lines imported or posted, invoices posted, callbacks sent."
    );

    /// <summary>How many steps failed or were refused.</summary>
    internal static readonly Counter<long> Failed = Meter.CreateCounter<long>("finance.step.failed", "{step}", "Steps that failed or were refused.");

    /// <summary>Begins a step; disposing it ends it.</summary>
    /// <param name="step">What is done.</param>
    /// <param name="record">The key of what it is done to.</param>
    /// <param name="parent">The step that caused it in another process or at another time.</param>
    internal static FinanceStep Start(string step, string? record = null, string? parent = null) => new(step, record, parent);
}
