using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ProjectInvoice.Finance.Storage;

namespace ProjectInvoice.Finance.Setup;

/// <summary>Every section of the set-up is a table by the same rule, so that a new section needs no mapping of its own.</summary>
internal sealed class SetupMapping : ITableFamily
{
    public void Configure(ModelBuilder model)
    {
        foreach (var section in SetupSection.All)
        {
            Configure(model.Entity(section.Record), section);
        }
    }

    private static void Configure(EntityTypeBuilder entity, SetupSection section)
    {
        entity.ToTable(section.Record.Name);
        if (section.CompanyId is { } company)
        {
            entity.Property(company.Name).HasConversion<CompanyColumn>();
        }

        foreach (var part in section.Record.GetProperties().Where(property => property.CanWrite && !IsColumn(property.PropertyType)))
        {
            Nest(entity, part);
        }
    }

    // What a record holds in itself is one column of JSON.
    private static void Nest(EntityTypeBuilder entity, PropertyInfo part)
    {
        var column = typeof(JsonColumn<>).MakeGenericType(part.PropertyType);
        entity
            .Property(part.PropertyType, part.Name)
            .HasConversion(
                (ValueConverter)Activator.CreateInstance(column)!,
                (ValueComparer)column.GetField(nameof(JsonColumn<string>.Comparer))!.GetValue(null)!
            );
    }

    private static bool IsColumn(Type type) => (Nullable.GetUnderlyingType(type) ?? type) is var plain && (plain.IsValueType || plain == typeof(string));
}
