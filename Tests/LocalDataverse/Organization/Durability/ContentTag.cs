namespace LocalDataverse.Durability;

/// <summary>Says what follows in encoded content. The numbers stand in files: none is ever given a new meaning.</summary>
internal enum ContentTag : byte
{
    Null = 0,
    Text = 1,
    Integer = 2,
    BigInt = 3,
    Decimal = 4,
    Double = 5,
    True = 6,
    False = 7,
    DateTime = 8,
    Guid = 9,
    Choices = 10,
    RowReference = 11,
    AsyncJob = 12,
    EntityReference = 20,
    OptionSetValue = 21,
    Money = 22,
    Entity = 23,
    EntityCollection = 24,
    EntityReferenceCollection = 25,
    OptionSetValueCollection = 26,
    Texts = 27,
    Guids = 28,
    AliasedValue = 29,
    ColumnSet = 30,
    ConcurrencyBehavior = 31,
    Relationship = 32,
    Bytes = 33,
}
