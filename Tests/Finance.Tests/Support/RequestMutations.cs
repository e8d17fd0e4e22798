using System.Text;
using System.Text.Json.Nodes;

namespace ProjectInvoice.Finance.Tests.Support;

/// <summary>Makes strange requests of valid ones; the same seed makes the same.</summary>
internal sealed class RequestMutations(int seed)
{
    private const string Placeholder = "\"@odd@\"";

    private static readonly string[] OddValues =
    [
        "null",
        "true",
        "0",
        "-1",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[null]",
        "1e400",
        "-1e-400",
        "79228162514264337593543950336",
        "9223372036854775808",
        "0.00000000000000000000000000001",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"2026-02-30\"",
        "\"0001-01-01\"",
        "\"9999-12-31\"",
        "\"USPM\"",
        "\"NONE\"",
        "\"'; DROP TABLE Company; --\"",
        "[[[[[[[[[[]]]]]]]]]]",
        "\"00000000-0000-0000-0000-000000000000\"",
        "1.5",
    ];

    private static readonly string[] Tails =
    [
        "?$filter=",
        "?$filter=((",
        "?$filter=Amount eq 'x'",
        "?$filter=1 div 0 eq 1",
        "?$top=-1",
        "?$orderby=None",
        "?$select=*,None",
        "?cross-company=maybe",
        "?$skiptoken=zz",
        "?$expand=All",
        "?$format=xml",
        "?$apply=aggregate($count as N)",
        "?$compute=1 add 1 as N",
        "?$search=x",
        "/$ref",
        "/$value",
        "/None",
        "()",
        "(1)",
        "(dataAreaId='USPM')",
        "('it''s')",
        "(dataAreaId=null)",
        "(@a)",
        "(dataAreaId=@a,Account='C-0001')",
        "(x",
        "%27",
        "%ff",
        "%2F..",
    ];

    private static readonly string[] Roles =
    [
        "",
        "Nobody",
        "Finance.Integration",
        "Finance.ProjectAccountant",
        "Finance.ReceivablesClerk",
        "Finance.Administrator",
        "Finance.Reader",
    ];

    private static readonly string[] ContentTypes =
    [
        "text/plain",
        "application/xml",
        "multipart/mixed",
        "multipart/mixed; boundary=x",
        "application/json; charset=utf-16",
        "application/json;odata.metadata=full",
        "application/x-www-form-urlencoded",
    ];

    private readonly Random random = new(seed);

    public StrangeRequest Next(IReadOnlyList<StrangeRequest> valid)
    {
        var request = valid[random.Next(valid.Count)];
        for (var count = random.Next(1, 4); count > 0; count--)
        {
            request = Mutated(request);
        }

        return request;
    }

    private StrangeRequest Mutated(StrangeRequest request) =>
        random.Next(16) switch
        {
            0 => request with { Body = request.Body[..random.Next(request.Body.Length + 1)] },
            1 => request with { Body = Spliced(request.Body, [0xFF, 0xFE]) },
            2 => request with { Body = Spliced(request.Body, Encoding.UTF8.GetBytes(Pick(OddValues))) },
            3 => request with { Body = Doubled(request.Body) },
            4 => request with { Body = Encoding.UTF8.GetBytes(new string('[', 2000) + Encoding.UTF8.GetString(request.Body) + new string(']', 2000)) },
            5 => request with { Path = request.Path.Split('?', '(')[0] + Pick(Tails) },
            6 => request with { Path = request.Path.Replace("USPM", Pick(["uspm", "NONE", "", "USPMUSPM", "U'S"]), StringComparison.Ordinal) },
            7 => request with { ContentType = Pick(ContentTypes) },
            8 => request with { IfMatch = Pick(["*", "W/\"old\"", "\"", "W/", "\"a\",\"b\""]) },
            9 => request with { Method = Pick(["GET", "POST", "PUT", "PATCH", "DELETE"]) },
            10 => request with { Role = Pick(Roles) },
            _ => request with { Body = WithOddValue(request.Body) },
        };

    private byte[] WithOddValue(byte[] body)
    {
        try
        {
            var root = JsonNode.Parse(body);
            var places = new List<JsonNode>();
            Collect(root, places);
            if (places.Count == 0)
            {
                return body;
            }

            var place = Pick(places);
            switch (place.Parent)
            {
                case JsonObject parent when random.Next(5) == 0:
                    parent.Remove(place.GetPropertyName());
                    break;
                case JsonObject parent when random.Next(5) == 0:
                    parent[place.GetPropertyName() + "X"] = place.DeepClone();
                    break;
                default:
                    place.ReplaceWith(JsonValue.Create("@odd@"));
                    break;
            }

            return Encoding.UTF8.GetBytes(root!.ToJsonString().Replace(Placeholder, Pick(OddValues), StringComparison.Ordinal));
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or ArgumentException or InvalidOperationException)
        {
            // What an earlier mutation broke stays as it is.
            return body;
        }
    }

    private static void Collect(JsonNode? node, List<JsonNode> places)
    {
        foreach (
            var child in node switch
            {
                JsonObject item => item.Select(property => property.Value),
                JsonArray items => items,
                _ => [],
            }
        )
        {
            if (child is not null)
            {
                places.Add(child);
                Collect(child, places);
            }
        }
    }

    private byte[] Spliced(byte[] body, byte[] part)
    {
        var place = random.Next(body.Length + 1);
        return [.. body[..place], .. part, .. body[place..]];
    }

    private byte[] Doubled(byte[] body)
    {
        var from = random.Next(body.Length + 1);
        var to = random.Next(from, body.Length + 1);
        return [.. body[..to], .. body[from..]];
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];
}
