using Microsoft.Xrm.Sdk;

namespace LocalDataverse.Messages;

/// <summary>Makes the answers of handlers.</summary>
internal static class Responses
{
    /// <summary>An answer of its own class, which names the message.</summary>
    public static T Of<T>(params (string Name, object? Value)[] results)
        where T : OrganizationResponse, new()
    {
        var name = typeof(T).Name;
        return With(new T { ResponseName = name.Substring(0, name.Length - "Response".Length) }, results);
    }

    /// <summary>An answer of a message that has no class here.</summary>
    public static OrganizationResponse Of(string message, params (string Name, object? Value)[] results) =>
        With(new OrganizationResponse { ResponseName = message }, results);

    private static T With<T>(T response, (string Name, object? Value)[] results)
        where T : OrganizationResponse
    {
        foreach (var (name, value) in results)
        {
            response.Results[name] = value;
        }

        return response;
    }
}
