namespace LocalDataverse.Metadata;

/// <param name="State">Only for status columns: the state the status belongs to.</param>
public sealed record ChoiceOption(int Value, string Label, int? State = null);
