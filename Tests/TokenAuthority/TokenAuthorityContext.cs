using Microsoft.EntityFrameworkCore;

namespace TokenAuthority;

internal sealed class TokenAuthorityContext(DbContextOptions<TokenAuthorityContext> options) : DbContext(options);
