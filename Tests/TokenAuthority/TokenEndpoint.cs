using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace TokenAuthority;

/// <summary>Issues the token once OpenIddict has checked client and secret: one resource a token, named by the scope <c>URL/.default</c>.</summary>
internal sealed class TokenEndpoint(TokenAuthorityOptions options)
{
    private const string DefaultScope = "/.default";

    public IResult Issue(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var scopes = request.GetScopes();
        if (scopes.Length != 1 || !scopes[0].EndsWith(DefaultScope, StringComparison.Ordinal))
        {
            return Refuse(Errors.InvalidScope, "Ask for exactly one scope of the form <resource URL>/.default.");
        }

        var url = Normalize(scopes[0][..^DefaultScope.Length]);
        var client = options.Clients.Single(known => known.ClientId == request.ClientId);
        var names = options.Resources.Where(resource => Normalize(resource.Value) == url).Select(resource => resource.Key).ToList();
        if (names.Count == 0 && !options.Clients.Any(known => known.Grants.Keys.Any(key => Normalize(key) == url)))
        {
            return Refuse(Errors.InvalidScope, $"The resource '{url}' is not known here.");
        }

        var roles = client
            .Grants.Where(grant => names.Contains(grant.Key, StringComparer.OrdinalIgnoreCase) || Normalize(grant.Key) == url)
            .SelectMany(grant => grant.Value)
            .Distinct(StringComparer.Ordinal)
            .ToArray();

        var identity = new ClaimsIdentity("client_credentials", Claims.Name, "roles");
        identity.SetClaim(Claims.Subject, client.ClientId);
        identity.SetClaim("oid", client.ObjectId.ToString("d"));
        if (roles.Length > 0)
        {
            identity.AddClaim(new Claim("roles", JsonSerializer.Serialize(roles), "JSON_ARRAY"));
        }

        identity.SetScopes(scopes);
        identity.SetResources(url);
        identity.SetDestinations(static _ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static string Normalize(string url) => url.TrimEnd('/');

    private static IResult Refuse(string error, string description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                }
            ),
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );
}
