using InvoicePlugins.Dataverse.Tables;
using InvoicePlugins.Facts;

namespace InvoicePlugins.Retainers;

/// <summary>What is left of a retainer between two details that concern it: one hands it to the next.</summary>
/// <param name="Total">The whole amount.</param>
/// <param name="Used">What was applied and refunded.</param>
/// <param name="Status">How far it has got.</param>
/// <param name="Open">The negative unbilled row that holds what is left, existing or planned; null where nothing is left.</param>
internal sealed record RetainerBalance(decimal Total, decimal Used, RetainerStatus Status, PlannedActual? Open)
{
    /// <summary>What can still be applied or refunded.</summary>
    public decimal Available => Status == RetainerStatus.Open ? 0 : Total - Used;

    /// <summary>The balance before the confirmation.</summary>
    /// <param name="facts">The retainer.</param>
    public static RetainerBalance Of(RetainerFacts facts) =>
        new(
            facts.Row.Total,
            facts.Row.Used,
            facts.Row.Status,
            facts.Open is { } open ? new PlannedActual(open.Entity, Figures.Of(open), facts.OpenSources) : null
        );

    /// <summary>The balance after a use.</summary>
    /// <param name="amount">What was used; negative where a use was taken back.</param>
    /// <param name="status">How far the retainer has got then.</param>
    /// <param name="rest">The row that holds what is left then; null where nothing is left.</param>
    public RetainerBalance After(decimal amount, RetainerStatus status, PlannedActual? rest) =>
        this with
        {
            Used = Used + amount,
            Status = status,
            Open = rest,
        };
}
