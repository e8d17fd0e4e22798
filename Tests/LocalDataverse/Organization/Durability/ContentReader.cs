using System.IO;
using LocalDataverse.Calls;
using LocalDataverse.Storage;
using Microsoft.Xrm.Sdk;
using Microsoft.Xrm.Sdk.Query;

namespace LocalDataverse.Durability;

/// <summary>Decodes what <see cref="ContentWriter"/> has encoded.</summary>
internal sealed class ContentReader(byte[] content, Func<int, string> nameOf) : BinaryReader(new MemoryStream(content, writable: false))
{
    /// <summary>The values of a row with the numbers of their columns' names.</summary>
    public IEnumerable<(int Name, object? Value)> Row()
    {
        while (BaseStream.Position < content.Length)
        {
            yield return (Number(), Value());
        }
    }

    private int Number()
    {
        var (number, shift) = (0u, 0);
        byte next;
        do
        {
            next = ReadByte();
            number |= (next & 0x7Fu) << shift;
            shift += 7;
        } while (next >= 0x80);
        return (int)number;
    }

    private object? Value()
    {
        var tag = (ContentTag)ReadByte();
        return tag switch
        {
            ContentTag.Null => null,
            ContentTag.Text => ReadString(),
            ContentTag.Integer => ReadInt32(),
            ContentTag.BigInt => ReadInt64(),
            ContentTag.Decimal => ReadDecimal(),
            ContentTag.Double => ReadDouble(),
            ContentTag.True => true,
            ContentTag.False => false,
            ContentTag.DateTime => Time(),
            ContentTag.Guid => Id(),
            ContentTag.Choices => All(ReadInt32),
            ContentTag.RowReference => new RowReference(nameOf(Number()), Id()),
            ContentTag.AsyncJob => new AsyncJob(Id(), Context()),
            ContentTag.EntityReference => Reference(),
            ContentTag.OptionSetValue => new OptionSetValue(ReadInt32()),
            ContentTag.Money => new Money(ReadDecimal()),
            ContentTag.Entity => Entity(),
            ContentTag.EntityCollection => Collection(),
            ContentTag.EntityReferenceCollection => new EntityReferenceCollection([.. All(Reference)]),
            ContentTag.OptionSetValueCollection => new OptionSetValueCollection([.. All(() => new OptionSetValue(ReadInt32()))]),
            ContentTag.Texts => All(Text),
            ContentTag.Guids => All(Id),
            ContentTag.AliasedValue => new AliasedValue(Text(), Text(), Value()),
            ContentTag.ColumnSet => Columns(),
            ContentTag.ConcurrencyBehavior => (ConcurrencyBehavior)ReadInt32(),
            ContentTag.Relationship => Relationship(),
            ContentTag.Bytes => ReadBytes(Number()),
            _ => throw new InvalidDataException($"Content of a row has the unknown tag {(byte)tag}: it was written by a later version."),
        };
    }

    private Guid Id() => new(ReadBytes(16));

    private DateTime Time() => DateTime.FromBinary(ReadInt64());

    private string? Text() => ReadBoolean() ? ReadString() : null;

    private T[] All<T>(Func<T> read)
    {
        var items = new T[Number()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read();
        }

        return items;
    }

    private KeyValuePair<string, object?>[] Pairs() => All(() => new KeyValuePair<string, object?>(ReadString(), Value()));

    private ParameterCollection Parameters()
    {
        var parameters = new ParameterCollection();
        foreach (var pair in Pairs())
        {
            parameters[pair.Key] = pair.Value;
        }

        return parameters;
    }

    private EntityReference Reference()
    {
        var (table, id, name, version) = (Text(), Id(), Text(), Text());
        var reference = new EntityReference(table, id) { Name = name, RowVersion = version };
        foreach (var pair in Pairs())
        {
            reference.KeyAttributes[pair.Key] = pair.Value;
        }

        return reference;
    }

    private Relationship Relationship()
    {
        var relationship = new Relationship(Text());
        var role = ReadInt32();
        relationship.PrimaryEntityRole = role < 0 ? null : (EntityRole)role;
        return relationship;
    }

    private ColumnSet Columns()
    {
        var all = ReadBoolean();
        var columns = All(Text);
        var set = new ColumnSet(all);
        set.AddColumns(columns);
        return set;
    }

    private Entity Entity()
    {
        var entity = new Entity(Text(), Id()) { RowVersion = Text() };
        var state = ReadInt32();
        entity.EntityState = state < 0 ? null : (EntityState)state;
        foreach (var pair in Pairs())
        {
            entity.Attributes[pair.Key] = pair.Value;
        }

        foreach (var pair in Pairs())
        {
            entity.KeyAttributes[pair.Key] = pair.Value;
        }

        foreach (var (relationship, rows) in All(() => (Relationship(), Collection())))
        {
            entity.RelatedEntities[relationship] = rows;
        }

        return entity;
    }

    private EntityCollection Collection()
    {
        var (name, more, cookie, total, exceeded) = (Text(), ReadBoolean(), Text(), ReadInt32(), ReadBoolean());
        return new EntityCollection([.. All(Entity)])
        {
            EntityName = name,
            MoreRecords = more,
            PagingCookie = cookie,
            TotalRecordCount = total,
            TotalRecordCountLimitExceeded = exceeded,
        };
    }

    private EntityImageCollection Images()
    {
        var images = new EntityImageCollection();
        foreach (var (alias, row) in All(() => (ReadString(), Entity())))
        {
            images[alias] = row;
        }

        return images;
    }

    // The properties are read in the order in which they stand here, which is that of the writer.
    private PluginContext Context() =>
        new()
        {
            Mode = 1,
            Depth = ReadInt32(),
            Stage = ReadInt32(),
            MessageName = Text()!,
            PrimaryEntityName = Text()!,
            PrimaryEntityId = Id(),
            RequestId = (Guid?)Value(),
            InputParameters = Parameters(),
            OutputParameters = Parameters(),
            SharedVariables = Parameters(),
            UserId = Id(),
            InitiatingUserId = Id(),
            BusinessUnitId = Id(),
            OrganizationId = Id(),
            OrganizationName = Text()!,
            PreEntityImages = Images(),
            PostEntityImages = Images(),
            PreEntityImagesCollection = All(Images),
            PostEntityImagesCollection = All(Images),
            OwningExtension = (EntityReference?)Value(),
            CorrelationId = Id(),
            OperationId = Id(),
            OperationCreatedOn = Time(),
            UserAzureActiveDirectoryObjectId = Id(),
            InitiatingUserAzureActiveDirectoryObjectId = Id(),
            InitiatingUserApplicationId = Id(),
            AuthenticatedUserId = Id(),
            ParentContext = ReadBoolean() ? Context() : null,
        };
}
