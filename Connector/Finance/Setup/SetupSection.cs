using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>One section of the set-up: an array of finance.json, a set below /data, a table.</summary>
internal abstract class SetupSection
{
    private const string CompanyProperty = "Company";

    /// <summary>Every section, in the order of finance.json.</summary>
    public static readonly IReadOnlyList<SetupSection> All = [.. typeof(FinanceSetup).GetProperties().Select(Of)];

    protected SetupSection(PropertyInfo list, Type record)
    {
        List = list;
        Record = record;
        Name = JsonNamingPolicy.CamelCase.ConvertName(list.Name);
        Keys = [.. record.GetCustomAttribute<PrimaryKeyAttribute>()!.PropertyNames.Select(name => record.GetProperty(name)!)];
        Company = record.GetProperty(CompanyProperty);
        CompanyId = record == typeof(Company) ? record.GetProperty(nameof(Setup.Company.Id)) : Company;
    }

    /// <summary>The name in finance.json.</summary>
    public string Name { get; }

    /// <summary>The name below /data: that of finance.json, with a capital, since no set of the product is published for any of these.</summary>
    public string SetName => List.Name;

    /// <summary>The property of the whole set-up that holds the records.</summary>
    public PropertyInfo List { get; }

    public Type Record { get; }

    public IReadOnlyList<PropertyInfo> Keys { get; }

    /// <summary>The property that names the company; null where the section belongs to all.</summary>
    public PropertyInfo? Company { get; }

    /// <summary>The property that holds the id of a company, be it that of the record or the one that the record belongs to.</summary>
    public PropertyInfo? CompanyId { get; }

    /// <summary>Reads the section into a set-up, in the order of its keys whatever the database's order of letters.</summary>
    public abstract Task ReadAsync(FinanceContext context, FinanceSetup into, CancellationToken cancellation);

    /// <summary>Replaces the stored section by that of a set-up.</summary>
    public abstract Task ReplaceAsync(FinanceSession session, FinanceSetup setUp, CancellationToken cancellation);

    /// <summary>The stored record of a key, not tracked; null where there is none.</summary>
    public async Task<object?> FindAsync(FinanceContext context, object[] key, CancellationToken cancellation)
    {
        var record = await context.FindAsync(Record, key, cancellation);
        context.ChangeTracker.Clear();
        return record;
    }

    /// <summary>Puts a record into the section of a set-up, in place of the one of its key; null takes that one out.</summary>
    public abstract void Overlay(FinanceSetup into, object[] key, object? record);

    private static SetupSection Of(PropertyInfo list)
    {
        var record = list.PropertyType.GetGenericArguments()[0];
        return (SetupSection)Activator.CreateInstance(typeof(SetupSectionOf<>).MakeGenericType(record), list)!;
    }
}
