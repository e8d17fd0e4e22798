using System.IO;
using LocalDataverse.Calls;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Durability;

/// <summary>Encodes rows: stored values, and what contexts of asynchronous steps hold. <see cref="ContentReader"/> is its opposite.</summary>
internal sealed class ContentWriter : BinaryWriter
{
    private readonly MemoryStream buffer;
    private readonly Func<string, int> numberOf;

    /// <param name="numberOf">The number that stands for a name of a table or a column.</param>
    public ContentWriter(Func<string, int> numberOf)
        : this(new MemoryStream(1024), numberOf) { }

    private ContentWriter(MemoryStream buffer, Func<string, int> numberOf)
        : base(buffer)
    {
        this.buffer = buffer;
        this.numberOf = numberOf;
    }

    /// <param name="names">The number of each column's name, by ordinal.</param>
    public byte[] Row(Row row, IReadOnlyList<int> names)
    {
        buffer.SetLength(0);
        for (var ordinal = 0; ordinal < row.Length; ordinal++)
        {
            if (row[ordinal] is { } value)
            {
                Number(names[ordinal]);
                Value(value);
            }
        }

        Flush();
        return buffer.ToArray();
    }

    private void Number(int value)
    {
        var rest = (uint)value;
        while (rest >= 0x80)
        {
            Write((byte)(rest | 0x80));
            rest >>= 7;
        }

        Write((byte)rest);
    }

    private void Tag(ContentTag tag) => Write((byte)tag);

    private void Value(object? value)
    {
        switch (value)
        {
            case null:
                Tag(ContentTag.Null);
                break;
            case string text:
                Tag(ContentTag.Text);
                Write(text);
                break;
            case int number:
                Tag(ContentTag.Integer);
                Write(number);
                break;
            case long number:
                Tag(ContentTag.BigInt);
                Write(number);
                break;
            case decimal number:
                Tag(ContentTag.Decimal);
                Write(number);
                break;
            case double number:
                Tag(ContentTag.Double);
                Write(number);
                break;
            case bool yes:
                Tag(yes ? ContentTag.True : ContentTag.False);
                break;
            case DateTime time:
                Tag(ContentTag.DateTime);
                Write(time.ToBinary());
                break;
            case Guid id:
                Tag(ContentTag.Guid);
                Id(id);
                break;
            case int[] choices:
                Tag(ContentTag.Choices);
                Number(choices.Length);
                Array.ForEach(choices, Write);
                break;
            case RowReference reference:
                Tag(ContentTag.RowReference);
                Number(numberOf(reference.Table));
                Id(reference.Id);
                break;
            case AsyncJob job:
                Tag(ContentTag.AsyncJob);
                Id(job.StepId);
                Context(job.Context);
                break;
            default:
                SdkValue(value);
                break;
        }
    }

    private void SdkValue(object value)
    {
        switch (value)
        {
            case EntityReference reference:
                Tag(ContentTag.EntityReference);
                Reference(reference);
                break;
            case OptionSetValue option:
                Tag(ContentTag.OptionSetValue);
                Write(option.Value);
                break;
            case Money money:
                Tag(ContentTag.Money);
                Write(money.Value);
                break;
            case Entity entity:
                Tag(ContentTag.Entity);
                Entity(entity);
                break;
            case EntityCollection collection:
                Tag(ContentTag.EntityCollection);
                Collection(collection);
                break;
            case EntityReferenceCollection references:
                Tag(ContentTag.EntityReferenceCollection);
                All(references, Reference);
                break;
            case OptionSetValueCollection options:
                Tag(ContentTag.OptionSetValueCollection);
                All(options, option => Write(option.Value));
                break;
            case string[] texts:
                Tag(ContentTag.Texts);
                All(texts, Text);
                break;
            case Guid[] ids:
                Tag(ContentTag.Guids);
                All(ids, Id);
                break;
            case AliasedValue aliased:
                Tag(ContentTag.AliasedValue);
                Text(aliased.EntityLogicalName);
                Text(aliased.AttributeLogicalName);
                Value(aliased.Value);
                break;
            case ColumnSet columns:
                Tag(ContentTag.ColumnSet);
                Write(columns.AllColumns);
                All(columns.Columns, Text);
                break;
            case ConcurrencyBehavior behavior:
                Tag(ContentTag.ConcurrencyBehavior);
                Write((int)behavior);
                break;
            case Relationship relationship:
                Tag(ContentTag.Relationship);
                Relationship(relationship);
                break;
            case byte[] bytes:
                Tag(ContentTag.Bytes);
                Number(bytes.Length);
                Write(bytes);
                break;
            default:
                throw new NotSupportedException($"A value of type {value.GetType().FullName} in the context of an asynchronous step cannot be stored.");
        }
    }

    private void Id(Guid id) => Write(id.ToByteArray());

    private void Text(string? text)
    {
        Write(text is not null);
        if (text is not null)
        {
            Write(text);
        }
    }

    private void All<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    private void Pairs(IEnumerable<KeyValuePair<string, object>> pairs) =>
        All(
            [.. pairs],
            pair =>
            {
                Write(pair.Key);
                Value(pair.Value);
            }
        );

    private void Reference(EntityReference reference)
    {
        Text(reference.LogicalName);
        Id(reference.Id);
        Text(reference.Name);
        Text(reference.RowVersion);
        Pairs(reference.KeyAttributes);
    }

    private void Relationship(Relationship relationship)
    {
        Text(relationship.SchemaName);
        Write(relationship.PrimaryEntityRole is null ? -1 : (int)relationship.PrimaryEntityRole);
    }

    private void Entity(Entity entity)
    {
        Text(entity.LogicalName);
        Id(entity.Id);
        Text(entity.RowVersion);
        Write(entity.EntityState is null ? -1 : (int)entity.EntityState);
        Pairs(entity.Attributes);
        Pairs(entity.KeyAttributes);
        All(
            [.. entity.RelatedEntities],
            related =>
            {
                Relationship(related.Key);
                Collection(related.Value);
            }
        );
    }

    private void Collection(EntityCollection collection)
    {
        Text(collection.EntityName);
        Write(collection.MoreRecords);
        Text(collection.PagingCookie);
        Write(collection.TotalRecordCount);
        Write(collection.TotalRecordCountLimitExceeded);
        All(collection.Entities, Entity);
    }

    private void Images(EntityImageCollection images) =>
        All(
            [.. images],
            image =>
            {
                Write(image.Key);
                Entity(image.Value);
            }
        );

    private void Context(PluginContext context)
    {
        Write(context.Depth);
        Write(context.Stage);
        Text(context.MessageName);
        Text(context.PrimaryEntityName);
        Id(context.PrimaryEntityId);
        Value(context.RequestId);
        Pairs(context.InputParameters);
        Pairs(context.OutputParameters);
        Pairs(context.SharedVariables);
        Id(context.UserId);
        Id(context.InitiatingUserId);
        Id(context.BusinessUnitId);
        Id(context.OrganizationId);
        Text(context.OrganizationName);
        Images(context.PreEntityImages);
        Images(context.PostEntityImages);
        All(context.PreEntityImagesCollection, Images);
        All(context.PostEntityImagesCollection, Images);
        Value(context.OwningExtension);
        Id(context.CorrelationId);
        Id(context.OperationId);
        Write(context.OperationCreatedOn.ToBinary());
        Id(context.UserAzureActiveDirectoryObjectId);
        Id(context.InitiatingUserAzureActiveDirectoryObjectId);
        Id(context.InitiatingUserApplicationId);
        Id(context.AuthenticatedUserId);
        var parent = context.ParentContext as PluginContext;
        Write(parent is not null);
        if (parent is not null)
        {
            Context(parent);
        }
    }
}
