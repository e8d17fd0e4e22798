namespace LocalEnvironment.Input;

/// <summary>A record of data.xml. <see cref="Label"/> is what its user knows it by: table, name or number, and line of the file.</summary>
internal sealed record DataRecord(string Table, Guid Id, string Label, IReadOnlyList<DataField> Fields)
{
    public DataField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);
}
