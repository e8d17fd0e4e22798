using System.Collections;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace ProjectInvoice.Connector.FinanceSystem;

/// <summary>What a profile must hold to by itself: each fault names its key, and what is allowed there.</summary>
internal sealed class FinanceProfileChecks(FinanceProfile profile)
{
    /// <summary>What a posting says of an invoice, by the contract of postings.</summary>
    public static readonly IReadOnlyList<string> InvoiceFields = ["customerInvoiceNumber", "customerInvoiceDate", "taxAmount", "currency"];

    /// <summary>What it says of a line.</summary>
    public static readonly IReadOnlyList<string> LineFields = ["voucher", "exchangeRate", "accountingAmount", "taxAmount", "accountingTaxAmount"];

    private static readonly string[] NeededOfInvoices = ["customerInvoiceNumber", "customerInvoiceDate", "taxAmount"];
    private static readonly TimeSpan LongestWindow = TimeSpan.FromDays(366);

    private readonly List<string> faults = [];

    /// <summary>Keys that nobody understands, and values that are none of those allowed.</summary>
    /// <param name="token">The file, or a part of it.</param>
    /// <param name="type">What it is read as.</param>
    /// <param name="path">Where it stands.</param>
    public static IEnumerable<string> Unknown(JToken token, Type type, string path = "")
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return token switch
        {
            JValue { Value: string text } when type.IsEnum && !Enum.GetNames(type).Contains(text, StringComparer.OrdinalIgnoreCase) =>
            [
                Fault(path, $"one of {string.Join(", ", Enum.GetNames(type))}", text),
            ],
            JArray items when type.IsGenericType => items.SelectMany((item, index) => Unknown(item, type.GenericTypeArguments[^1], $"{path}[{index}]")),
            JObject item when type.IsAssignableTo(typeof(IEnumerable)) || type.Namespace != typeof(FinanceProfile).Namespace => [],
            JObject item => UnknownOf(item, type, path),
            _ => [],
        };
    }

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Run()
    {
        Require("name", !string.IsNullOrWhiteSpace(profile.Name), "a name", profile.Name);
        Require("version", profile.Version > 0, "a number from 1 on", profile.Version);
        CheckStatuses("create", profile.Create);
        CheckStatuses("changeSet", profile.ChangeSet);
        CheckStatuses("update", profile.Update);
        CheckBulk();
        Require(
            "root",
            profile.Root is { Length: > 1 } root && root[0] != '/' && root[^1] == '/',
            "a path such as data/, with a slash at its end",
            profile.Root
        );
        Require("operations", profile.Operations is >= 1 and <= 5000, "a number from 1 to 5000", profile.Operations);
        CheckTexts("existsTexts", profile.ExistsTexts);
        CheckTexts("conflictTexts", profile.ConflictTexts);
        foreach (var (set, fields) in profile.Keys)
        {
            CheckTexts($"keys.{set}", fields);
        }

        CheckCompany();
        CheckDocument();
        CheckPostings();
        return faults;
    }

    private static IEnumerable<string> UnknownOf(JObject item, Type type, string path)
    {
        var known = type.GetProperties().ToDictionary(property => property.Name, StringComparer.OrdinalIgnoreCase);
        foreach (var property in item.Properties())
        {
            var at = path.Length == 0 ? property.Name : $"{path}.{property.Name}";
            var found = known.TryGetValue(property.Name, out var definition)
                ? Unknown(property.Value, definition.PropertyType, at)
                : [$"{at} is no key; allowed are {string.Join(", ", known.Keys.Where(name => name != "EqualityContract").Select(Camel))}"];
            foreach (var fault in found)
            {
                yield return fault;
            }
        }
    }

    private void CheckStatuses(string key, IReadOnlyList<int> statuses) =>
        Require(
            key,
            statuses is { Count: > 0 } && statuses.All(status => status is >= 200 and <= 299),
            "a list of statuses from 200 to 299",
            statuses is null ? null : string.Join(", ", statuses)
        );

    private void CheckBulk()
    {
        if (profile.Bulk is { } bulk)
        {
            CheckName("bulk.action", bulk.Action);
            CheckName("bulk.received", bulk.Received);
            CheckTexts("bulk.parts", bulk.Parts);
        }
    }

    private void CheckCompany()
    {
        if (profile.Company is not { } company)
        {
            return;
        }

        CheckName("company.set", company.Set);
        CheckName("company.id", company.Id);
        CheckName("company.code", company.Code);
        Require("crossCompany", !profile.CrossCompany, "false where company is given", profile.CrossCompany);
        Require("document", profile.Document is not null, "a document where company is given", null);
    }

    private void CheckDocument()
    {
        if (profile.Document is not { } document)
        {
            return;
        }

        foreach (
            var (key, value) in new[]
            {
                ("set", document.Set),
                ("lines", document.Lines),
                ("id", document.Id),
                ("status", document.Status),
                ("total", document.Total),
                ("lineAmount", document.LineAmount),
                ("quantity", document.Quantity),
                ("price", document.Price),
            }
        )
        {
            CheckName("document." + key, value);
        }

        CheckTexts("document.open", document.Open);
        Require("document.postAction", document.Then == DocumentEnd.Leave || !string.IsNullOrWhiteSpace(document.PostAction), "the name of an action", null);
        foreach (
            var (at, set) in new[]
            {
                ("set", document.Set),
                ("lines", document.Lines),
                ("credit.set", document.Credit?.Set),
                ("credit.lines", document.Credit?.Lines),
            }
        )
        {
            Require($"keys.{set}", set is null || profile.Keys.ContainsKey(set), $"the fields by which a row of document.{at} is found again", null);
        }
    }

    private void CheckPostings()
    {
        foreach (var twice in profile.Postings.GroupBy(source => source.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1))
        {
            Require("postings.name", false, "a name that no other one has", twice.Key);
        }

        for (var index = 0; index < profile.Postings.Count; index++)
        {
            CheckPostings(profile.Postings[index], $"postings[{index}]");
        }
    }

    private void CheckPostings(PostingSource source, string at)
    {
        CheckName(at + ".name", source.Name);
        CheckName(at + ".set", source.Set);
        CheckName(at + ".time", source.Time);
        CheckName(at + ".document", source.Document);
        Require(at + ".overlap", source.Overlap > TimeSpan.Zero && source.Overlap <= LongestWindow, "a time up to 366 days", source.Overlap);
        Require(at + ".every", source.Every >= TimeSpan.Zero && source.Every <= LongestWindow, "a time up to 366 days", source.Every);
        Require(at + ".sweep", source.Sweep >= TimeSpan.Zero && source.Sweep <= LongestWindow, "a time up to 366 days", source.Sweep);
        var isInvoices = source.Rows == PostedRows.Invoices;
        CheckFields(at + ".fields", source.Fields, isInvoices ? InvoiceFields : LineFields, isInvoices ? NeededOfInvoices : []);
        Require(at + ".lines", isInvoices == source.Lines is not null, isInvoices ? "the set of lines" : "nothing for lines of journals", null);
        Require(
            at + ".actual",
            isInvoices != source.Actual is not null,
            isInvoices ? "nothing for invoices" : "the property with the id of the actual",
            source.Actual
        );
        if (source.Lines is { } lines)
        {
            CheckName(at + ".lines.set", lines.Set);
            CheckFields(at + ".lines.fields", lines.Fields, LineFields, []);
            Require(at + ".lines.converted", lines.Converted.All(lines.Fields.ContainsKey), "fields of the lines", string.Join(", ", lines.Converted));
            Require(at + ".lines.actual", lines.Actual is not null || profile.Document is not null, "the property with the id of the actual", null);
            Require(at + ".rate", lines.Converted.Count == 0 || source.Rate is not null, "where rates are, for what lines.converted names", null);
        }

        Require(at + ".rate.decimals", source.Rate is not { Decimals: < 0 or > 4 }, "a number from 0 to 4", source.Rate?.Decimals);
    }

    private void CheckFields(string key, IReadOnlyDictionary<string, string> fields, IReadOnlyList<string> allowed, IReadOnlyList<string> needed)
    {
        foreach (var field in fields.Keys.Except(allowed))
        {
            faults.Add($"{key}.{field} is no field of a posting; allowed are {string.Join(", ", allowed)}");
        }

        foreach (var field in needed.Except(fields.Keys))
        {
            Require($"{key}.{field}", false, "a property of the set", null);
        }
    }

    private void CheckTexts(string key, IReadOnlyList<string>? texts) =>
        Require(key, texts is { Count: > 0 } && !texts.Any(string.IsNullOrWhiteSpace), "a list of texts", texts is null ? null : string.Join(", ", texts));

    private void CheckName(string key, string? value) => Require(key, !string.IsNullOrWhiteSpace(value), "a name", value);

    private void Require(string key, bool isRight, string allowed, object? value)
    {
        if (!isRight)
        {
            faults.Add(Fault(key, allowed, value));
        }
    }

    private static string Fault(string key, string allowed, object? value)
    {
        var text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(text) ? $"{key} is missing; allowed is {allowed}" : $"{key} is {text}; allowed is {allowed}";
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
