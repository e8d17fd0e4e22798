namespace LocalEnvironment.Input;

/// <summary>Codes of the faults that make the main job end with exit code 2. The table in the README lists them.</summary>
public static class InputCodes
{
    public const string FileMissing = "PINV5001";
    public const string FileBroken = "PINV5002";
    public const string NotTheFormat = "PINV5003";
    public const string UnknownTable = "PINV5004";
    public const string UnknownColumn = "PINV5005";
    public const string UnreadableValue = "PINV5006";
    public const string UnknownChoice = "PINV5007";
    public const string LookupWithoutRow = "PINV5008";
    public const string RecordTwice = "PINV5009";
    public const string UnknownProperty = "PINV5010";
    public const string WrongKindOfValue = "PINV5011";
    public const string UnknownCurrency = "PINV5012";
}
