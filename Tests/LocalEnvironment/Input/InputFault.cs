namespace LocalEnvironment.Input;

/// <summary>One reason why the given data cannot be used: where it stands (file, record, field) and what to do about it.</summary>
public sealed record InputFault(string Code, string Record, string Text)
{
    public override string ToString() => $"{Code}: {Record}: {Text}";
}
