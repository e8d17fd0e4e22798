using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using ProjectInvoice.Finance.Api;
using ProjectInvoice.Finance.Tests.Support;

namespace ProjectInvoice.Finance.Tests.Api;

/// <summary>A body is UTF-8 without a byte order mark and not compressed, or it is refused with 415: at every address alike, in a batch too.</summary>
[TestClass]
public sealed class When_a_body_is_encoded_otherwise
{
    private static readonly (string Role, HttpMethod Method, string Path, string Body)[] Addresses =
    [
        ("Finance.Administrator", HttpMethod.Put, "/api/setup", FinanceSample.Setup().ToJsonString()),
        ("Finance.Administrator", HttpMethod.Post, "/data/Currencies", """{"Code":"SEK","Decimals":2}"""),
        ("Finance.Integration", HttpMethod.Post, "/data/ProjActualsImports?cross-company=true", FinanceSample.Actual("a", "Cost", 1).ToJsonString()),
        ("Finance.Integration", HttpMethod.Post, "/data/ProjActualsImports/Microsoft.Dynamics.DataEntities.ImportRows?cross-company=true", """{"rows":[]}"""),
        ("Finance.ProjectAccountant", HttpMethod.Post, "/api/import", "{}"),
        ("Finance.ProjectAccountant", HttpMethod.Post, "/api/journals/post", "{}"),
        ("Finance.ReceivablesClerk", HttpMethod.Post, "/api/proposals/USPM/PF-1/post", "{}"),
        ("Finance.ReceivablesClerk", HttpMethod.Post, "/api/posting-batches", "{}"),
        ("Finance.ReceivablesClerk", HttpMethod.Patch, "/data/ProjInvoiceProposals(dataAreaId='USPM',InvoiceProposalId='PF-1')?cross-company=true", "{}"),
    ];

    [TestMethod]
    [DataRow("byte order mark")]
    [DataRow("UTF-16")]
    [DataRow("UTF-16 without a mark")]
    [DataRow("UTF-16 as announced")]
    [DataRow("gzip")]
    [DataRow("gzip as announced")]
    public async Task It_is_refused_in_the_same_words_everywhere(string encoding)
    {
        await using var host = await FinanceHost.StartAsync();
        foreach (var (role, method, path, body) in Addresses)
        {
            (await SendAsync(host, role, method, path, Content(encoding, body))).Refused(415, ApiErrors.EncodingNotTaken);
        }
    }

    [TestMethod]
    public async Task Plain_bodies_arrive_whole()
    {
        await using var host = await FinanceHost.StartAsync();
        foreach (var (role, method, path, body) in Addresses)
        {
            var answer = await SendAsync(host, role, method, path, Content("plain", body));
            Assert.AreNotEqual(415, answer.Status, $"{path}: {answer.Text}");
            Assert.IsFalse(answer.Text.Contains(ApiErrors.Unreadable.Code, StringComparison.Ordinal), $"{path}: {answer.Text}");
        }
    }

    private static ByteArrayContent Content(string encoding, string body)
    {
        var plain = Encoding.UTF8.GetBytes(body);
        var content = new ByteArrayContent(
            encoding switch
            {
                "byte order mark" => [0xEF, 0xBB, 0xBF, .. plain],
                "UTF-16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(body)],
                "UTF-16 without a mark" => Encoding.BigEndianUnicode.GetBytes(body),
                "gzip" or "gzip as announced" => Compressed(plain),
                _ => plain,
            }
        );
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(encoding == "UTF-16 as announced" ? "application/json; charset=utf-16" : "application/json");
        if (encoding == "gzip as announced")
        {
            content.Headers.ContentEncoding.Add("gzip");
        }

        return content;
    }

    private static byte[] Compressed(byte[] plain)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionMode.Compress))
        {
            gzip.Write(plain);
        }

        return target.ToArray();
    }

    private static async Task<Answer> SendAsync(FinanceHost host, string role, HttpMethod method, string path, HttpContent content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        using var response = await (await host.AsAsync(role)).SendAsync(request);
        return new Answer((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
