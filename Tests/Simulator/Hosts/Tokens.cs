using System.Globalization;
using System.Security.Claims;
using LocalEnvironment.SignIn;

namespace Simulator.Hosts;

/// <summary>Who may sign in, and the tokens given out. A token is a number; its end is judged by the clock of whoever is shown it.</summary>
internal sealed class Tokens(IReadOnlyList<Persona> people)
{
    // As JwtBearer allows.
    private static readonly TimeSpan Allowed = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, (Persona Who, string Audience, DateTimeOffset Ends, string[] Roles)> given = new(StringComparer.Ordinal);

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Those whose roles are taken away for a while.</summary>
    public HashSet<string> WithoutRights { get; } = new(StringComparer.Ordinal);

    public string? Issue(string clientId, string audience, DateTimeOffset now) =>
        people.FirstOrDefault(person => person.ClientId.ToString("d") == clientId) is { } who ? Issue(who, audience, now) : null;

    public string Issue(Persona who, string audience, DateTimeOffset now)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"token.{given.Count + 1}");
        var roles = WithoutRights.Contains(who.Name) ? [] : who.Roles.GetValueOrDefault(ResourceOf(audience), []);
        given[token] = (who, audience, now + Lifetime, roles);
        return token;
    }

    /// <summary>Who shows this token; null: it is of nobody, for another one, or too old.</summary>
    public ClaimsPrincipal? Read(string? authorization, string audience, DateTimeOffset now)
    {
        if (
            authorization?.StartsWith("Bearer ", StringComparison.Ordinal) != true
            || !given.TryGetValue(authorization["Bearer ".Length..], out var token)
            || token.Audience != audience
            || now > token.Ends + Allowed
        )
        {
            return null;
        }

        Claim[] claims =
        [
            new("sub", token.Who.ClientId.ToString("d")),
            new("oid", token.Who.ObjectId.ToString("d")),
            .. token.Roles.Select(role => new Claim("roles", role)),
        ];
        return new ClaimsPrincipal(new ClaimsIdentity(claims, "Bearer", "sub", "roles"));
    }

    private static string ResourceOf(string audience) =>
        audience == Address.Finance.Plain() ? Resource.Finance
        : audience == Address.Connector.Plain() ? Resource.Connector
        : Resource.Dataverse;
}
