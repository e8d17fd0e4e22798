using System.Globalization;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.TableMaps;

/// <summary>
/// An OData filter on columns of the row itself, evaluated by the connector because changes of a table cannot be filtered by Dataverse.
/// An empty column equals null, and is never greater or less than anything.
/// </summary>
internal sealed partial class FilterExpression
{
    private readonly Func<JObject, bool> matches;

    private FilterExpression(Func<JObject, bool> matches, IReadOnlySet<string> columns)
    {
        this.matches = matches;
        Columns = columns;
    }

    /// <summary>Logical names of the columns it reads.</summary>
    public IReadOnlySet<string> Columns { get; }

    /// <summary>Reads a filter.</summary>
    /// <param name="text">For example <c>statecode eq 0 and msdyn_project ne null</c>.</param>
    /// <exception cref="FormatException">It cannot be read; the message says where.</exception>
    public static FilterExpression Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parser = new Parser(Tokens(text));
        var matches = parser.Or();
        parser.End();
        return new FilterExpression(matches, parser.Columns);
    }

    /// <summary>Whether a row as the Web API reads it passes.</summary>
    public bool Matches(JObject row) => matches(row);

    private static List<string> Tokens(string text)
    {
        var tokens = new List<string>();
        var position = 0;
        while (position < text.Length)
        {
            if (char.IsWhiteSpace(text[position]))
            {
                position++;
                continue;
            }

            var match = Token().Match(text, position);
            if (!match.Success || match.Index != position)
            {
                throw new FormatException($"Nothing is known that begins with '{text[position..]}'.");
            }

            tokens.Add(match.Value);
            position += match.Length;
        }

        return tokens;
    }

    [GeneratedRegex(
        @"\(|\)|'([^']|'')*'|[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}|[A-Za-z_][A-Za-z0-9_]*|-?[0-9]+(\.[0-9]+)?",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Token();

    private sealed class Parser(List<string> tokens)
    {
        private int position;

        public HashSet<string> Columns { get; } = new(StringComparer.Ordinal);

        private string? Current => position < tokens.Count ? tokens[position] : null;

        public Func<JObject, bool> Or()
        {
            var left = And();
            while (Take("or"))
            {
                var (first, second) = (left, And());
                left = row => first(row) || second(row);
            }

            return left;
        }

        public void End()
        {
            if (Current is { } rest)
            {
                throw new FormatException($"'{rest}' is not expected there.");
            }
        }

        private Func<JObject, bool> And()
        {
            var left = Not();
            while (Take("and"))
            {
                var (first, second) = (left, Not());
                left = row => first(row) && second(row);
            }

            return left;
        }

        private Func<JObject, bool> Not()
        {
            if (Take("not"))
            {
                var inner = Not();
                return row => !inner(row);
            }

            if (Take("("))
            {
                var inner = Or();
                return Take(")") ? inner : throw new FormatException("A parenthesis is not closed.");
            }

            return Comparison();
        }

        private Func<JObject, bool> Comparison()
        {
            var name = Next();
            if (!char.IsLetter(name[0]) && name[0] != '_')
            {
                throw new FormatException($"'{name}' is no column.");
            }

            var column = name.StartsWith('_') && name.EndsWith("_value", StringComparison.Ordinal) ? name[1..^"_value".Length] : name;
            Columns.Add(column);
            var comparison = Next();
            var literal = Literal(Next());
            return comparison switch
            {
                "eq" => row => AreEqual(Value(row, column), literal),
                "ne" => row => !AreEqual(Value(row, column), literal),
                "gt" => row => Compare(Value(row, column), literal) > 0,
                "ge" => row => Compare(Value(row, column), literal) >= 0,
                "lt" => row => Compare(Value(row, column), literal) < 0,
                "le" => row => Compare(Value(row, column), literal) <= 0,
                _ => throw new FormatException($"'{comparison}' is no comparison."),
            };
        }

        private string Next() => Current is { } token && position++ >= 0 ? token : throw new FormatException("It ends too early.");

        private bool Take(string token)
        {
            if (Current != token)
            {
                return false;
            }

            position++;
            return true;
        }

        private static object? Literal(string token) =>
            token switch
            {
                "null" => null,
                "true" => true,
                "false" => false,
                _ when token[0] == '\'' => token[1..^1].Replace("''", "'", StringComparison.Ordinal),
                _ when Guid.TryParse(token, out var id) => id.ToString("D"),
                _ when decimal.TryParse(token, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
                _ => throw new FormatException($"'{token}' is no value."),
            };

        private static object? Value(JObject row, string column) =>
            ((row[column] ?? row[$"_{column}_value"]) as JValue)?.Value switch
            {
                null => null,
                bool flag => flag,
                string text => text,
                var other => Convert.ToDecimal(other, CultureInfo.InvariantCulture),
            };

        private static bool AreEqual(object? left, object? right) =>
            (left, right) switch
            {
                (null, null) => true,
                (string first, string second) => string.Equals(first, second, StringComparison.OrdinalIgnoreCase),
                _ => Equals(left, right),
            };

        private static int? Compare(object? left, object? right) =>
            (left, right) switch
            {
                (decimal first, decimal second) => first.CompareTo(second),
                (string first, string second) => string.Compare(first, second, StringComparison.OrdinalIgnoreCase),
                _ => null,
            };
    }
}
