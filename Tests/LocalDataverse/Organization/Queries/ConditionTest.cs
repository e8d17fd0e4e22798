using System.Text;
using System.Text.RegularExpressions;
using LocalDataverse.Faults;
using LocalDataverse.Metadata;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Queries;

/// <summary>
/// Turns filters into tests of joined rows. Text compares without case and accents; "not" operators keep rows without a value, as the platform's SQL does.
/// </summary>
/// <param name="linkTest">Makes the test of a link that stands in a filter.</param>
internal sealed class ConditionTest(
    IReadOnlyList<QuerySource> sources,
    Guid userId,
    Guid businessUnitId,
    DateTime utcNow,
    Func<QuerySource, LinkEntity, Func<Row?[], bool>> linkTest
)
{
    public Func<Row?[], bool> Of(FilterExpression filter, QuerySource owner)
    {
        if (FilterLinks.Of(filter) is { } link)
        {
            return linkTest(owner, link);
        }

        var tests = filter.Conditions.Select(condition => Of(condition, owner)).Concat(filter.Filters.Select(child => Of(child, owner))).ToArray();
        return tests.Length switch
        {
            0 => _ => true,
            1 => tests[0],
            _ => filter.FilterOperator == LogicalOperator.And
                ? rows => Array.TrueForAll(tests, test => test(rows))
                : rows => Array.Exists(tests, test => test(rows)),
        };
    }

    public QuerySource SourceOf(ConditionExpression condition, QuerySource owner) => SourceOf(condition.EntityName, owner);

    public QuerySource SourceOf(string? name, QuerySource owner) =>
        string.IsNullOrEmpty(name)
            ? owner
            : sources.FirstOrDefault(source => source.Alias == name)
                ?? sources.FirstOrDefault(source => source.Table.LogicalName == name)
                ?? throw DataverseFault.InvalidArgument($"The query has no link-entity with name or alias '{name}'.");

    /// <summary>The values of an Equal or In condition, as stored; null: the condition is none of these.</summary>
    public IReadOnlyList<object>? EqualityValues(ConditionExpression condition, QuerySource source)
    {
        if (condition.CompareColumns)
        {
            return null;
        }

        var column = source.Column(condition.AttributeName);
        return condition.Operator switch
        {
            ConditionOperator.Equal or ConditionOperator.In => Values(condition, source.Table, column),
            ConditionOperator.EqualUserId => [userId],
            ConditionOperator.EqualBusinessId => [businessUnitId],
            _ => null,
        };
    }

    private static IReadOnlyList<object> Values(ConditionExpression condition, TableMetadata table, ColumnMetadata column)
    {
        var values = new List<object>();
        foreach (var value in Flatten(condition.Values))
        {
            if (ConditionValue.Convert(table, column, value) is { } converted)
            {
                values.Add(converted);
            }
        }

        return values;
    }

    private static IEnumerable<object?> Flatten(IEnumerable<object?> values)
    {
        foreach (var value in values)
        {
            if (value is System.Collections.IEnumerable many and not string and not OptionSetValueCollection)
            {
                foreach (var one in many)
                {
                    yield return one;
                }
            }
            else
            {
                yield return value;
            }
        }
    }

    private static object Argument(ConditionExpression condition, IReadOnlyList<object> values, int position) =>
        position < values.Count
            ? values[position]
            : throw DataverseFault.InvalidArgument($"Condition {condition.Operator} on '{condition.AttributeName}' needs {position + 1} value(s).");

    private static int Count(ConditionExpression condition) =>
        condition.Values.Count > 0
            ? Convert.ToInt32(condition.Values[0], System.Globalization.CultureInfo.InvariantCulture)
            : throw DataverseFault.InvalidArgument($"Condition {condition.Operator} on '{condition.AttributeName}' needs a number.");

    private static int Compare(object left, object right) =>
        (left, right) switch
        {
            (string a, string b) => Collation.Compare(a, b),
            (IComparable a, _) when left.GetType() == right.GetType() => a.CompareTo(right),
            _ => throw DataverseFault.InvalidArgument($"{left.GetType().Name} and {right.GetType().Name} cannot be compared."),
        };

    private static Regex LikePattern(string pattern)
    {
        var text = new StringBuilder("^");
        for (var i = 0; i < pattern.Length; i++)
        {
            var end = pattern[i] == '[' ? pattern.IndexOf(']', i + 1) : -1;
            if (end > i)
            {
                text.Append(pattern, i, end - i + 1);
                i = end;
            }
            else
            {
                text.Append(
                    pattern[i] switch
                    {
                        '%' => ".*",
                        '_' => ".",
                        var letter => Regex.Escape(letter.ToString()),
                    }
                );
            }
        }

        return new Regex(text.Append('$').ToString(), RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private Func<Row?[], bool> Of(ConditionExpression condition, QuerySource owner)
    {
        var source = SourceOf(condition, owner);
        var column = source.Column(condition.AttributeName);
        var position = source.Position;
        object? Read(Row?[] rows) => ColumnIndex.Normalize(source.Value(rows[position], column.LogicalName));
        if (condition.CompareColumns)
        {
            return CompareColumns(condition, source, Read);
        }

        var test = ValueTest(condition, source.Table, column);
        return rows => test(Read(rows));
    }

    private static Func<Row?[], bool> CompareColumns(ConditionExpression condition, QuerySource source, Func<Row?[], object?> read)
    {
        var other = source.Column(Convert.ToString(condition.Values[0], System.Globalization.CultureInfo.InvariantCulture)!);
        return rows =>
        {
            var left = read(rows);
            var right = ColumnIndex.Normalize(source.Value(rows[source.Position], other.LogicalName));
            if (left is null || right is null)
            {
                return false;
            }

            return condition.Operator switch
            {
                ConditionOperator.Equal => Compare(left, right) == 0,
                ConditionOperator.NotEqual => Compare(left, right) != 0,
                ConditionOperator.GreaterThan => Compare(left, right) > 0,
                ConditionOperator.GreaterEqual => Compare(left, right) >= 0,
                ConditionOperator.LessThan => Compare(left, right) < 0,
                ConditionOperator.LessEqual => Compare(left, right) <= 0,
                _ => throw DataverseFault.InvalidArgument($"Operator {condition.Operator} does not compare columns."),
            };
        };
    }

    private Func<object?, bool> ValueTest(ConditionExpression condition, TableMetadata table, ColumnMetadata column)
    {
        if (column.Type == ColumnType.MultiSelectPicklist)
        {
            return ChoicesTest(condition);
        }

        IReadOnlyList<object>? converted = null;
        IReadOnlyList<object> All() => converted ??= Values(condition, table, column);
        switch (condition.Operator)
        {
            case ConditionOperator.Null:
                return value => value is null;
            case ConditionOperator.NotNull:
                return value => value is not null;
            case ConditionOperator.Equal:
                var equal = Argument(condition, All(), 0);
                return value => value is not null && IndexKeyComparer.Instance.Equals(value, equal);
            case ConditionOperator.NotEqual:
                var unequal = Argument(condition, All(), 0);
                return value => value is null || !IndexKeyComparer.Instance.Equals(value, unequal);
            case ConditionOperator.In:
                var any = new HashSet<object>(All(), IndexKeyComparer.Instance);
                return value => value is not null && any.Contains(value);
            case ConditionOperator.NotIn:
                var none = new HashSet<object>(All(), IndexKeyComparer.Instance);
                return value => value is null || !none.Contains(value);
            case ConditionOperator.GreaterThan:
                var above = Argument(condition, All(), 0);
                return value => value is not null && Compare(value, above) > 0;
            case ConditionOperator.GreaterEqual:
                var least = Argument(condition, All(), 0);
                return value => value is not null && Compare(value, least) >= 0;
            case ConditionOperator.LessThan:
                var below = Argument(condition, All(), 0);
                return value => value is not null && Compare(value, below) < 0;
            case ConditionOperator.LessEqual:
                var most = Argument(condition, All(), 0);
                return value => value is not null && Compare(value, most) <= 0;
            case ConditionOperator.Between:
                var (low, high) = (Argument(condition, All(), 0), Argument(condition, All(), 1));
                return value => value is not null && Compare(value, low) >= 0 && Compare(value, high) <= 0;
            case ConditionOperator.NotBetween:
                var (from, to) = (Argument(condition, All(), 0), Argument(condition, All(), 1));
                return value => value is not null && (Compare(value, from) < 0 || Compare(value, to) > 0);
            case ConditionOperator.EqualUserId:
                return value => Equals(value, userId);
            case ConditionOperator.NotEqualUserId:
                return value => !Equals(value, userId);
            case ConditionOperator.EqualBusinessId:
                return value => Equals(value, businessUnitId);
            case ConditionOperator.NotEqualBusinessId:
                return value => !Equals(value, businessUnitId);
            default:
                return column.Type == ColumnType.DateTime ? DateTest(condition, column) : TextTest(condition, column);
        }
    }

    private static Func<object?, bool> ChoicesTest(ConditionExpression condition)
    {
        var wanted = Flatten(condition.Values)
            .SelectMany(value =>
                value switch
                {
                    OptionSetValueCollection options => options.Select(option => option.Value),
                    OptionSetValue option => [option.Value],
                    _ => [Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)],
                }
            )
            .ToArray();
        return condition.Operator switch
        {
            ConditionOperator.Null => value => value is null,
            ConditionOperator.NotNull => value => value is not null,
            ConditionOperator.ContainValues => value => value is int[] chosen && chosen.Intersect(wanted).Any(),
            ConditionOperator.DoesNotContainValues => value => value is not int[] chosen || !chosen.Intersect(wanted).Any(),
            ConditionOperator.Equal or ConditionOperator.In => value =>
                value is int[] chosen && chosen.OrderBy(one => one).SequenceEqual(wanted.OrderBy(one => one)),
            _ => throw NotSupported(condition),
        };
    }

    private static Func<object?, bool> TextTest(ConditionExpression condition, ColumnMetadata column)
    {
        if (!column.IsText)
        {
            throw NotSupported(condition);
        }

        var given =
            condition.Values.Count > 0
                ? Convert.ToString(condition.Values[0], System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty
                : throw NotSupported(condition);
        var wanted = Collation.Fold(given);
        switch (condition.Operator)
        {
            case ConditionOperator.Like:
                var like = LikePattern(wanted);
                return value => value is string text && like.IsMatch(Collation.Fold(text));
            case ConditionOperator.NotLike:
                var unlike = LikePattern(wanted);
                return value => value is not string text || !unlike.IsMatch(Collation.Fold(text));
            case ConditionOperator.BeginsWith:
                return value => value is string text && Collation.Fold(text).StartsWith(wanted, StringComparison.Ordinal);
            case ConditionOperator.DoesNotBeginWith:
                return value => value is not string text || !Collation.Fold(text).StartsWith(wanted, StringComparison.Ordinal);
            case ConditionOperator.EndsWith:
                return value => value is string text && Collation.Fold(text).EndsWith(wanted, StringComparison.Ordinal);
            case ConditionOperator.DoesNotEndWith:
                return value => value is not string text || !Collation.Fold(text).EndsWith(wanted, StringComparison.Ordinal);
            case ConditionOperator.Contains:
                return value => value is string text && Collation.Fold(text).Contains(wanted, StringComparison.Ordinal);
            case ConditionOperator.DoesNotContain:
                return value => value is not string text || !Collation.Fold(text).Contains(wanted, StringComparison.Ordinal);
            default:
                throw NotSupported(condition);
        }
    }

    private Func<object?, bool> DateTest(ConditionExpression condition, ColumnMetadata column)
    {
        DateTime Day() =>
            (
                (DateTime)(
                    ConditionValue.Convert(
                        new TableMetadata("query", "query", "id", string.Empty, TableOwnership.None),
                        column,
                        condition.Values.FirstOrDefault()
                    ) ?? throw DataverseFault.InvalidArgument($"Condition {condition.Operator} on '{condition.AttributeName}' needs a date.")
                )
            ).Date;
        var today = utcNow.Date;
        var firstOfMonth = today.AddDays(1 - today.Day);
        var firstOfYear = new DateTime(today.Year, 1, 1);
        var firstOfWeek = today.AddDays(-(int)today.DayOfWeek);
        return condition.Operator switch
        {
            ConditionOperator.On => Within(Day(), Day().AddDays(1)),
            ConditionOperator.NotOn => Not(Within(Day(), Day().AddDays(1))),
            ConditionOperator.OnOrBefore => Within(DateTime.MinValue, Day().AddDays(1)),
            ConditionOperator.OnOrAfter => Within(Day(), DateTime.MaxValue),
            ConditionOperator.Today => Within(today, today.AddDays(1)),
            ConditionOperator.Yesterday => Within(today.AddDays(-1), today),
            ConditionOperator.Tomorrow => Within(today.AddDays(1), today.AddDays(2)),
            ConditionOperator.Last7Days => Within(today.AddDays(-7), utcNow),
            ConditionOperator.Next7Days => Within(utcNow, today.AddDays(8)),
            ConditionOperator.LastWeek => Within(firstOfWeek.AddDays(-7), firstOfWeek),
            ConditionOperator.ThisWeek => Within(firstOfWeek, firstOfWeek.AddDays(7)),
            ConditionOperator.NextWeek => Within(firstOfWeek.AddDays(7), firstOfWeek.AddDays(14)),
            ConditionOperator.LastMonth => Within(firstOfMonth.AddMonths(-1), firstOfMonth),
            ConditionOperator.ThisMonth => Within(firstOfMonth, firstOfMonth.AddMonths(1)),
            ConditionOperator.NextMonth => Within(firstOfMonth.AddMonths(1), firstOfMonth.AddMonths(2)),
            ConditionOperator.LastYear => Within(firstOfYear.AddYears(-1), firstOfYear),
            ConditionOperator.ThisYear => Within(firstOfYear, firstOfYear.AddYears(1)),
            ConditionOperator.NextYear => Within(firstOfYear.AddYears(1), firstOfYear.AddYears(2)),
            ConditionOperator.LastXHours => Within(utcNow.AddHours(-Count(condition)), utcNow),
            ConditionOperator.NextXHours => Within(utcNow, utcNow.AddHours(Count(condition))),
            ConditionOperator.LastXDays => Within(today.AddDays(-Count(condition)), utcNow),
            ConditionOperator.NextXDays => Within(utcNow, today.AddDays(Count(condition) + 1)),
            ConditionOperator.LastXWeeks => Within(today.AddDays(-7 * Count(condition)), utcNow),
            ConditionOperator.NextXWeeks => Within(utcNow, today.AddDays((7 * Count(condition)) + 1)),
            ConditionOperator.LastXMonths => Within(today.AddMonths(-Count(condition)), utcNow),
            ConditionOperator.NextXMonths => Within(utcNow, today.AddMonths(Count(condition)).AddDays(1)),
            ConditionOperator.LastXYears => Within(today.AddYears(-Count(condition)), utcNow),
            ConditionOperator.NextXYears => Within(utcNow, today.AddYears(Count(condition)).AddDays(1)),
            ConditionOperator.OlderThanXMinutes => Within(DateTime.MinValue, utcNow.AddMinutes(-Count(condition))),
            ConditionOperator.OlderThanXHours => Within(DateTime.MinValue, utcNow.AddHours(-Count(condition))),
            ConditionOperator.OlderThanXDays => Within(DateTime.MinValue, utcNow.AddDays(-Count(condition))),
            ConditionOperator.OlderThanXWeeks => Within(DateTime.MinValue, utcNow.AddDays(-7 * Count(condition))),
            ConditionOperator.OlderThanXMonths => Within(DateTime.MinValue, utcNow.AddMonths(-Count(condition))),
            ConditionOperator.OlderThanXYears => Within(DateTime.MinValue, utcNow.AddYears(-Count(condition))),
            _ => throw NotSupported(condition),
        };
    }

    private static Func<object?, bool> Within(DateTime from, DateTime before) =>
        value => value is DateTime time && time.Ticks >= from.Ticks && time.Ticks < before.Ticks;

    private static Func<object?, bool> Not(Func<object?, bool> test) => value => !test(value);

    private static Exception NotSupported(ConditionExpression condition) =>
        DataverseFault.InvalidArgument($"Operator {condition.Operator} on '{condition.AttributeName}' is not supported by this organization.");
}
