using System.Collections;
using System.Reflection;

namespace Solution.Packer.Declarations;

/// <summary>Reads the properties of an object whose type exists in the plug-in assembly only.</summary>
/// <param name="value">The object.</param>
/// <param name="record">What it is, for messages.</param>
internal sealed class DeclaredValue(object value, string record)
{
    internal string Record => record;

    internal Guid Id() => Read("Id") is Guid id && id != Guid.Empty ? id : throw Unreadable("the id is missing");

    internal string Text(string name) => Read(name) as string ?? throw Unreadable($"{name} is missing");

    internal string? OptionalText(string name) => Read(name) as string is { Length: > 0 } text ? text : null;

    internal bool Flag(string name) => Read(name) as bool? ?? throw Unreadable($"{name} is missing");

    /// <summary>A number, or an enumeration with the platform's own numbers.</summary>
    internal int Number(string name) =>
        Read(name) switch
        {
            int number => number,
            Enum choice => Convert.ToInt32(choice, System.Globalization.CultureInfo.InvariantCulture),
            _ => throw Unreadable($"{name} is missing"),
        };

    internal IReadOnlyList<string> Texts(string name) => [.. Items(name).Cast<string>()];

    internal IEnumerable<DeclaredValue> Values(string name, string nameProperty) =>
        Items(name).Select(item => new DeclaredValue(item, $"{record}, {new DeclaredValue(item, $"{record}, {name}").Text(nameProperty)}"));

    internal DeclaredValue? Optional(string name, string nameProperty) =>
        Read(name) is { } item ? new DeclaredValue(item, new DeclaredValue(item, record).Text(nameProperty)) : null;

    private IEnumerable<object> Items(string name) => (Read(name) as IEnumerable ?? throw Unreadable($"{name} is missing")).Cast<object>();

    private object? Read(string name)
    {
        var property =
            value.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public) ?? throw Unreadable($"the declaration has no property {name}");
        return property.GetValue(value);
    }

    private PackException Unreadable(string cause) => new(DeclarationErrors.Unreadable.For(record, cause));
}
