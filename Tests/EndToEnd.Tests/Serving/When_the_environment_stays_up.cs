using System.Diagnostics;
using System.Text.RegularExpressions;

namespace EndToEnd.Tests.Serving;

[TestClass]
public sealed partial class When_the_environment_stays_up
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)]
    [DataRow("INT", DisplayName = "Ctrl+C")]
    [DataRow("TERM", DisplayName = "kill")]
    public async Task It_tells_how_to_sign_in_and_ends_cleanly_when_it_is_stopped(string signal)
    {
        using var given = GivenData.With("PF-1001");
        using var process = MainJobRun.StartInForeground(home: given.Folder, "--input", given.Folder, "--serve");
        var before = Directory.GetFileSystemEntries(given.Folder);
        try
        {
            var output = await ReadUntilAsync(process.StandardOutput, "Press Ctrl+C to stop.").WaitAsync(Limit, TestContext.CancellationToken);
            Assert.IsFalse(output.Contains("warn:", StringComparison.Ordinal), output);
            var bodies = new List<string>();
            foreach (var path in RequestFiles)
            {
                var file = RequestFile.Read(path);
                var answers = await file.SendAsync(Told(output, file.User), TestContext.CancellationToken);
                Assert.AreEqual("", string.Join('\n', answers.Where(answer => answer.Status >= 300)), path);
                bodies.AddRange(answers.Select(answer => answer.Body));
            }

            // Dataverse, finance and the connector know the invoice.
            Assert.HasCount(3, RequestFiles);
            Assert.IsGreaterThan(2, bodies.Count(body => body.Contains("PF-1001", StringComparison.Ordinal)));

            using var stop = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
            await stop.WaitForExitAsync(TestContext.CancellationToken);
            var rest = await process.StandardOutput.ReadToEndAsync(TestContext.CancellationToken).WaitAsync(Limit, TestContext.CancellationToken);
            await process.WaitForExitAsync(TestContext.CancellationToken);
            Assert.AreEqual(0, process.ExitCode, rest);
            StringAssert.Contains(rest, "Stopped.");
            CollectionAssert.AreEquivalent(before, Directory.GetFileSystemEntries(given.Folder), "It left something in the home folder.");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string[] RequestFiles { get; } =
    [
        .. new[] { "Connector", "Tests/LocalDataverse" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(TestEnvironment.RepositoryRoot, folder), "*.http", SearchOption.AllDirectories)
        ),
    ];

    // The variables of a file of requests, as the program has printed them.
    private static Dictionary<string, string> Told(string output, string user)
    {
        var client = Client(user).Match(output);
        Assert.IsTrue(client.Success, output);
        return new Dictionary<string, string>
        {
            ["dataverse"] = Address("Dataverse"),
            ["connector"] = Address("Connector"),
            ["finance"] = Address("Finance"),
            ["token"] = Token().Match(output).Groups["url"].Value,
            ["clientId"] = client.Groups["id"].Value,
            ["clientSecret"] = client.Groups["secret"].Value,
        };

        string Address(string host) => Host(host).Match(output).Groups["url"].Value.TrimEnd('/');
    }

    private async Task<string> ReadUntilAsync(StreamReader reader, string end)
    {
        var text = new System.Text.StringBuilder();
        while (await reader.ReadLineAsync(TestContext.CancellationToken) is { } line)
        {
            text.AppendLine(line);
            if (line.Contains(end, StringComparison.Ordinal))
            {
                return text.ToString();
            }
        }

        throw new AssertFailedException($"The program ended early: {text}");
    }

    private static Regex Host(string name) => new($@"^{name}\s+(?<url>http://\S+)", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    private static Regex Client(string user) =>
        new($@"^{user}\s+(?<id>[0-9a-f-]{{36}})\s+(?<secret>[0-9a-f]{{48}})", RegexOptions.Multiline | RegexOptions.CultureInvariant);

    [GeneratedRegex(@"POST (?<url>http://\S+)", RegexOptions.CultureInvariant)]
    private static partial Regex Token();
}
