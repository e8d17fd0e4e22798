using System.IO.Compression;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Newtonsoft.Json.Linq;
using ProjectInvoice.Connector.Api;
using ProjectInvoice.Connector.Postings;

namespace ProjectInvoice.Connector.Tests;

[TestClass]
internal sealed class When_a_posting_is_written_in_another_way
{
    private const string Event = "6d0c7d7e-2f0b-4b7e-a3a3-aaaabbbbcccc";
    private const string Actual = "0e5f7c11-93d4-4d5d-b1d2-ddddeeeeffff";

    [TestMethod]
    public async Task It_is_answered_with_what_was_stored()
    {
        await using var situation = await Situation.StartedAsync();

        var first = await PostAsync(situation, Text());
        var second = await PostAsync(situation, Text());

        Assert.AreEqual((202, Event, 1, 1, "stored"), Echo(first));
        Assert.AreEqual((200, Event, 1, 1, "known"), Echo(second));
    }

    [TestMethod]
    [DataRow("capital letters", DisplayName = "Its ids in capital letters")]
    [DataRow("midnight", DisplayName = "Its day at midnight")]
    [DataRow("noon", DisplayName = "Its day at noon, as the product writes days")]
    [DataRow("order", DisplayName = "Its properties in another order")]
    [DataRow("zeros", DisplayName = "Its amounts with more zeros")]
    public async Task The_same_content_is_known(string way)
    {
        await using var situation = await Situation.StartedAsync();
        await PostAsync(situation, Text());

        var answer = await PostAsync(
            situation,
            way switch
            {
                "capital letters" => Text()
                    .Replace(Event, Event.ToUpperInvariant(), StringComparison.Ordinal)
                    .Replace(Actual, Actual.ToUpperInvariant(), StringComparison.Ordinal),
                "midnight" => Text(date: "\"2026-09-30T00:00:00Z\""),
                "noon" => Text(date: "\"2026-09-30T12:00:00Z\""),
                "zeros" => Text(tax: "200.00"),
                _ => new JObject(JObject.Parse(Text()).Properties().Reverse()).ToString(),
            }
        );

        Assert.AreEqual((200, Event, 1, 1, "known"), Echo(answer));
        Assert.AreEqual(1, await situation.ReadAsync(context => context.Postings.CountAsync()));
    }

    [TestMethod]
    [DataRow("1234567890123456789012345678901", DisplayName = "An integer of 31 digits")]
    [DataRow("99999999999999999999999999999999999999999", DisplayName = "An integer that no decimal holds")]
    [DataRow("1234567890123456789.12345678905", DisplayName = "30 digits around a point, of which the last would be rounded away")]
    [DataRow("0.00000000000000000000000000001", DisplayName = "29 decimal places")]
    [DataRow("1e400", DisplayName = "A power of ten that no number holds")]
    [DataRow("1e-400", DisplayName = "and one that would become nothing")]
    public async Task An_amount_that_would_be_rounded_is_refused_by_its_name(string number)
    {
        await using var situation = await Situation.StartedAsync();

        foreach (var text in new[] { Text(tax: number), Text(accounting: number) })
        {
            var answer = await PostAsync(situation, text);
            Assert.AreEqual(400, answer.Status);
            Assert.AreEqual(PostingErrors.NumberTooLong.Code, (string?)answer.Body["error"]!["code"]);
            StringAssert.Contains(
                (string?)answer.Body["error"]!["message"],
                text == Text(tax: number) ? "taxAmount" : "accountingAmount",
                StringComparison.Ordinal
            );
        }

        Assert.AreEqual(0, await situation.ReadAsync(context => context.Postings.CountAsync()));
    }

    [TestMethod]
    [DataRow("1234567890123456789012345.678")]
    [DataRow("0.0000000000000000000000000001")]
    [DataRow("-1234567890123456789012345678")]
    [DataRow("100.0000000000000000000000000000000000")]
    public async Task An_amount_of_28_digits_arrives_as_it_was_sent(string number)
    {
        await using var situation = await Situation.StartedAsync();
        var actual = new Sample(situation.Dataverse).Actual(Sample.Billed, id: Guid.Parse(Actual));

        Assert.AreEqual(202, (await PostAsync(situation, Text(tax: number))).Status);
        await situation.RecordPostingsAsync();

        Assert.AreEqual(
            decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture),
            (decimal)situation.Dataverse.Calls.Single().Body["TaxAmount"]!
        );
        Assert.AreNotEqual(Guid.Empty, actual);
    }

    [TestMethod]
    [DataRow("2026-09-30T17:00:00Z", DisplayName = "A time in the afternoon")]
    [DataRow("2026-09-30T22:00:00Z", DisplayName = "Midnight of Rome")]
    [DataRow("2026-09-30Tnonsense")]
    [DataRow("9/30/2026")]
    [DataRow("2026-02-30")]
    [DataRow("9999-12-31")]
    [DataRow("1753-01-01")]
    public async Task A_date_that_is_no_day_is_refused_by_its_name(string date)
    {
        await using var situation = await Situation.StartedAsync();

        var answer = await PostAsync(situation, Text(date: $"\"{date}\""));

        Assert.AreEqual(400, answer.Status);
        Assert.AreEqual(PostingErrors.NoDay.Code, (string?)answer.Body["error"]!["code"]);
        StringAssert.Contains((string?)answer.Body["error"]!["message"], $"customerInvoiceDate '{date}'", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_product_s_no_date_is_none()
    {
        await using var situation = await Situation.StartedAsync();
        new Sample(situation.Dataverse).Actual(Sample.Billed, id: Guid.Parse(Actual));
        await PostAsync(situation, Text(date: "\"1900-01-01T12:00:00Z\""));

        await situation.RecordPostingsAsync();

        Assert.IsNull(situation.Dataverse.Calls.Single().Body["CustomerInvoiceDate"]);
    }

    [TestMethod]
    [DataRow("/api/postings")]
    [DataRow("/api/messages")]
    public async Task A_body_that_is_not_plain_JSON_in_UTF_8_has_one_answer(string path)
    {
        await using var situation = await Situation.StartedAsync();
        var utf8 = Encoding.UTF8.GetBytes(Text());
        var bodies = new Dictionary<string, HttpContent>
        {
            ["a byte order mark"] = Json([.. Encoding.UTF8.GetPreamble(), .. utf8]),
            ["UTF-16 with a mark"] = Json([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Text())]),
            ["UTF-16 without one"] = Json(Encoding.Unicode.GetBytes(Text())),
            ["UTF-16 of the other order"] = Json(Encoding.BigEndianUnicode.GetBytes(Text())),
            ["UTF-16 that says so"] = Json(Encoding.Unicode.GetBytes(Text()), "application/json; charset=utf-16"),
            ["bytes that are no UTF-8"] = Json([.. utf8[..^2], 0xC3, 0x28]),
            ["another media type"] = Json(utf8, "text/plain"),
            ["no media type"] = Json(utf8, null),
            ["gzip"] = Json(Gzip(utf8)),
        };
        bodies["gzip"].Headers.ContentEncoding.Add("gzip");

        foreach (var (way, content) in bodies)
        {
            Sign(content);
            var answer = await situation.PostContentAsync(path, content, Authority.FinanceClient);
            Assert.AreEqual((415, ApiErrors.OtherForm.Code), (answer.Status, (string?)answer.Body["error"]?["code"]), way);
        }
    }

    [TestMethod]
    [DataRow("/api/postings", 4 * 1024 * 1024)]
    [DataRow("/api/messages", 64 * 1024)]
    public async Task A_body_that_is_too_large_is_refused(string path, int largest)
    {
        await using var situation = await Situation.StartedAsync();
        using var content = Json(new byte[largest + 1]);
        Sign(content);

        var answer = await situation.PostContentAsync(path, content, Authority.FinanceClient);

        Assert.AreEqual((413, ApiErrors.TooLarge.Code), (answer.Status, (string?)answer.Body["error"]?["code"]));
    }

    private static Task<(int Status, JObject Body)> PostAsync(Situation situation, string text) =>
        situation.PostContentAsync("/api/postings", Json(Encoding.UTF8.GetBytes(text), "application/json; charset=utf-8"), Authority.FinanceClient);

    private static (int, string?, int, int, string?) Echo((int Status, JObject Body) answer) =>
        (answer.Status, (string?)answer.Body["eventId"], (int)answer.Body["part"]!, (int)answer.Body["lines"]!, (string?)answer.Body["status"]);

    private static ByteArrayContent Json(byte[] body, string? type = "application/json")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = type is null ? null : MediaTypeHeaderValue.Parse(type);
        return content;
    }

    // What a message needs before its body is read; the signature itself is looked at after.
    private static void Sign(HttpContent content)
    {
        content.Headers.Add(
            "X-Pinv-Timestamp",
            TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        content.Headers.Add("X-Pinv-Signature", "sha256=" + new string('0', 64));
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionMode.Compress))
        {
            zip.Write(body);
        }

        return packed.ToArray();
    }

    private static string Text(string tax = "200", string accounting = "1250", string date = "\"2026-09-30\"") =>
        $$"""
            {"eventId":"{{Event}}","part":1,"parts":1,"kind":"Invoice","company":"USPM","proposal":"PF-1003","customerInvoiceNumber":"INV-000002","customerInvoiceDate":{{date}},
            "outcome":"Posted","taxAmount":{{tax}},"correlationId":"0b6f0f0e-6a55-4a86-9d0d-0d4f0a3e3a99",
            "lines":[{"actualsImportId":"{{Actual}}","voucher":"INV-V-000002","exchangeRate":1.25,"accountingAmount":{{accounting}}}]}
            """;
}
