using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Serving;

/// <summary>A file of requests as editors send them (.http): variables, and requests divided by <c>###</c>, one of which may have a name.</summary>
internal sealed partial class RequestFile
{
    private readonly string text;

    private RequestFile(string text) => this.text = text;

    public static RequestFile Read(string path) => new(File.ReadAllText(path).ReplaceLineEndings("\n"));

    /// <summary>The user who may send all of it, as the environment names its users.</summary>
    public string User => UserLine().Match(text).Groups["user"].Value;

    /// <summary>Sends each request, in order.</summary>
    /// <param name="given">Values of variables, instead of those in the file.</param>
    /// <returns>What was answered: the request's first line, status and body.</returns>
    public async Task<IReadOnlyList<(string Request, int Status, string Body)>> SendAsync(
        IReadOnlyDictionary<string, string> given,
        CancellationToken cancellation
    )
    {
        using var client = new HttpClient();
        var variables = Variable().Matches(text).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["value"].Value);
        foreach (var (name, value) in given.Where(item => variables.ContainsKey(item.Key)))
        {
            variables[name] = value;
        }

        var answers = new List<(string Request, int Status, string Body)>();
        foreach (var part in text.Split("\n###").Skip(1))
        {
            var filled = Placeholder().Replace(part, match => variables[match.Groups["name"].Value]);
            using var request = RequestOf(filled);
            using var response = await client.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsStringAsync(cancellation);
            answers.Add(($"{request.Method} {request.RequestUri}", (int)response.StatusCode, body));
            Remember(Name().Match(part).Groups["name"].Value, body, variables);
        }

        return answers;
    }

    // What stands behind ### is a title, what stands behind # a comment; the body follows an empty line.
    private static HttpRequestMessage RequestOf(string part)
    {
        var lines = part.Split('\n').Skip(1).Where(line => !line.StartsWith('#')).SkipWhile(line => line.Length == 0).ToList();
        var first = lines[0].Split(' ', 2);
        var request = new HttpRequestMessage(HttpMethod.Parse(first[0]), new Uri(first[1]));
        var headers = lines.Skip(1).TakeWhile(line => line.Length > 0).Select(line => line.Split(": ", 2)).ToDictionary(line => line[0], line => line[1]);
        var body = string.Join('\n', lines.Skip(1).SkipWhile(line => line.Length > 0)).Trim();
        if (headers.Remove("Content-Type", out var type))
        {
            request.Content = new StringContent(body, Encoding.UTF8, type);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }

    private static void Remember(string name, string body, Dictionary<string, string> variables)
    {
        foreach (var (property, value) in name.Length > 0 ? JsonNode.Parse(body)!.AsObject() : [])
        {
            variables[$"{name}.response.body.{property}"] = value!.ToString();
        }
    }

    [GeneratedRegex(@"^# User: (?<user>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex UserLine();

    [GeneratedRegex(@"^@(?<name>\w+) = (?<value>.+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Variable();

    [GeneratedRegex(@"^# @name (?<name>\w+)$", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{(?<name>[\w.]+)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
