using Cronos;

namespace ProjectInvoice.Finance.Scheduling;

/// <summary>How often a cron expression runs.</summary>
internal static class CronInterval
{
    /// <summary>Enough runs to meet every second, minute and hour that an expression names.</summary>
    private const int Looked = 200;

    private const int FieldsWithSeconds = 6;

    private static readonly DateTime Begin = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The shortest time between two runs; null where the expression cannot be read or runs once at most.</summary>
    public static TimeSpan? Shortest(string expression)
    {
        var format = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length == FieldsWithSeconds ? CronFormat.IncludeSeconds : CronFormat.Standard;
        if (!CronExpression.TryParse(expression, format, out var cron))
        {
            return null;
        }

        var runs = cron.GetOccurrences(Begin, Begin.AddYears(10)).Take(Looked).ToList();
        return runs.Count < 2 ? null : runs.Zip(runs.Skip(1), (earlier, later) => later - earlier).Min();
    }
}
