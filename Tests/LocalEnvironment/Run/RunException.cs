namespace LocalEnvironment.Run;

/// <summary>The main job cannot go on. Code, record and text are what the user reads.</summary>
public sealed class RunException(string code, string record, string text) : Exception($"{code}: {record}: {text}")
{
    public string Code { get; } = code;

    public string Record { get; } = record;

    public string Text { get; } = text;
}
