using System.Globalization;
using System.Text.Json;

namespace LocalEnvironment.Input;

/// <summary>
/// Reads finance.json and refuses what it does not know: a property that is misspelt must not be ignored, and an amount in a currency that
/// the file does not declare has no decimals. What the values mean is for finance to judge when it takes the set-up.
/// </summary>
internal static class FinanceSetupReader
{
    public const string FileName = "finance.json";

    private static readonly Dictionary<string, object> Address = new()
    {
        ["street"] = Kind.Text,
        ["city"] = Kind.Text,
        ["postalCode"] = Kind.Text,
        ["country"] = Kind.Text,
    };

    private static readonly Dictionary<string, Dictionary<string, object>> Sections = new()
    {
        ["companies"] = new()
        {
            ["id"] = Kind.Text,
            ["name"] = Kind.Text,
            ["accountingCurrency"] = Kind.Currency,
            ["reportingCurrency"] = Kind.Currency,
            ["timeZone"] = Kind.Text,
            ["address"] = Address,
            ["taxNumber"] = Kind.Text,
            ["registrationNumber"] = Kind.Text,
        },
        ["currencies"] = new() { ["code"] = Kind.Currency, ["decimals"] = Kind.Number },
        ["exchangeRates"] = new()
        {
            ["type"] = Kind.Text,
            ["from"] = Kind.Currency,
            ["to"] = Kind.Currency,
            ["validFrom"] = Kind.Date,
            ["rate"] = Kind.Number,
        },
        ["fixedRateAgreements"] = new()
        {
            ["company"] = Kind.Text,
            ["contract"] = Kind.Text,
            ["currency"] = Kind.Currency,
            ["rate"] = Kind.Number,
            ["reference"] = Kind.Text,
        },
        ["fiscalPeriods"] = new()
        {
            ["company"] = Kind.Text,
            ["from"] = Kind.Date,
            ["to"] = Kind.Date,
            ["status"] = Kind.Text,
        },
        ["salesTaxCodes"] = new()
        {
            ["company"] = Kind.Text,
            ["code"] = Kind.Text,
            ["kind"] = Kind.Text,
            ["account"] = Kind.Text,
            ["rates"] = new Dictionary<string, object> { ["validFrom"] = Kind.Date, ["percent"] = Kind.Number },
            ["text"] = Kind.Text,
        },
        ["salesTaxGroups"] = new()
        {
            ["company"] = Kind.Text,
            ["group"] = Kind.Text,
            ["codes"] = Kind.Texts,
        },
        ["itemSalesTaxGroups"] = new()
        {
            ["company"] = Kind.Text,
            ["group"] = Kind.Text,
            ["codes"] = Kind.Texts,
        },
        ["termsOfPayment"] = new()
        {
            ["company"] = Kind.Text,
            ["code"] = Kind.Text,
            ["days"] = Kind.Number,
            ["from"] = Kind.Text,
            ["dayOfMonth"] = Kind.Number,
        },
        ["customers"] = new()
        {
            ["company"] = Kind.Text,
            ["account"] = Kind.Text,
            ["name"] = Kind.Text,
            ["currency"] = Kind.Currency,
            ["salesTaxGroup"] = Kind.Text,
            ["termsOfPayment"] = Kind.Text,
            ["taxNumber"] = Kind.Text,
            ["address"] = Address,
            ["dimensions"] = Kind.Names,
        },
        ["contracts"] = new()
        {
            ["company"] = Kind.Text,
            ["id"] = Kind.Text,
            ["currency"] = Kind.Currency,
            ["salesTaxGroup"] = Kind.Text,
            ["fundingSources"] = new Dictionary<string, object> { ["id"] = Kind.Text, ["customer"] = Kind.Text },
            ["pricesIncludeSalesTax"] = Kind.Flag,
            ["dimensions"] = Kind.Names,
        },
        ["projects"] = new()
        {
            ["company"] = Kind.Text,
            ["id"] = Kind.Text,
            ["name"] = Kind.Text,
            ["contract"] = Kind.Text,
            ["projectGroup"] = Kind.Text,
            ["salesTaxGroup"] = Kind.Text,
            ["dimensions"] = Kind.Names,
        },
        ["categories"] = new()
        {
            ["company"] = Kind.Text,
            ["id"] = Kind.Text,
            ["transactionType"] = Kind.Text,
            ["itemSalesTaxGroup"] = Kind.Text,
        },
        ["products"] = new()
        {
            ["company"] = Kind.Text,
            ["number"] = Kind.Text,
            ["itemSalesTaxGroup"] = Kind.Text,
        },
        ["lineProperties"] = new()
        {
            ["company"] = Kind.Text,
            ["billingType"] = Kind.Text,
            ["id"] = Kind.Text,
            ["chargeable"] = Kind.Flag,
            ["accrueRevenue"] = Kind.Flag,
        },
        ["costAndRevenueProfiles"] = new()
        {
            ["company"] = Kind.Text,
            ["id"] = Kind.Text,
            ["billingMethod"] = Kind.Text,
            ["postCosts"] = Kind.Names,
            ["onAccount"] = Kind.Text,
            ["accrueRevenue"] = Kind.Texts,
        },
        ["profileRules"] = new()
        {
            ["company"] = Kind.Text,
            ["project"] = Kind.Text,
            ["contract"] = Kind.Text,
            ["projectGroup"] = Kind.Text,
            ["profile"] = Kind.Text,
            ["billingMethod"] = Kind.Text,
        },
        ["mainAccounts"] = new() { ["number"] = Kind.Text, ["name"] = Kind.Text },
        ["ledgerPosting"] = new()
        {
            ["company"] = Kind.Text,
            ["postingType"] = Kind.Text,
            ["account"] = Kind.Text,
        },
        ["dimensions"] = new()
        {
            ["company"] = Kind.Text,
            ["name"] = Kind.Text,
            ["values"] = Kind.Texts,
            ["requiredFor"] = Kind.Texts,
        },
        ["accountStructures"] = new()
        {
            ["company"] = Kind.Text,
            ["name"] = Kind.Text,
            ["accounts"] = Kind.Texts,
            ["dimensions"] = new Dictionary<string, object>
            {
                ["name"] = Kind.Text,
                ["required"] = Kind.Flag,
                ["values"] = Kind.Texts,
            },
        },
        ["numberSequences"] = new()
        {
            ["company"] = Kind.Text,
            ["reference"] = Kind.Text,
            ["format"] = Kind.Text,
            ["next"] = Kind.Number,
            ["continuous"] = Kind.Flag,
            ["chronological"] = Kind.Flag,
        },
        ["parameters"] = new()
        {
            ["company"] = Kind.Text,
            ["salesTaxGroupMethod"] = Kind.Text,
            ["milestoneItemSalesTaxGroup"] = Kind.Text,
            ["setAccountingDateToOpenPeriod"] = Kind.Flag,
            ["journalPeriodUnit"] = Kind.Text,
            ["journalLineLimit"] = Kind.Number,
            ["allowHeaderDimensions"] = Kind.Flag,
            ["allowHeaderAccountingDate"] = Kind.Flag,
        },
    };

    private enum Kind
    {
        Text,
        Currency,
        Number,
        Date,
        Flag,
        Texts,
        Names,
    }

    /// <summary>The text of the file, once it is known to be readable.</summary>
    /// <exception cref="InputException">Broken JSON, an unknown property, a value of another kind, or a currency code that is not declared.</exception>
    public static string Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            throw new InputException(InputErrors.FileMissing.For(FileName, folder));
        }

        var text = File.ReadAllText(path);
        using var document = Parse(text);
        var faults = new List<Fault>();
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw new InputException(InputErrors.FileNotObject.For(FileName, Describe(document.RootElement)));
        }

        var currencies = CurrenciesOf(document.RootElement);
        foreach (var section in document.RootElement.EnumerateObject())
        {
            if (!Sections.TryGetValue(section.Name, out var shape))
            {
                faults.Add(InputErrors.SectionUnknown.For($"{FileName} {section.Name}", string.Join(", ", Sections.Keys)));
            }
            else if (section.Value.ValueKind != JsonValueKind.Array)
            {
                faults.Add(InputErrors.SectionNotArray.For($"{FileName} {section.Name}", Describe(section.Value)));
            }
            else
            {
                CheckRows($"{FileName} {section.Name}", section.Value, shape, currencies, faults);
            }
        }

        return faults.Count == 0 ? text : throw new InputException(faults);
    }

    /// <summary>The time zone of the first company that has one; null where none has.</summary>
    /// <param name="text">The text of the file, as <see cref="Read"/> gave it.</param>
    public static string? TimeZoneOf(string text)
    {
        using var document = Parse(text);
        return document.RootElement.TryGetProperty("companies", out var companies)
            ? companies
                .EnumerateArray()
                .Select(company => company.TryGetProperty("timeZone", out var zone) ? zone.GetString() : null)
                .FirstOrDefault(zone => zone is not null)
            : null;
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException broken)
        {
            throw new InputException(InputErrors.JsonBroken.For($"{FileName} line {broken.LineNumber + 1}", broken.BytePositionInLine + 1));
        }
    }

    private static HashSet<string> CurrenciesOf(JsonElement root)
    {
        var codes = new HashSet<string>();
        if (root.TryGetProperty("currencies", out var section) && section.ValueKind == JsonValueKind.Array)
        {
            foreach (var row in section.EnumerateArray())
            {
                if (
                    row.ValueKind == JsonValueKind.Object
                    && row.TryGetProperty("code", out var code)
                    && code.ValueKind == JsonValueKind.String
                    && IsCode(code.GetString()!)
                )
                {
                    codes.Add(code.GetString()!);
                }
            }
        }

        return codes;
    }

    private static bool IsCode(string text) => text.Length == 3 && text.All(char.IsAsciiLetterUpper);

    private static void CheckRows(string where, JsonElement rows, Dictionary<string, object> shape, HashSet<string> currencies, List<Fault> faults)
    {
        var number = 0;
        foreach (var row in rows.EnumerateArray())
        {
            number++;
            CheckRow($"{where} row {number}{NameOf(row)}", row, shape, currencies, faults);
        }
    }

    private static void CheckRow(string where, JsonElement row, Dictionary<string, object> shape, HashSet<string> currencies, List<Fault> faults)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            faults.Add(InputErrors.KindWrong.For(where, Describe(row), $"an object with {string.Join(", ", shape.Keys)}"));
            return;
        }

        foreach (var property in row.EnumerateObject())
        {
            var field = $"{where}, field {property.Name}";
            if (!shape.TryGetValue(property.Name, out var kind))
            {
                faults.Add(InputErrors.PropertyUnknown.For(field, string.Join(", ", shape.Keys)));
            }
            else if (property.Value.ValueKind == JsonValueKind.Null)
            {
                continue;
            }
            else if (kind is Dictionary<string, object> inner && property.Value.ValueKind == JsonValueKind.Array)
            {
                CheckRows($"{where} {property.Name}", property.Value, inner, currencies, faults);
            }
            else if (kind is Dictionary<string, object> part)
            {
                CheckRow($"{where} {property.Name}", property.Value, part, currencies, faults);
            }
            else if (ExpectedOf(property.Value, (Kind)kind) is { } expected)
            {
                faults.Add(InputErrors.KindWrong.For(field, Describe(property.Value), expected));
            }
            else if ((Kind)kind == Kind.Currency && !currencies.Contains(property.Value.GetString()!))
            {
                faults.Add(InputErrors.CurrencyUnknown.For(field, property.Value.GetString()));
            }
        }
    }

    /// <summary>What was expected, or null where the value is of the kind.</summary>
    private static string? ExpectedOf(JsonElement value, Kind kind) =>
        kind switch
        {
            Kind.Text or Kind.Currency => value.ValueKind == JsonValueKind.String ? null : "text",
            Kind.Number => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out _) ? null : "a number",
            Kind.Date => value.ValueKind == JsonValueKind.String
            && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null
                : "a date (yyyy-MM-dd)",
            Kind.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "true or false",
            Kind.Texts => value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? null
                : "an array of texts",
            _ => value.ValueKind == JsonValueKind.Object && value.EnumerateObject().All(item => item.Value.ValueKind == JsonValueKind.String)
                ? null
                : "an object of texts",
        };

    private static string NameOf(JsonElement row)
    {
        if (row.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in new[] { "id", "account", "code", "group", "number", "reference", "postingType", "name", "contract" })
            {
                if (row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
                {
                    return $" '{value.GetString()}'";
                }
            }
        }

        return "";
    }

    private static string Describe(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "an array",
            JsonValueKind.String => $"the text '{value.GetString()}'",
            JsonValueKind.Number => $"the number {value.GetRawText()}",
            JsonValueKind.Null => "null",
            _ => value.GetRawText(),
        };
}
